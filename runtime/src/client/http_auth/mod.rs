//! The ways of HTTP to authenticate, which are not specific to AWS.
//!
//! Only services that have one of them bring this code into a program: it is reached by the
//! functions in [`HttpAuth`] alone.

mod api_key;
mod environment;
mod identity;

use aws_smithy_runtime::client::auth::http::{
    ApiKeyAuthScheme, ApiKeyLocation, BasicAuthScheme, BearerAuthScheme,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_types::sdk_config::SdkConfig;

use crate::client::config::Settings;
#[cfg(feature = "digest-auth")]
use crate::client::digest;
use crate::{ApiKey, Auth, ServiceInfo};

/// The ways of HTTP that a service has: one constant per generated client, if it has any.
#[derive(Clone, Copy, Debug)]
pub struct HttpAuth {
    schemes: &'static [Auth],
    token_provider: bool,
    token_variable: Option<&'static str>,
    /// Makes the plugin of a client and of its calls.
    pub(crate) plugin: fn(&Self) -> Option<SharedRuntimePlugin>,
    pub(crate) push: fn(&Self, &ServiceInfo, &mut RuntimeComponentsBuilder),
    pub(crate) settings: fn(&Self, &SdkConfig, &mut Settings),
}

impl HttpAuth {
    /// Those of a service, whether its list names them or not.
    pub const fn new(schemes: &'static [Auth]) -> Self {
        assert!(
            cfg!(feature = "digest-auth") || !has_digest(schemes),
            "this model has digest authentication: turn on the feature `digest-auth` of the crate `hammersmith`"
        );
        Self {
            schemes,
            plugin,
            token_provider: false,
            token_variable: None,
            push,
            settings,
        }
    }

    /// The same for a service that takes the tokens that a program has for all services.
    #[must_use]
    pub const fn token_provider(self) -> Self {
        Self {
            token_provider: true,
            ..self
        }
    }

    /// The same for a service whose token may be in a variable of the environment, of which this is
    /// the end of the name.
    #[must_use]
    pub const fn token_variable(self, name: &'static str) -> Self {
        Self {
            token_variable: Some(name),
            ..self
        }
    }
}

const fn has_digest(schemes: &[Auth]) -> bool {
    let mut rest = schemes;
    while let Some((first, others)) = rest.split_first() {
        if matches!(first, Auth::Digest) {
            return true;
        }
        rest = others;
    }
    false
}

/// The plugin that answers challenges, if there are any.
fn plugin(auth: &HttpAuth) -> Option<SharedRuntimePlugin> {
    #[cfg(feature = "digest-auth")]
    if has_digest(auth.schemes) {
        return Some(digest::plugin());
    }
    let _ = auth;
    None
}

/// Adds the schemes to the components of a client.
fn push(auth: &HttpAuth, service: &ServiceInfo, components: &mut RuntimeComponentsBuilder) {
    for scheme in auth.schemes {
        match scheme {
            Auth::ApiKey => push_api_key(service.api_key, components),
            Auth::Basic => {
                components.push_auth_scheme(BasicAuthScheme::new());
            }
            Auth::Bearer => {
                components.push_auth_scheme(BearerAuthScheme::new());
            }
            #[cfg(feature = "digest-auth")]
            Auth::Digest => {
                components.push_auth_scheme(digest::DigestScheme);
            }
            _ => {}
        }
    }
}

fn push_api_key(key: Option<ApiKey>, components: &mut RuntimeComponentsBuilder) {
    let Some(key) = key else { return };
    if key.in_query {
        let scheme = ApiKeyAuthScheme::new("", ApiKeyLocation::Query, key.name);
        components.push_auth_scheme(scheme);
    } else if key.scheme.is_empty() {
        components.push_auth_scheme(api_key::PlainKey::new(key.name));
    } else {
        let scheme = ApiKeyAuthScheme::new(key.scheme, ApiKeyLocation::Header, key.name);
        components.push_auth_scheme(scheme);
    }
}

/// Takes over the tokens of a program and its environment.
fn settings(auth: &HttpAuth, config: &SdkConfig, settings: &mut Settings) {
    if auth.token_provider {
        settings.set_token_provider(config.token_provider());
    }
    if let Some(name) = auth.token_variable {
        environment::apply(name, config, settings);
    }
}
