//! The settings of the clients that play cases, by the number that a case has.

use aws_credential_types::Credentials;
use aws_credential_types::attributes::AccountId;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use sdk::config::{AppName, Builder, Region, StalledStreamProtectionConfig};

/// A change of settings.
pub type Change = fn(Builder) -> Builder;

/// As many as `src/compare/around.rs` says.
pub const SITUATIONS: [Change; 6] = [
    |config| config,
    |config| config.endpoint_url("http://localhost:8000"),
    |config| config.app_name(AppName::new("program").expect("a name")),
    |config| config.stalled_stream_protection(StalledStreamProtectionConfig::disabled()),
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
