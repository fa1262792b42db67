//! The configuration.

use hammersmith::client::IdempotencyTokenProvider;

pub use builder::Builder;
#[allow(unused_imports)] // Each test program uses a part of them.
pub use hammersmith::client::config::{
    BehaviorVersion, ConfigBag, Region, RuntimeComponents, interceptors, retry, timeout,
};
pub use settings::Config;

#[path = "../../../../generated/batch/src/config/builder.rs"]
#[rustfmt::skip]
mod builder;

pub mod endpoint;

pub mod auth {
    use hammersmith::Auth;
    use hammersmith::client::auth::{AuthSchemeOptionsFuture, AuthSchemes};
    pub use hammersmith::client::auth::{Params, ResolveAuthScheme};
    use hammersmith::client::config::{ConfigBag, RuntimeComponents};

    #[derive(Debug, Default)]
    pub struct DefaultAuthSchemeResolver {}

    impl ResolveAuthScheme for DefaultAuthSchemeResolver {
        fn resolve_auth_scheme<'a>(
            &'a self,
            params: &'a Params,
            _cfg: &'a ConfigBag,
            _runtime_components: &'a RuntimeComponents,
        ) -> AuthSchemeOptionsFuture<'a> {
            AuthSchemes::new(&[Auth::SigV4], &[("PutThing", &[Auth::SigV4, Auth::None])])
                .resolve(params)
        }
    }
}

impl Builder {
    pub fn idempotency_token_provider(
        mut self,
        idempotency_token_provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.settings
            .set_idempotency_token_provider(Some(idempotency_token_provider.into()));
        self
    }
}

mod settings {
    use std::sync::Arc;

    use hammersmith::client::config::retry::RetryConfig;
    use hammersmith::client::config::timeout::TimeoutConfig;
    use hammersmith::client::config::{
        AppName, ConfigState, FrameworkMetadata, Region, ServiceSpec,
    };
    use hammersmith::client::rt::{SdkConfig, SharedEndpointResolver, SharedTimeSource};

    use super::auth::{DefaultAuthSchemeResolver, ResolveAuthScheme};
    use super::endpoint::{DefaultResolver, ResolveEndpoint};

    #[derive(Clone, Debug)]
    pub struct Config {
        pub(crate) state: Arc<ConfigState>,
    }

    impl Config {
        pub fn builder() -> super::Builder {
            super::Builder::default()
        }

        pub fn new(config: &SdkConfig) -> Self {
            super::Builder::from(config).build()
        }

        pub fn to_builder(&self) -> super::Builder {
            super::Builder {
                settings: self.state.to_settings(),
            }
        }

        pub fn app_name(&self) -> Option<&AppName> {
            self.state.app_name()
        }

        pub fn disable_clock_skew_correction(&self) -> Option<bool> {
            self.state.disable_clock_skew_correction()
        }

        pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
            self.state.endpoint_resolver()
        }

        pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
            self.state.framework_metadata()
        }

        pub fn region(&self) -> Option<&Region> {
            self.state.region()
        }

        pub fn retry_config(&self) -> Option<&RetryConfig> {
            self.state.retry_config()
        }

        pub fn signing_name(&self) -> &'static str {
            self.state.signing_name()
        }

        pub fn time_source(&self) -> Option<SharedTimeSource> {
            self.state.time_source()
        }

        pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
            self.state.timeout_config()
        }
    }

    pub(super) fn spec() -> &'static ServiceSpec {
        const {
            &ServiceSpec::new(
                &super::super::meta::SERVICE,
                "mini",
                "aws-sdk-mini",
                || DefaultAuthSchemeResolver::default().into_shared_resolver(),
                || DefaultResolver::new().into_shared_resolver(),
            )
        }
    }
}
