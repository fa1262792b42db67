//! Interceptors that every call has: feature ids for the user agent, telemetry, endpoints, tokens.
//!
//! Their names are those of the official clients, which errors and programs may show; there, those
//! of an operation have its name in front.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};

use crate::client::clock_skew::{self, ClientSkew};
use crate::client::erased::OperationSpec;
use crate::client::error::BoxError;
use crate::client::idempotency::IdempotencyTokenProvider;
use crate::client::telemetry::Capture;

/// Notes the retry mode, and measures the skew of the clock for our signer: an interceptor of its
/// own would be one more than official clients have.
#[derive(Debug, Default)]
pub(crate) struct RetryModeFeature {
    clock: ClientSkew,
}

#[dyn_dispatch_hint]
impl Intercept for RetryModeFeature {
    fn name(&self) -> &'static str {
        "RetryModeFeatureTrackerInterceptor"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match config.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
            Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
            _ => return Ok(()),
        };
        config.interceptor_state().store_append(feature);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.clock.begin(config);
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        clock_skew::send(components.time_source().unwrap_or_default().now(), config);
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let now = components.time_source().unwrap_or_default().now();
        self.clock
            .receive(context.response().headers(), now, config);
        Ok(())
    }
}

/// Notes that the endpoint was set by hand.
#[derive(Debug)]
pub(crate) struct EndpointOverrideFeature;

#[dyn_dispatch_hint]
impl Intercept for EndpointOverrideFeature {
    fn name(&self) -> &'static str {
        "EndpointOverrideFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if config.load::<EndpointUrl>().is_some() {
            config
                .interceptor_state()
                .store_append(AwsSdkFeature::EndpointOverride);
        }
        Ok(())
    }
}

/// Notes whether endpoints with the account of the caller are preferred, which is the default.
#[derive(Debug)]
pub(crate) struct AccountIdModeFeature;

#[dyn_dispatch_hint]
impl Intercept for AccountIdModeFeature {
    fn name(&self) -> &'static str {
        "AccountIdEndpointFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mode = config.load::<AccountIdEndpointMode>().cloned();
        let feature = match mode.unwrap_or_default() {
            AccountIdEndpointMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
            AccountIdEndpointMode::Required => AwsSdkFeature::AccountIdModeRequired,
            AccountIdEndpointMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
            _ => return Ok(()),
        };
        config.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Notes that metrics go to OpenTelemetry.
#[derive(Debug)]
pub(crate) struct ObservabilityFeature;

#[dyn_dispatch_hint]
impl Intercept for ObservabilityFeature {
    fn name(&self) -> &'static str {
        "ObservabilityFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Ok(provider) = aws_smithy_observability::global::get_telemetry_provider() {
            let provider = provider.meter_provider();
            if provider.provider_name() == "AwsSmithyObservabilityOtelProvider" {
                let feature = SmithySdkFeature::ObservabilityOtelMetrics;
                config.interceptor_state().store_append(feature);
            }
        }
        Ok(())
    }
}

/// Notes that documents are CBOR.
#[derive(Debug)]
pub(crate) struct CborFeature;

#[dyn_dispatch_hint]
impl Intercept for CborFeature {
    fn name(&self) -> &'static str {
        "RpcV2CborFeatureTrackerInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = SmithySdkFeature::ProtocolRpcV2Cbor;
        config.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Notes the part of the client that makes the call.
#[derive(Debug)]
pub(crate) struct CallFeature(pub(crate) SmithySdkFeature);

#[dyn_dispatch_hint]
impl Intercept for CallFeature {
    fn name(&self) -> &'static str {
        match self.0 {
            SmithySdkFeature::Paginator => "PaginatorFeatureTrackerInterceptor",
            _ => "WaiterFeatureTrackerInterceptor",
        }
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        config.interceptor_state().store_append(self.0.clone());
        Ok(())
    }
}

/// Records the members of the input that the caller asked for.
#[derive(Debug)]
pub(crate) struct TelemetryCapture(pub(crate) &'static OperationSpec);

#[dyn_dispatch_hint]
impl Intercept for TelemetryCapture {
    fn name(&self) -> &'static str {
        "TelemetryInputCaptureInterceptor"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let requested = config.load::<RequestedTelemetryAttributes>();
        let Some(requested) = requested.filter(|requested| !requested.is_empty()) else {
            return Ok(());
        };
        let mut capture = Capture::new(requested);
        (self.0.telemetry)(context.input(), &mut capture);
        let captured = capture.finish();
        config.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// Hands the parameters of the endpoint rules on to the resolver.
#[derive(Debug)]
pub(crate) struct EndpointParameters(pub(crate) &'static OperationSpec);

#[dyn_dispatch_hint]
impl Intercept for EndpointParameters {
    fn name(&self) -> &'static str {
        "EndpointParamsInterceptor"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let params = (self.0.endpoint_params)(context.input(), config)?;
        config.interceptor_state().store_put(params);
        Ok(())
    }
}

/// Fills the idempotency token of the input.
#[derive(Debug)]
pub(crate) struct IdempotencyToken(pub(crate) &'static OperationSpec);

#[dyn_dispatch_hint]
impl Intercept for IdempotencyToken {
    fn name(&self) -> &'static str {
        "IdempotencyTokenInterceptor"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(provider) = config.load::<IdempotencyTokenProvider>() {
            let token = || provider.make_idempotency_token();
            (self.0.idempotency_token)(context.input_mut(), &token);
        }
        Ok(())
    }
}
