//! Presigned requests of an operation that the official crates do not presign.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use hammersmith::endpoint::Settings;
use hammersmith::presigning::{PresignedRequest, PresigningConfig, serialize};
use hammersmith::sign::Signer;
use hammersmith_tests::ours::sdk::config::{BehaviorVersion, Builder, Region};
use hammersmith_tests::ours::sdk::error::Explain;
use hammersmith_tests::ours::sdk::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_tests::ours::sdk::types::RetryStrategy;
use hammersmith_tests::ours::sdk::{Client, Config};

use crate::signed::{Anonymous, Plain, credentials, signer};

const MINUTE: Duration = Duration::from_secs(60);

/// The time of the signers.
const NOW: Duration = Duration::from_secs(1_764_000_000);

fn validity() -> PresigningConfig {
    let config = PresigningConfig::builder().start_time(SystemTime::UNIX_EPOCH + NOW);
    config.expires_in(MINUTE).build().expect("a validity")
}

fn config() -> Builder {
    Config::builder().behavior_version(BehaviorVersion::latest())
}

async fn presign(config: Builder) -> Result<PresignedRequest, String> {
    let client = Client::from_conf(config.build());
    let request = client
        .register_job_definition()
        .job_definition_name("sleep10");
    let presigned = request.customize().presigned(validity()).await;
    presigned.map_err(|error| error.explain())
}

/// Method, URL, headers and body.
type Parts = (String, String, Vec<(String, String)>, Option<Vec<u8>>);

/// The parts of a presigned request, with its headers in order.
fn parts(request: &PresignedRequest) -> Parts {
    let mut headers: Vec<_> = request
        .headers()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    headers.sort();
    let body = request.body().map(<[u8]>::to_vec);
    let (method, uri) = (request.method().to_owned(), request.uri().to_owned());
    (method, uri, headers, body)
}

/// Protects programs that presign with and without a client: the request is the same, and whoever
/// sends it has the body and the headers that are signed, and none of the caller.
#[tokio::test]
async fn a_client_and_a_signer_presign_alike() {
    for (token, region, endpoint) in [
        (None, "us-east-1", None),
        (Some("to/k+en=="), "cn-north-1", None),
        (None, "eu-west-1", Some("http://127.0.0.1:5000/stage")),
    ] {
        let mut settings = Settings::new().region(region);
        settings.endpoint = endpoint.map(str::to_owned);
        let mut config = config()
            .region(Region::new(region))
            .credentials_provider(credentials(token));
        config.set_endpoint_url(endpoint.map(str::to_owned));
        let theirs = presign(config).await.expect("a request");
        let input = RegisterJobDefinitionInput::builder().job_definition_name("sleep10");
        let input = input.build().expect("an input");
        let ours = signer(settings, token).presigned::<RegisterJobDefinition>(&input, MINUTE);
        let ours = ours.expect("a request");
        assert_eq!(parts(&theirs), parts(&ours));
        let (method, uri, headers, body) = parts(&ours);
        assert_eq!(method, "POST");
        assert!(
            uri.contains("&X-Amz-Expires=60&X-Amz-SignedHeaders=content-type%3Bhost&"),
            "{uri}"
        );
        assert_eq!(
            headers,
            [("content-type".to_owned(), "application/json".to_owned())]
        );
        assert_eq!(
            body.as_deref(),
            Some(&br#"{"jobDefinitionName":"sleep10"}"#[..])
        );
        let request = ours.into_http_1x_request(());
        assert_eq!(
            (request.method().as_str(), request.uri().to_string()),
            ("POST", uri)
        );
    }
}

/// A provider that cannot provide.
#[derive(Debug)]
struct Refuses;

impl ProvideCredentials for Refuses {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let error = CredentialsError::provider_error("the token has expired");
        future::ProvideCredentials::ready(Err(error))
    }
}

/// Credentials that expire when a request becomes valid.
fn expired() -> Credentials {
    let end = SystemTime::UNIX_EPOCH + NOW;
    Credentials::new("AKID", "secret", None, Some(end), "test")
}

/// The line about expired credentials.
const EXPIRED: &str =
    "the credentials have expired before the presigned request becomes valid; use new ones";

/// Protects whoever gets a URL: what would not be valid is not made, and one line says why.
#[tokio::test]
async fn wrong_settings_are_one_line() {
    let region = || config().region(Region::new("eu-west-1"));
    let cases = [
        (
            config().credentials_provider(credentials(None)),
            "no region is set; set AWS_REGION, or `region` in the client's config",
        ),
        (
            region(),
            "no credentials: the client has no provider for them; set AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY, log in, or set `credentials_provider` in the client's config",
        ),
        (
            region().allow_no_auth(),
            "the request cannot be made: the request is not signed; set `credentials_provider` in \
             the client's config",
        ),
        (
            region().credentials_provider(Refuses),
            "no credentials: an error occurred while loading credentials: the token has expired; \
             log in again or check their provider",
        ),
        (region().credentials_provider(expired()), EXPIRED),
    ];
    for (config, expected) in cases {
        let error = presign(config).await.expect_err(expected);
        let error = error.strip_prefix("RegisterJobDefinition: ");
        assert!(
            error.is_some_and(|error| error.ends_with(expected)),
            "{error:?}: {expected}"
        );
    }
}

/// Protects programs without a client in the same way, and from requests that cannot be presigned.
#[test]
fn a_signer_refuses_the_same() {
    let input = RetryStrategy::builder().build();
    let region = || Settings::new().region("eu-west-1");
    let own =
        |settings, keys| Signer::with_settings(settings, keys).time(SystemTime::UNIX_EPOCH + NOW);
    let week = Duration::from_secs(604_800);
    let cases = [
        (
            own(Settings::new(), credentials(None)),
            MINUTE,
            "no endpoint: Invalid Configuration: Missing Region; check the signer's region and \
             `endpoint_url`",
        ),
        (own(region(), expired()), MINUTE, EXPIRED),
        (
            own(region(), Credentials::from_keys(" ", "secret", None)),
            MINUTE,
            "the access key id of the credentials is empty; use any value for a server that does \
             not check it",
        ),
        (
            signer(region(), None),
            Duration::from_millis(999),
            "`expires_in` must be no shorter than one second",
        ),
        (
            signer(region(), None),
            week + Duration::from_secs(1),
            "`expires_in` must be no longer than one week",
        ),
    ];
    for (signer, expires_in, expected) in cases {
        let error = signer
            .presigned::<Plain>(&input, expires_in)
            .expect_err(expected);
        assert_eq!(error.to_string(), format!("Plain: {expected}"));
    }
    signer(region(), None)
        .presigned::<Plain>(&input, week)
        .expect("a week");
    let everybody = signer(region(), None).presigned::<Anonymous>(&input, MINUTE);
    let expected = "it cannot be presigned, since its requests are not signed";
    assert_eq!(
        everybody.expect_err(expected).to_string(),
        format!("Anonymous: {expected}")
    );
    serialize::<Anonymous>(&input).expect_err(expected);
}
