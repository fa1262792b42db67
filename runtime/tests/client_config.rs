//! Settings: where they come from, how they are read back, and when a client cannot work with them.
#![cfg(feature = "client")]

mod client_service;

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::origin::Origin;
use aws_types::sdk_ua_metadata::FrameworkMetadata;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

use client_service::mini::client::Client;
use client_service::mini::config::retry::RetryConfig;
use client_service::mini::config::timeout::TimeoutConfig;
use client_service::mini::config::{BehaviorVersion, Builder, Region};
use client_service::{Answer, Instantly, Network, Sent, settings};

/// Stands in for the environment and the profile.
#[derive(Debug)]
struct Environment(Option<&'static str>);

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let asked = (key.service_id(), key.env(), key.profile());
        assert_eq!(asked, ("Mini", "AWS_ENDPOINT_URL", "endpoint_url"));
        self.0.map(str::to_owned)
    }
}

/// The URL a program sets wins over the service's in the environment, and that over the general
/// one.
#[test]
fn endpoint_urls_have_an_order() {
    let rows = [
        (
            Origin::shared_profile_file(),
            Some("http://own"),
            "http://own",
        ),
        (
            Origin::shared_environment_variable(),
            Some("http://own"),
            "http://own",
        ),
        (
            Origin::shared_environment_variable(),
            None,
            "http://general",
        ),
        (
            Origin::shared_config(),
            Some("http://own"),
            "http://general",
        ),
        (
            Origin::shared_environment_variable(),
            Some(" "),
            "http://general",
        ),
    ];
    for (origin, own, expected) in rows {
        let network = Network::ok();
        let mut config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .http_client(network.clone())
            .sleep_impl(Instantly)
            .service_config(Environment(own))
            .endpoint_url("http://general");
        config.insert_origin("endpoint_url", origin);
        let client = Client::new(&config.build());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(client.put_thing().send()).unwrap();
        assert_eq!(network.sent()[0].line, format!("PUT {expected}/things?put"));
    }
}

/// A setting can be read, and survives being turned into a builder and back.
#[test]
fn settings_are_read_back() {
    let library = |name| FrameworkMetadata::new(name, Some("1")).unwrap();
    let config = settings(&Network::ok())
        .app_name(AppName::new("program").unwrap())
        .framework_metadata(library("first"))
        .framework_metadata(library("second"))
        .retry_config(RetryConfig::standard().with_max_attempts(7))
        .disable_clock_skew_correction(true)
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_secs(3))
                .build(),
        )
        .timeout_config(
            TimeoutConfig::builder()
                .read_timeout(Duration::from_secs(4))
                .build(),
        )
        .build();
    for config in [config.clone(), config.to_builder().build()] {
        assert_eq!(config.region().map(AsRef::as_ref), Some("eu-west-1"));
        assert_eq!(config.app_name().map(AsRef::as_ref), Some("program"));
        assert_eq!(
            config.framework_metadata(),
            [&library("first"), &library("second")]
        );
        assert_eq!(
            config.retry_config().map(RetryConfig::max_attempts),
            Some(7)
        );
        assert_eq!(config.disable_clock_skew_correction(), Some(true));
        assert_eq!(config.signing_name(), "mini-signing");
        let timeouts = config.timeout_config().unwrap();
        assert_eq!(timeouts.connect_timeout(), Some(Duration::from_secs(3)));
        assert_eq!(timeouts.read_timeout(), Some(Duration::from_secs(4)));
    }
}

/// `None` clears what it can clear, and leaves alone what a client cannot do without.
#[test]
fn none_clears_or_leaves_alone() {
    let mut builder = settings(&Network::ok()).retry_config(RetryConfig::disabled());
    builder
        .set_region(None)
        .set_retry_config(None)
        .set_timeout_config(None)
        .set_credentials_provider(None)
        .set_app_name(None);
    let config = builder.build();
    assert_eq!(config.region(), None);
    assert_eq!(
        config.retry_config().map(RetryConfig::max_attempts),
        Some(1)
    );
    let own = Builder::new().build();
    assert!(own.time_source().is_some(), "there is always a clock");
    assert!(format!("{:?}", own.endpoint_resolver()).contains("DefaultResolver"));
}

/// A clone shares what the client has, so making one is cheap; `Debug` shows no secret.
#[test]
fn clients_clone_and_print() {
    let client = Client::from_conf(settings(&Network::ok()).build());
    let text = format!("{:?} {:?}", client.clone(), client.put_thing());
    assert!(!text.contains("wJalrXUtn"));
    assert_eq!(client.config().region(), client.clone().config().region());
}

/// The request that is sent with those settings, or the reason why nothing is.
fn sent(change: impl FnOnce(Builder) -> Builder) -> Result<Sent, String> {
    let network = Network::ok();
    let client = Client::from_conf(change(settings(&network)).build());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let called = runtime.block_on(client.put_thing().name("bucket").send());
    match called {
        Ok(_) => Ok(network.sent().remove(0)),
        Err(error) => Err(DisplayErrorContext(error).to_string()),
    }
}

/// The request that is sent with these keys, or what is said of them.
fn sent_with(id: &'static str, secret: &'static str, token: Option<&str>) -> Result<Sent, String> {
    let token = token.map(str::to_owned);
    let credentials = Credentials::new(id, secret, token, None, "test");
    sent(|builder| builder.credentials_provider(credentials))
}

/// Protects calls with credentials as people configure them: a blank token is left out, and what
/// cannot sign is refused before anything is sent, with the reason.
#[test]
fn credentials_are_taken_or_refused() {
    for token in [None, Some(""), Some(" \n")] {
        let request = sent_with("AKID", "secret", token).unwrap();
        let names: Vec<_> = request
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert!(!names.contains(&"x-amz-security-token"), "{token:?}");
        let authorization = request.header("authorization");
        assert!(
            !authorization.contains("x-amz-security-token"),
            "{authorization}"
        );
    }
    let request = sent_with("AKID", "secret", Some("token")).unwrap();
    assert_eq!(request.header("x-amz-security-token"), "token");
    for (id, secret, token, expected) in [
        (
            "",
            "secret",
            "",
            "the access key id of the credentials is empty",
        ),
        (
            "AKID",
            " ",
            "",
            "the secret access key of the credentials is empty",
        ),
        (
            "A\nID",
            "secret",
            "",
            "the access key id of the credentials contains a character",
        ),
        (
            "AKID",
            "secret",
            "a\nb",
            "the session token of the credentials contains a character",
        ),
    ] {
        let said = sent_with(id, secret, Some(token)).unwrap_err();
        assert!(said.contains(expected), "{said}");
    }
}

/// Protects calls to regions and endpoints as people write them: they are normalised, or refused
/// with the reason.
#[test]
fn regions_and_endpoints_are_taken_or_refused() {
    let request = sent(|builder| builder.region(Region::new("EU-West-1"))).unwrap();
    assert_eq!(
        request.line,
        "PUT https://bucket.eu-west-1.example.com/things?put"
    );
    let authorization = request.header("authorization");
    assert!(authorization.contains("/eu-west-1/"), "{authorization}");
    for (url, expected) in [
        ("http://h:8000", Ok("PUT http://h:8000/things?put")),
        ("http://[::1]:8000/", Ok("PUT http://[::1]:8000/things?put")),
        ("https://h/a%20b/", Ok("PUT https://h/a%20b/things?put")),
        (
            "h:8000",
            Err("`h:8000` does not start with `https://` or `http://`"),
        ),
        (
            "http://h?a=b",
            Err("`http://h?…` has a query, which is not sent"),
        ),
        (
            "http://h/#a",
            Err("`http://h/#…` has a fragment, which is not sent"),
        ),
        ("http://me:pass@h", Err("`***@h` contains a user name")),
        ("http://h:80000", Err("has a port that is not a number")),
        (
            "http://h ",
            Err("contains a character that is not allowed in URLs"),
        ),
        ("http://::1:80", Err("address in brackets")),
    ] {
        match (sent(|builder| builder.endpoint_url(url)), expected) {
            (Ok(request), Ok(line)) => assert_eq!(request.line, line),
            (Err(said), Err(expected)) => {
                assert!(
                    said.contains(expected) && !said.contains("pass"),
                    "{url}: {said}"
                );
            }
            (found, _) => panic!("{url}: {found:?}"),
        }
    }
}

/// A header that nobody modelled breaks no call, whatever bytes it has.
#[test]
fn headers_that_nobody_modelled_are_ignored() {
    let network = Network::new(&[Answer::Proxied]);
    let client = Client::from_conf(settings(&network).build());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let output = runtime.block_on(client.put_thing().name("bucket").send());
    assert_eq!(output.unwrap().text.as_deref(), Some("made"));
}
