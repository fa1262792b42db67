//! Calls through the client: what is sent, what comes back, what is tried again.
#![cfg(feature = "client")]

mod client_service;

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;

use client_service::mini::Error;
use client_service::mini::client::Client;
use client_service::mini::config::interceptors::BeforeSerializationInterceptorContextMut;
use client_service::mini::config::timeout::TimeoutConfig;
use client_service::mini::config::{Config, ConfigBag, Region, RuntimeComponents};
use client_service::mini::operation::put_thing::builders::PutThingInputBuilder;
use client_service::mini::operation::put_thing::{PutThingError, PutThingInput, PutThingOutput};
use client_service::{Answer, Network, client, settings};
use hammersmith::client::RequestId;
use hammersmith::client::error::{BoxError, SdkError};
use hammersmith::error::ProvideErrorMetadata;

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(future)
}

type Outcome = Result<PutThingOutput, SdkError<PutThingError>>;

#[allow(
    clippy::result_large_err,
    reason = "the size is that of the official type"
)]
fn put(client: &Client) -> Outcome {
    block_on(client.put_thing().name("bucket").send())
}

/// A request reaches the network as the operation, the settings and the signer say.
#[test]
fn a_request_is_complete() {
    let network = Network::ok();
    let output = put(&client(&network)).unwrap();
    assert_eq!(output.text.as_deref(), Some("made"));
    assert_eq!(output.request_id(), Some("request-1"));
    let sent = network.sent().remove(0);
    assert_eq!(
        sent.line,
        "PUT https://bucket.eu-west-1.example.com/things?put"
    );
    assert_eq!(sent.body, "bucket");
    assert_eq!(
        sent.header("x-token").len(),
        36,
        "a random UUID stands in for the token"
    );
    assert_eq!(sent.header("content-length"), "6");
    assert_eq!(sent.header("amz-sdk-request"), "attempt=1; max=3");
    assert!(sent.header("x-amz-user-agent").contains(" api/mini/1.2.3 "));
    assert_eq!(
        sent.header("x-amz-content-sha256"),
        "UNSIGNED-PAYLOAD",
        "what is not signed has to be said"
    );
    let authorization = sent.header("authorization");
    assert!(
        authorization.contains("/eu-west-1/mini-signing/aws4_request"),
        "{authorization}"
    );
}

/// All ways to send give the same request, and their futures may move between threads.
#[test]
fn every_way_to_send_is_the_same() {
    fn sendable<F: Future + Send>(future: F) -> F {
        future
    }
    let network = Network::ok();
    let client = client(&network);
    let input = PutThingInputBuilder {
        name: Some("bucket".into()),
        invalid: false,
    };
    block_on(sendable(client.put_thing().name("bucket").send())).unwrap();
    block_on(sendable(
        client.put_thing().name("bucket").customize().send(),
    ))
    .unwrap();
    block_on(sendable(input.send_with(&client))).unwrap();
    let sent: Vec<_> = network
        .sent()
        .into_iter()
        .map(|sent| (sent.line, sent.body))
        .collect();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|one| *one == sent[0]), "{sent:?}");
    // Nothing is sent before it is waited for.
    drop(client.put_thing().send());
    assert_eq!(network.sent().len(), 3);
}

/// The failures that are retried, the number of attempts, and the result for the caller.
#[test]
fn failures_that_may_pass_are_tried_again() {
    use Answer::{Broken, Response, Silence};
    let ok = Response(200, "", "made");
    let rows: &[(&[Answer], usize, Option<&str>)] = &[
        (&[Response(500, "", ""), ok], 2, None),
        (&[Response(503, "", ""), Broken, ok], 3, None),
        (&[Response(400, "ThrottlingException", ""), ok], 2, None),
        (&[Response(400, "RequestTimeout", ""), ok], 2, None),
        (&[Response(400, "Modeled", ""), ok], 2, None),
        (&[Response(500, "Own", "")], 3, Some("Own")),
        (&[Response(400, "Own", ""), ok], 1, Some("Own")),
        (
            &[Response(403, "RequestTimeTooSkewed", ""), ok],
            1,
            Some("RequestTimeTooSkewed"),
        ),
        (&[Broken], 3, None),
        (&[Silence], 3, None),
    ];
    for (answers, attempts, code) in rows {
        let network = Network::new(answers);
        let timeout = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(1));
        let silent = matches!(answers, [Silence]);
        let builder = settings(&network);
        let builder = if silent {
            builder.timeout_config(timeout.build())
        } else {
            builder
        };
        let outcome = put(&Client::from_conf(builder.build()));
        assert_eq!(network.sent().len(), *attempts, "{answers:?}");
        assert_eq!(
            outcome.is_ok(),
            answers.len() > 1 && code.is_none(),
            "{answers:?}"
        );
        let error = outcome.err();
        assert_eq!(
            error.as_ref().and_then(|error| error.code()),
            *code,
            "{answers:?}"
        );
        assert_eq!(
            silent,
            matches!(error, Some(SdkError::TimeoutError(_))),
            "{answers:?}"
        );
    }
}

/// The error of a call becomes the error of the service, with what is known about it.
#[test]
fn errors_keep_their_code_and_request_id() {
    let network = Network::new(&[Answer::Response(404, "Gone", "")]);
    let error = put(&client(&network)).unwrap_err();
    assert_eq!(error.request_id(), Some("request-1"));
    assert!(matches!(&error, SdkError::ServiceError(context)
        if context.err().request_id() == Some("request-1")));
    let error = Error::from(error);
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("Gone"), Some("request-1"))
    );
    assert_eq!(error.to_string(), "Gone");

    let error = block_on(client(&network).put_thing().invalid().send()).unwrap_err();
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    assert_eq!(
        Error::from(error).to_string(),
        "cannot build a request from the input: name was missing: it was not set"
    );
    assert_eq!(
        network.sent().len(),
        1,
        "an input that cannot be built is not sent"
    );
}

/// Settings of one call go before those of the client, and do not outlive it.
#[test]
fn a_call_has_settings_of_its_own() {
    let network = Network::ok();
    let client = client(&network);
    let other = Config::builder()
        .region(Region::new("us-west-2"))
        .credentials_provider(Credentials::new("OTHER", "secret", None, None, "test"))
        .idempotency_token_provider("token");
    let call = client
        .put_thing()
        .name("b")
        .customize()
        .config_override(other);
    let call = call.mutate_request(|request| {
        request.headers_mut().insert("x-extra", "1");
    });
    block_on(call.send()).unwrap();
    let failing = client.put_thing().customize();
    let failing = failing.map_request(|_| Err(std::io::Error::other("not this one")));
    assert!(block_on(failing.send()).is_err());
    put(&client).unwrap();
    let sent = network.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(
        sent[0].line,
        "PUT https://b.us-west-2.example.com/things?put"
    );
    assert!(
        sent[0]
            .header("authorization")
            .contains("Credential=OTHER/")
    );
    assert!(
        sent[0]
            .header("authorization")
            .contains("/us-west-2/mini-signing/")
    );
    assert_eq!(
        (sent[0].header("x-token"), sent[0].header("x-extra")),
        ("token", "1")
    );
    assert!(sent[1].header("authorization").contains("Credential=AKID/"));
    assert!(sent[1].header("authorization").contains("/eu-west-1/"));
    assert_eq!(sent[1].header("x-extra"), "");
}

/// The endpoint rules learn the account of the credentials; a URL from the settings wins over them.
#[test]
fn endpoints_follow_the_settings() {
    let network = Network::ok();
    let credentials = Credentials::builder()
        .access_key_id("AKID")
        .secret_access_key("secret")
        .account_id("123456789012")
        .provider_name("test")
        .build();
    put(&Client::from_conf(
        settings(&network).credentials_provider(credentials).build(),
    ))
    .unwrap();
    let local = settings(&network).endpoint_url("http://127.0.0.1:5000/base");
    put(&Client::from_conf(local.build())).unwrap();
    let lines: Vec<_> = network.sent().into_iter().map(|sent| sent.line).collect();
    assert_eq!(
        lines,
        [
            "PUT https://123456789012.bucket.eu-west-1.example.com/things?put",
            "PUT http://127.0.0.1:5000/base/things?put",
        ]
    );
    let nowhere = settings(&network).region(None).build();
    let error = put(&Client::from_conf(nowhere)).unwrap_err();
    let source = error.into_source().unwrap();
    assert!(format!("{source:?}").contains("region"), "{source:?}");
}

/// Without credentials, an operation that may go unsigned does; the scheme list says so.
#[test]
fn an_operation_may_go_unsigned() {
    let network = Network::ok();
    let anonymous = Config::builder()
        .behavior_version_latest()
        .region(Region::new("eu-west-1"))
        .http_client(network.clone())
        .sleep_impl(client_service::Instantly)
        .build();
    put(&Client::from_conf(anonymous)).unwrap();
    assert_eq!(network.sent()[0].header("authorization"), "");
}

/// Interceptors see the input as its own type, and the members that were asked for.
#[test]
fn interceptors_see_the_typed_input() {
    #[derive(Debug)]
    struct Rename(Arc<Mutex<Option<String>>>);

    #[dyn_dispatch_hint]
    impl Intercept for Rename {
        fn name(&self) -> &'static str {
            "Rename"
        }

        fn modify_before_serialization(
            &self,
            context: &mut BeforeSerializationInterceptorContextMut<'_>,
            _: &RuntimeComponents,
            config: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            let captured = config.load::<CapturedTelemetryAttributes>();
            let name = captured.and_then(|captured| captured.get("Name"));
            *self.0.lock().unwrap() = name.map(str::to_owned);
            let input = context.input_mut().downcast_mut::<PutThingInput>();
            input.ok_or("another input")?.name = Some("renamed".to_owned());
            Ok(())
        }
    }

    let captured = Arc::default();
    let network = Network::ok();
    let config = settings(&network)
        .interceptor(Rename(Arc::clone(&captured)))
        .capture_input_attributes(["Name"]);
    put(&Client::from_conf(config.build())).unwrap();
    assert_eq!(network.sent()[0].body, "renamed");
    assert_eq!(captured.lock().unwrap().as_deref(), Some("bucket"));
}

/// With test settings, two calls send the same, byte for byte, but for the id of the invocation.
#[cfg(feature = "test-util")]
#[test]
fn test_settings_fix_what_varies() {
    let network = Network::ok();
    let config = Config::builder()
        .http_client(network.clone())
        .with_test_defaults_v2();
    let config = config.sleep_impl(client_service::Instantly).build();
    put(&Client::from_conf(config.clone())).unwrap();
    put(&Client::from_conf(config)).unwrap();
    let fixed = |index: usize| {
        let mut sent = network.sent().swap_remove(index);
        sent.headers
            .retain(|(name, _)| name != "amz-sdk-invocation-id");
        sent
    };
    let sent = fixed(0);
    assert_eq!(format!("{sent:?}"), format!("{:?}", fixed(1)));
    assert_eq!(
        sent.header("x-token"),
        "00000000-0000-4000-8000-000000000000"
    );
    assert_eq!(sent.header("x-amz-date"), "20090213T233130Z");
    assert!(sent.header("authorization").contains("/us-east-1/"));
}
