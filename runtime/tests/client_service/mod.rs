//! A client of a service with one operation, as generated code has it, and a stand-in for the
//! network.

// Each test program uses a part of this.
#![allow(dead_code, unreachable_pub)]

#[cfg(feature = "digest-auth")]
pub mod http_service;
pub mod mini;
pub mod put_any;
pub mod s3_service;

use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;

use mini::config::{BehaviorVersion, Builder, Region};

/// A network that keeps what is sent and answers in order; the last answer is repeated.
#[derive(Clone, Debug)]
pub struct Network {
    answers: Arc<Mutex<Vec<Answer>>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

/// The response to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A response: status, error type, body
    Response(u16, &'static str, &'static str),
    /// A response with one more header: status, header, body.
    With(u16, (&'static str, &'static str), &'static str),
    /// A success through a proxy, which adds a header that is not UTF-8, twice.
    Proxied,
    /// The connection breaks.
    Broken,
    /// Nothing, ever.
    Silence,
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Sent {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }
}

impl Network {
    pub fn new(answers: &[Answer]) -> Self {
        let mut answers = answers.to_vec();
        answers.reverse();
        Self {
            answers: Arc::new(Mutex::new(answers)),
            sent: Arc::default(),
        }
    }

    pub fn ok() -> Self {
        Self::new(&[Answer::Response(200, "", "made")])
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    fn answer(&self) -> Answer {
        let mut answers = self.answers.lock().unwrap();
        match answers.len() {
            0 | 1 => answers.first().copied().unwrap_or(Answer::Broken),
            _ => answers.pop().unwrap(),
        }
    }
}

impl HttpClient for Network {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Network {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let headers = request.headers().iter();
        self.sent.lock().unwrap().push(Sent {
            line: format!("{} {}", request.method(), request.uri()),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: String::from_utf8(request.body().bytes().unwrap().to_vec()).unwrap(),
        });
        match self.answer() {
            Answer::Response(status, error, body) => {
                let mut response =
                    HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
                response
                    .headers_mut()
                    .insert("x-amzn-requestid", "request-1");
                if !error.is_empty() {
                    response.headers_mut().insert("x-amzn-errortype", error);
                }
                HttpConnectorFuture::ready(Ok(response))
            }
            Answer::With(status, (name, value), body) => {
                let mut response =
                    HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
                response.headers_mut().insert(name, value);
                HttpConnectorFuture::ready(Ok(response))
            }
            Answer::Proxied => {
                let odd = http::HeaderValue::from_bytes(b"caf\xe9").unwrap();
                let response = http::Response::builder()
                    .header("x-proxy", odd.clone())
                    .header("x-proxy", odd)
                    .body(SdkBody::from("made"));
                HttpConnectorFuture::ready(Ok(response.unwrap().try_into().unwrap()))
            }
            Answer::Broken => HttpConnectorFuture::ready(Err(ConnectorError::io("broken".into()))),
            Answer::Silence => HttpConnectorFuture::new(std::future::pending()),
        }
    }
}

/// Waits for no time at all.
#[derive(Debug)]
pub struct Instantly;

impl AsyncSleep for Instantly {
    fn sleep(&self, _: std::time::Duration) -> Sleep {
        Sleep::new(std::future::ready(()))
    }
}

/// Settings with which calls work.
pub fn settings(network: &Network) -> Builder {
    Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKID", "wJalrXUtn", None, None, "test"))
        .http_client(network.clone())
        .sleep_impl(Instantly)
}

/// A client with these settings.
pub fn client(network: &Network) -> mini::client::Client {
    mini::client::Client::from_conf(settings(network).build())
}
