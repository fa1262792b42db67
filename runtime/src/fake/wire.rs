//! HTTP/1.1, as much of it as clients need that call a fake.

use std::io::{self, BufRead, Read, Write};
use std::net::TcpStream;

use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};

use super::fake::Response;

/// The maximum size of the request line and the headers.
const HEAD: u64 = 64 << 10;

/// The maximum size of a body.
const BODY: u64 = 1 << 30;

/// The next message of a client.
pub(super) enum Incoming {
    /// The client has no more requests.
    End,
    /// A request.
    Request(Box<Request<Vec<u8>>>),
    /// Bytes that are not a request, or are too many.
    Refused(StatusCode, &'static str),
}

type Refused = (StatusCode, &'static str);

const BAD: StatusCode = StatusCode::BAD_REQUEST;

const TOO_LARGE: Refused = (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");

/// Reads a request. Writes `100 Continue` to `back` if the client waits for it.
pub(super) fn read(from: &mut impl BufRead, back: &TcpStream) -> io::Result<Incoming> {
    let mut lines = match head(from)? {
        Ok(lines) if lines.is_empty() => return Ok(Incoming::End),
        Ok(lines) => lines,
        Err((status, message)) => return Ok(Incoming::Refused(status, message)),
    };
    let line = lines.remove(0);
    let body = match headers(&lines) {
        Ok(headers) => {
            if headers
                .get("expect")
                .is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"100-continue"))
            {
                (&mut &*back).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
            }
            body(from, &headers)?.map(|body| (headers, body))
        }
        Err(refused) => Err(refused),
    };
    Ok(
        match body.and_then(|(headers, body)| request(&line, headers, body)) {
            Ok(request) => Incoming::Request(Box::new(request)),
            Err((status, message)) => Incoming::Refused(status, message),
        },
    )
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

fn body(from: &mut impl BufRead, headers: &HeaderMap) -> io::Result<Result<Vec<u8>, Refused>> {
    if let Some(encoding) = headers.get("transfer-encoding") {
        return match encoding.as_bytes().eq_ignore_ascii_case(b"chunked") {
            true => chunks(from),
            false => Ok(Err((
                StatusCode::NOT_IMPLEMENTED,
                "unknown transfer encoding",
            ))),
        };
    }
    let length = headers
        .get("content-length")
        .map(|length| length.to_str().ok()?.parse().ok());
    match length {
        None => Ok(Ok(Vec::new())),
        Some(None) => Ok(Err((BAD, "invalid content length"))),
        Some(Some(length)) => sized(from, length),
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
    const LINE: u64 = 1 << 10;
    let invalid = Ok(Err((BAD, "invalid chunk")));
    let mut body = Vec::new();
    loop {
        let mut line = Vec::new();
        from.by_ref().take(LINE).read_until(b'\n', &mut line)?;
        let line = String::from_utf8(line).unwrap_or_default();
        let size = line.split(';').next().unwrap_or_default().trim();
        let Ok(size) = u64::from_str_radix(size, 16) else {
            return invalid;
        };
        if size == 0 {
            return Ok(trailers(from)?.map(|()| body));
        }
        if size.saturating_add(body.len() as u64) > BODY {
            return Ok(Err(TOO_LARGE));
        }
        match sized(from, size)? {
            Ok(chunk) => body.extend(chunk),
            refused => return Ok(refused),
        }
        let mut end = [0; 2];
        from.read_exact(&mut end)?;
        if end != *b"\r\n" {
            return invalid;
        }
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

fn request(line: &[u8], headers: HeaderMap, body: Vec<u8>) -> Result<Request<Vec<u8>>, Refused> {
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
        .body(body)
        .map_err(|_| (BAD, "invalid method or URI"))?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// True if the connection ends with the response.
pub(super) fn closes(request: &Request<Vec<u8>>) -> bool {
    let connection = request.headers().get("connection");
    let says = |word: &[u8]| connection.is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(word));
    says(b"close") || (request.version() == http::Version::HTTP_10 && !says(b"keep-alive"))
}

/// Writes a response.
pub(super) fn write(
    to: &TcpStream,
    response: &Response,
    is_head: bool,
    closes: bool,
) -> io::Result<()> {
    let mut bytes = format!("HTTP/1.1 {}\r\n", response.status()).into_bytes();
    for (name, value) in response.headers() {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    let status = response.status().as_u16();
    let has_length = response.headers().contains_key("content-length");
    if !has_length && status != 204 && status != 304 {
        let length = response.body().len();
        bytes.extend_from_slice(format!("content-length: {length}\r\n").as_bytes());
    }
    if closes {
        bytes.extend_from_slice(b"connection: close\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    if !is_head && status != 204 && status != 304 {
        bytes.extend_from_slice(response.body());
    }
    (&mut &*to).write_all(&bytes)
}
