//! Signature Version 4 of plain requests, which most are.
//!
//! `aws-sigv4` signs any request, makes a hundred strings for it, and derives the same key each
//! time. A request whose URL and headers are signed as they are sent needs none of that: here it
//! is signed with a key that is kept for the day. All others go through `aws-sigv4`, whose HMAC
//! signs both.

use ::http::HeaderValue;

use super::digits::{Digits, digits, hash, text};
use super::key::{KeyScope, LastKey};
use super::moment::Moment;

/// Headers that proxies change, which are not signed.
const UNSIGNED: [&str; 3] = ["user-agent", "x-amzn-trace-id", "transfer-encoding"];

/// Headers that a signature adds, or that come from the URL.
const OWN: [&str; 5] = ["authorization", "host", SHA256, DATE, TOKEN];

const SHA256: &str = "x-amz-content-sha256";
const DATE: &str = "x-amz-date";
const TOKEN: &str = "x-amz-security-token";

/// The greatest number of headers of a request that is signed here.
const HEADERS: usize = 24;

/// A request whose URL and headers are signed as they are sent, except for their order.
#[derive(Debug)]
pub(crate) struct Plain<'r> {
    method: &'r str,
    path: &'r str,
    query: String,
    /// The headers that are signed, with the host.
    headers: Vec<(&'r str, &'r str)>,
}

/// The values that a signature depends on, except for the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) key: KeyScope<'a>,
    pub(crate) moment: &'a Moment,
    /// True if the hash of the body is a header, too.
    pub(crate) content_sha256_header: bool,
}

/// The form in which the body is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Payload<'a> {
    Bytes(&'a [u8]),
    /// Its hash, or the words that stand for it.
    Known(&'a str),
}

impl Payload<'_> {
    /// A body that is not part of the signature.
    pub(crate) const UNSIGNED: Self = Self::Known("UNSIGNED-PAYLOAD");
}

impl<'r> Plain<'r> {
    /// A request with headers whose names are in lower case; `None` if it is not plain. Any path
    /// is that is signed `verbatim`.
    pub(crate) fn new(
        method: &'r str,
        host: &'r str,
        url: &'r str,
        verbatim: bool,
        headers: impl Iterator<Item = (&'r str, &'r [u8])>,
    ) -> Option<Self> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        if !is_plain_host(host) || !is_plain_path(path, verbatim) {
            return None;
        }
        let query = canonical_query(query)?;
        let mut signed = Vec::with_capacity(HEADERS + 4);
        signed.push(("host", host));
        for (name, value) in headers {
            if OWN.contains(&name) || !is_plain(value) || signed.len() > HEADERS {
                return None;
            }
            if !UNSIGNED.contains(&name) {
                signed.push((name, str::from_utf8(value).ok()?));
            }
        }
        signed.sort_unstable();
        let is_twice = |pair: &[(&str, &str)]| matches!(pair, [(a, _), (b, _)] if a == b);
        (!signed.windows(2).any(is_twice)).then_some(Self {
            method,
            path,
            query,
            headers: signed,
        })
    }

    /// The headers that sign the request, in the order in which `aws-sigv4` has them; `None` if no
    /// key can be derived, or if the session token is not signed as it is sent.
    pub(crate) fn sign(
        self,
        scope: Scope<'_>,
        payload: Payload<'_>,
        last: &LastKey,
    ) -> Option<Vec<(&'static str, HeaderValue)>> {
        let KeyScope {
            credentials,
            region,
            name,
        } = scope.key;
        let token = credentials.session_token();
        if token.is_some_and(|token| !is_plain(token.as_bytes())) {
            return None;
        }
        let digest: Digits;
        let payload = match payload {
            Payload::Bytes(bytes) => {
                digest = hash(bytes);
                text(&digest)
            }
            Payload::Known(payload) => payload,
        };
        let (time, day) = (scope.moment.text(), scope.moment.day());
        let mut headers = self.headers;
        headers.push((DATE, time));
        headers.extend(token.map(|token| (TOKEN, token)));
        if scope.content_sha256_header {
            headers.push((SHA256, payload));
        }
        headers.sort_unstable();
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let names = names.join(";");

        let line = [self.method, "\n", self.path, "\n", &self.query, "\n"];
        let canonical = canonical(line, &headers, &names, payload);
        let of = [day, "/", region, "/", name, "/aws4_request"].concat();
        let digest = hash(canonical.as_bytes());
        let signed = ["AWS4-HMAC-SHA256\n", time, "\n", &of, "\n", text(&digest)].concat();
        let signature = digits(last.sign(scope.key, scope.moment, signed.as_bytes())?);
        let authorization = [
            "AWS4-HMAC-SHA256 Credential=",
            credentials.access_key_id(),
            "/",
            &of,
            ", SignedHeaders=",
            &names,
            ", Signature=",
            text(&signature),
        ];
        let payload = scope.content_sha256_header.then_some(payload);
        added(time, authorization.concat(), payload, token)
    }
}

/// The headers that a signature adds.
fn added(
    time: &str,
    authorization: String,
    payload: Option<&str>,
    token: Option<&str>,
) -> Option<Vec<(&'static str, HeaderValue)>> {
    let mut added = Vec::with_capacity(4);
    added.push((DATE, HeaderValue::from_str(time).ok()?));
    added.push(("authorization", HeaderValue::try_from(authorization).ok()?));
    if let Some(payload) = payload {
        added.push((SHA256, HeaderValue::from_str(payload).ok()?));
    }
    if let Some(token) = token {
        let mut token = HeaderValue::from_str(token).ok()?;
        token.set_sensitive(true);
        added.push((TOKEN, token));
    }
    Some(added)
}

/// The canonical form of a request, whose hash is signed.
fn canonical(line: [&str; 6], headers: &[(&str, &str)], names: &str, payload: &str) -> String {
    let mut canonical = String::with_capacity(1024);
    for part in line {
        canonical.push_str(part);
    }
    for (name, value) in headers {
        for part in [name, ":", value, "\n"] {
            canonical.push_str(part);
        }
    }
    for part in ["\n", names, "\n", payload] {
        canonical.push_str(part);
    }
    canonical
}

/// True for a host without a port.
fn is_plain_host(host: &str) -> bool {
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !host.is_empty() && host.bytes().all(is_host)
}

/// True for a path that is signed as it is sent.
fn is_plain_path(path: &str, verbatim: bool) -> bool {
    if verbatim {
        // A fragment is not sent.
        let is_sent = |byte: u8| byte.is_ascii_graphic() && byte != b'#';
        return path.starts_with('/') && path.bytes().all(is_sent);
    }
    path.starts_with('/')
        && !path.contains("//")
        && !path.contains("/.")
        && path.bytes().all(|byte| byte == b'/' || is_unreserved(byte))
}

/// The parameters of a query in their order in signatures; `None` if they are written in another
/// form there.
fn canonical_query(query: &str) -> Option<String> {
    if query.is_empty() {
        return Some(String::new());
    }
    let mut parameters = Vec::with_capacity(4);
    for parameter in query.split('&') {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if parameter.is_empty() || !is_encoded(name) || !is_encoded(value) {
            return None;
        }
        parameters.push((name, value));
    }
    parameters.sort_unstable();
    let mut canonical = String::with_capacity(query.len() + 8);
    for (name, value) in parameters {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        for part in [name, "=", value] {
            canonical.push_str(part);
        }
    }
    Some(canonical)
}

/// True for a part of a query that is encoded as in signatures: all that has to be, and nothing
/// else.
fn is_encoded(part: &str) -> bool {
    let mut bytes = part.bytes();
    let digit = |byte: Option<u8>| match byte? {
        byte @ b'0'..=b'9' => Some(byte - b'0'),
        byte @ b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    while let Some(byte) = bytes.next() {
        if is_unreserved(byte) {
            continue;
        }
        let (high, low) = (digit(bytes.next()), digit(bytes.next()));
        let Some((high, low)) = high.zip(low) else {
            return false;
        };
        let meant = high << 4 | low;
        // Bytes beyond ASCII might not be UTF-8.
        if byte != b'%' || !meant.is_ascii() || is_unreserved(meant) {
            return false;
        }
    }
    true
}

/// True for a character that no URL has to encode.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// True for a value that is signed as it is: no white space at its ends, no two blanks in a row.
fn is_plain(value: &[u8]) -> bool {
    let mut before = b' ';
    for &byte in value {
        if !(b' '..=b'~').contains(&byte) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    value.is_empty() || before != b' '
}
