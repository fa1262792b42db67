//! Digest authentication of uploads: bodies in memory, and streams that can be sent again or once.
#![cfg(all(feature = "client", feature = "digest-auth"))]

#[path = "support/call.rs"]
mod call;
mod client_service;

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};
use sha2::{Digest, Sha256};

use client_service::Network;
use client_service::http_service::{MINI, block_on, client, nobody, service};
use client_service::mini::config::endpoint::Params;
use client_service::mini::operation::put_thing::{PutThing, PutThingError, PutThingInput};
use hammersmith::client::auth::HttpAuth;
use hammersmith::client::config::{Login, RuntimeComponents, SharedHttpClient};
use hammersmith::client::error::Explain as _;
use hammersmith::client::{Call, ClientOperation, Span};
use hammersmith::endpoint::{InvalidParams, Settings};
use hammersmith::http::Http;
use hammersmith::primitives::ByteStream;
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::shape::StreamOf;
use hammersmith::{Auth, Operation, ServiceInfo};

service!(digest: [Auth::Digest], MINI, HttpAuth::new(&[Auth::Digest]));

/// The input of an upload, whose body is a stream.
#[derive(Debug, Default)]
struct Upload {
    body: ByteStream,
}

call::no_members!(Upload);

/// The operation.
#[derive(Debug)]
struct PutBody;

impl Operation for PutBody {
    type Input = Upload;
    type Output = call::Nothing;
    type Error = PutThingError;
    type EndpointParams = Params;
    type Protocol = RestJson1;

    const NAME: &'static str = "PutBody";
    const SERVICE: &'static ServiceInfo = PutThing::SERVICE;
    const HTTP: Http = Http::new("PUT", "/body?put");
    const REQUEST_STREAM: Option<StreamOf<Upload>> = Some(|input| &mut input.body);

    fn error(from: &mut ErrorReader<'_, RestJson1>) -> PutThingError {
        PutThing::error(from)
    }

    fn endpoint_params(_: &Upload, settings: Settings) -> Result<Params, InvalidParams> {
        let input = PutThingInput {
            name: Some("bucket".to_owned()),
            token: None,
        };
        PutThing::endpoint_params(&input, settings)
    }
}

impl ClientOperation for PutBody {
    const SPAN: Span = Span::new("Mini.PutBody", module_path!());
}

/// The parts of a body.
const PARTS: [&str; 3] = ["one ", "two ", "three"];

/// A stream of these parts.
#[derive(Debug)]
struct Parts(std::array::IntoIter<&'static str, 3>);

impl Body for Parts {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let part = self.0.next();
        Poll::Ready(part.map(|part| Ok(Frame::data(Bytes::from_static(part.as_bytes())))))
    }
}

fn parts() -> SdkBody {
    SdkBody::from_body_1_x(Parts(PARTS.into_iter()))
}

/// A server that demands digests with this quality of protection, and checks them.
#[derive(Clone, Debug)]
struct Server {
    quality: &'static str,
    seen: Arc<Mutex<Vec<&'static str>>>,
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
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let server = self.clone();
        HttpConnectorFuture::new(async move {
            let mut body = Vec::new();
            let stream = request.body_mut();
            while let Some(frame) =
                poll_fn(|context| Pin::new(&mut *stream).poll_frame(context)).await
            {
                body.extend(frame.unwrap().into_data().unwrap());
            }
            assert_eq!(String::from_utf8(body).unwrap(), PARTS.concat());
            let answer = request.headers().get("authorization");
            let verdict = match answer.map(|answer| is_right(answer, server.quality)) {
                None => "challenged",
                Some(true) => "accepted",
                Some(false) => "refused",
            };
            server.seen.lock().unwrap().push(verdict);
            let status: u16 = if verdict == "accepted" { 200 } else { 401 };
            let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::empty());
            let challenge = format!(
                "Digest realm=\"shop\", qop=\"{}\", algorithm=SHA-256-sess, nonce=\"n\"",
                server.quality
            );
            response.headers_mut().insert("www-authenticate", challenge);
            Ok(response)
        })
    }
}

fn hash(text: &str) -> String {
    let hash = Sha256::digest(text);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Calculates the response to the challenge as RFC 7616 has it, in section 3.4, and compares.
fn is_right(answer: &str, quality: &str) -> bool {
    let pairs = answer.strip_prefix("Digest ").unwrap().split(", ");
    let given: HashMap<_, _> = pairs
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name, value.trim_matches('"')))
        .collect();
    assert_eq!(given["qop"], quality);
    assert_eq!(given["uri"], "/body?put");
    let client = given["cnonce"];
    let key = hash("me:shop:secret");
    let key = hash(&format!("{key}:n:{client}"));
    let request = match quality {
        "auth" => hash("PUT:/body?put"),
        _ => hash(&format!("PUT:/body?put:{}", hash(&PARTS.concat()))),
    };
    let count = given["nc"];
    let response = hash(&format!("{key}:n:{count}:{client}:{quality}:{request}"));
    given["response"] == response
}

type Make = fn() -> ByteStream;

/// The quality of protection, the body, the verdicts of the server, and the errors of two uploads.
type Case = (
    &'static str,
    Make,
    &'static [&'static str],
    [Option<&'static str>; 2],
);

/// Protects uploads: a body that can be sent again follows the challenge at once, whole, and its
/// hash is in the answer where the server demands it. A stream that can be read only once is not
/// sent in part: the first upload fails, and where its hash is not needed the next one succeeds.
#[test]
fn uploads_are_authenticated() {
    let bytes: Make = || ByteStream::from(PARTS.concat().into_bytes());
    let again: Make = || ByteStream::new(SdkBody::retryable(parts));
    let once: Make = || ByteStream::new(parts());
    let unknown = "a hash of the body, which is a stream that can be read only once";
    const TWICE: &[&str] = &["challenged", "accepted", "accepted"];
    let cases: [Case; 6] = [
        ("auth", bytes, TWICE, [None, None]),
        ("auth", again, TWICE, [None, None]),
        (
            "auth",
            once,
            &["challenged", "accepted"],
            [Some("an error without a code"), None],
        ),
        ("auth-int", bytes, TWICE, [None, None]),
        ("auth-int", again, TWICE, [None, None]),
        (
            "auth-int",
            once,
            &["challenged"],
            [Some("an error without a code"), Some(unknown)],
        ),
    ];
    for (number, (quality, make, expected, errors)) in cases.into_iter().enumerate() {
        let seen = Arc::default();
        let server = Server { quality, seen };
        let mut settings = nobody(&Network::ok());
        settings.set_http_client(Some(SharedHttpClient::new(server.clone())));
        settings.set_digest_auth_login(Login::new("me", "secret", None));
        let client = client(digest(), settings);
        for error in errors {
            let input = Upload { body: make() };
            let outcome = block_on(Call::new(&client).send::<PutBody>(Ok(input)));
            let outcome = outcome.map(drop).map_err(|error| error.explain());
            match error {
                None => assert_eq!(outcome, Ok(()), "{number}"),
                Some(part) => {
                    let line = outcome.unwrap_err();
                    assert!(line.contains(part), "{number}: {line}");
                }
            }
        }
        assert_eq!(*server.seen.lock().unwrap(), expected, "{number}");
    }
}
