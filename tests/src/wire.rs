//! A client of HTTP that talks to nobody: it keeps what is sent and answers with what it was given.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

/// A request as it would have gone over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `POST` and the like.
    pub method: String,
    /// With scheme and host.
    pub uri: String,
    /// Lower-case names, sorted by name.
    pub headers: Vec<(String, String)>,
    /// All of it.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a body that is JSON")
    }

    /// The same request, its body being JSON whose objects are sorted.
    ///
    /// Maps are `HashMap`s, whose order is another in every run, so that requests that have maps
    /// of several entries compare equal in this form only. The signature depends on the bytes and
    /// goes, too.
    pub fn sorted(mut self) -> Self {
        let mut json = self.json();
        json.sort_all_objects();
        self.body = json.to_string().into_bytes();
        for (name, value) in &mut self.headers {
            if name == "authorization" {
                value.truncate(value.find("Signature=").unwrap_or(value.len()));
            }
        }
        self
    }
}

/// A response as a server would send it.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names and values, in the order they are sent.
    pub headers: Vec<(String, String)>,
    /// All of it.
    pub body: Vec<u8>,
}

impl Response {
    /// A response without headers.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// The response with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The client; clones are the same client.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    response: Response,
    sent: Vec<Request>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            response: Response::new(200, "{}"),
            sent: Vec::new(),
        }
    }
}

impl Wire {
    /// Answers the requests to come with `response`.
    pub fn answer(&self, response: Response) {
        self.state().response = response;
    }

    /// The requests since this was asked last.
    pub fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.state().sent)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        // Values of one name keep their order, which means something.
        headers.sort_by(|(a, _), (b, _)| a.cmp(b));
        let request = Request {
            method: request.method().to_owned(),
            uri: request.uri().to_owned(),
            headers,
            body: request.body().bytes().expect("a body in memory").to_vec(),
        };
        let mut state = self.state();
        state.sent.push(request);

        let status = StatusCode::try_from(state.response.status).expect("a status code");
        let body = SdkBody::from(state.response.body.clone());
        let mut response = HttpResponse::new(status, body);
        for (name, value) in &state.response.headers {
            response.headers_mut().append(name.clone(), value.clone());
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}
