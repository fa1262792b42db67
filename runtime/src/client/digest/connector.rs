//! An HTTP client that answers challenges.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::identity::http::Login;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;

use super::answer::{Attempt, authorization};
use super::challenge::{Challenge, Quality};
use super::hash::hash_of_body;
use super::login::DigestLogin;
use crate::client::error::BoxError;
use crate::uuid::uuid;

const UNREADABLE: &str =
    "the server demands a hash of the body, which is a stream that can be read only once";

/// The number of servers whose challenges are kept.
const SERVERS: usize = 64;

/// The last challenge of each server, and how many requests have answered it.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<HashMap<String, (Arc<Challenge>, u32)>>);

impl Known {
    /// The challenge of a server, for one more answer.
    fn next(&self, server: &str) -> Option<(Arc<Challenge>, u32)> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (challenge, count) = known.get_mut(server)?;
        *count = count.wrapping_add(1);
        Some((Arc::clone(challenge), *count))
    }

    fn learn(&self, server: &str, challenge: Challenge) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= SERVERS && !known.contains_key(server) {
            known.clear();
        }
        known.insert(server.to_owned(), (Arc::new(challenge), 0));
    }
}

/// An HTTP client whose connections answer challenges.
#[derive(Debug)]
pub(super) struct Answering {
    client: SharedHttpClient,
    known: Arc<Known>,
}

impl Answering {
    pub(super) fn new(client: SharedHttpClient, known: &Arc<Known>) -> Self {
        let known = Arc::clone(known);
        Self { client, known }
    }
}

impl HttpClient for Answering {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            inner: self.client.http_connector(settings, components),
            known: Arc::clone(&self.known),
        })
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_base_client_config(&self.client, components, config)
    }

    fn validate_final_config(
        &self,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_final_config(&self.client, components, config)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.client.connector_metadata()
    }
}

#[derive(Clone, Debug)]
struct Connector {
    inner: SharedHttpConnector,
    known: Arc<Known>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(DigestLogin(login)) = request.extension().cloned() else {
            return self.inner.call(request);
        };
        let connector = self.clone();
        HttpConnectorFuture::new(async move { connector.answer(request, &login).await })
    }
}

impl Connector {
    /// Sends a request, and once more if the server has a new challenge and the body can be sent
    /// again.
    async fn answer(
        &self,
        mut request: HttpRequest,
        login: &Login,
    ) -> Result<HttpResponse, ConnectorError> {
        let server = server(request.uri()).0.to_owned();
        let answered = self.authorize(&server, &mut request, login).await?;
        let again = request.try_clone();
        let response = self.inner.call(request).await?;
        if response.status().as_u16() != 401 {
            return Ok(response);
        }
        let headers = response.headers().get_all("www-authenticate");
        let challenge = Challenge::strongest(headers);
        let Some(challenge) = challenge else {
            return Ok(response);
        };
        let is_new = |last: Arc<Challenge>| challenge.stale || last.nonce != challenge.nonce;
        if !answered.is_none_or(is_new) {
            // The server has seen the answer, and does not accept it.
            return Ok(response);
        }
        // The next request answers it at once, also if this one cannot be sent again.
        self.known.learn(&server, challenge);
        let Some(mut request) = again else {
            return Ok(response);
        };
        drop(response);
        self.authorize(&server, &mut request, login).await?;
        self.inner.call(request).await
    }

    /// Answers the last challenge of the server, which is returned, if there was one.
    async fn authorize(
        &self,
        server: &str,
        request: &mut HttpRequest,
        login: &Login,
    ) -> Result<Option<Arc<Challenge>>, ConnectorError> {
        let Some((challenge, count)) = self.known.next(server) else {
            return Ok(None);
        };
        let body = match challenge.quality {
            Some(Quality::Integrity) => hash_of_body(challenge.algorithm, request.body()).await,
            _ => Ok(None),
        };
        let body = body.map_err(ConnectorError::user)?;
        let attempt = Attempt {
            login,
            method: request.method(),
            uri: self::server(request.uri()).1,
            body: body.as_deref(),
            count,
            nonce: &uuid(fastrand::u128(..)),
        };
        let user = |text: &str| ConnectorError::user(text.to_owned().into());
        let value = authorization(&challenge, &attempt).ok_or_else(|| user(UNREADABLE))?;
        let set = request.headers_mut().try_insert("authorization", value);
        set.map_err(|_| {
            user("the challenge or the user name has a character that is not allowed in headers")
        })?;
        Ok(Some(challenge))
    }
}

/// The server of a URL, and the path and query behind it.
fn server(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |place| place + 3);
    let rest = url.get(start..).unwrap_or_default();
    let end = rest
        .find(['/', '?'])
        .map_or(url.len(), |place| start + place);
    let (server, path) = url.split_at(end);
    (server, if path.is_empty() { "/" } else { path })
}
