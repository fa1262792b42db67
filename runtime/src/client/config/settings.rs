//! Settings that a client or a call may be given: the state of every generated `config::Builder`.

use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::SigningRegionSet;

use super::{
    AppName, BehaviorVersion, FrameworkMetadata, Region, RuntimeComponentsBuilder,
    SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache,
    SharedInterceptor, SharedRuntimePlugin, StalledStreamProtectionConfig,
};
use crate::client::idempotency::IdempotencyTokenProvider;
use crate::client::identity::Checked;

/// Settings as they are collected.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) layer: CloneableLayer,
    pub(crate) components: RuntimeComponentsBuilder,
    pub(crate) plugins: Vec<SharedRuntimePlugin>,
    pub(crate) behavior_version: Option<BehaviorVersion>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("service config"),
            plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

/// Setters of values that a later layer shadows, by the type they are stored as.
macro_rules! stored {
    ($($(#[$docs:meta])* $set:ident($ty:ty) $(as $stored:path)?;)*) => {
        impl Settings {
            $(
                $(#[$docs])*
                pub fn $set(&mut self, value: Option<$ty>) {
                    self.layer.store_or_unset(value$(.map($stored))?);
                }
            )*
        }
    };
}

stored! {
    /// Sets or clears the name of the program, which is part of the user agent.
    set_app_name(AppName);
    /// Sets or clears the order in which ways to authenticate are tried.
    set_auth_scheme_preference(AuthSchemePreference);
    /// Sets or clears what is done about streams that come to a halt.
    set_stalled_stream_protection(StalledStreamProtectionConfig);
    /// Sets or clears what makes idempotency tokens.
    set_idempotency_token_provider(IdempotencyTokenProvider);
    /// Sets or clears whether the clock of the service is ignored.
    set_disable_clock_skew_correction(bool) as DisableClockSkewCorrection::from;
    /// Sets or clears what makes the ids of invocations.
    set_invocation_id_generator(SharedInvocationIdGenerator);
    /// Sets or clears the URL that requests go to.
    set_endpoint_url(String) as EndpointUrl;
    /// Sets or clears whether endpoints are asked for that IPv6 reaches.
    set_use_dual_stack(bool) as UseDualStack;
    /// Sets or clears whether endpoints are asked for whose cryptography is FIPS-validated.
    set_use_fips(bool) as UseFips;
    /// Sets or clears whether endpoints may hold the account.
    set_account_id_endpoint_mode(AccountIdEndpointMode);
    /// Sets or clears when requests get a checksum.
    set_request_checksum_calculation(RequestChecksumCalculation);
    /// Sets or clears when the checksums of responses are checked.
    set_response_checksum_validation(ResponseChecksumValidation);
    /// Sets or clears the region.
    set_region(Region);
    /// Sets or clears the regions that signatures are valid in, where they may be several.
    set_sigv4a_signing_region_set(SigningRegionSet);
}

/// Setters of the parts a client works with.
macro_rules! components {
    ($($(#[$docs:meta])* $set:ident($ty:ty);)*) => {
        impl Settings {
            $(
                $(#[$docs])*
                pub fn $set(&mut self, value: $ty) {
                    self.components.$set(value);
                }
            )*
        }
    };
}

components! {
    /// Sets or clears the HTTP client.
    set_http_client(Option<SharedHttpClient>);
    /// Sets or clears what finds the endpoint of a request.
    set_endpoint_resolver(Option<SharedEndpointResolver>);
    /// Sets or clears how to wait.
    set_sleep_impl(Option<SharedAsyncSleep>);
    /// Sets or clears where identities are kept.
    set_identity_cache(Option<SharedIdentityCache>);
    /// Sets or clears what tells the time.
    set_time_source(Option<SharedTimeSource>);
    /// Adds a way to authenticate requests.
    push_auth_scheme(SharedAuthScheme);
    /// Adds an interceptor.
    push_interceptor(SharedInterceptor);
    /// Adds a retry classifier.
    push_retry_classifier(SharedRetryClassifier);
}

impl Settings {
    /// Sets or clears the resolver that chooses the authentication schemes of a request.
    pub fn set_auth_scheme_resolver(&mut self, resolver: Option<SharedAuthSchemeOptionResolver>) {
        self.components.set_auth_scheme_option_resolver(resolver);
    }

    /// Replaces the interceptors.
    pub fn set_interceptors(&mut self, interceptors: Vec<SharedInterceptor>) {
        self.components.set_interceptors(interceptors.into_iter());
    }

    /// Replaces the retry classifiers.
    pub fn set_retry_classifiers(&mut self, classifiers: Vec<SharedRetryClassifier>) {
        self.components
            .set_retry_classifiers(classifiers.into_iter());
    }

    /// Sets how failed requests are repeated; `None` leaves it as it is.
    pub fn set_retry_config(&mut self, config: Option<RetryConfig>) {
        if let Some(config) = config {
            self.layer.store_put(config);
        }
    }

    /// Sets what shares a budget of retries with this client; `None` leaves it as it is.
    pub fn set_retry_partition(&mut self, partition: Option<RetryPartition>) {
        if let Some(partition) = partition {
            self.layer.store_put(partition);
        }
    }

    /// Sets timeouts; those that `config` leaves open stay as they are, and so do all with `None`.
    pub fn set_timeout_config(&mut self, config: Option<TimeoutConfig>) {
        if let Some(mut config) = config {
            if let Some(base) = self.layer.load::<TimeoutConfig>() {
                config.take_defaults_from(base);
            }
            self.layer.store_put(config);
        }
    }

    /// Sets where credentials come from; `None` leaves it as it is.
    pub fn set_credentials_provider(&mut self, provider: Option<SharedCredentialsProvider>) {
        if let Some(provider) = provider {
            #[cfg(feature = "sigv4a")]
            {
                let scheme = aws_runtime::auth::sigv4a::SCHEME_ID;
                self.components
                    .set_identity_resolver(scheme, Checked(provider.clone()));
            }
            let scheme = aws_runtime::auth::sigv4::SCHEME_ID;
            self.components
                .set_identity_resolver(scheme, Checked(provider));
        }
    }

    /// Adds a library to the user agent.
    pub fn push_framework_metadata(&mut self, metadata: FrameworkMetadata) {
        self.layer.store_append(metadata);
    }

    /// Lets requests go out that nothing authenticates.
    pub fn set_allow_no_auth(&mut self) {
        self.push_runtime_plugin(SharedRuntimePlugin::new(NoAuthRuntimePluginV2::new()));
    }

    /// Adds a plugin.
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) {
        self.plugins.push(plugin);
    }

    /// Sets or clears the version of the defaults.
    pub fn set_behavior_version(&mut self, version: Option<BehaviorVersion>) {
        self.behavior_version = version;
    }

    /// Names members of inputs that metrics are to be labelled with.
    pub fn emit_input_attributes(&mut self, names: Vec<String>) {
        self.request_telemetry(|requested| requested.emit(names));
    }

    /// Names members of inputs that are to be recorded for interceptors.
    pub fn capture_input_attributes(&mut self, names: Vec<String>) {
        self.request_telemetry(|requested| requested.capture_only(names));
    }

    fn request_telemetry(&mut self, request: impl FnOnce(&mut RequestedTelemetryAttributes)) {
        let requested = self.layer.load::<RequestedTelemetryAttributes>();
        let mut requested = requested.cloned().unwrap_or_default();
        request(&mut requested);
        self.layer.store_put(requested);
    }
}

/// True if the checksums of responses are checked where a service sends them unasked: unless the
/// settings say that only required ones are.
pub(crate) fn checks_responses(config: &ConfigBag) -> bool {
    let when = config.load::<ResponseChecksumValidation>();
    !matches!(when, Some(ResponseChecksumValidation::WhenRequired))
}

/// Sets the defaults of tests: implemented for `&mut Settings` with the feature `test-util`.
///
/// A bound, in place of `#[cfg]`, for methods of generated code in crates that have no such feature
/// of their own.
#[diagnostic::on_unimplemented(
    message = "the feature `test-util` of the crate `hammersmith` is off",
    note = "turn it on in `[dev-dependencies]`"
)]
pub trait TestDefaults {
    /// Fixes everything that would differ from one run of a test to the next, and sets test
    /// credentials.
    fn apply_test_defaults(self);

    /// The same, with a region where none is set.
    fn apply_test_defaults_v2(self);
}

#[cfg(feature = "test-util")]
impl TestDefaults for &mut Settings {
    fn apply_test_defaults(self) {
        use aws_smithy_async::time::StaticTimeSource;
        use std::time::{Duration, UNIX_EPOCH};

        let now = UNIX_EPOCH + Duration::from_secs(1_234_567_890);
        let token = IdempotencyTokenProvider::fixed("00000000-0000-4000-8000-000000000000");
        self.set_idempotency_token_provider(Some(token));
        self.set_time_source(Some(SharedTimeSource::new(StaticTimeSource::new(now))));
        self.layer
            .store_put(aws_runtime::user_agent::AwsUserAgent::for_tests());
        let credentials = super::Credentials::for_tests();
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
        self.set_bearer_token(super::Token::new("test-token", None));
        self.set_behavior_version(Some(BehaviorVersion::latest()));
    }

    fn apply_test_defaults_v2(self) {
        (&mut *self).apply_test_defaults();
        if self.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::from_static("us-east-1")));
        }
    }
}
