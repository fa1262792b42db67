//! The runtime plugins of a client and of an operation.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::HttpStatusCodeClassifier;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_types::config_bag::{FrozenLayer, Layer};

use crate::client::auth;
#[cfg(feature = "checksums")]
use crate::client::checksum::{Chunked, ContentMd5, RequestChecksum, ResponseChecksum, TreeHash};
#[cfg(feature = "compression")]
use crate::client::compression::Compression;
use crate::client::config::ServiceSpec;
use crate::client::copies::CopyFromRegion;
use crate::client::erased::OperationSpec;
#[cfg(feature = "event-stream")]
use crate::client::events;
use crate::client::features::{
    AccountIdModeFeature, CallFeature, CborFeature, EndpointOverrideFeature, EndpointParameters,
    IdempotencyToken, ObservabilityFeature, RetryModeFeature, TelemetryCapture,
};
use crate::client::idempotency::IdempotencyTokenProvider;
use crate::client::retry::{LongPolling, add_classifiers};
use crate::client::sigv4::SigV4;
use crate::client::wire::Wire;

/// An interceptor that is there whatever interceptors the caller disables.
fn permanent(interceptor: impl Intercept + 'static) -> SharedInterceptor {
    SharedInterceptor::permanent(interceptor)
}

/// The plugin of every client of a service. The order of interceptors is that of official clients.
pub(crate) fn service(spec: &ServiceSpec) -> StaticRuntimePlugin {
    let mut config = Layer::new(spec.info.sdk_id);
    config.store_put(IdempotencyTokenProvider::random());
    config.store_put(AuthSchemeAndEndpointOrchestrationV2);
    let mut components = RuntimeComponentsBuilder::new("service");
    components.set_auth_scheme_option_resolver(Some((spec.auth_scheme_resolver)()));
    components.set_endpoint_resolver(Some((spec.endpoint_resolver)()));
    components.push_retry_classifier(HttpStatusCodeClassifier::default());
    if let Some(auth) = spec.http_auth {
        (auth.push)(auth, spec.info, &mut components);
    }
    if spec.info.signing_name.is_some() {
        components.push_auth_scheme(SigV4::default());
    }
    #[cfg(feature = "sigv4a")]
    if spec.sigv4a {
        components.push_auth_scheme(aws_runtime::auth::sigv4a::SigV4aAuthScheme::new());
    }
    if spec.info.cbor {
        components.push_interceptor(permanent(CborFeature));
    }
    components.push_interceptor(permanent(ConnectionPoisoningInterceptor::new()));
    components.push_interceptor(permanent(RetryModeFeature::default()));
    components.push_interceptor(ServiceClockSkewInterceptor::new());
    components.push_interceptor(RequestInfoInterceptor::new());
    components.push_interceptor(UserAgentInterceptor::new());
    components.push_interceptor(InvocationIdInterceptor::new());
    components.push_interceptor(permanent(RecursionDetectionInterceptor::new()));
    if spec.info.account_id_endpoints {
        components.push_interceptor(permanent(AccountIdModeFeature));
    }
    components.push_interceptor(permanent(EndpointOverrideFeature));
    components.push_interceptor(permanent(ObservabilityFeature));
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(config.freeze())
        // A clone has no memory that it does not need.
        .with_runtime_components(components.clone())
}

/// The plugin of every call of an operation. Its parts do not depend on the call.
#[derive(Debug)]
pub(crate) struct OperationPlugin {
    config: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

impl OperationPlugin {
    pub(crate) fn new(spec: &'static OperationSpec) -> Self {
        Self {
            config: operation_config(spec),
            components: operation_components(spec),
        }
    }
}

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.config.clone())
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.components)
    }
}

/// The plugins of the operations that a client has called, each made by the first call.
#[derive(Debug, Default)]
pub(crate) struct OperationPlugins(Mutex<Vec<(&'static OperationSpec, SharedRuntimePlugin)>>);

impl OperationPlugins {
    /// The plugin of an operation.
    pub(crate) fn get(&self, spec: &'static OperationSpec) -> SharedRuntimePlugin {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plugin)) = made.iter().find(|(of, _)| std::ptr::eq(*of, spec)) {
            return plugin.clone();
        }
        let plugin = SharedRuntimePlugin::new(OperationPlugin::new(spec));
        made.push((spec, plugin.clone()));
        plugin
    }
}

/// The plugin of calls that a part of the client makes, such as a paginator.
#[derive(Debug)]
pub(crate) struct FeaturePlugin(pub(crate) SmithySdkFeature);

impl RuntimePlugin for FeaturePlugin {
    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let mut components = RuntimeComponentsBuilder::new("feature");
        components.push_interceptor(permanent(CallFeature(self.0.clone())));
        Cow::Owned(components)
    }
}

/// The settings of an operation: the result of [`RuntimePlugin::config`] of its unit structure.
pub(crate) fn operation_config(spec: &'static OperationSpec) -> FrozenLayer {
    let mut layer = Layer::new(spec.name);
    layer.store_put(SharedRequestSerializer::new(Wire(spec)));
    layer.store_put(SharedResponseDeserializer::new(Wire(spec)));
    let params = auth::Params::of(spec.name);
    layer.store_put(AuthSchemeOptionResolverParams::new(params));
    layer.store_put(Metadata::new(spec.name, spec.service.sdk_id));
    layer.store_put(SigV4OperationSigningConfig {
        signing_options: signing_options(spec),
        ..Default::default()
    });
    if spec.sensitive_output {
        layer.store_put(SensitiveOutput);
    }
    layer.freeze()
}

fn signing_options(spec: &OperationSpec) -> SigningOptions {
    let signing = spec.signing;
    let mut options = SigningOptions::default();
    options.double_uri_encode = signing.double_uri_encode;
    options.normalize_uri_path = signing.normalize_uri_path;
    options.content_sha256_header = signing.content_sha256_header;
    options.payload_override = signing
        .unsigned_payload
        .then(|| PayloadSigningOverride::unsigned_payload().to_signable_body());
    #[cfg(feature = "event-stream")]
    if spec.events.are_sent() {
        let payload = PayloadSigningOverride::Precomputed(events::EMPTY_SHA256.to_owned());
        options.payload_override = Some(payload.to_signable_body());
    }
    options
}

/// The components of an operation: what [`RuntimePlugin::runtime_components`] of its unit structure
/// gives.
pub(crate) fn operation_components(spec: &'static OperationSpec) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new(spec.name);
    components.push_interceptor(permanent(TelemetryCapture(spec)));
    if spec.stalled_stream_protection {
        components.push_interceptor(permanent(StalledStreamProtectionInterceptor::default()));
    }
    if spec.long_polling {
        components.push_interceptor(permanent(LongPolling));
    }
    components.push_interceptor(permanent(EndpointParameters(spec)));
    #[cfg(feature = "checksums")]
    push_checksums(&mut components, spec);
    components.push_interceptor(permanent(IdempotencyToken(spec)));
    if let Some(copy) = spec.signing.presigned_copy {
        components.push_interceptor(permanent(CopyFromRegion(spec, copy)));
    }
    #[cfg(feature = "compression")]
    if spec.compresses {
        components.push_interceptor(permanent(Compression));
    }
    add_classifiers(components, spec)
}

/// The interceptors that calculate and check checksums.
#[cfg(feature = "checksums")]
fn push_checksums(components: &mut RuntimeComponentsBuilder, spec: &'static OperationSpec) {
    let Some(checksums) = spec.checksums else {
        return;
    };
    if checksums.md5 {
        let is_stream = spec.take_stream.is_some();
        components.push_interceptor(permanent(ContentMd5 { is_stream }));
    }
    if checksums.tree_hash {
        components.push_interceptor(permanent(TreeHash));
    }
    if !checksums.header.is_empty() {
        components.push_interceptor(permanent(RequestChecksum(checksums)));
    }
    if checksums.chunked {
        components.push_interceptor(permanent(Chunked));
    }
    if !checksums.algorithms.is_empty() {
        components.push_interceptor(permanent(ResponseChecksum(checksums)));
    }
}
