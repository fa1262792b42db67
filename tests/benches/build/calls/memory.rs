//! HTTP in memory: the response is the same each time.

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

#[derive(Clone, Debug)]
struct Memory(&'static str);

/// A client whose responses have that body.
pub(crate) fn client(body: &'static str) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Memory(body));
    http_client_fn(move |_, _| connector.clone())
}

impl HttpConnector for Memory {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(200).expect("a status");
        let mut response = HttpResponse::new(status, SdkBody::from(self.0));
        let id = "11111111-2222-3333-4444-555555555555";
        response.headers_mut().insert("x-amzn-requestid", id);
        HttpConnectorFuture::ready(Ok(response))
    }
}
