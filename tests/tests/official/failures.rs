//! The message of a program when a call fails: one line that says what happened and what to do.

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use hammersmith_tests::ours::caller::config;
use hammersmith_tests::ours::client::signed;
use hammersmith_tests::ours::sdk::config::timeout::TimeoutConfig;
use hammersmith_tests::ours::sdk::config::{
    BehaviorVersion, Builder, Credentials, IdentityCache, Region,
};
use hammersmith_tests::ours::sdk::error::{DisplayErrorContext, Explain, SdkError};
use hammersmith_tests::ours::sdk::operation::register_job_definition::RegisterJobDefinitionError;
use hammersmith_tests::ours::sdk::{Client, Config, Error};
use hammersmith_tests::wire::{Response, Wire};

type Failure = SdkError<RegisterJobDefinitionError>;

async fn call(config: Builder) -> Failure {
    let client = Client::from_conf(config.build());
    let request = client
        .register_job_definition()
        .job_definition_name("sleep");
    request.send().await.expect_err("a call that fails")
}

/// Settings with which nothing is chosen but the version, and no request is sent twice.
fn bare() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
}

/// Settings with which a request gets as far as the network.
fn complete() -> Builder {
    bare()
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::from_keys("AKID", "secret", None))
}

/// Settings with which the service answers so.
fn answered(status: u16, body: &str) -> Builder {
    let wire = Wire::default();
    wire.answer(Response::new(status, body).header("x-amzn-requestid", "1f2e-3d"));
    signed(config(&wire))
}

/// A provider that cannot provide.
#[derive(Debug)]
struct Refuses(fn() -> CredentialsError);

impl ProvideCredentials for Refuses {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

/// A provider that answers nothing.
#[derive(Debug)]
struct Slow;

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(std::future::pending())
    }
}

fn refused(reason: fn() -> CredentialsError) -> Builder {
    bare()
        .region(Region::new("eu-central-1"))
        .credentials_provider(Refuses(reason))
}

/// The error and all below it, as programs print them that know of sources.
fn with_sources(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text += &format!(": {source}");
        next = source.source();
    }
    text
}

/// The help where there are no credentials.
const LOG_IN: &str = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, log in, or set \
                          `credentials_provider` in the client's config";

/// A case: its name, the client that calls, and the line.
type Case = (&'static str, Builder, String);

/// Failures that the service or a proxy answers.
fn answered_failures() -> Vec<Case> {
    vec![
        (
            "an error of the model",
            answered(
                400,
                r#"{"__type":"ClientException","message":"Error executing request:\nno image"}"#,
            ),
            "ClientException: Error executing request: no image (HTTP 400, request id 1f2e-3d)"
                .into(),
        ),
        (
            "an error the model does not know",
            answered(
                403,
                r#"{"code":"AccessDeniedException","message":"not you"}"#,
            ),
            "AccessDeniedException: not you (HTTP 403, request id 1f2e-3d)".into(),
        ),
        (
            "an error without a code",
            answered(500, ""),
            "an error without a code (HTTP 500, request id 1f2e-3d)".into(),
        ),
        (
            "a page of a proxy",
            answered(502, "<html>\r\n<b>Bad gateway</b>"),
            "an error without a code (HTTP 502, request id 1f2e-3d, body `<html>\\r\\n<b>Bad \
             gateway</b>`)"
                .into(),
        ),
        (
            "a plain text",
            answered(429, "Rate exceeded"),
            "an error without a code (HTTP 429, request id 1f2e-3d, body `Rate exceeded`)".into(),
        ),
        (
            "half an answer",
            answered(200, r#"{"jobDefinitionName":"half"#),
            "the response cannot be read: invalid JSON document at `jobDefinitionName`: expected \
             the rest of a string, found the end of the document (byte 26) (HTTP 200, request id \
             1f2e-3d, body `{\"jobDefinitionName\":\"half`)"
                .into(),
        ),
    ]
}

/// Failures of the network. `silent` is the address of a server that answers nothing.
fn network_failures(silent: &str) -> Vec<Case> {
    let soon = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(40))
        .build();
    vec![
        (
            "nobody at the endpoint",
            complete().endpoint_url(GONE),
            "cannot connect: tcp connect error: Connection refused (os error 111); check the \
             endpoint, the region and the network"
                .into(),
        ),
        (
            "no such host",
            complete().endpoint_url("http://nowhere.invalid"),
            "cannot connect: dns error: failed to lookup address information: Name or service \
             not known; check the endpoint, the region and the network"
                .into(),
        ),
        (
            "no answer in time",
            complete().endpoint_url(silent).timeout_config(soon),
            "timed out: operation attempt timeout (single attempt) occurred after 40ms; increase \
             the client's `timeout_config` or check the network"
                .into(),
        ),
    ]
}

/// Clients without usable credentials.
fn credentials_failures() -> Vec<Case> {
    vec![
        (
            "no credentials",
            refused(|| CredentialsError::not_loaded("no provider in the chain has any")),
            format!("no credentials: no provider in the chain has any; {LOG_IN}"),
        ),
        (
            "no provider of credentials",
            bare().region(Region::new("eu-central-1")),
            format!("no credentials: the client has no provider for them; {LOG_IN}"),
        ),
        (
            "a profile that is not complete",
            refused(|| CredentialsError::invalid_configuration("the profile has no key")),
            "invalid configuration of credentials: the profile has no key; check the AWS \
             profile"
                .into(),
        ),
        (
            "credentials that take too long",
            bare()
                .region(Region::new("eu-central-1"))
                .credentials_provider(Slow)
                .identity_cache(
                    IdentityCache::lazy()
                        .load_timeout(Duration::from_millis(40))
                        .build(),
                ),
            "no credentials or token in time: identity resolver timed out after 40ms; check the \
             network that their provider needs, or increase `load_timeout` of the client's \
             `identity_cache`"
                .into(),
        ),
        (
            "credentials that ran out",
            refused(|| CredentialsError::provider_error("the SSO session has expired")),
            "no credentials: an error occurred while loading credentials: the SSO session has \
             expired; log in again or check their provider"
                .into(),
        ),
    ]
}

/// Clients without a usable region, endpoint or key.
fn settings_failures() -> Vec<Case> {
    vec![
        (
            "no region",
            bare().credentials_provider(Credentials::from_keys("AKID", "secret", None)),
            "no region is set; set AWS_REGION, or `region` in the client's config".into(),
        ),
        (
            "no region that could be",
            complete().region(Region::new("eu central")),
            "no endpoint: invalid value for field: `region` - must be a valid host label; check \
             the client's `endpoint_url` and region"
                .into(),
        ),
        (
            "no endpoint that could be",
            complete().endpoint_url("nonsense"),
            "no endpoint: `nonsense` does not start with `https://` or `http://`; check the \
             client's `endpoint_url` and region"
                .into(),
        ),
        (
            "an endpoint with a query",
            complete().endpoint_url("http://h/a?secret=x"),
            "no endpoint: `http://h/a?…` has a query, which is not sent; remove `?` and what \
             follows; check the client's `endpoint_url` and region"
                .into(),
        ),
        (
            "a region that is set to nothing",
            complete().region(Region::new("")),
            "no region is set; set AWS_REGION, or `region` in the client's config".into(),
        ),
        (
            "a key that is set to nothing",
            complete().credentials_provider(Credentials::from_keys("", "secret", None)),
            "invalid configuration of credentials: the access key id of the credentials is empty; use \
             any value for a server that does not check it; check the AWS profile"
                .into(),
        ),
        (
            "rules that give no endpoint",
            complete().endpoint_url(GONE).use_fips(true),
            "no endpoint: Invalid Configuration: FIPS and custom endpoint are not supported; \
             check the client's `use_fips` and `endpoint_url`"
                .into(),
        ),
        (
            "a custom endpoint with dual stack",
            complete().endpoint_url(GONE).use_dual_stack(true),
            "no endpoint: Invalid Configuration: Dualstack and custom endpoint are not supported; \
             check the client's `use_dual_stack` and `endpoint_url`"
                .into(),
        ),
    ]
}

/// Clients with settings that cannot work.
fn configuration_failures() -> Vec<Case> {
    vec![
        (
            "no behavior version",
            {
                let mut builder = complete();
                builder.set_behavior_version(None);
                builder
            },
            "invalid client configuration: the client has no behavior version; set one with \
             `behavior_version(..)` or `behavior_version_latest()`, take the settings from \
             `aws_config::load_defaults(..)`, or turn on the Cargo feature \
             `behavior-version-latest`"
                .into(),
        ),
        (
            "no attempts",
            complete().retry_config(
                aws_smithy_types::retry::RetryConfig::standard().with_max_attempts(0),
            ),
            "invalid client configuration: `retry_config` allows 0 attempts, so that no request \
             would be sent; allow at least 1, or set it to `RetryConfig::disabled()` for no retries"
                .into(),
        ),
    ]
}

/// An address where nobody listens.
const GONE: &str = "http://127.0.0.1:1";

/// Protects people who read logs: whatever goes wrong, the root error, the operation's error and
/// `explain` print the same line, which no source repeats, and nothing prints a response.
#[tokio::test]
async fn every_failure_has_its_line() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", silent.local_addr().expect("its address"));
    let cases = [
        answered_failures(),
        network_failures(&address),
        credentials_failures(),
        settings_failures(),
        configuration_failures(),
    ];
    for (name, settings, line) in cases.into_iter().flatten() {
        let error = call(settings).await;
        let line = format!("RegisterJobDefinition: {line}");
        assert_eq!(error.explain(), line, "{name}: {error:?}");
        if let Some(error) = error.as_service_error() {
            assert_eq!(error.to_string(), line, "{name}");
        }
        let root = Error::from(error);
        assert_eq!(with_sources(&root), line, "{name}");
        let context = DisplayErrorContext(&root).to_string();
        assert!(context.starts_with(&line), "{name}: {context}");
        assert!(!line.contains('\n') && !line.contains("secret"), "{name}");
    }
}

/// Protects the ways into the root error without a call: it names the operation, and what a program
/// made up is there.
#[test]
fn errors_that_programs_make_have_a_line_too() {
    use hammersmith_tests::ours::sdk::error::{BuildError, ErrorMetadata};
    use hammersmith_tests::ours::sdk::types::error::ClientException;

    let modelled = ClientException::builder().message("no").build();
    let modelled = RegisterJobDefinitionError::ClientException(modelled);
    let code = ErrorMetadata::builder().code("Odd").message("odd").build();
    let rows = [
        (
            modelled.to_string(),
            "RegisterJobDefinition: ClientException: no",
        ),
        (
            Error::from(RegisterJobDefinitionError::generic(code)).to_string(),
            "RegisterJobDefinition: Odd: odd",
        ),
        (
            Error::from(RegisterJobDefinitionError::unhandled("made up")).to_string(),
            "RegisterJobDefinition: made up",
        ),
        (
            Error::from(BuildError::missing_field("name", "it was not set")).to_string(),
            "cannot build a request from the input: name was missing: it was not set",
        ),
        (
            Error::from(BuildError::other("too long")).to_string(),
            "cannot build a request from the input: too long",
        ),
    ];
    for (shown, line) in rows {
        assert_eq!(shown, line);
    }
}
