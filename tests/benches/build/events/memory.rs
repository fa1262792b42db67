//! HTTP in memory: a request is read to its end, and the response is the same each time.

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use bytes::Bytes;

use crate::stream;

#[derive(Clone, Debug)]
struct Memory(Vec<Bytes>);

/// A client whose responses have these pieces as their body.
pub(crate) fn client(pieces: &[Bytes]) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Memory(pieces.to_vec()));
    http_client_fn(move |_, _| connector.clone())
}

impl HttpConnector for Memory {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        stream::drain(request.into_body(), |_| {});
        let status = StatusCode::try_from(200).expect("a status");
        let mut response = HttpResponse::new(status, stream::body(&self.0));
        let media_type = "application/vnd.amazon.eventstream";
        response.headers_mut().insert("content-type", media_type);
        HttpConnectorFuture::ready(Ok(response))
    }
}
