//! Requests, as fakes read them.

use aws_smithy_types::base64;

use super::{ExpectedRequest, Failure, Outcome, pieces};
use crate::Operation;
use crate::fake::{Serve, Service, received};

impl ExpectedRequest<'_> {
    /// Compares what a fake reads of the request with the input.
    ///
    /// # Errors
    ///
    /// Fails with both inputs if they differ, or if the fake refuses the request.
    pub fn served<O>(&self, mut expected: O::Input) -> Outcome
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
    {
        let mut found = received::<O>(&self.request()?).map_err(Failure::new)?;
        let mut bytes = [&mut found, &mut expected].map(|input| {
            let stream = O::REQUEST_STREAM.map(|stream| std::mem::take(stream(input)));
            stream.and_then(|stream| stream.bytes().map(<[u8]>::to_vec))
        });
        let [found_bytes, expected_bytes] = &mut bytes;
        super::same(found_bytes, expected_bytes)?;
        let [found, expected] = [found, expected].map(|input| format!("{input:?}"));
        if pieces(&found) == pieces(&expected) {
            return Ok(());
        }
        Err(Failure::new(format!(
            "expected {expected}\n   found {found}"
        )))
    }

    fn request(&self) -> Result<http::Request<Vec<u8>>, Failure> {
        let query = match self.query.as_slice() {
            [] => String::new(),
            query => format!("?{}", query.join("&")),
        };
        let builder = http::Request::builder().method(self.method);
        let mut builder = builder.uri(format!("{}{query}", self.path));
        if let Some(host) = self.resolved_host.or(self.host) {
            builder = builder.header("host", host);
        }
        for (name, value) in &self.headers {
            builder = builder.header(*name, *value);
        }
        let body = match self.body {
            Some(("application/cbor", body)) => base64::decode(body)?,
            Some((_, body)) => body.as_bytes().to_vec(),
            None => Vec::new(),
        };
        Ok(builder.body(body)?)
    }
}
