//! Fakes in place of the network.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::byte_stream::ByteStream;

use super::fake::Fake;

impl HttpClient for Fake {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Fake {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let fake = self.clone();
        HttpConnectorFuture::new(async move {
            let user = |error: http::Error| ConnectorError::user(error.into());
            let mut request = request;
            let body = ByteStream::new(request.take_body());
            let mut builder = http::Request::builder()
                .method(request.method())
                .uri(request.uri());
            for (name, value) in request.headers() {
                builder = builder.header(name, value);
            }
            // In place of the network, which would have it.
            if request.headers().get("host").is_none()
                && let Ok(uri) = request.uri().parse::<http::Uri>()
                && let Some(authority) = uri.authority()
            {
                builder = builder.header("host", authority.as_str());
            }
            let head = builder.body(()).map_err(user)?;
            let answer = fake.exchange(&fake.begin(), &head, body).await;
            let answer = answer.map_err(|error| ConnectorError::user(error.into()))?;
            let response = answer.into_response().map_err(user)?;
            let response = response.map(ByteStream::into_inner);
            HttpResponse::try_from(response).map_err(|error| ConnectorError::user(error.into()))
        })
    }
}
