//! A presigned request.

use std::fmt;

use ::http::{HeaderMap, HeaderValue, Request, Uri};

use crate::error::BoxError;

/// A request that anybody can send until it expires.
///
/// Send it with any HTTP client: the method, the URI, all [`headers`](Self::headers), and the
/// [`body`](Self::body) if there is one.
#[derive(Clone)]
#[non_exhaustive]
pub struct PresignedRequest {
    /// Parsed once, so that conversions cannot fail.
    parsed: Request<()>,
    #[cfg(feature = "http-02x")]
    parsed_02x: super::http_02x::Parsed,
    /// The URI as it was signed.
    uri: String,
    body: Option<Vec<u8>>,
}

impl PresignedRequest {
    /// The request with that URI, of which the headers are text.
    ///
    /// # Errors
    ///
    /// Fails if a part of it is not valid in HTTP.
    pub(crate) fn new<'h>(
        method: &str,
        uri: String,
        headers: impl Iterator<Item = (&'h str, &'h str)>,
        body: Option<Vec<u8>>,
    ) -> Result<Self, BoxError> {
        let mut parsed = Request::new(());
        *parsed.method_mut() = method.parse()?;
        *parsed.uri_mut() = uri.parse::<Uri>()?;
        for (name, value) in headers {
            let name = ::http::HeaderName::try_from(name)?;
            parsed
                .headers_mut()
                .append(name, HeaderValue::from_str(value)?);
        }
        Ok(Self {
            #[cfg(feature = "http-02x")]
            parsed_02x: super::http_02x::Parsed::new(&parsed)?,
            parsed,
            uri,
            body,
        })
    }

    /// The method.
    pub fn method(&self) -> &str {
        self.parsed.method().as_str()
    }

    /// The whole URL, with the signature.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The headers that have to be sent, without `host`, which HTTP clients take from the URL.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parsed.headers().iter().map(|(name, value)| {
            // All values were text once.
            (
                name.as_str(),
                str::from_utf8(value.as_bytes()).unwrap_or_default(),
            )
        })
    }

    /// The body that has to be sent as it is: that of the input, where it is not a stream.
    ///
    /// `None` if the input has no body, or if the signature leaves it to the sender, as for objects
    /// of S3.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The request of the `http` crate with a body.
    pub fn make_http_1x_request<B>(&self, body: B) -> Request<B> {
        self.parsed.clone().map(|()| body)
    }

    /// Converts this into a request of the `http` crate with a body.
    pub fn into_http_1x_request<B>(self, body: B) -> Request<B> {
        self.parsed.map(|()| body)
    }

    /// The request of version 0.2 of the `http` crate with a body.
    #[cfg(feature = "http-02x")]
    #[deprecated = "use `make_http_1x_request`"]
    pub fn make_http_02x_request<B>(&self, body: B) -> http_02x::Request<B> {
        self.parsed_02x.clone().with_body(body)
    }

    /// Converts this into a request of version 0.2 of the `http` crate with a body.
    #[cfg(feature = "http-02x")]
    #[deprecated = "use `into_http_1x_request`"]
    pub fn into_http_02x_request<B>(self, body: B) -> http_02x::Request<B> {
        self.parsed_02x.with_body(body)
    }
}

/// The headers as the runtime of the official crates prints them.
struct Headers<'h>(&'h HeaderMap);

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0).finish()
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedRequest")
            .field("method", &self.method())
            .field("uri", &self.uri())
            .field("headers", &Headers(self.parsed.headers()))
            .finish()
    }
}
