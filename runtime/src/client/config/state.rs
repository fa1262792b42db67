//! Settings as a client uses them: the state of every generated `Config`.

use std::borrow::Cow;
use std::sync::Arc;

use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Layer};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SigningName;
use aws_types::region::{SigningRegion, SigningRegionSet};

use super::check::{self, Clock, InvalidConfig};
use super::{
    AppName, BehaviorVersion, Extended, FrameworkMetadata, FrozenLayer, IntoShared as _, Region,
    RuntimeComponentsBuilder, ServiceSpec, Settings, SharedAsyncSleep, SharedHttpClient,
    SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, StalledStreamProtectionConfig,
};
use crate::client::error::BoxError;
use crate::client::plugins;

/// Settings that no longer change.
#[derive(Debug)]
pub struct ConfigState {
    service: &'static ServiceSpec,
    pub(crate) layer: FrozenLayer,
    cloneable: CloneableLayer,
    pub(crate) components: RuntimeComponentsBuilder,
    plugins: Vec<SharedRuntimePlugin>,
    behavior_version: Option<BehaviorVersion>,
}

impl ConfigState {
    /// Completes settings by what the service is known for.
    pub fn new(settings: Settings, service: &'static ServiceSpec) -> Arc<Self> {
        let Settings {
            mut layer,
            mut components,
            plugins,
            behavior_version,
        } = settings;
        if components.time_source().is_none() {
            components.set_time_source(Some(SharedTimeSource::default()));
        }
        layer.store_put(ApiMetadata::new(service.name, service.info.package_version));
        if let Some(name) = service.info.signing_name {
            layer.store_put(SigningName::from_static(name));
        }
        if let Some(region) = layer.load::<Region>() {
            let region = signing_region(region);
            layer.store_put(region);
        }
        Arc::new(Self {
            service,
            layer: Layer::from(layer.clone()).with_name("config").freeze(),
            cloneable: layer,
            components,
            plugins,
            behavior_version,
        })
    }

    /// The settings, to be changed further.
    pub fn to_settings(&self) -> Settings {
        Settings {
            layer: self.cloneable.clone(),
            components: self.components.clone(),
            plugins: self.plugins.clone(),
            behavior_version: self.behavior_version,
        }
    }

    /// All that a client runs with, checked, and the facts that the settings of its calls depend
    /// on.
    pub(crate) fn plugins(&self) -> Result<(RuntimePlugins, Clock), InvalidConfig> {
        let plugins = self.unchecked_plugins()?;
        let mut config = ConfigBag::base();
        let components = plugins.apply_client_configuration(&mut config)?;
        let clock = check::client(&components, &config)?;
        Ok((plugins, clock))
    }

    fn unchecked_plugins(&self) -> Result<RuntimePlugins, BoxError> {
        let version = self.known_behavior_version()?;
        let defaults = DefaultPluginParams::new()
            .with_retry_partition_name(self.default_retry_partition())
            .with_behavior_version(version)
            .with_is_aws_sdk(true);
        let settings = StaticRuntimePlugin::new()
            .with_config(self.layer.clone())
            .with_runtime_components(self.components.clone());
        let metrics = MetricsRuntimePlugin::builder()
            .with_scope(self.service.metrics_scope)
            .with_time_source(self.components.time_source().unwrap_or_default())
            .build()?;
        #[allow(deprecated)]
        let no_auth = aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePlugin::new();
        let plugins = RuntimePlugins::new()
            .with_client_plugins(default_plugins(defaults))
            .with_client_plugin(settings)
            .with_client_plugin(plugins::service(self.service))
            .with_client_plugin(no_auth)
            .with_client_plugin(metrics);
        let extended = Extended {
            service: self.service,
            components: &self.components,
            version,
        };
        let extension = self.service.extension;
        let digest = self.service.http_auth.and_then(|auth| (auth.plugin)(auth));
        let around = extension.and_then(|extension| extension.around);
        let around = digest.into_iter().chain(around.map(|make| make()));
        let plugins = plugins
            .with_client_plugins(extension.map(|it| it.plugin(&extended).into_shared()))
            .with_client_plugins(around.clone())
            .with_operation_plugins(around);
        let own = self.plugins.iter().cloned();
        Ok(own.fold(plugins, RuntimePlugins::with_client_plugin))
    }

    fn known_behavior_version(&self) -> Result<BehaviorVersion, BoxError> {
        let latest = cfg!(feature = "behavior-version-latest");
        let version = self.behavior_version;
        version.or_else(|| latest.then(BehaviorVersion::latest)).ok_or_else(|| {
            "the client has no behavior version; set one with `behavior_version(..)` or \
             `behavior_version_latest()`, take the settings from `aws_config::load_defaults(..)`, or \
             turn on the Cargo feature `behavior-version-latest`"
                .into()
        })
    }

    fn default_retry_partition(&self) -> Cow<'static, str> {
        let name = self.service.name;
        match self.region() {
            Some(region) => format!("{name}-{region}").into(),
            None => name.into(),
        }
    }
}

/// The region as signatures name it.
pub(crate) fn signing_region(own: &Region) -> SigningRegion {
    let name = crate::endpoint::region(own.as_ref()).into_owned();
    SigningRegion::from(Region::new(name))
}

/// Readers of stored values.
macro_rules! stored {
    ($($(#[$docs:meta])* $get:ident -> $ty:ty;)*) => {
        impl ConfigState {
            $(
                $(#[$docs])*
                pub fn $get(&self) -> Option<&$ty> {
                    self.layer.load::<$ty>()
                }
            )*
        }
    };
}

stored! {
    /// The name of the program.
    app_name -> AppName;
    /// The order in which ways to authenticate are tried.
    auth_scheme_preference -> AuthSchemePreference;
    /// The region.
    region -> Region;
    /// The retries of failed requests.
    retry_config -> RetryConfig;
    /// The partition that shares a budget of retries.
    retry_partition -> RetryPartition;
    /// The protection against stalled streams.
    stalled_stream_protection -> StalledStreamProtectionConfig;
    /// The timeouts of a call.
    timeout_config -> TimeoutConfig;
    /// When requests get a checksum.
    request_checksum_calculation -> RequestChecksumCalculation;
    /// When the checksums of responses are checked.
    response_checksum_validation -> ResponseChecksumValidation;
    /// The regions that signatures are valid in, where they may be several.
    sigv4a_signing_region_set -> SigningRegionSet;
}

impl ConfigState {
    /// The HTTP client.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.components.http_client()
    }

    /// Ways to authenticate requests.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.components.auth_schemes()
    }

    /// The resolver of the auth scheme of a request.
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.components.auth_scheme_option_resolver()
    }

    /// The endpoint resolver: the one that was set, or the rules of the service.
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        let own = self.components.endpoint_resolver();
        own.unwrap_or_else(|| (self.service.endpoint_resolver)())
    }

    /// The implementation of sleep.
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.components.sleep_impl()
    }

    /// The cache of identities.
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.components.identity_cache()
    }

    /// The interceptors.
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.components.interceptors()
    }

    /// The source of time.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.components.time_source()
    }

    /// The retry classifiers.
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.components.retry_classifiers()
    }

    /// The libraries in the user agent, in the order they were added.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        // Stored values come the newest first.
        let mut metadata: Vec<_> = self.layer.load::<FrameworkMetadata>().collect();
        metadata.reverse();
        metadata
    }

    /// True if the clock of the service is ignored.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        let setting = self.layer.load::<DisableClockSkewCorrection>();
        setting.map(DisableClockSkewCorrection::is_disabled)
    }

    /// The generator of invocation IDs.
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.layer.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// The name requests are signed with.
    pub fn signing_name(&self) -> &'static str {
        self.service.info.signing_name.unwrap_or(self.service.name)
    }
}
