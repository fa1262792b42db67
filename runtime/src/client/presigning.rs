//! The settings of calls that presign their request and do not send it.

use std::borrow::Cow;

use aws_runtime::auth::{HttpSignatureType, SigV4OperationSigningConfig};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, disable_interceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::retries::SharedRetryStrategy;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer, Storable, StoreReplace};

use crate::Auth;
use crate::client::around::around;
use crate::client::error::BoxError;
use crate::credentials::EXPIRED;
use crate::presigning::{Form, OTHERS, PresigningConfig};

/// The plugin of calls that presign; in their settings, it says that they do.
#[derive(Clone, Debug)]
pub(crate) struct Presigning {
    config: PresigningConfig,
    /// The way in which the operation is presigned.
    pub(crate) form: Form,
}

impl Presigning {
    pub(crate) fn new(config: PresigningConfig, form: Form) -> Self {
        Self { config, form }
    }

    /// The presigning of a call, if it does not send its request.
    pub(crate) fn of(config: &ConfigBag) -> Option<&Self> {
        config.load::<Self>()
    }

    /// Takes the body of a request that is a stream: the sender has it where the signature leaves
    /// it out, and sends its length, too.
    pub(crate) fn set_stream(&self, request: &mut HttpRequest, stream: ByteStream) {
        if !self.form.leaves_body() {
            *request.body_mut() = stream.into_inner();
        }
    }
}

/// True if the call presigns a request whose body is not known yet.
#[cfg(feature = "checksums")]
pub(crate) fn lacks_body(config: &ConfigBag, request: &HttpRequest) -> bool {
    Presigning::of(config).is_some() && request.body().bytes().is_none_or(<[u8]>::is_empty)
}

impl Storable for Presigning {
    type Storer = StoreReplace<Self>;
}

impl RuntimePlugin for Presigning {
    fn config(&self) -> Option<FrozenLayer> {
        let mut layer = Layer::new("Presigning");
        layer.store_put(disable_interceptor::<InvocationIdInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<RequestInfoInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<UserAgentInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<ServiceClockSkewInterceptor>(
            "presigning",
        ));
        layer.store_put(self.clone());
        Some(layer.freeze())
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let time = StaticTimeSource::new(self.config.start_time());
        let components = RuntimeComponentsBuilder::new("Presigning")
            .with_interceptor(SharedInterceptor::permanent(SignInQuery(self.clone())))
            .with_retry_strategy(Some(SharedRetryStrategy::new(NeverRetryStrategy::new())))
            .with_time_source(Some(SharedTimeSource::new(time)));
        Cow::Owned(components)
    }
}

/// Has the signature put into the query of the URL.
#[derive(Debug)]
struct SignInQuery(Presigning);

#[dyn_dispatch_hint]
impl Intercept for SignInQuery {
    fn name(&self) -> &'static str {
        "SignInQuery"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Presigning { config: of, form } = &self.0;
        let identity = config.load::<EndpointResolverParams>();
        let identity = identity.and_then(|params| params.get_property::<Identity>());
        let end = identity.and_then(Identity::expiration);
        if end.is_some_and(|end| end <= of.start_time()) {
            return Err(EXPIRED.into());
        }
        let signing = config.load::<SigV4OperationSigningConfig>();
        let mut signing = signing.cloned().unwrap_or_default();
        let options = &mut signing.signing_options;
        options.expires_in = Some(of.expires());
        options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        let body = context.request().body().bytes();
        if form.is_unsigned(body.is_some_and(|body| !body.is_empty())) {
            options.payload_override = Some(SignableBody::UnsignedPayload);
        }
        config.interceptor_state().store_put(signing);
        Ok(())
    }
}

/// The plugin that leaves out tokens and keys, since they cannot be presigned, even if the client
/// or the call prefers them. Schemes that sign keep the order of the endpoint.
pub(crate) fn only_signatures() -> SharedRuntimePlugin {
    around("PresignedSignatures", |current, own| {
        let resolver = current.auth_scheme_option_resolver();
        own.set_auth_scheme_option_resolver(resolver.map(Signatures));
    })
}

/// A resolver that returns the schemes of another one that sign, or else the one that does nothing.
#[derive(Debug)]
struct Signatures(SharedAuthSchemeOptionResolver);

impl ResolveAuthSchemeOptions for Signatures {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        config: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let all = self
            .0
            .resolve_auth_scheme_options_v2(params, config, components);
        AuthSchemeOptionsFuture::new(async move {
            let mut options = all.await?;
            let is_other = |id: &str| OTHERS.iter().any(|auth| auth.id() == id);
            options.retain(|option| !is_other(option.scheme_id().inner()));
            // A URL without a signature is of no use, whatever is preferred.
            if options.len() > 1 {
                options.retain(|option| option.scheme_id().inner() != Auth::None.id());
            }
            Ok(options)
        })
    }
}
