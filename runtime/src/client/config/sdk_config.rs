//! Settings from an [`SdkConfig`], which all clients of a program share.

use aws_smithy_types::retry::RetryConfig;
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::{ServiceSpec, Settings};
use crate::special::dynamodb;

impl Settings {
    /// The settings of `config` that concern the service.
    pub fn from_sdk_config(config: &SdkConfig, service: &ServiceSpec) -> Self {
        let mut settings = Self::default();
        settings.set_credentials_provider(config.credentials_provider());
        settings.set_region(config.region().cloned());
        settings.set_use_fips(config.use_fips());
        settings.set_use_dual_stack(config.use_dual_stack());
        settings.set_endpoint_url(endpoint_url(config, service));
        if service.info.account_id_endpoints {
            settings.set_account_id_endpoint_mode(config.account_id_endpoint_mode().cloned());
        }
        settings.set_retry_config(retry_config(config, service));
        settings.set_timeout_config(config.timeout_config().cloned());
        settings.set_sleep_impl(config.sleep_impl());
        settings.set_http_client(config.http_client());
        settings.set_time_source(config.time_source());
        settings.set_behavior_version(config.behavior_version());
        settings.set_auth_scheme_preference(config.auth_scheme_preference().cloned());
        // Storing `None` would hide the default.
        if let Some(protection) = config.stalled_stream_protection() {
            settings.set_stalled_stream_protection(Some(protection));
        }
        if let Some(cache) = config.identity_cache() {
            settings.set_identity_cache(Some(cache));
        }
        settings.set_disable_clock_skew_correction(config.disable_clock_skew_correction());
        settings.take_transfer(config);
        if service.sigv4a {
            settings.set_sigv4a_signing_region_set(config.sigv4a_signing_region_set().cloned());
        }
        if let Some(auth) = service.http_auth {
            (auth.settings)(auth, config, &mut settings);
        }
        if let Some(extension) = service.extension {
            (extension.settings)(config, &mut settings);
        }
        settings.set_app_name(config.app_name().cloned());
        for metadata in config.framework_metadata() {
            settings.push_framework_metadata(metadata.clone());
        }
        settings
    }

    /// Takes over the settings that few services have. Settings without a value are not stored:
    /// each would take memory in all clients, and would hide no other value.
    fn take_transfer(&mut self, config: &SdkConfig) {
        if let Some(when) = config.request_checksum_calculation() {
            self.set_request_checksum_calculation(Some(when));
        }
        if let Some(when) = config.response_checksum_validation() {
            self.set_response_checksum_validation(Some(when));
        }
        if let Some(is_off) = config.disable_request_compression() {
            self.set_disable_request_compression(Some(is_off));
        }
        if let Some(size) = config.request_min_compression_size_bytes() {
            self.set_request_min_compression_size_bytes(Some(size));
        }
    }
}

/// The retries that the program, the environment or the profile wants, by the numbers of the
/// service.
fn retry_config(config: &SdkConfig, service: &ServiceSpec) -> Option<RetryConfig> {
    let retries = config.retry_config().cloned()?;
    if !service.info.retries_sooner {
        return Some(retries);
    }
    let is_own = config.get_origin("retry_config").is_client_config();
    Some(dynamodb::retries(retries, is_own))
}

/// The URL that requests go to: what the program set, what the environment or the profile set for
/// the service, what they set for all services.
fn endpoint_url(config: &SdkConfig, service: &ServiceSpec) -> Option<String> {
    let shared = || config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return shared();
    }
    let key = ServiceConfigKey::builder()
        .service_id(service.info.sdk_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok();
    let own = config
        .service_config()
        .zip(key)
        .and_then(|(config, key)| config.load_config(key));
    // A variable with an empty value counts as unset.
    own.filter(|url| !url.trim().is_empty()).or_else(shared)
}
