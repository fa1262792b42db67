//! An HTTP client that prints requests instead of sending them.

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;

/// The response to every request.
const ANSWER: &str = r#"{
    "jobDefinitionName": "sleep10",
    "jobDefinitionArn": "arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1",
    "revision": 1
}"#;

pub(crate) fn client() -> SharedHttpClient {
    http_client_fn(|_settings, _components| SharedHttpConnector::new(Printer))
}

#[derive(Debug)]
struct Printer;

impl HttpConnector for Printer {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        println!("{} {}", request.method(), request.uri());
        for (name, value) in request.headers() {
            println!("{name}: {value}");
        }
        let body = request.body().bytes().unwrap_or_default();
        println!("\n{}\n", String::from_utf8_lossy(body));
        HttpConnectorFuture::ready(answer())
    }
}

fn answer() -> Result<HttpResponse, ConnectorError> {
    let status = 200
        .try_into()
        .map_err(|error| ConnectorError::user(Box::new(error)))?;
    Ok(HttpResponse::new(status, ANSWER.into()))
}
