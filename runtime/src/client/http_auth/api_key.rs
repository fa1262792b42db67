//! API keys that stand alone in a header. The scheme of the AWS runtime puts a word in front of
//! them, or a space if the word is empty.

use aws_smithy_runtime_api::client::auth::http::HTTP_API_KEY_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::identity::http::Token;
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::error::BoxError;

/// A key as the value of a header.
#[derive(Debug)]
pub(super) struct PlainKey {
    /// In lower case.
    header: String,
}

impl PlainKey {
    pub(super) fn new(header: &str) -> Self {
        let header = header.to_ascii_lowercase();
        Self { header }
    }
}

impl AuthScheme for PlainKey {
    fn scheme_id(&self) -> AuthSchemeId {
        HTTP_API_KEY_AUTH_SCHEME_ID
    }

    fn identity_resolver(
        &self,
        resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(self.scheme_id())
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for PlainKey {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        _: AuthSchemeEndpointConfig<'_>,
        _: &RuntimeComponents,
        _: &ConfigBag,
    ) -> Result<(), BoxError> {
        let key = identity.data::<Token>();
        let key = key.ok_or("an API key must be a `Token`")?;
        let (header, key) = (self.header.clone(), key.token().to_owned());
        // Not the message of the crate, which contains the value.
        let headers = request.headers_mut().try_insert(header, key);
        headers.map_err(|_| "the API key contains a character that is not allowed in headers")?;
        Ok(())
    }
}
