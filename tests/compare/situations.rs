//! The settings of the clients that play cases, by the number that a case has.

use aws_credential_types::Credentials;
use aws_credential_types::attributes::AccountId;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_types::retry::RetryConfig;
use sdk::config::{AppName, Builder, Region};

/// A change of settings.
pub type Change = fn(Builder) -> Builder;

/// As many as `src/compare/around.rs` says.
pub const SITUATIONS: [Change; 6] = [
    |config| config,
    |config| config.endpoint_url("http://localhost:8000/path"),
    |config| config.app_name(AppName::new("program").expect("a name")),
    |config| config.retry_config(RetryConfig::adaptive().with_max_attempts(1)),
    |config| config.use_fips(true).region(Region::new("us-gov-west-1")),
    |config| {
        let mut credentials = Credentials::builder()
            .access_key_id("AKIDEXAMPLE")
            .secret_access_key("secret")
            .provider_name("test")
            .account_id(AccountId::from("123456789012"))
            .build();
        let features: &mut Vec<_> = credentials.get_property_mut_or_default();
        features.push(AwsCredentialFeature::CredentialsProfile);
        config.credentials_provider(credentials)
    },
];
