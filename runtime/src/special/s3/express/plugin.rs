//! The additions to clients, and the settings that are read from the environment.

use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_types::config_bag::Layer;
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::SessionParams;
use super::provider::SessionProvider;
use super::scheme::{ExpressScheme, token_name};
use crate::client::config::{
    Extended, RuntimeComponentsBuilder, Settings, SharedCredentialsProvider, SharedRuntimePlugin,
    set_parameter,
};
use crate::client::identity::Checked;
use crate::special::s3::{EXPRESS_SCHEME, redirect};

/// The parameter of the endpoint rules that turns sessions off.
const DISABLED: &str = "DisableS3ExpressSessionAuth";

/// The variable of the environment for it.
const VARIABLE: &str = "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH";

/// The key of profiles for it.
const PROFILE_KEY: &str = "s3_disable_express_session_auth";

/// Sets what the environment and the profile of a program say of sessions.
pub(super) fn settings(config: &SdkConfig, settings: &mut Settings) {
    let key = ServiceConfigKey::builder()
        .service_id("S3")
        .env(VARIABLE)
        .profile(PROFILE_KEY)
        .build()
        .ok();
    let own = config.service_config().zip(key);
    let value = own.and_then(|(config, key)| config.load_config(key));
    if let Some(is_off) = value.and_then(|value| value.parse::<bool>().ok()) {
        settings.set_context(DISABLED, Some(is_off));
    }
}

/// The plugin of clients and of calls that follows redirects.
pub(super) fn around() -> SharedRuntimePlugin {
    redirect::plugin()
}

/// Adds sessions and redirects to a client.
pub(super) fn extend<P: SessionParams>(
    client: &Extended<'_>,
    layer: &mut Layer,
    components: &mut RuntimeComponentsBuilder,
) {
    if let Some(is_off) = std::env::var(VARIABLE).ok().as_deref().and_then(is_off) {
        set_parameter(layer, DISABLED, is_off);
    }
    layer.store_put(token_name());
    components.push_auth_scheme(ExpressScheme::default());
    redirect::add::<P>(components);
    let scheme = AuthSchemeId::new(EXPRESS_SCHEME);
    let is_given = client.components.identity_resolver(&scheme).is_some();
    let signs = aws_runtime::auth::sigv4::SCHEME_ID;
    if !is_given && client.components.identity_resolver(&signs).is_some() {
        let time = client.components.time_source().unwrap_or_default();
        let provider = SessionProvider::new::<P>(client.service, client.version, time);
        components.set_identity_resolver(scheme, provider);
    }
}

/// The value of the variable, unless it is one that says nothing.
fn is_off(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        "" => None,
        _ => {
            tracing::warn!(
                "the environment variable `{VARIABLE}` is ignored: it is neither `true` nor `false`, but `{value}`"
            );
            None
        }
    }
}

impl Settings {
    /// Sets where the credentials of sessions come from; `None` leaves it as it is.
    pub fn set_express_credentials_provider(
        &mut self,
        provider: Option<SharedCredentialsProvider>,
    ) {
        if let Some(provider) = provider {
            let scheme = AuthSchemeId::new(EXPRESS_SCHEME);
            self.components
                .set_identity_resolver(scheme, Checked(provider));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // As official clients read it: anything but the two words changes nothing.
    #[test]
    fn the_variable() {
        for (value, expected) in [
            ("true", Some(true)),
            ("TRUE", Some(true)),
            ("False", Some(false)),
            ("", None),
            ("1", None),
            ("yes", None),
        ] {
            assert_eq!(is_off(value), expected, "{value}");
        }
    }
}
