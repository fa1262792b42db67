//! The parts around a call: the interceptors and classifiers that run, the settings that they see,
//! and the requests that are sent.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use aws_types::SdkConfig;
use aws_types::SigningName;
use aws_types::app_name::AppName;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::{Region, SigningRegion};
use aws_types::sdk_ua_metadata::FrameworkMetadata;

use super::caller::{self, OneId, OneVersion};
use super::sdk;
use super::sdk::config::interceptors::BeforeTransmitInterceptorContextRef;
use super::sdk::config::retry::{ClassifyRetry, RetryConfig, RetryPartition, TokenBucket};
use super::sdk::config::timeout::TimeoutConfig;
use super::sdk::config::{Builder, Credentials, Intercept, StalledStreamProtectionConfig};
use super::sdk::error::DisplayErrorContext;
use crate::around::Seen;
use crate::wire::Wire;

/// Waits for no time at all.
#[derive(Clone, Copy, Debug)]
pub struct Instantly;

impl AsyncSleep for Instantly {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::ready(()))
    }
}

/// Notes what is around a call, before its first attempt is sent.
#[derive(Clone, Debug, Default)]
struct Probe(Arc<Mutex<Option<Seen>>>);

impl Intercept for Probe {
    fn name(&self) -> &'static str {
        "Probe"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut seen = self.0.lock().expect("a probe nobody broke");
        if seen.is_none() {
            *seen = Some(look(components, config));
        }
        Ok(())
    }
}

fn look(components: &RuntimeComponents, config: &ConfigBag) -> Seen {
    let names = |names: &mut dyn Iterator<Item = String>| names.collect::<Vec<_>>();
    Seen {
        interceptors: names(&mut components.interceptors().map(|it| it.name().to_owned())),
        classifiers: names(
            &mut components
                .retry_classifiers()
                .map(|it| it.name().to_owned()),
        ),
        settings: settings(config),
        ..Seen::default()
    }
}

/// The settings of a call, as text.
fn settings(config: &ConfigBag) -> Vec<(&'static str, String)> {
    fn text<T: Debug>(value: &Option<T>) -> String {
        format!("{value:?}")
    }
    vec![
        ("retries", text(&config.load::<RetryConfig>())),
        ("partition", text(&config.load::<RetryPartition>())),
        ("timeouts", text(&config.load::<TimeoutConfig>())),
        (
            "streams",
            text(&config.load::<StalledStreamProtectionConfig>()),
        ),
        ("schemes", text(&config.load::<AuthSchemePreference>())),
        ("region", text(&config.load::<Region>())),
        ("signing region", text(&config.load::<SigningRegion>())),
        ("signing name", text(&config.load::<SigningName>())),
        ("endpoint", text(&config.load::<EndpointUrl>())),
        ("fips", text(&config.load::<UseFips>())),
        ("dual stack", text(&config.load::<UseDualStack>())),
        ("account", text(&config.load::<AccountIdEndpointMode>())),
        ("name", text(&config.load::<AppName>())),
        (
            "libraries",
            text(&Some(
                config.load::<FrameworkMetadata>().collect::<Vec<_>>(),
            )),
        ),
        (
            "captured",
            text(&config.load::<CapturedTelemetryAttributes>()),
        ),
        ("operation", text(&config.load::<Metadata>())),
    ]
}

/// One call with those settings, of which some may be the call's own.
pub fn call(wire: &Wire, settings: Builder, own: Option<Builder>) -> Seen {
    let probe = Probe::default();
    let client = sdk::Client::from_conf(settings.interceptor(probe.clone()).build());
    let request = client.register_job_definition().job_definition_name("a");
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    let result = match own {
        Some(own) => runtime.block_on(request.customize().config_override(own).send()),
        None => runtime.block_on(request.send()),
    };
    let mut seen = probe.0.lock().expect("a probe nobody broke").take();
    let mut seen = seen.take().unwrap_or_default();
    seen.outcome = match result {
        Ok(_) => "ok".to_owned(),
        // Their texts are compared elsewhere.
        Err(error) if error.as_service_error().is_some() => caller::kind(&error).to_owned(),
        Err(error) => format!("{}: {}", caller::kind(&error), DisplayErrorContext(&error)),
    };
    seen.requests = wire.take();
    seen
}

/// The settings of a service, from which calls begin.
pub fn config(wire: &Wire) -> Builder {
    let config = caller::config(wire)
        .credentials_provider(caller::credentials())
        .sleep_impl(Instantly);
    config.retry_config(RetryConfig::standard())
}

/// The same, with a budget of retries that other calls do not draw on.
pub fn with_budget(wire: &Wire) -> Builder {
    let bucket = TokenBucket::default();
    let partition = RetryPartition::custom("test").token_bucket(bucket);
    config(wire).retry_partition(partition.build())
}

/// The settings of a service from those of a program.
pub fn from_sdk(shared: &SdkConfig) -> Builder {
    let builder = Builder::from(shared).interceptor(OneVersion);
    builder.invocation_id_generator(OneId)
}

/// A retry classifier of a program.
#[derive(Debug)]
pub struct Never;

impl ClassifyRetry for Never {
    fn classify_retry(
        &self,
        _: &super::sdk::config::interceptors::InterceptorContext,
    ) -> super::sdk::config::retry::RetryAction {
        super::sdk::config::retry::RetryAction::RetryForbidden
    }

    fn name(&self) -> &'static str {
        "Never"
    }
}

/// Credentials that count how often they are asked for.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
        future::ProvideCredentials::ready(Ok(credentials))
    }
}

/// How often the credentials of a client and of its calls are asked for: two calls with those of
/// the client, two with their own.
pub fn loads(change: fn(Builder) -> Builder, wire: &Wire) -> [usize; 2] {
    let [shared, own] = [Counting::default(), Counting::default()];
    let config = change(with_budget(wire)).credentials_provider(shared.clone());
    let client = sdk::Client::from_conf(config.build());
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    for _ in 0..2 {
        let request = client.register_job_definition().job_definition_name("a");
        // What is counted does not depend on the outcome.
        let _ = runtime.block_on(request.clone().send());
        let settings = sdk::Config::builder().credentials_provider(own.clone());
        let _ = runtime.block_on(request.customize().config_override(settings).send());
    }
    [shared, own].map(|it| it.0.load(Ordering::Relaxed))
}
