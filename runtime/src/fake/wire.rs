//! HTTP/1.1, as much of it as clients need that call a fake.

use std::io::{self, BufRead, Read, Write};
use std::net::TcpStream;

use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};

/// The maximum size of the request line and the headers.
const HEAD: u64 = 64 << 10;

/// The maximum size of a body that is read as a whole, and of a chunk.
pub(super) const BODY: u64 = 1 << 30;

/// The next message of a client.
pub(super) enum Incoming {
    /// The client has no more requests.
    End,
    /// A request, whose body has not been read.
    Request(Box<Request<()>>, Framing),
    /// Bytes that are not a request, or are too many.
    Refused(StatusCode, &'static str),
}

/// The reason why bytes are not a request.
pub(super) type Refused = (StatusCode, &'static str);

/// The length of a body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Framing {
    /// It is part of each chunk.
    Chunks,
    /// That many bytes.
    Sized(u64),
}

const BAD: StatusCode = StatusCode::BAD_REQUEST;

const TOO_LARGE: Refused = (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");

/// Reads a request up to its body. Writes `100 Continue` to `back` if the client waits for it.
pub(super) fn read(from: &mut impl BufRead, back: &TcpStream) -> io::Result<Incoming> {
    let mut lines = match head(from)? {
        Ok(lines) if lines.is_empty() => return Ok(Incoming::End),
        Ok(lines) => lines,
        Err((status, message)) => return Ok(Incoming::Refused(status, message)),
    };
    let line = lines.remove(0);
    let parsed = headers(&lines).and_then(|headers| {
        let framing = framing(&headers)?;
        Ok((request(&line, headers)?, framing))
    });
    let (request, framing) = match parsed {
        Ok(parsed) => parsed,
        Err((status, message)) => return Ok(Incoming::Refused(status, message)),
    };
    let expect = request.headers().get("expect");
    if expect.is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"100-continue")) {
        (&mut &*back).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    Ok(Incoming::Request(Box::new(request), framing))
}

/// The lines up to the first empty one.
fn head(from: &mut impl BufRead) -> io::Result<Result<Vec<Vec<u8>>, Refused>> {
    let too_large = (
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        "the headers are too large",
    );
    let (mut lines, mut rest) = (Vec::new(), HEAD);
    loop {
        let mut line = Vec::new();
        let size = from.by_ref().take(rest).read_until(b'\n', &mut line)?;
        rest -= size as u64;
        if line.pop() != Some(b'\n') {
            let is_end = size == 0 && lines.is_empty();
            return Ok(match (is_end, rest) {
                (true, _) => Ok(lines),
                (_, 0) => Err(too_large),
                _ => Err((BAD, "the request has no end")),
            });
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        match line.is_empty() {
            false => lines.push(line),
            // Some clients send an empty line behind a body.
            true if lines.is_empty() => {}
            true => return Ok(Ok(lines)),
        }
    }
}

fn headers(lines: &[Vec<u8>]) -> Result<HeaderMap, Refused> {
    let mut headers = HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':');
        let both = colon.and_then(|colon| line.split_at_checked(colon));
        let (name, value) = both.ok_or((BAD, "invalid header"))?;
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let name = HeaderName::from_bytes(name).map_err(|_| (BAD, "invalid header name"))?;
        let value = HeaderValue::from_bytes(value).map_err(|_| (BAD, "invalid header value"))?;
        headers.append(name, value);
    }
    Ok(headers)
}

fn framing(headers: &HeaderMap) -> Result<Framing, Refused> {
    if let Some(encoding) = headers.get("transfer-encoding") {
        return match encoding.as_bytes().eq_ignore_ascii_case(b"chunked") {
            true => Ok(Framing::Chunks),
            false => Err((StatusCode::NOT_IMPLEMENTED, "unknown transfer encoding")),
        };
    }
    let Some(length) = headers.get("content-length") else {
        return Ok(Framing::Sized(0));
    };
    let length = length.to_str().ok().and_then(|length| length.parse().ok());
    length
        .map(Framing::Sized)
        .ok_or((BAD, "invalid content length"))
}

/// Reads a whole body.
pub(super) fn body(
    from: &mut impl BufRead,
    framing: Framing,
) -> io::Result<Result<Vec<u8>, Refused>> {
    match framing {
        Framing::Chunks => chunks(from),
        Framing::Sized(length) => sized(from, length),
    }
}

fn sized(from: &mut impl BufRead, length: u64) -> io::Result<Result<Vec<u8>, Refused>> {
    if length > BODY {
        return Ok(Err(TOO_LARGE));
    }
    // Room is made for what comes, not for what was announced.
    let mut body = Vec::new();
    from.by_ref().take(length).read_to_end(&mut body)?;
    Ok(match body.len() as u64 == length {
        true => Ok(body),
        false => Err((BAD, "the body has no end")),
    })
}

/// The data of all chunks.
fn chunks(from: &mut impl BufRead) -> io::Result<Result<Vec<u8>, Refused>> {
    let mut body = Vec::new();
    loop {
        match chunk(from, BODY - body.len() as u64)? {
            Ok(Some(chunk)) => body.extend(chunk),
            Ok(None) => return Ok(Ok(body)),
            Err(refused) => return Ok(Err(refused)),
        }
    }
}

/// The data of the next chunk, if it has no more than that many bytes; `None` after the last.
pub(super) fn chunk(
    from: &mut impl BufRead,
    most: u64,
) -> io::Result<Result<Option<Vec<u8>>, Refused>> {
    const LINE: u64 = 1 << 10;
    let invalid = Ok(Err((BAD, "invalid chunk")));
    let mut line = Vec::new();
    from.by_ref().take(LINE).read_until(b'\n', &mut line)?;
    let line = String::from_utf8(line).unwrap_or_default();
    let size = line.split(';').next().unwrap_or_default().trim();
    let Ok(size) = u64::from_str_radix(size, 16) else {
        return invalid;
    };
    if size == 0 {
        return Ok(trailers(from)?.map(|()| None));
    }
    if size > most {
        return Ok(Err(TOO_LARGE));
    }
    let chunk = match sized(from, size)? {
        Ok(chunk) => chunk,
        Err(refused) => return Ok(Err(refused)),
    };
    let mut end = Vec::new();
    from.by_ref().take(2).read_to_end(&mut end)?;
    match end.as_slice() {
        b"\r\n" => Ok(Ok(Some(chunk))),
        _ => invalid,
    }
}

/// Skips the trailers that may come behind the last chunk, up to the first empty line.
fn trailers(from: &mut impl BufRead) -> io::Result<Result<(), Refused>> {
    let mut trailers = from.by_ref().take(HEAD);
    let mut line = Vec::new();
    loop {
        line.clear();
        trailers.read_until(b'\n', &mut line)?;
        if line.ends_with(b"\n") && line.trim_ascii().is_empty() {
            return Ok(Ok(()));
        }
        if !line.ends_with(b"\n") {
            // Some clients end the connection without the empty line.
            return Ok(match trailers.limit() {
                0 => Err((
                    StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "the trailers are too large",
                )),
                _ => Ok(()),
            });
        }
    }
}

fn request(line: &[u8], headers: HeaderMap) -> Result<Request<()>, Refused> {
    let line = std::str::from_utf8(line).map_err(|_| (BAD, "invalid request line"))?;
    let mut parts = line.split(' ');
    let (Some(method), Some(uri), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err((BAD, "invalid request line"));
    };
    let version = match version {
        "HTTP/1.1" => http::Version::HTTP_11,
        "HTTP/1.0" => http::Version::HTTP_10,
        _ => {
            return Err((
                StatusCode::HTTP_VERSION_NOT_SUPPORTED,
                "unknown HTTP version",
            ));
        }
    };
    let request = Request::builder().method(method).uri(uri).version(version);
    let mut request = request
        .body(())
        .map_err(|_| (BAD, "invalid method or URI"))?;
    *request.headers_mut() = headers;
    Ok(request)
}
