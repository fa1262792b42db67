//! The hashes of uploads to Glacier, which the signature takes over.

use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::LoadedRequestBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::error::BoxError;
use crate::client::presigning::Presigning;
use crate::special::glacier::{CONTENT_HASH, Hashes, TREE_HASH};

/// Sets the headers with the hashes of the body, which is read into memory first.
#[derive(Debug)]
pub(crate) struct TreeHash;

#[dyn_dispatch_hint]
impl Intercept for TreeHash {
    fn name(&self) -> &'static str {
        "GlacierTreeHashHeaderInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let state = config.interceptor_state();
        state.store_put(LoadedRequestBody::Requested);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(LoadedRequestBody::Loaded(body)) = config.load::<LoadedRequestBody>() else {
            return Err("the body has no tree hash: it has not been read into memory".into());
        };
        if body.is_empty() && Presigning::of(config).is_some() {
            return Ok(());
        }
        let hashes = Hashes::of(body);
        let headers = context.request_mut().headers_mut();
        for (name, hash) in [
            (TREE_HASH, hashes.tree),
            (CONTENT_HASH, hashes.content.clone()),
        ] {
            if headers.get(name).is_none() {
                headers.insert(name, hash);
            }
        }
        let mut signing = config
            .load::<SigV4OperationSigningConfig>()
            .cloned()
            .unwrap_or_default();
        let payload = PayloadSigningOverride::Precomputed(hashes.content);
        signing.signing_options.payload_override = Some(payload.to_signable_body());
        config.interceptor_state().store_put(signing);
        Ok(())
    }
}
