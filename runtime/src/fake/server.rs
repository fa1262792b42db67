//! Fakes on a local port.

use std::io::{self, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use aws_smithy_types::byte_stream::ByteStream;
use http::{Request, Response, StatusCode};

#[cfg(feature = "rt-tokio")]
use super::driver::Driver;
use super::fake::Fake;
use super::live::Live;
use super::send;
use super::wait::block_on;
use super::wire::{self, Incoming, Refused};
use crate::event::MEDIA_TYPE;

/// The time between attempts to take a connection, where that fails.
const PAUSE: Duration = Duration::from_millis(10);

/// The time after which the connection of an idle client is closed.
const PATIENCE: Duration = Duration::from_secs(30);

/// The bytes that are read of a request that has been answered before its end.
const REST: u64 = 1 << 20;

/// A fake on a port of the loopback interface. It stops when it is dropped.
///
/// It speaks HTTP/1.1 without TLS: clients take [`url`](Self::url) as their endpoint.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    is_stopped: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
    /// Dropped last.
    #[cfg(feature = "rt-tokio")]
    _driver: Driver,
}

impl Fake {
    /// Answers requests on a free port of the loopback interface, on threads of their own.
    ///
    /// # Errors
    ///
    /// Fails if no port is free.
    pub fn serve(&self) -> io::Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (fake, stopped) = (self.clone(), Arc::clone(&is_stopped));
        #[cfg(feature = "rt-tokio")]
        let driver = Driver::start()?;
        #[cfg(feature = "rt-tokio")]
        let handle = driver.handle();
        let accept = move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else {
                    // As long as the process has no more files, the next one fails at once.
                    thread::sleep(PAUSE);
                    continue;
                };
                let (fake, stopped) = (fake.clone(), Arc::clone(&stopped));
                #[cfg(feature = "rt-tokio")]
                let handle = handle.clone();
                let answer = move || {
                    #[cfg(feature = "rt-tokio")]
                    let _entered = handle.enter();
                    // A client that disconnects does not affect the others.
                    drop(answer(&fake, &stopped, &stream));
                };
                drop(thread::Builder::new().spawn(answer));
            }
        };
        let thread = thread::Builder::new()
            .name("fake".to_owned())
            .spawn(accept)?;
        Ok(Server {
            address,
            is_stopped,
            thread: Some(thread),
            #[cfg(feature = "rt-tokio")]
            _driver: driver,
        })
    }
}

impl Server {
    /// The address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL that clients take as their endpoint.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        // The thread waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Answers the requests of one connection.
fn answer(fake: &Fake, is_stopped: &AtomicBool, stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream.try_clone()?);
    loop {
        let (head, framing) = match wire::read(&mut from, stream)? {
            Incoming::End => return Ok(()),
            Incoming::Refused(status, message) => return refuse(stream, (status, message)),
            Incoming::Request(head, framing) => (head, framing),
        };
        if is_stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        let media_type = head.headers().get("content-type");
        if media_type.is_some_and(|found| found.as_bytes() == MEDIA_TYPE.as_bytes()) {
            // Events are answered while they come. The connection ends with them.
            let body = ByteStream::from_body_1_x(Live::new(from, framing));
            if let Some(response) = respond(fake, is_stopped, &head, body) {
                send::write(stream, &head, response, true)?;
            }
            return end(stream);
        }
        let body = match wire::body(&mut from, framing)? {
            Ok(body) => body,
            Err(refused) => return refuse(stream, refused),
        };
        let Some(response) = respond(fake, is_stopped, &head, body.into()) else {
            return stream.shutdown(std::net::Shutdown::Both);
        };
        if send::write(stream, &head, response, send::closes(&head))? {
            return Ok(());
        }
    }
}

/// The response to a request, after its delay; `None` if the connection ends without it.
fn respond(
    fake: &Fake,
    is_stopped: &AtomicBool,
    head: &Request<()>,
    body: ByteStream,
) -> Option<Response<ByteStream>> {
    let failed = |message: String| {
        let mut response = Response::new(ByteStream::from(message.into_bytes()));
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        response
    };
    let logged = fake.begin();
    let mut response = match block_on(fake.exchange(&logged, head, body)) {
        Ok(answer) => {
            thread::sleep(answer.delay);
            if answer.is_lost || is_stopped.load(Ordering::SeqCst) {
                return None;
            }
            let response = answer.into_response();
            response.unwrap_or_else(|error| failed(error.to_string()))
        }
        Err(error) => failed(error.to_string()),
    };
    // The body is made while it is written, and may fail.
    response.extensions_mut().insert(logged);
    Some(response)
}

/// Answers bytes that are not a request, and ends the connection.
fn refuse(stream: &TcpStream, (status, message): Refused) -> io::Result<()> {
    let mut response = Response::new(ByteStream::from_static(message.as_bytes()));
    *response.status_mut() = status;
    send::write(stream, &Request::new(()), response, true)?;
    end(stream)
}

/// Ends a connection so that the client reads the response before it is reset.
fn end(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(std::net::Shutdown::Write)?;
    io::copy(&mut stream.take(REST), &mut io::sink()).map(drop)
}
