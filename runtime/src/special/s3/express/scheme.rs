//! The scheme of signatures: Signature Version 4, with the token of a session in a header of its
//! own.

use aws_runtime::auth::SigV4SessionTokenNameOverride;
use aws_runtime::auth::sigv4::SigV4Signer;
use aws_sigv4::http_request::{SignatureLocation, SigningSettings};
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeId, Sign};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::runtime_components::GetIdentityResolver;
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::endpoint::Endpoint;
use crate::endpoint::Schemes;
use crate::special::s3::{EXPRESS_SCHEME, SESSION_TOKEN, SESSION_TOKEN_PARAMETER};

/// The scheme.
#[derive(Debug, Default)]
pub(super) struct ExpressScheme {
    signer: SigV4Signer,
}

impl AuthScheme for ExpressScheme {
    fn scheme_id(&self) -> AuthSchemeId {
        AuthSchemeId::new(EXPRESS_SCHEME)
    }

    fn identity_resolver(
        &self,
        identity_resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        identity_resolvers.identity_resolver(self.scheme_id())
    }

    fn signer(&self) -> &dyn Sign {
        &self.signer
    }
}

/// The name of session tokens, for requests to endpoints of the scheme.
pub(super) fn token_name() -> SigV4SessionTokenNameOverride {
    SigV4SessionTokenNameOverride::new(|settings: &SigningSettings, config: &ConfigBag| {
        let endpoint = config.load::<Endpoint>();
        if !endpoint.is_some_and(is_express) {
            return Ok(settings.session_token_name_override);
        }
        match settings.signature_location {
            SignatureLocation::Headers => Ok(Some(SESSION_TOKEN)),
            SignatureLocation::QueryParams => Ok(Some(SESSION_TOKEN_PARAMETER)),
            _ => Err("the session token has no name at this place of the signature".into()),
        }
    })
}

/// True if the endpoint is that of a directory bucket, with sessions.
fn is_express(endpoint: &Endpoint) -> bool {
    let mut names = Schemes::of(endpoint).into_iter().flat_map(Schemes::names);
    names.any(|name| name == EXPRESS_SCHEME)
}
