//! Tokens in the environment, for the services that have a variable for them.

use aws_credential_types::Token;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_types::config_bag::Layer;
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use crate::Auth;
use crate::client::config::Settings;

/// The start of the names of the variables.
const VARIABLE: &str = "AWS_BEARER_TOKEN";

/// Prefers the token of the environment, unless the program says otherwise in code.
pub(super) fn apply(name: &str, config: &SdkConfig, settings: &mut Settings) {
    // Profiles have no key for it.
    let key = ServiceConfigKey::builder()
        .service_id(name)
        .env(VARIABLE)
        .profile("")
        .build()
        .ok();
    let own = config.service_config().zip(key);
    let token = own.and_then(|(config, key)| config.load_config(key));
    // A variable with an empty value counts as unset.
    let Some(token) = token.filter(|token| !token.trim().is_empty()) else {
        return;
    };
    if !config
        .get_origin("auth_scheme_preference")
        .is_client_config()
    {
        settings.set_auth_scheme_preference(Some([HTTP_BEARER_AUTH_SCHEME_ID].into()));
    }
    if !config.get_origin("token_provider").is_client_config() {
        let mut layer = Layer::new("bearer token of the environment");
        layer.store_append(AwsCredentialFeature::BearerServiceEnvVars);
        let identity = Identity::builder()
            .data(Token::new(token, None))
            .property(layer.freeze())
            .build();
        // It has all that the builder requires.
        if let Ok(identity) = identity {
            settings.set_identity(Auth::Bearer, SharedIdentityResolver::new(identity));
        }
    }
}
