//! Digest authentication: challenges and their answers.
#![cfg(all(feature = "client", feature = "digest-auth"))]

mod client_service;

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

use client_service::Network;
use client_service::http_service::{MINI, client, nobody, send, service};
use hammersmith::Auth;
use hammersmith::client::Call;
use hammersmith::client::auth::HttpAuth;
use hammersmith::client::config::{Login, RuntimeComponents, Settings, SharedHttpClient};

service!(digest: [Auth::Digest], MINI, HttpAuth::new(&[Auth::Digest]));

/// A server that demands digests of the password `right`, each nonce of which is good for two
/// requests.
#[derive(Clone, Debug, Default)]
struct Server {
    seen: Arc<Mutex<Vec<String>>>,
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
        let header = request
            .headers()
            .get("authorization")
            .unwrap_or_default()
            .to_owned();
        let mut seen = self.seen.lock().unwrap();
        let place = |name: &str| {
            let text = header.split(&format!("{name}=")).nth(1).unwrap_or_default();
            text.split(',')
                .next()
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned()
        };
        let (nonce, count) = (place(" nonce"), place(" nc"));
        seen.push(format!(
            "{} {nonce} {count} {}",
            place("username"),
            place(" uri")
        ));
        let is_old = count == "00000003";
        let is_right = place("username") == "right";
        let mut response = if !header.is_empty() && is_right && !is_old {
            HttpResponse::new(200.try_into().unwrap(), SdkBody::from("made"))
        } else {
            HttpResponse::new(401.try_into().unwrap(), SdkBody::empty())
        };
        let next = if is_old || nonce.is_empty() {
            seen.len().to_string()
        } else {
            nonce
        };
        let challenge =
            format!("Digest realm=\"shop\", qop=\"auth\", nonce=\"{next}\", stale={is_old}");
        response.headers_mut().insert("www-authenticate", challenge);
        HttpConnectorFuture::ready(Ok(response))
    }
}

/// Protects: the first challenge costs one more request, the next requests answer it at once; a
/// nonce that is too old is replaced, and a login that is refused is not sent again.
#[test]
fn challenges_are_answered() {
    let run = |user: &str, calls: usize| {
        let server = Server::default();
        let mut settings = nobody(&Network::ok());
        settings.set_http_client(Some(SharedHttpClient::new(server.clone())));
        settings.set_digest_auth_login(Login::new(user, "secret", None));
        let client = client(digest(), settings);
        let outcomes: Vec<_> = (0..calls)
            .map(|_| send(Call::new(&client)).is_ok())
            .collect();
        (outcomes, server.seen.lock().unwrap().clone())
    };
    let (outcomes, seen) = run("right", 4);
    assert_eq!(outcomes, [true; 4]);
    let uri = "/things?put";
    let expected = [
        "   ".to_owned(),
        format!("right 1 00000001 {uri}"),
        format!("right 1 00000002 {uri}"),
        format!("right 1 00000003 {uri}"),
        format!("right 4 00000001 {uri}"),
        format!("right 4 00000002 {uri}"),
    ];
    assert_eq!(seen, expected);
    let (outcomes, seen) = run("wrong", 2);
    assert_eq!(outcomes, [false; 2]);
    assert_eq!(seen.len(), 3, "{seen:?}");
}

/// Protects calls with an HTTP client of their own.
#[test]
fn challenges_of_another_http_client_are_answered() {
    let server = Server::default();
    let mut settings = nobody(&Network::ok());
    settings.set_digest_auth_login(Login::new("right", "secret", None));
    let client = client(digest(), settings);
    let mut own = Settings::default();
    own.set_http_client(Some(SharedHttpClient::new(server.clone())));
    send(Call::new(&client).with(own)).unwrap();
    assert_eq!(server.seen.lock().unwrap().len(), 2);
}
