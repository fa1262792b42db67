//! Signature Version 4, with a signer for the body that follows the headers of a request.

use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::error::BoxError;

/// Signature Version 4 of the AWS runtime. Each signature of a chunk or event in the body continues
/// from the one before it, so the scheme stores a signer for them if the call has a slot for it.
#[derive(Debug, Default)]
pub(crate) struct SigV4(SigV4AuthScheme);

impl AuthScheme for SigV4 {
    fn scheme_id(&self) -> AuthSchemeId {
        self.0.scheme_id()
    }

    fn identity_resolver(
        &self,
        identity_resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        self.0.identity_resolver(identity_resolvers)
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for SigV4 {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        endpoint: AuthSchemeEndpointConfig<'_>,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        let signer = self.0.signer();
        signer.sign_http_request(request, identity, endpoint, components, config)?;
        #[cfg(feature = "checksums")]
        super::checksum::leave_signer(request.headers(), identity, config);
        #[cfg(feature = "event-stream")]
        super::events::leave_signer(request.headers(), identity, components, config);
        Ok(())
    }
}
