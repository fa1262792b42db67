//! A server on loopback that speaks HTTP/1.1, as far as a test asks it to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hammersmith::event::encode;
use hammersmith::primitives::event_stream::{Header, HeaderValue, Message};

/// One step of a response.
#[derive(Clone)]
pub enum Step {
    /// These bytes are a chunk of the body.
    Send(Vec<u8>),
    /// These bytes are sent as they are.
    Raw(Vec<u8>),
    /// Nothing happens for a while.
    Wait(Duration),
    /// The body ends.
    End,
    /// The connection ends, and the body does not.
    Break,
}

/// The head of a request.
pub struct Head {
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Head {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(of, _)| of.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

/// A server for one request. The thread returns the request.
pub fn serve<T: Send + 'static>(
    answer: impl FnOnce(Head, &mut Connection) -> T + Send + 'static,
) -> (String, JoinHandle<T>) {
    listen(|listener| {
        let (stream, _) = listener.accept().expect("a connection");
        let mut connection = Connection::new(stream);
        let head = connection.head();
        answer(head, &mut connection)
    })
}

/// A server for that many requests, each on a connection of its own.
pub fn serve_each<T: Send + 'static>(
    count: usize,
    answer: impl Fn(usize, Head, &mut Connection) -> T + Send + 'static,
) -> (String, JoinHandle<Vec<T>>) {
    listen(move |listener| {
        let requests = (0..count).map(|number| {
            let (stream, _) = listener.accept().expect("a connection");
            let mut connection = Connection::new(stream);
            let head = connection.head();
            answer(number, head, &mut connection)
        });
        requests.collect()
    })
}

fn listen<T: Send + 'static>(
    serve: impl FnOnce(TcpListener) -> T + Send + 'static,
) -> (String, JoinHandle<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    (url, thread::spawn(move || serve(listener)))
}

/// A connection.
pub struct Connection {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Connection {
    fn new(stream: TcpStream) -> Self {
        let limit = Some(Duration::from_secs(20));
        stream.set_read_timeout(limit).expect("a timeout");
        Self {
            writer: stream.try_clone().expect("the same connection"),
            reader: BufReader::new(stream),
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.reader.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }

    fn head(&mut self) -> Head {
        let first = self.line();
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = Vec::new();
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(':') else {
                return Head { path, headers };
            };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    /// The body of a request of known length.
    pub fn body(&mut self, head: &Head) -> Vec<u8> {
        let length = head.header("content-length").expect("a length");
        let mut body = vec![0; length.parse().expect("a number")];
        self.reader.read_exact(&mut body).expect("the body");
        body
    }

    /// The first line of a chunk of the body of a request.
    pub fn chunk_head(&mut self) -> String {
        self.line()
    }

    /// The next chunk of the body of a request; empty for the last.
    pub fn chunk(&mut self) -> Vec<u8> {
        let length = usize::from_str_radix(&self.line(), 16).expect("a length");
        let mut chunk = vec![0; length];
        self.reader.read_exact(&mut chunk).expect("a chunk");
        assert_eq!(self.line(), "", "the end of a chunk");
        chunk
    }

    /// The next bytes of a request, however many there are; `None` at its end or once it is broken.
    pub fn some(&mut self) -> Option<usize> {
        let mut bytes = [0; 4096];
        self.reader.read(&mut bytes).ok().filter(|read| *read > 0)
    }

    /// The start of a response whose body is a stream of events.
    pub fn start(&mut self) {
        let head = "HTTP/1.1 200 OK\r\n\
                    content-type: application/vnd.amazon.eventstream\r\n\
                    x-amzn-requestid: the-request\r\n\
                    x-amzn-bedrock-content-type: application/json\r\n\
                    x-amzn-transcribe-session-id: the-session\r\n\
                    transfer-encoding: chunked\r\n\r\n";
        self.writer.write_all(head.as_bytes()).expect("a head");
    }

    /// A whole response.
    pub fn respond(&mut self, status: &str, headers: &str, body: impl AsRef<[u8]>) {
        let body = body.as_ref();
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n");
        let response = [head.as_bytes(), body].concat();
        self.writer.write_all(&response).expect("a response");
    }

    /// The body of a response. The client may be gone before its end.
    pub fn play(&mut self, steps: Vec<Step>) {
        for step in steps {
            let sent = match step {
                Step::Send(bytes) => {
                    let head = format!("{:x}\r\n", bytes.len());
                    let chunk = [head.as_bytes(), bytes.as_slice(), b"\r\n"].concat();
                    self.writer.write_all(&chunk)
                }
                Step::Raw(bytes) => self.writer.write_all(&bytes),
                Step::Wait(time) => {
                    thread::sleep(time);
                    Ok(())
                }
                Step::End => self.writer.write_all(b"0\r\n\r\n"),
                Step::Break => self.writer.shutdown(Shutdown::Both),
            };
            if sent.is_err() {
                return;
            }
        }
    }
}

/// A message of that type whose payload is a JSON document, as a frame.
pub fn frame(kind: &str, name: &str, payload: &[u8]) -> Vec<u8> {
    frame_of(kind, name, "application/json", payload)
}

/// A message of that type, as a frame. Without a media type, it has none.
pub fn frame_of(kind: &str, name: &str, media_type: &str, payload: &[u8]) -> Vec<u8> {
    let text = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let name_of_type: &'static str = match kind {
        "exception" => ":exception-type",
        _ => ":event-type",
    };
    let mut message = Message::new(payload.to_vec())
        .add_header(text(":message-type", kind))
        .add_header(text(name_of_type, name));
    if !media_type.is_empty() {
        message = message.add_header(text(":content-type", media_type));
    }
    encode(&message).expect("a frame").to_vec()
}
