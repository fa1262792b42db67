//! Fakes on a local port.

use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::fake::{Fake, Response};
use super::wire::{self, Incoming};

/// The time after which the connection of an idle client is closed.
const PATIENCE: Duration = Duration::from_secs(30);

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
    let mut from = BufReader::new(stream);
    loop {
        match wire::read(&mut from, stream)? {
            Incoming::End => return Ok(()),
            Incoming::Refused(status, message) => {
                let mut response = Response::new(message.as_bytes().to_vec());
                *response.status_mut() = status;
                wire::write(stream, &response, false, true)?;
                // So that the client reads this before the connection is reset.
                stream.shutdown(std::net::Shutdown::Write)?;
                return io::copy(&mut io::Read::take(from, 1 << 20), &mut io::sink()).map(drop);
            }
            Incoming::Request(request) => {
                let respond = AssertUnwindSafe(|| fake.respond(&*request));
                let response = catch_unwind(respond).unwrap_or_else(|_| {
                    let mut response = Response::new(b"the handler panicked".to_vec());
                    *response.status_mut() = http::StatusCode::NOT_IMPLEMENTED;
                    response
                });
                let closes = wire::closes(&request);
                let is_head = request.method() == http::Method::HEAD;
                wire::write(stream, &response, is_head, closes)?;
                if closes {
                    return Ok(());
                }
            }
        }
    }
}
