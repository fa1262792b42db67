//! Sessions of S3 Express: when one is begun, what is signed with it, and what is not.
#![cfg(feature = "client")]

mod client_service;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use hammersmith::client::config::{ConfigBag, SharedCredentialsProvider, SharedInterceptor};
use hammersmith::client::error::BoxError;

use client_service::s3_service::{Clock, MADE, client, put, settings};
use client_service::{Answer, Network, Sent};

/// The time at which sessions end.
const END: u64 = 2_000_000_300;

/// The end, a token and a key of a session.
const SESSION: Answer = Answer::Response(
    200,
    "",
    r#"<?xml version="1.0"?><CreateSessionResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
    <Other/><Credentials><SessionToken>TOKEN</SessionToken><SecretAccessKey>SECRET</SecretAccessKey>
    <AccessKeyId>SESSION</AccessKeyId><Expiration>2033-05-18T03:38:20Z</Expiration></Credentials>
    </CreateSessionResult>"#,
);

/// What was sent, each with the key and the scope that it is signed with, and with its token.
fn sent(network: &Network) -> Vec<String> {
    let short = |sent: &Sent| {
        let authorization = sent.header("authorization");
        let credential = authorization.split(['=', ',']).nth(1).unwrap_or_default();
        let mut parts = credential.split('/');
        let (key, scope) = (parts.next().unwrap_or_default(), parts.nth(2));
        let host = sent.line.split(['/', '.']).nth(2).unwrap_or_default();
        let method = sent.line.split(' ').next().unwrap_or_default();
        let tokens = ["x-amz-security-token", "x-amz-s3session-token"].map(|it| sent.header(it));
        let agent = sent.header("user-agent");
        let features = agent.split(' ').find_map(|part| part.strip_prefix("m/"));
        let is_noted = features.is_some_and(|it| it.split(',').any(|feature| feature == "J"));
        let noted = if is_noted { " J" } else { "" };
        let scope = scope.unwrap_or_default();
        format!(
            "{method} {host} {key}/{scope} {}|{}{noted}",
            tokens[0], tokens[1]
        )
    };
    network.sent().iter().map(short).collect()
}

const BUCKET: &str = "b--usw2-az1--x-s3";
const OTHER: &str = "c--usw2-az1--x-s3";
const BEGIN: &str = "GET b--usw2-az1--x-s3 AKID/s3express OWN|";
const WITHIN: &str = "PUT b--usw2-az1--x-s3 SESSION/s3express |TOKEN J";

/// A session is begun once, signs all requests to its bucket, and is begun anew ten seconds before
/// it ends. Other buckets have sessions of their own, or none.
#[test]
fn a_session_is_for_one_bucket_and_some_time() {
    let network = Network::new(&[
        SESSION, MADE, MADE, SESSION, MADE, MADE, MADE, SESSION, MADE,
    ]);
    let clock = Clock::at(END - 300);
    let client = client(settings(&network, &clock));
    for bucket in [BUCKET, BUCKET, OTHER, "ordinary"] {
        put(&client, bucket).unwrap();
    }
    clock.set(END - 11);
    put(&client, BUCKET).unwrap();
    clock.set(END - 10);
    put(&client, BUCKET).unwrap();
    let expected = [
        BEGIN,
        WITHIN,
        WITHIN,
        "GET c--usw2-az1--x-s3 AKID/s3express OWN|",
        "PUT c--usw2-az1--x-s3 SESSION/s3express |TOKEN J",
        "PUT ordinary AKID/s3 OWN|",
        WITHIN,
        BEGIN,
        WITHIN,
    ];
    assert_eq!(sent(&network), expected);
    let begin = &network.sent()[0];
    let url = "https://b--usw2-az1--x-s3.us-west-2.example.com/?session";
    assert_eq!(begin.line, format!("GET {url}"));
    assert_eq!(begin.body, "");
}

/// Sessions can be turned off, and their credentials can come from elsewhere.
#[test]
fn without_sessions() {
    let clock = Clock::at(END - 300);
    let network = Network::ok();
    let mut off = settings(&network, &clock);
    off.set_context("DisableS3ExpressSessionAuth", Some(true));
    put(&client(off), BUCKET).unwrap();
    assert_eq!(
        sent(&network),
        ["PUT b--usw2-az1--x-s3 AKID/s3express OWN|"]
    );

    let network = Network::ok();
    let mut given = settings(&network, &clock);
    let own = Credentials::new("GIVEN", "secret", Some("THEIRS".to_owned()), None, "test");
    given.set_express_credentials_provider(Some(SharedCredentialsProvider::new(own)));
    put(&client(given), BUCKET).unwrap();
    assert_eq!(
        sent(&network),
        ["PUT b--usw2-az1--x-s3 GIVEN/s3express |THEIRS"]
    );
}

/// Counts requests.
#[derive(Clone, Debug, Default)]
struct Counter(Arc<AtomicUsize>);

#[dyn_dispatch_hint]
impl Intercept for Counter {
    fn name(&self) -> &'static str {
        "Counter"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// The interceptors of a program see its own requests alone.
#[test]
fn interceptors_see_no_sessions() {
    let network = Network::new(&[SESSION, MADE]);
    let counter = Counter::default();
    let mut settings = settings(&network, &Clock::at(END - 300));
    settings.push_interceptor(SharedInterceptor::new(counter.clone()));
    put(&client(settings), BUCKET).unwrap();
    assert_eq!(sent(&network), [BEGIN, WITHIN]);
    assert_eq!(counter.0.load(Ordering::Relaxed), 1);
}

/// The reason why there is no session is part of the line, and what may pass is tried again. The
/// next call begins a session.
#[test]
fn a_session_that_fails() {
    let denied = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";
    let busy = Answer::Response(503, "", "<Error><Code>SlowDown</Code></Error>");
    let network = Network::new(&[
        Answer::Response(403, "", denied),
        Answer::Response(200, "", denied),
        Answer::Response(200, "", "<CreateSessionResult/>"),
        busy,
        SESSION,
        MADE,
    ]);
    let client = client(settings(&network, &Clock::at(END - 300)));
    let refused = "the request failed: CreateSession: AccessDenied: no";
    for (status, why) in [
        (403, refused),
        (200, refused),
        (
            200,
            "the request failed: CreateSession: the response cannot be read",
        ),
    ] {
        let line = put(&client, BUCKET).unwrap_err();
        assert!(line.starts_with(&format!("PutThing: {why}")), "{line}");
        assert!(line.contains(&format!("HTTP {status}")), "{line}");
    }
    put(&client, BUCKET).unwrap();
    assert_eq!(
        sent(&network),
        [BEGIN, BEGIN, BEGIN, BEGIN, BEGIN, WITHIN],
        "a session that fails is not kept"
    );
}
