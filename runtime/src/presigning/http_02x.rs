//! Presigned requests as those of version 0.2 of the `http` crate.

use http_02x::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

use crate::error::BoxError;

/// The parts of a request, since a request cannot be cloned. They are parsed once, so conversions
/// cannot fail.
#[derive(Clone)]
pub(super) struct Parsed {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
}

impl Parsed {
    pub(super) fn new(request: &::http::Request<()>) -> Result<Self, BoxError> {
        let mut headers = HeaderMap::new();
        for (name, value) in request.headers() {
            let name = HeaderName::try_from(name.as_str())?;
            headers.append(name, HeaderValue::from_bytes(value.as_bytes())?);
        }
        Ok(Self {
            method: request.method().as_str().parse()?,
            uri: request.uri().to_string().parse()?,
            headers,
        })
    }

    /// The request with a body.
    pub(super) fn with_body<B>(self, body: B) -> Request<B> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.uri;
        *request.headers_mut() = self.headers;
        request
    }
}
