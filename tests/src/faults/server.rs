//! A server that plays one script for each attempt.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use super::sent::{Sent, body_length};

/// The longest that a connection waits for a client that is still there.
const PATIENCE: Duration = Duration::from_secs(20);

/// One step of an attempt.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads a request to its end, and keeps it.
    Read,
    /// Reads so many bytes of a request, and keeps them.
    ReadSome(usize),
    /// Sends bytes as they are.
    Send(Vec<u8>),
    /// Sends bytes one at a time, with a pause after each.
    Trickle(Vec<u8>, Duration),
    /// Nothing happens for a while.
    Wait(Duration),
    /// Closes the connection in order.
    Close,
    /// Breaks the connection: the client sees a reset.
    Reset,
}

/// The steps of an attempt. Without an end of the connection, it is kept for the next one.
pub type Script = Vec<Step>;

/// A server on loopback, which plays the scripts of a case to one client after the other.
#[derive(Debug)]
pub struct Server {
    url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    scripts: Vec<Script>,
    /// The number of scripts that have been played.
    played: usize,
    /// The number of connections of this client.
    connections: usize,
    /// The number of the client: connections of an earlier one play nothing any more.
    client: usize,
    sent: Vec<Sent>,
    is_over: bool,
}

impl State {
    /// The script of the next attempt: the last one serves for all that are left.
    fn next(&self) -> Script {
        let last = self.scripts.len().saturating_sub(1);
        let script = self.scripts.get(self.played.min(last));
        script.cloned().unwrap_or_default()
    }
}

impl Server {
    /// A server on a free port.
    ///
    /// # Panics
    ///
    /// If no port is free.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut locked = lock(&shared);
                if locked.is_over {
                    return;
                }
                locked.connections += 1;
                let mut connection = Connection {
                    stream: stream.expect("a connection"),
                    state: Arc::clone(&shared),
                    client: locked.client,
                    number: locked.connections,
                };
                drop(locked);
                thread::spawn(move || connection.serve());
            }
        });
        Self { url, state }
    }

    /// The address of the server.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Plays these scripts to the client that comes next.
    pub fn play(&self, scripts: &[Script]) {
        let mut state = lock(&self.state);
        *state = State {
            scripts: scripts.to_vec(),
            client: state.client + 1,
            ..State::default()
        };
    }

    /// The bytes that the client has sent, by attempt.
    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut lock(&self.state).sent)
    }

    /// The number of attempts of the client that have begun.
    pub fn attempts(&self) -> usize {
        lock(&self.state).played
    }

    /// The number of connections of the client so far.
    pub fn connections(&self) -> usize {
        lock(&self.state).connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        lock(&self.state).is_over = true;
        // Wakes the thread that accepts connections; one that is gone needs no waking.
        let _ = TcpStream::connect(self.url.trim_start_matches("http://"));
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Connection {
    stream: TcpStream,
    state: Arc<Mutex<State>>,
    client: usize,
    number: usize,
}

/// The state of a connection after a step.
enum Next {
    Goes,
    Ended,
}

impl Connection {
    /// Plays one script after the other. The client may be gone at any time.
    fn serve(&mut self) {
        let limit = self.stream.set_read_timeout(Some(PATIENCE));
        limit.expect("a timeout");
        loop {
            let first = lock(&self.state).next();
            let reads = matches!(first.first(), Some(Step::Read | Step::ReadSome(_)));
            // An attempt begins with the first byte of a request.
            if reads && !self.has_bytes() {
                return;
            }
            let script = {
                let mut state = lock(&self.state);
                if state.client != self.client || state.scripts.is_empty() {
                    return;
                }
                let script = state.next();
                state.played += 1;
                script
            };
            for step in script {
                if matches!(self.step(step), Ok(Next::Ended) | Err(_)) {
                    return;
                }
            }
        }
    }

    fn has_bytes(&self) -> bool {
        self.stream.peek(&mut [0]).is_ok_and(|length| length > 0)
    }

    fn step(&mut self, step: Step) -> std::io::Result<Next> {
        match step {
            Step::Read => self.read(usize::MAX)?,
            Step::ReadSome(length) => self.read(length)?,
            Step::Send(bytes) => self.stream.write_all(&bytes)?,
            Step::Trickle(bytes, pause) => {
                for byte in bytes {
                    self.stream.write_all(&[byte])?;
                    thread::sleep(pause);
                }
            }
            Step::Wait(time) => thread::sleep(time),
            Step::Close => {
                // The client may have reset it by now.
                let _ = self.stream.shutdown(Shutdown::Both);
                return Ok(Next::Ended);
            }
            Step::Reset => {
                let socket = SockRef::from(&self.stream);
                socket.set_linger(Some(Duration::ZERO))?;
                return Ok(Next::Ended);
            }
        }
        Ok(Next::Goes)
    }

    /// Reads a request, or its first bytes. All that has come is kept, even if the client is gone
    /// before its end.
    fn read(&mut self, length: usize) -> std::io::Result<()> {
        let mut bytes = Vec::new();
        let ended = loop {
            let whole = whole(&bytes).unwrap_or(usize::MAX);
            let left = length.min(whole).saturating_sub(bytes.len());
            if left == 0 {
                break Ok(());
            }
            let mut buffer = [0; 16 << 10];
            // Until the end of the head is found, one byte after it may be another request's.
            let size = if whole == usize::MAX {
                1
            } else {
                left.min(buffer.len())
            };
            match self.stream.read(&mut buffer[..size]) {
                Ok(0) => break Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => bytes.extend_from_slice(&buffer[..read]),
                Err(error) => break Err(error),
            }
        };
        let mut state = lock(&self.state);
        if state.client == self.client {
            let connection = self.number;
            state.sent.push(Sent { connection, bytes });
        }
        ended
    }
}

/// The length of the request that starts with these bytes, once its head is there.
fn whole(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    Some(head + body_length(&bytes[..head]))
}
