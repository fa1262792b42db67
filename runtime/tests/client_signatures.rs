//! Signatures of a client: those of plain requests, and those that the AWS runtime makes.
#![cfg(feature = "client")]

mod client_service;

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, disable_interceptor, dyn_dispatch_hint,
};

use client_service::mini::client::Client;
use client_service::mini::config::retry::RetryConfig;
use client_service::mini::config::{Builder, ConfigBag, RuntimeComponents};
use client_service::{Answer, Network, Sent, settings};
use hammersmith::client::error::BoxError;

/// Changes a request and the configuration of its call before it is signed.
#[derive(Clone, Copy, Debug)]
struct Change(fn(&mut BeforeTransmitInterceptorContextMut<'_>, &mut ConfigBag));

#[dyn_dispatch_hint]
impl Intercept for Change {
    fn name(&self) -> &'static str {
        "Change"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        (self.0)(context, config);
        Ok(())
    }
}

/// The ID of all calls.
#[derive(Debug)]
struct OneId;

impl InvocationIdGenerator for OneId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        Ok(Some(InvocationId::new("one".to_owned())))
    }
}

/// The requests of three calls, signed by our scheme or by that of the AWS runtime.
fn sent(case: &Case, official: bool) -> Vec<(String, Vec<(String, String)>)> {
    let network = Network::new(case.answers);
    let builder = settings(&network)
        .time_source(StaticTimeSource::new(now()))
        .retry_config(RetryConfig::standard())
        .invocation_id_generator(OneId)
        .idempotency_token_provider("token")
        .interceptor(Change(case.change));
    let mut builder = (case.settings)(builder);
    if official {
        builder = builder.push_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()));
    }
    let client = Client::from_conf(builder.build());
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime");
    for name in ["a", "b", "c"] {
        let call = client.put_thing().name(name).send();
        runtime.block_on(call).expect("an output");
    }
    let request = |sent: Sent| (sent.line, sent.headers);
    network.sent().into_iter().map(request).collect()
}

/// The time of all requests: `20260102T030405Z`.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

/// Calls that are signed by both schemes.
struct Case {
    name: &'static str,
    answers: &'static [Answer],
    settings: fn(Builder) -> Builder,
    change: fn(&mut BeforeTransmitInterceptorContextMut<'_>, &mut ConfigBag),
}

const MADE: Answer = Answer::Response(200, "", "made");

/// The clock of the service is two hours and three seconds ahead, or five minutes behind.
const AHEAD: (&str, &str) = ("date", "Fri, 02 Jan 2026 05:04:08 GMT");
const BEHIND: (&str, &str) = ("date", "Fri, 02 Jan 2026 02:59:05 GMT");

const USUAL: Case = Case {
    name: "usual",
    answers: &[MADE],
    settings: |settings| settings,
    change: |_, _| {},
};

const CASES: [Case; 10] = [
    USUAL,
    Case {
        name: "session token",
        settings: |settings| {
            let token = Some("to/ken==".to_owned());
            settings.credentials_provider(Credentials::new("AKID", "s", token, None, "test"))
        },
        ..USUAL
    },
    Case {
        name: "port",
        settings: |settings| settings.endpoint_url("http://localhost:5000/base"),
        ..USUAL
    },
    Case {
        name: "path",
        change: |context, _| {
            let url = "https://example.com/a%20b/../c?put=%7Eb&a";
            context.request_mut().set_uri(url).expect("a URL");
        },
        ..USUAL
    },
    Case {
        name: "headers",
        change: |context, _| {
            let headers = context.request_mut().headers_mut();
            headers.append("x-a", "b  c");
            headers.append("x-a", "d");
            headers.append("x-amzn-trace-id", "e");
        },
        ..USUAL
    },
    Case {
        name: "hash of the body",
        change: |_, config| {
            let hash = PayloadSigningOverride::Precomputed("0a".repeat(32));
            config.interceptor_state().store_put(hash);
        },
        ..USUAL
    },
    Case {
        name: "service ahead",
        answers: &[Answer::With(500, AHEAD, ""), MADE],
        ..USUAL
    },
    Case {
        name: "service behind, then ahead",
        answers: &[
            Answer::With(200, BEHIND, "made"),
            Answer::With(503, AHEAD, ""),
            MADE,
        ],
        ..USUAL
    },
    Case {
        name: "service ahead, not corrected",
        answers: &[Answer::With(500, AHEAD, ""), MADE],
        settings: |settings| settings.disable_clock_skew_correction(true),
        ..USUAL
    },
    Case {
        name: "service ahead, not measured",
        answers: &[Answer::With(500, AHEAD, ""), MADE],
        settings: |settings| settings.interceptor(NotMeasured),
        ..USUAL
    },
];

/// Disables the interceptor that measures the skew.
#[derive(Debug)]
struct NotMeasured;

#[dyn_dispatch_hint]
impl Intercept for NotMeasured {
    fn name(&self) -> &'static str {
        "NotMeasured"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let off = disable_interceptor::<ServiceClockSkewInterceptor>("a test");
        config.interceptor_state().store_put(off);
        Ok(())
    }
}

/// Protects requests from being refused by services: those that the client signs itself have the
/// headers that the AWS runtime adds, at the time of the service's clock.
#[test]
fn requests_are_signed_as_by_the_aws_runtime() {
    for case in &CASES {
        let (ours, official) = (sent(case, false), sent(case, true));
        assert_eq!(ours, official, "{}", case.name);
        let header = |name: &str, (_, headers): &(String, Vec<(String, String)>)| {
            let found = headers.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let dates: Vec<_> = ours.iter().map(|sent| header("x-amz-date", sent)).collect();
        let (usual, ahead) = ("20260102T030405Z", "20260102T050408Z");
        let expected: &[&str] = match case.name {
            "service ahead" => &[usual, ahead, ahead, ahead],
            "service behind, then ahead" => &[usual, "20260102T025905Z", ahead, ahead],
            "service ahead, not corrected" | "service ahead, not measured" => &[usual; 4],
            _ => &[usual; 3],
        };
        assert_eq!(dates, expected, "{}", case.name);
    }
}
