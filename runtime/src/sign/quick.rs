//! The signature of plain requests, with the key of the last one.

use std::sync::Arc;

use ::http::HeaderValue;

use super::scope::Scope;
use crate::sigv4::{self, KeyScope, Moment, Payload, Plain};

/// The key of the last signature, which the clones of a signer share.
pub(super) type LastKey = Arc<sigv4::LastKey>;

/// The headers that sign a request; `None` if it is not a plain one.
pub(super) fn headers(
    request: &::http::Request<Vec<u8>>,
    scope: &Scope<'_>,
    last: &LastKey,
) -> Option<Vec<(&'static str, HeaderValue)>> {
    let signing = &scope.signing;
    let is_verbatim = !signing.double_uri_encode && !signing.normalize_uri_path;
    let (method, uri) = (request.method().as_str(), request.uri());
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_bytes()));
    let host = uri.authority()?.as_str();
    let url = uri.path_and_query()?.as_str();
    // Before the body is hashed: the signer hashes that of any other request.
    let plain = Plain::new(method, host, url, is_verbatim, headers)?;
    let of = sigv4::Scope {
        key: KeyScope {
            credentials: &scope.credentials,
            region: scope.region,
            name: scope.name,
        },
        moment: &Moment::new(scope.time)?,
        content_sha256_header: signing.content_sha256_header,
    };
    let payload = if signing.unsigned_payload {
        Payload::UNSIGNED
    } else {
        Payload::Bytes(request.body())
    };
    let mut headers = plain.sign(of, payload, last)?;
    // Whoever reads the signature in a log can repeat the request for some minutes.
    for (name, value) in &mut headers {
        value.set_sensitive(value.is_sensitive() || *name == "authorization");
    }
    Some(headers)
}
