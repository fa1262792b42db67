//! One call: from an input, through the runtime, to an output or an error.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::orchestrator;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_smithy_types::config_bag::ConfigBag;
use tracing::Instrument;

use crate::client::config::check::{Clock, InvalidConfig};
use crate::client::config::{ConfigState, Settings};
use crate::client::erased::OperationSpec;
use crate::client::error::{BoxError, SdkError};
use crate::client::operation::ClientOperation;
use crate::client::overrides::config_override;
use crate::client::plugins::{FeaturePlugin, OperationPlugins};
use crate::error::BuildError;

/// The state that the clones of a client share.
pub struct ClientState {
    config: Arc<ConfigState>,
    /// The plugins, and the facts that the settings of calls depend on; or the reason why no
    /// request can be sent, which every call returns.
    plugins: Result<(RuntimePlugins, Clock), InvalidConfig>,
    operations: OperationPlugins,
}

impl ClientState {
    /// The state of a client with this configuration.
    ///
    /// Settings with which no request can be sent are an error of each call, since constructors of
    /// clients return no `Result`.
    pub fn new(config: &Arc<ConfigState>) -> Arc<Self> {
        Arc::new(Self {
            config: Arc::clone(config),
            plugins: config.plugins(),
            operations: OperationPlugins::default(),
        })
    }
}

impl fmt::Debug for ClientState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The plugins hold the configuration once more, and defaults that nobody has asked for.
        f.debug_struct("ClientState")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// A call that has not been made: the client it goes through, and settings of its own.
#[derive(Clone, Debug)]
pub struct Call {
    client: Arc<ClientState>,
    settings: Option<Settings>,
    /// The part of the user agent about it, if there is one.
    feature: Option<SmithySdkFeature>,
}

impl Call {
    /// A call through `client`.
    #[inline]
    pub fn new(client: &Arc<ClientState>) -> Self {
        Self {
            client: Arc::clone(client),
            settings: None,
            feature: None,
        }
    }

    /// The same call with settings of its own.
    #[inline]
    pub fn with(self, settings: Settings) -> Self {
        Self {
            settings: Some(settings),
            ..self
        }
    }

    /// The same call, by a part of the client that the user agent tells of.
    pub(crate) fn noting(self, feature: SmithySdkFeature) -> Self {
        Self {
            feature: Some(feature),
            ..self
        }
    }

    /// Sends an input and waits for the response.
    ///
    /// # Errors
    ///
    /// [`SdkError`]: the error of the service, or what prevented a request or a response. An input
    /// that could not be built is a construction failure.
    pub fn send<O: ClientOperation>(
        self,
        input: Result<O::Input, BuildError>,
    ) -> impl Future<Output = Result<O::Output, SdkError<O::Error>>> + Send {
        // That the future is `Send` is proved here, once, and not for each operation.
        let input = input.map_err(SdkError::construction_failure);
        async move {
            let input = input?;
            let spec = OperationSpec::of::<O>();
            match self.invoke(spec, Input::erase(input)).await {
                Ok(output) => output
                    .downcast()
                    .map_err(|_| SdkError::construction_failure(foreign(spec))),
                Err(error) => Err(error.map_service_error(typed_error::<O>)),
            }
        }
    }

    /// Sends the input of an operation. Nothing happens before the future is polled.
    fn invoke(self, spec: &'static OperationSpec, input: Input) -> Outcome {
        Box::pin(async move {
            let plugins = self.plugins(spec).map_err(SdkError::construction_failure)?;
            let service = spec.service.sdk_id;
            let span = spec.span.open(service, spec.name);
            let output = orchestrator::invoke(service, spec.name, input, &plugins)
                .instrument(span)
                .await;
            #[cfg(feature = "event-stream")]
            let output = super::events::receive_initial(spec.events, spec.parse, output?).await;
            output
        })
    }

    /// The sleep and the time of the client.
    ///
    /// # Errors
    ///
    /// Fails if its settings have none.
    pub(crate) fn clock(&self) -> Result<(SharedAsyncSleep, SharedTimeSource), BoxError> {
        let mut config = ConfigBag::base();
        let (plugins, _) = self.client.plugins.as_ref().map_err(InvalidConfig::clone)?;
        let components = plugins.apply_client_configuration(&mut config)?;
        let clock = components.into_time_components();
        let missing =
            |what| format!("waiting requires {what}, which is not set in the configuration");
        let sleep = clock.sleep_impl();
        let time = clock.time_source();
        Ok((
            sleep.ok_or_else(|| missing("an implementation of sleep (`sleep_impl`)"))?,
            time.ok_or_else(|| missing("a source of time (`time_source`)"))?,
        ))
    }

    pub(super) fn plugins(
        self,
        spec: &'static OperationSpec,
    ) -> Result<RuntimePlugins, InvalidConfig> {
        let (plugins, clock) = self.client.plugins.as_ref().map_err(InvalidConfig::clone)?;
        let operation = self.client.operations.get(spec);
        let mut plugins = plugins.clone().with_operation_plugin(operation);
        if let Some(mut settings) = self.settings {
            for plugin in std::mem::take(&mut settings.plugins) {
                plugins = plugins.with_operation_plugin(plugin);
            }
            let config = config_override(settings, &self.client.config, clock)?;
            plugins = plugins.with_operation_plugin(config);
        }
        if let Some(feature) = self.feature {
            plugins = plugins.with_operation_plugin(FeaturePlugin(feature));
        }
        Ok(plugins)
    }
}

/// The result of a call, before its types are known.
type Outcome = Pin<Box<dyn Future<Output = Result<Output, SdkError<Error>>> + Send>>;

pub(super) fn typed_error<O: ClientOperation>(error: Error) -> O::Error {
    match error.downcast::<O::Error>() {
        Ok(error) => error,
        Err(error) => O::Error::create_unhandled_error(error.into(), None),
    }
}

fn foreign(spec: &OperationSpec) -> BoxError {
    let operation = spec.name;
    format!("an interceptor has replaced the output of {operation} by a value of another type")
        .into()
}
