//! Challenges for digest authentication, which a client answers.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use hammersmith::client::config::retry::RetryConfig;
use hammersmith::client::config::timeout::TimeoutConfig;
use hammersmith::client::config::{
    BehaviorVersion, IdentityCache, Login, RuntimeComponents, StalledStreamProtectionConfig,
};

use crate::digest_kiosk::{Client, Config};

/// The most polls of a call, which waits for nothing.
const POLLS: usize = 1_000;

/// Has a client answer the challenges of a server, of which each line of the case is one header.
pub(crate) fn digest(bytes: &[u8]) {
    let server = Server {
        challenges: bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect(),
        answers: Arc::default(),
    };
    let answers = Arc::clone(&server.answers);
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url("http://kiosk")
        .http_client(server)
        .identity_cache(IdentityCache::no_cache())
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .digest_auth_login(Login::new(
            "J\u{e4}s\u{f8}n \"Doe\"",
            "Circle of Life",
            None,
        ));
    let client = Client::from_conf(config.build());
    let mut call = std::pin::pin!(client.get_thing().id("a/b \u{e9}").send());
    let mut context = Context::from_waker(Waker::noop());
    let is_over = (0..POLLS).any(|_| matches!(call.as_mut().poll(&mut context), Poll::Ready(_)));
    assert!(is_over, "the call waits");
    for answer in &*answers.lock().unwrap_or_else(PoisonError::into_inner) {
        check(answer);
    }
}

/// An answer is one line of parameters, whose quotes end.
fn check(answer: &str) {
    assert!(answer.starts_with("Digest username"), "{answer}");
    let (mut quotes, mut characters) = (0, answer.chars());
    while let Some(character) = characters.next() {
        match character {
            '"' => quotes += 1,
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    assert_eq!(quotes % 2, 0, "{answer}");
}

/// A server that refuses all requests with these challenges.
#[derive(Clone, Debug)]
struct Server {
    challenges: Vec<Vec<u8>>,
    answers: Arc<Mutex<Vec<String>>>,
}

impl HttpClient for Server {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Server {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if let Some(answer) = request.headers().get("authorization") {
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.push(answer.to_owned());
        }
        let mut response = http::Response::new(SdkBody::from("{}"));
        *response.status_mut() = http::StatusCode::UNAUTHORIZED;
        for challenge in &self.challenges {
            // A header of HTTP is not any bytes.
            if let Ok(value) = http::HeaderValue::from_bytes(challenge) {
                response.headers_mut().append("www-authenticate", value);
            }
        }
        let response = HttpResponse::try_from(response);
        HttpConnectorFuture::ready(
            response.map_err(|error| ConnectorError::other(error.into(), None)),
        )
    }
}
