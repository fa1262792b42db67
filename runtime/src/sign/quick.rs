//! Signature Version 4 of plain requests, which most are.
//!
//! `aws-sigv4` signs any request, makes a hundred strings for it, and derives the same key each
//! time. A request whose path and headers are signed as they are sent needs none of that: here it
//! is signed with a key that is kept for the day. All others go through `aws-sigv4`, whose HMAC
//! signs both.

use std::sync::{Arc, Mutex, PoisonError};

use ::http::{HeaderName, HeaderValue};

use super::scope::Scope;
use crate::sigv4::{self, KeyScope, Moment, SigningKey, digits};

/// Headers that proxies change, which are not signed.
const UNSIGNED: [&str; 3] = ["user-agent", "x-amzn-trace-id", "transfer-encoding"];

/// Headers that a signature adds, or that come from the URL.
const OWN: [&str; 5] = [
    "authorization",
    "host",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
];

/// The greatest number of headers of a request that is signed here.
const HEADERS: usize = 24;

/// The key of the last signature, which the clones of a signer share.
#[derive(Clone, Debug, Default)]
pub(super) struct LastKey(Arc<Mutex<SigningKey>>);

impl LastKey {
    /// The signature of a string.
    fn sign(&self, scope: &Scope<'_>, moment: &Moment, text: &str) -> Option<String> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = KeyScope {
            credentials: &scope.credentials,
            region: scope.region,
            name: scope.name,
        };
        let signature = last.sign(of, moment, text.as_bytes())?;
        Some(sigv4::text(digits(signature)))
    }
}

/// The headers that sign a request; `None` if it is not a plain one.
pub(super) fn headers(
    request: &::http::Request<Vec<u8>>,
    scope: &Scope<'_>,
    last: &LastKey,
) -> Option<Vec<(HeaderName, HeaderValue)>> {
    // Before the body is hashed: the signer hashes that of any other request.
    let path = plain_path(request)?;
    let mut signed = plain_headers(request)?;
    let moment = Moment::new(scope.time)?;
    let (time, day) = (moment.text(), moment.day());
    let token = scope.credentials.session_token();
    if token.is_some_and(|token| !is_plain(token.as_bytes())) {
        return None;
    }
    let payload = if scope.signing.unsigned_payload {
        "UNSIGNED-PAYLOAD".to_owned()
    } else {
        hash(request.body())
    };
    signed.push(("x-amz-date", time));
    signed.extend(token.map(|token| ("x-amz-security-token", token)));
    if scope.signing.content_sha256_header {
        signed.push(("x-amz-content-sha256", &payload));
    }
    signed.sort_unstable();
    let names: Vec<&str> = signed.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");

    let method = request.method().as_str();
    let canonical = canonical(method, path, &signed, &names, &payload);
    let (region, service) = (scope.region, scope.name);
    let of = format!("{day}/{region}/{service}/aws4_request");
    let text = format!(
        "AWS4-HMAC-SHA256\n{time}\n{of}\n{}",
        hash(canonical.as_bytes())
    );
    let signature = last.sign(scope, &moment, &text)?;
    let id = scope.credentials.access_key_id();
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={id}/{of}, SignedHeaders={names}, Signature={signature}"
    );
    let mut added = vec![
        ("x-amz-date", time, false),
        ("authorization", &authorization, true),
    ];
    if scope.signing.content_sha256_header {
        added.push(("x-amz-content-sha256", &payload, false));
    }
    added.extend(token.map(|token| ("x-amz-security-token", token, true)));
    let added = added.into_iter().map(|(name, value, is_sensitive)| {
        let mut value = HeaderValue::from_str(value).ok()?;
        value.set_sensitive(is_sensitive);
        Some((HeaderName::from_static(name), value))
    });
    added.collect()
}

/// The canonical form of a request, whose hash is signed.
fn canonical(
    method: &str,
    path: &str,
    signed: &[(&str, &str)],
    names: &str,
    payload: &str,
) -> String {
    let mut canonical = String::with_capacity(512);
    for part in [method, "\n", path, "\n\n"] {
        canonical.push_str(part);
    }
    for (name, value) in signed {
        for part in [name, ":", value, "\n"] {
            canonical.push_str(part);
        }
    }
    for part in ["\n", names, "\n", payload] {
        canonical.push_str(part);
    }
    canonical
}

/// The path, if it is signed as it is sent, and the URL has no query.
fn plain_path(request: &::http::Request<Vec<u8>>) -> Option<&str> {
    let path = request.uri().path();
    let is_unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~');
    let is_normal = !path.contains("//") && !path.contains("/.");
    (request.uri().query().is_none() && is_normal && path.bytes().all(is_unreserved))
        .then_some(path)
}

/// The headers of the request that are signed, and its host.
fn plain_headers(request: &::http::Request<Vec<u8>>) -> Option<Vec<(&str, &str)>> {
    let headers = request.headers();
    // Without duplicate names.
    if headers.keys_len() != headers.len() || headers.len() > HEADERS {
        return None;
    }
    let mut signed = Vec::with_capacity(headers.len() + 4);
    let host = request.uri().authority()?.as_str();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if !host.bytes().all(is_host) {
        return None;
    }
    signed.push(("host", host));
    for (name, value) in headers {
        let name = name.as_str();
        if OWN.contains(&name) || !is_plain(value.as_bytes()) {
            return None;
        }
        if !UNSIGNED.contains(&name) {
            signed.push((name, str::from_utf8(value.as_bytes()).ok()?));
        }
    }
    Some(signed)
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

/// The SHA-256 of bytes, in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    sigv4::text(sigv4::hash(bytes))
}
