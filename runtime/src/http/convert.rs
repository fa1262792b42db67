//! Conversions between the parts here and the types of the `http` crate.

use super::{Request, Response};

impl TryFrom<Request> for ::http::Request<Vec<u8>> {
    type Error = ::http::Error;

    /// The request, bound to no host yet.
    fn try_from(request: Request) -> Result<Self, Self::Error> {
        let mut builder = ::http::Request::builder()
            .method(request.method)
            .uri(&request.uri);
        for (name, value) in &request.headers {
            builder = builder.header(name.as_ref(), value.as_str());
        }
        builder.body(request.body)
    }
}

impl<'a, B: AsRef<[u8]>> From<&'a ::http::Response<B>> for Response<'a> {
    fn from(response: &'a ::http::Response<B>) -> Self {
        let headers = response.headers().iter();
        Self::new(response.status().as_u16(), response.body())
            .with_headers(headers.map(|(name, value)| (name.as_str(), value.as_bytes())))
    }
}
