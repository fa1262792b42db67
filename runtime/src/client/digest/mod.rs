//! Digest authentication: the answers to the challenges of a server.
//!
//! A challenge and its answer are two requests of one attempt, so they are sent where connections
//! are made, and not by the retries of the client: retries may be off, wait, and have a budget.
//! Later requests to the same server answer its last challenge at once.

mod answer;
mod challenge;
mod connector;
mod hash;
mod login;

use std::sync::Arc;

use aws_smithy_runtime_api::client::auth::http::HTTP_DIGEST_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::http::Login;
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::around::around;
use crate::client::error::BoxError;
use connector::{Answering, Known};
use login::DigestLogin;

/// The scheme. Its signer hands the login on.
#[derive(Debug)]
pub(crate) struct DigestScheme;

impl AuthScheme for DigestScheme {
    fn scheme_id(&self) -> AuthSchemeId {
        HTTP_DIGEST_AUTH_SCHEME_ID
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

impl Sign for DigestScheme {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        _: AuthSchemeEndpointConfig<'_>,
        _: &RuntimeComponents,
        _: &ConfigBag,
    ) -> Result<(), BoxError> {
        let login = identity.data::<Login>();
        let login = login.ok_or("digest authentication requires a `Login` identity")?;
        request.add_extension(DigestLogin(login.clone()));
        Ok(())
    }
}

/// The plugin of a client and of its calls, which share the challenges of servers.
pub(crate) fn plugin() -> SharedRuntimePlugin {
    let known = Arc::<Known>::default();
    around("digest authentication", move |current, own| {
        if let Some(client) = current.http_client() {
            let client = Answering::new(client, &known);
            own.set_http_client(Some(SharedHttpClient::new(client)));
        }
    })
}
