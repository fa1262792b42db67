//! `Config` and what its module holds.

/// The items of the module `config`: `Config`, `Builder`, and the types of settings.
///
/// - `service`: the path to the [`ServiceInfo`](crate::ServiceInfo)
/// - `name`: the service in user agents and retry partitions
/// - `metrics`: the scope of metrics
/// - `settings`: the settings that not every service has; among `region`, `endpoint_url`,
///   `use_dual_stack`, `use_fips`, `account_id_endpoint_mode` and `idempotency_token_provider`
#[doc(hidden)]
#[macro_export]
macro_rules! service_config {
    (
        service = $info:path,
        name = $name:literal,
        metrics = $metrics:literal,
        settings = [$($setting:ident),* $(,)?] $(,)?
    ) => {
        pub use $crate::client::config::{
            AppName, AsyncSleep, BehaviorVersion, ConfigBag, Credentials, FrameworkMetadata,
            FrozenLayer, HttpClient, IdentityCache, Intercept, IntoShared, Layer,
            ProvideCredentials, Region, ResolveCachedIdentity, RuntimeComponents,
            RuntimeComponentsBuilder, RuntimePlugin, SharedAsyncSleep, SharedCredentialsProvider,
            SharedHttpClient, SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
            StalledStreamProtectionConfig, http, interceptors, retry, timeout,
        };

        // Not a `static`, which would be compiled here with all that it refers to.
        #[inline]
        fn spec() -> &'static $crate::client::config::ServiceSpec {
            const {
                &$crate::client::config::ServiceSpec::new(
                    &$info,
                    $name,
                    $metrics,
                    auth::shared_default,
                    endpoint::shared_default,
                )
            }
        }

        /// What a client works with: credentials, region, endpoint, retries, timeouts and more.
        ///
        /// Made by [`Config::builder`], or from the settings that `aws-config` loads, which all clients
        /// of a program can share.
        #[derive(Clone, Debug)]
        pub struct Config {
            pub(crate) state: ::std::sync::Arc<$crate::client::config::ConfigState>,
        }

        impl Config {
            /// A builder without any setting.
            ///
            /// Settings that `aws-config` would find in the environment are not among them.
            #[inline]
            pub fn builder() -> Builder {
                Builder::default()
            }

            /// The settings that concern this service.
            #[inline]
            pub fn new(config: &$crate::client::rt::SdkConfig) -> Self {
                Builder::from(config).build()
            }

            /// A builder with these settings, to change some of them.
            #[inline]
            pub fn to_builder(&self) -> Builder {
                Builder { settings: self.state.to_settings() }
            }

            /// Always `None`: providers of credentials cannot be read back.
            #[deprecated(note = "always `None`: providers of credentials cannot be read back")]
            #[inline]
            pub fn credentials_provider(
                &self,
            ) -> ::std::option::Option<$crate::client::config::SharedCredentialsProvider> {
                ::std::option::Option::None
            }
        }

        impl ::std::convert::From<&$crate::client::rt::SdkConfig> for Config {
            #[inline]
            fn from(config: &$crate::client::rt::SdkConfig) -> Self {
                Self::new(config)
            }
        }

        $crate::__config_readers! {}
        $crate::__config_builder! {}
        $($crate::__config_setting! { $setting })*
        $crate::__config_test_util! {}
    };
}

/// The readers of `Config`.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_readers {
    () => {
        $crate::__config_readers! {
            /// The name of the program, which is part of the user agent.
            app_name -> ::std::option::Option<&$crate::client::config::AppName>;
            /// The order in which ways to authenticate are tried.
            auth_scheme_preference -> ::std::option::Option<&$crate::client::rt::AuthSchemePreference>;
            /// What chooses the way to authenticate a request.
            auth_scheme_resolver -> ::std::option::Option<$crate::client::rt::SharedAuthSchemeOptionResolver>;
            /// Ways to authenticate requests, besides those of the service.
            auth_schemes -> impl ::std::iter::Iterator<Item = $crate::client::rt::SharedAuthScheme> + '_;
            /// Whether the clock of the service is ignored when requests are signed.
            disable_clock_skew_correction -> ::std::option::Option<bool>;
            /// What finds the endpoint of a request.
            endpoint_resolver -> $crate::client::rt::SharedEndpointResolver;
            /// The libraries named in the user agent, in the order they were added.
            framework_metadata -> ::std::vec::Vec<&$crate::client::config::FrameworkMetadata>;
            /// What sends requests.
            http_client -> ::std::option::Option<$crate::client::config::SharedHttpClient>;
            /// Where credentials are kept between calls.
            identity_cache -> ::std::option::Option<$crate::client::config::SharedIdentityCache>;
            /// The interceptors of every call.
            interceptors -> impl ::std::iter::Iterator<Item = $crate::client::config::SharedInterceptor> + '_;
            /// What makes the ids by which a service recognises the attempts of one call.
            invocation_id_generator -> ::std::option::Option<$crate::client::rt::SharedInvocationIdGenerator>;
            /// The region.
            region -> ::std::option::Option<&$crate::client::config::Region>;
            /// What decides whether an error is worth another attempt, besides the usual.
            retry_classifiers -> impl ::std::iter::Iterator<Item = $crate::client::rt::SharedRetryClassifier> + '_;
            /// How failed requests are repeated.
            retry_config -> ::std::option::Option<&$crate::client::config::retry::RetryConfig>;
            /// What shares a budget of retries with this client.
            retry_partition -> ::std::option::Option<&$crate::client::config::retry::RetryPartition>;
            /// The name of the service in signatures.
            signing_name -> &'static str;
            /// How the client waits.
            sleep_impl -> ::std::option::Option<$crate::client::config::SharedAsyncSleep>;
            /// What is done about streams that come to a halt.
            stalled_stream_protection -> ::std::option::Option<&$crate::client::config::StalledStreamProtectionConfig>;
            /// What tells the time.
            time_source -> ::std::option::Option<$crate::client::rt::SharedTimeSource>;
            /// How long a call may take.
            timeout_config -> ::std::option::Option<&$crate::client::config::timeout::TimeoutConfig>;
        }
    };
    ($($(#[$docs:meta])* $get:ident -> $ty:ty;)*) => {
        impl Config {
            $(
                $(#[$docs])*
                #[inline]
                pub fn $get(&self) -> $ty {
                    self.state.$get()
                }
            )*
        }
    };
}
