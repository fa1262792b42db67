//! Settings of all kinds, each a change of those that calls begin from.

use std::time::{Duration, SystemTime};

use aws_credential_types::attributes::AccountId;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};

use super::around::Never;
use super::sdk::config::retry::{RetryConfig, RetryPartition, TokenBucket};
use super::sdk::config::timeout::TimeoutConfig;
use super::sdk::config::{
    AppName, BehaviorVersion, Builder, Credentials, FrameworkMetadata, IdentityCache, Region,
    SharedCredentialsProvider, StalledStreamProtectionConfig,
};

/// A change of settings.
pub type Change = fn(Builder) -> Builder;

fn library(name: &str, version: Option<&'static str>) -> FrameworkMetadata {
    FrameworkMetadata::new(name.to_owned(), version.map(str::to_owned)).expect("a library")
}

/// Credentials that know their source.
fn credentials(features: &[AwsCredentialFeature]) -> SharedCredentialsProvider {
    let builder = Credentials::builder()
        .access_key_id("AKIDEXAMPLE")
        .secret_access_key("secret")
        .provider_name("test")
        .account_id(AccountId::from("123456789012"));
    let mut credentials = builder.build();
    let known: &mut Vec<AwsCredentialFeature> = credentials.get_property_mut_or_default();
    known.extend(features.iter().cloned());
    SharedCredentialsProvider::new(credentials)
}

/// Old versions of the defaults.
#[expect(deprecated, reason = "programs use them")]
fn version(year: u32) -> BehaviorVersion {
    match year {
        2023 => BehaviorVersion::v2023_11_09(),
        2024 => BehaviorVersion::v2024_03_28(),
        _ => BehaviorVersion::v2025_08_07(),
    }
}

/// Settings that are about retries and time.
pub const RETRIES: &[(&str, Change)] = &[
    ("no change", |builder| builder),
    ("no retries", |builder| {
        builder.retry_config(RetryConfig::disabled())
    }),
    ("more attempts", |builder| {
        builder.retry_config(RetryConfig::standard().with_max_attempts(6))
    }),
    ("a bucket", |builder| {
        let bucket = TokenBucket::new(14);
        let partition = RetryPartition::custom("own").token_bucket(bucket);
        builder.retry_partition(partition.build())
    }),
    ("a classifier", |builder| builder.retry_classifier(Never)),
    ("a read timeout", |builder| {
        let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(7));
        builder.timeout_config(timeouts.build())
    }),
    ("no timeouts", |builder| {
        builder.timeout_config(TimeoutConfig::disabled())
    }),
    ("no clock skew correction", |builder| {
        builder.disable_clock_skew_correction(true)
    }),
    ("clock skew correction", |builder| {
        builder.disable_clock_skew_correction(false)
    }),
    ("another time", |builder| {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        builder.time_source(StaticTimeSource::new(time))
    }),
];

/// Settings that are about anything else.
pub const OTHERS: &[(&str, Change)] = &[
    ("a partition", |builder| {
        builder.retry_partition(RetryPartition::new("mine"))
    }),
    // Once throttled, they wait for a clock that moves.
    ("adaptive retries", |builder| {
        builder.retry_config(RetryConfig::adaptive())
    }),
    ("a region", |builder| {
        builder.region(Region::new("eu-central-1"))
    }),
    ("a region for FIPS", |builder| {
        builder.region(Region::new("us-gov-west-1")).use_fips(true)
    }),
    ("dual stack", |builder| builder.use_dual_stack(true)),
    ("FIPS and dual stack", |builder| {
        builder.use_dual_stack(true).use_fips(true)
    }),
    ("an endpoint", |builder| {
        builder.endpoint_url("http://localhost:8000/path")
    }),
    ("an endpoint and FIPS", |builder| {
        builder.endpoint_url("http://localhost").use_fips(true)
    }),
    ("a name", |builder| {
        builder.app_name(AppName::new("program").expect("a name"))
    }),
    ("libraries", |builder| {
        builder
            .framework_metadata(library("first", Some("1.0")))
            .framework_metadata(library("second", None))
            .framework_metadata(library("first", Some("1.0")))
    }),
    ("many libraries", |builder| {
        (0..14).fold(builder, |builder, number| {
            builder.framework_metadata(library(&format!("library-{number}"), Some("2")))
        })
    }),
    ("a name and a library", |builder| {
        builder
            .app_name(AppName::new("program").expect("a name"))
            .framework_metadata(library("library", Some("2")))
            .endpoint_url("http://localhost")
            .retry_config(RetryConfig::adaptive())
    }),
    ("credentials of a profile", |builder| {
        builder.credentials_provider(credentials(&[
            AwsCredentialFeature::CredentialsProfile,
            AwsCredentialFeature::CredentialsStsAssumeRole,
        ]))
    }),
    ("credentials of code", |builder| {
        builder.credentials_provider(credentials(&[AwsCredentialFeature::CredentialsCode]))
    }),
    ("no cache", |builder| {
        builder.identity_cache(IdentityCache::no_cache())
    }),
    ("a cache", |builder| {
        builder.identity_cache(IdentityCache::lazy().build())
    }),
    ("a preferred scheme", |builder| {
        let schemes = [AuthSchemeId::from("sigv4a"), AuthSchemeId::from("sigv4")];
        builder.auth_scheme_preference(AuthSchemePreference::from(schemes))
    }),
    ("no authentication", Builder::allow_no_auth),
    ("unprotected streams", |builder| {
        builder.stalled_stream_protection(StalledStreamProtectionConfig::disabled())
    }),
    ("protected streams", |builder| {
        let protection = StalledStreamProtectionConfig::enabled();
        let protection = protection.grace_period(Duration::from_secs(9));
        builder.stalled_stream_protection(protection.upload_enabled(false).build())
    }),
    ("captured members", |builder| {
        builder.capture_input_attributes(["jobDefinitionName", "type", "unknown"])
    }),
    ("emitted members", |builder| {
        builder.emit_input_attributes(["jobDefinitionName"])
    }),
    ("the defaults of 2023", |builder| {
        builder.behavior_version(version(2023))
    }),
    ("the defaults of 2024", |builder| {
        builder.behavior_version(version(2024))
    }),
    ("the defaults of 2025", |builder| {
        builder.behavior_version(version(2025))
    }),
];
