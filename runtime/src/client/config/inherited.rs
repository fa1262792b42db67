//! The settings of a call, for another call that it needs.

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::SigningRegionSet;

use super::{
    AppName, FrameworkMetadata, Region, RuntimeComponents, Settings, StalledStreamProtectionConfig,
};

impl Settings {
    /// The settings and components of a call, without its interceptors.
    pub(crate) fn of_call(config: &ConfigBag, components: &RuntimeComponents) -> Self {
        let mut settings = Self {
            components: components.to_builder(),
            ..Self::default()
        };
        settings.components.set_interceptors(std::iter::empty());
        settings.inherit::<StalledStreamProtectionConfig>(config);
        settings.inherit::<AuthSchemePreference>(config);
        settings.inherit::<RetryConfig>(config);
        settings.inherit::<TimeoutConfig>(config);
        settings.inherit::<RetryPartition>(config);
        settings.inherit::<AppName>(config);
        settings.inherit::<DisableClockSkewCorrection>(config);
        settings.inherit::<EndpointUrl>(config);
        settings.inherit::<UseDualStack>(config);
        settings.inherit::<UseFips>(config);
        settings.inherit::<RequestChecksumCalculation>(config);
        settings.inherit::<ResponseChecksumValidation>(config);
        settings.inherit::<SigningRegionSet>(config);
        settings.inherit::<Region>(config);
        settings.inherit_context(config);
        // The newest comes first.
        let mut libraries: Vec<_> = config.load::<FrameworkMetadata>().cloned().collect();
        libraries.reverse();
        for library in libraries {
            settings.push_framework_metadata(library);
        }
        settings
    }

    /// Takes a value over, if there is one: an empty place would hide the default.
    fn inherit<T>(&mut self, config: &ConfigBag)
    where
        T: Storable<Storer = StoreReplace<T>> + Clone,
    {
        if let Some(value) = config.load::<T>() {
            self.layer.store_put(value.clone());
        }
    }
}
