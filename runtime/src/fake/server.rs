//! Fakes on a local port.

use std::io::{self, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use aws_smithy_types::byte_stream::ByteStream;
use http::{Request, Response, StatusCode};

use super::fake::Fake;
use super::live::Live;
use super::send::{self, PANICKED};
use super::wait::block_on;
use super::wire::{self, Incoming, Refused};
use crate::event::MEDIA_TYPE;

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
        let accept = move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let fake = fake.clone();
                // A client that disconnects does not affect the others.
                let answer = move || drop(stream.and_then(|stream| answer(&fake, &stream)));
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
fn answer(fake: &Fake, stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream.try_clone()?);
    loop {
        let (head, framing) = match wire::read(&mut from, stream)? {
            Incoming::End => return Ok(()),
            Incoming::Refused(status, message) => return refuse(stream, (status, message)),
            Incoming::Request(head, framing) => (head, framing),
        };
        let media_type = head.headers().get("content-type");
        if media_type.is_some_and(|found| found.as_bytes() == MEDIA_TYPE.as_bytes()) {
            // Events are answered while they come. The connection ends with them.
            let body = ByteStream::from_body_1_x(Live::new(from, framing));
            let response = respond(fake, &head, body);
            send::write(stream, &head, response, true)?;
            return end(stream);
        }
        let body = match wire::body(&mut from, framing)? {
            Ok(body) => body,
            Err(refused) => return refuse(stream, refused),
        };
        let response = respond(fake, &head, body.into());
        if send::write(stream, &head, response, send::closes(&head))? {
            return Ok(());
        }
    }
}

/// The response to a request, also if the handler panics.
fn respond(fake: &Fake, head: &Request<()>, body: ByteStream) -> Response<ByteStream> {
    let failed = |message: String| {
        let mut response = Response::new(ByteStream::from(message.into_bytes()));
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        response
    };
    let logged = fake.begin();
    let respond = || match block_on(fake.exchange(&logged, head, body)) {
        Ok(answer) => answer
            .into_response()
            .unwrap_or_else(|error| failed(error.to_string())),
        Err(error) => failed(error.to_string()),
    };
    let response = catch_unwind(AssertUnwindSafe(respond));
    let mut response = response.unwrap_or_else(|_| {
        let request = head.clone().map(|()| Vec::new());
        logged.push(None, request, Some(PANICKED.to_owned()));
        failed(PANICKED.to_owned())
    });
    // The body is made while it is written, and may fail.
    response.extensions_mut().insert(logged);
    response
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
