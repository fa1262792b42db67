//! Settings with which no request can be sent: an error of each call, never a panic.
#![cfg(feature = "client")]

mod client_service;

use std::time::{Duration, SystemTime};

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;
use hammersmith::client::config::{IdentityCache, StalledStreamProtectionConfig};
use hammersmith::client::error::{BoxError, Explain, SdkError};

use client_service::mini::client::Client;
use client_service::mini::config::retry::RetryConfig;
use client_service::mini::config::timeout::TimeoutConfig;
use client_service::mini::config::{BehaviorVersion, Builder};
use client_service::mini::operation::put_thing::PutThingError;
use client_service::{Network, settings};

fn wait<T>(call: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(call)
}

/// The line that a failed call prints. Nothing may have been sent.
fn line(network: &Network, result: Result<(), SdkError<PutThingError>>) -> String {
    let error = result.unwrap_err();
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    assert_eq!(network.sent().len(), 0);
    error.explain()
}

/// Settings without anything, in which `change` sets the rest.
fn bare(change: impl FnOnce(Builder) -> Builder) -> Builder {
    let builder =
        Builder::new().stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    change(
        builder
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::disabled())
            .identity_cache(IdentityCache::no_cache()),
    )
}

/// A case: what the message contains, the settings.
type Case = (&'static str, fn(Builder) -> Builder);

/// Settings that are wrong whatever else is set.
const WRONG: &[Case] = &[
    ("`retry_config` allows 0 attempts", |builder| {
        builder.retry_config(RetryConfig::standard().with_max_attempts(0))
    }),
    ("`retry_config` allows 4294967295 attempts", |builder| {
        builder.retry_config(RetryConfig::standard().with_max_attempts(u32::MAX))
    }),
    ("delays of `retry_config`", |builder| {
        builder.retry_config(RetryConfig::standard().with_max_backoff(Duration::MAX))
    }),
    ("`retry_config` is adaptive", |builder| {
        let early = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        builder
            .retry_config(RetryConfig::adaptive())
            .time_source(StaticTimeSource::new(early))
    }),
    ("`disable_connect_timeout()`", |builder| {
        builder.timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::MAX)
                .build(),
        )
    }),
    ("`disable_read_timeout()`", |builder| {
        let longest = Duration::from_millis(u64::MAX);
        builder.timeout_config(TimeoutConfig::builder().read_timeout(longest).build())
    }),
    ("`disable_operation_attempt_timeout()`", |builder| {
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(Duration::MAX);
        builder.timeout_config(timeouts.build())
    }),
];

/// Protects programs from panics of the AWS runtime, at construction and in calls: wrong settings
/// of a client, or of one call, are an error of the call that names the setting.
#[test]
fn wrong_settings_are_errors_of_calls() {
    for (expected, change) in WRONG {
        let network = Network::ok();
        let client = Client::from_conf(change(settings(&network)).build());
        let result = wait(client.put_thing().name("bucket").send()).map(drop);
        let said = line(&network, result);
        assert!(said.contains(expected), "{expected}: {said}");

        let client = client_service::client(&network);
        let call = client.put_thing().name("bucket").customize();
        let result = wait(call.config_override(change(Builder::new())).send()).map(drop);
        assert_eq!(line(&network, result), said);
    }
}

/// Protects what is not wrong, although it is at the end of its range.
#[test]
fn extreme_settings_work() {
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::MAX)
        .read_timeout(Duration::from_secs(1 << 30))
        .connect_timeout(Duration::from_secs(1 << 30));
    let retries = RetryConfig::adaptive().with_max_attempts(1_000);
    let network = Network::ok();
    let config = settings(&network)
        .timeout_config(timeouts.build())
        .retry_config(retries);
    let client = Client::from_conf(config.build());
    wait(client.put_thing().name("bucket").send()).unwrap();
}

/// Protects programs that leave settings out: the error says what is missing, and how to set it.
#[test]
fn missing_settings_are_errors_of_calls() {
    let mut cases: Vec<Case> = Vec::new();
    if !cfg!(feature = "behavior-version-latest") {
        cases.push(("set one with `behavior_version(..)`", |builder| builder));
    }
    // With `rt-tokio` there is a default.
    if !cfg!(feature = "rt-tokio") {
        cases.extend([
            (
                "retries require an implementation of sleep; set `sleep_impl`",
                (|builder| {
                    let builder = builder.behavior_version(BehaviorVersion::latest());
                    builder.retry_config(RetryConfig::standard())
                }) as fn(Builder) -> Builder,
            ),
            ("timeouts require", |builder| {
                let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(1));
                let builder = builder.behavior_version(BehaviorVersion::latest());
                builder.timeout_config(timeouts.build())
            }),
            ("`StalledStreamProtectionConfig::disabled()`", |builder| {
                let protection = StalledStreamProtectionConfig::enabled().build();
                let builder = builder.behavior_version(BehaviorVersion::latest());
                builder.stalled_stream_protection(protection)
            }),
            ("IdentityCache::no_cache()", |builder| {
                let builder = builder.behavior_version(BehaviorVersion::latest());
                builder.identity_cache(IdentityCache::lazy().build())
            }),
        ]);
    }
    for (expected, change) in cases {
        let network = Network::ok();
        let client = Client::from_conf(bare(change).http_client(network.clone()).build());
        // Each call says so, not only the first.
        for _ in 0..2 {
            let result = wait(client.put_thing().name("bucket").send()).map(drop);
            let said = line(&network, result);
            assert!(said.contains("invalid client configuration: "), "{said}");
            assert!(said.contains(expected), "{expected}: {said}");
        }
    }
}

/// An HTTP client that cannot be set up: where the system has no root certificates, that of the AWS
/// runtime panics.
#[derive(Debug)]
struct NoRoots;

impl HttpClient for NoRoots {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        panic!("no valid root certificates");
    }

    fn validate_base_client_config(
        &self,
        _: &RuntimeComponentsBuilder,
        _: &ConfigBag,
    ) -> Result<(), BoxError> {
        panic!("no valid root certificates");
    }
}

/// Protects programs in images without root certificates: they get an error that says so.
#[test]
fn a_system_without_root_certificates_is_an_error_of_calls() {
    let network = Network::ok();
    let client = Client::from_conf(settings(&network).http_client(NoRoots).build());
    let result = wait(client.put_thing().name("bucket").send()).map(drop);
    let said = line(&network, result);
    assert_eq!(
        said,
        "PutThing: invalid client configuration: the HTTP client cannot be set up: no valid root \
         certificates; install root certificates, name their file in SSL_CERT_FILE, or set `http_client`"
    );
}

/// Protects the same with the HTTP client of the AWS runtime itself, whose check of root
/// certificates is compiled into programs that are not optimized: this test is run again with none.
#[cfg(all(feature = "default-https-client", debug_assertions))]
#[test]
fn the_default_client_without_root_certificates_is_an_error_of_calls() {
    const NONE: &str = "HAMMERSMITH_TEST_WITHOUT_ROOTS";
    if std::env::var_os(NONE).is_none() {
        let test = "the_default_client_without_root_certificates_is_an_error_of_calls";
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let status = again.args(["--exact", test]).env(NONE, "1");
        let status = status
            .env("SSL_CERT_FILE", "/dev/null")
            .env("SSL_CERT_DIR", "/nowhere");
        assert!(status.status().unwrap().success());
        return;
    }
    let mut config = settings(&Network::ok());
    config.set_http_client(None);
    let client = Client::from_conf(config.build());
    let error = wait(client.put_thing().name("bucket").send()).unwrap_err();
    let said = error.explain();
    assert!(said.contains("no valid root certificates"), "{said}");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
}
