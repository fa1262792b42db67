//! Responses as bytes.

use std::io::{self, Write};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};

use aws_smithy_types::byte_stream::ByteStream;
use bytes::Bytes;
use http::{Request, Response};

use super::answer::length;
use super::events;
use super::log::Logged;
use super::refusal::said;
use super::wait::block_on;
use crate::event::MEDIA_TYPE;

/// True if the connection ends with the response.
pub(super) fn closes(request: &Request<()>) -> bool {
    let connection = request.headers().get("connection");
    let says = |word: &[u8]| connection.is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(word));
    says(b"close") || (is_old(request) && !says(b"keep-alive"))
}

/// True for a client that does not know chunks.
fn is_old(request: &Request<()>) -> bool {
    request.version() == http::Version::HTTP_10
}

/// Writes the response to a request; returns true if the connection ends with it.
pub(super) fn write(
    to: &TcpStream,
    request: &Request<()>,
    response: Response<ByteStream>,
    closes: bool,
) -> io::Result<bool> {
    let (mut parts, body) = response.into_parts();
    let status = parts.status.as_u16();
    let has_body = request.method() != http::Method::HEAD && status != 204 && status != 304;
    if let Some(length) = length(&body).filter(|_| has_body) {
        parts.headers.insert("content-length", length.into());
    }
    let has_length = parts.headers.contains_key("content-length");
    let is_chunked = has_body && !has_length && !is_old(request);
    let closes = closes || (has_body && !has_length && is_old(request));
    let mut bytes = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in &parts.headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    if is_chunked {
        bytes.extend_from_slice(b"transfer-encoding: chunked\r\n");
    }
    if closes {
        bytes.extend_from_slice(b"connection: close\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    if let Some(body) = body.bytes().filter(|_| has_body && !is_chunked) {
        bytes.extend_from_slice(body);
        (&mut &*to).write_all(&bytes)?;
        return Ok(closes);
    }
    (&mut &*to).write_all(&bytes)?;
    if has_body {
        let media_type = parts.headers.get("content-type");
        let source = Source {
            are_events: media_type.is_some_and(|it| it.as_bytes() == MEDIA_TYPE.as_bytes()),
            logged: parts.extensions.remove(),
            body,
        };
        stream(to, source, is_chunked)?;
    }
    Ok(closes)
}

/// A body that is made while it is written.
struct Source {
    body: ByteStream,
    are_events: bool,
    /// The place of the request in the log, if it was one.
    logged: Option<Logged>,
}

impl Source {
    /// The next piece. Events end with an error if the handler panics; another body fails.
    fn next(&mut self) -> io::Result<Option<Bytes>> {
        let body = &mut self.body;
        let next = catch_unwind(AssertUnwindSafe(|| block_on(body.next())));
        let error = match next {
            Ok(None) => return Ok(None),
            Ok(Some(Ok(piece))) => return Ok(Some(piece)),
            Ok(Some(Err(error))) => io::Error::from(error),
            Err(panic) => io::Error::other(format!("the handler panicked{}", said(&*panic))),
        };
        if let Some(logged) = &self.logged {
            logged.refuse(&error.to_string());
        }
        let last = match self.are_events {
            true => events::last(&error.to_string()),
            false => None,
        };
        self.body = ByteStream::default();
        last.map(Some).ok_or(error)
    }
}

/// Writes a body while it is made.
fn stream(mut to: &TcpStream, mut source: Source, is_chunked: bool) -> io::Result<()> {
    while let Some(piece) = source.next()? {
        if piece.is_empty() {
            continue;
        }
        match is_chunked {
            true => {
                let head = format!("{:x}\r\n", piece.len());
                to.write_all(&[head.as_bytes(), &piece, b"\r\n"].concat())?;
            }
            false => to.write_all(&piece)?,
        }
    }
    match is_chunked {
        true => to.write_all(b"0\r\n\r\n"),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;
    use std::pin::Pin;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use http_body::{Body, Frame, SizeHint};

    use super::super::log::Log;
    use super::*;

    /// A body that panics, of at most 9 bytes.
    struct Panics;

    impl Body for Panics {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
            panic!("within a handler")
        }

        fn size_hint(&self) -> SizeHint {
            let mut hint = SizeHint::new();
            hint.set_upper(9);
            hint
        }
    }

    /// Protects clients from a body that ends as if it were whole and from a length that is only an
    /// upper bound, and tests from a panic that nothing records.
    #[test]
    fn bodies_that_panic() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut client = TcpStream::connect(address).expect("a connection");
        let (to, _) = listener.accept().expect("a connection");
        let log = Arc::new(Log::default());
        let logged = Logged::new(Arc::clone(&log), 1);
        logged.push(None, Some("Get"), Request::new(Vec::new()), None);
        let mut response = Response::new(ByteStream::from_body_1_x(Panics));
        response.extensions_mut().insert(logged);
        write(&to, &Request::new(()), response, true).expect_err("a panic");
        drop(to);
        let mut text = String::new();
        client.read_to_string(&mut text).expect("a response");
        assert!(text.contains("transfer-encoding: chunked\r\n"), "{text}");
        assert!(!text.contains("content-length"), "{text}");
        assert!(text.ends_with("close\r\n\r\n"), "{text}");
        let refused = log.with(|all| all[0].refused.clone());
        let expected = "the handler panicked: within a handler";
        assert_eq!(refused.as_deref(), Some(expected));
    }
}
