//! Fakes in place of the network.

use std::time::Duration;

use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
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
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connected {
            fake: self.clone(),
            sleep: components.sleep_impl(),
            most: settings.read_timeout(),
        })
    }
}

/// A fake, and the settings of the client that calls it.
#[derive(Clone, Debug)]
struct Connected {
    fake: Fake,
    sleep: Option<SharedAsyncSleep>,
    /// The time after which the client does not wait any more.
    most: Option<Duration>,
}

impl Connected {
    /// Waits for that long; fails if the client does not.
    async fn wait(&self, delay: Duration) -> Result<(), ConnectorError> {
        if delay.is_zero() {
            return Ok(());
        }
        let none = "a reply with a delay requires a `sleep_impl` of the client";
        let sleep = self.sleep.as_ref();
        let sleep = sleep.ok_or_else(|| ConnectorError::user(none.into()))?;
        let Some(most) = self.most.filter(|most| delay > *most) else {
            sleep.sleep(delay).await;
            return Ok(());
        };
        sleep.sleep(most).await;
        let message = format!("no response within {most:?}");
        Err(ConnectorError::timeout(message.into()))
    }
}

impl HttpConnector for Connected {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let this = self.clone();
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
            let fake = &this.fake;
            let answer = fake.exchange(&fake.begin(), &head, body).await;
            let answer = answer.map_err(|error| ConnectorError::user(error.into()))?;
            let answer = answer.unwound();
            this.wait(answer.delay).await?;
            if answer.is_lost {
                let message = String::from_utf8_lossy(&answer.body);
                return Err(ConnectorError::io(message.into()));
            }
            let response = answer.into_response().map_err(user)?;
            let response = response.map(ByteStream::into_inner);
            HttpResponse::try_from(response).map_err(|error| ConnectorError::user(error.into()))
        })
    }
}
