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

use std::borrow::Cow;
use std::sync::Arc;

use aws_smithy_runtime_api::client::auth::http::HTTP_DIGEST_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::http::Login;
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    GetIdentityResolver, RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugin, SharedRuntimePlugin};
use aws_smithy_types::config_bag::ConfigBag;

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

/// Puts itself around the HTTP client, of a client or of one call.
#[derive(Debug, Default)]
struct DigestPlugin {
    known: Arc<Known>,
}

impl RuntimePlugin for DigestPlugin {
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(
        &self,
        current: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let mut own = RuntimeComponentsBuilder::new("digest authentication");
        if let Some(client) = current.http_client() {
            let client = Answering::new(client, &self.known);
            own.set_http_client(Some(SharedHttpClient::new(client)));
        }
        Cow::Owned(own)
    }
}

/// The plugin of a client and of its calls.
pub(crate) fn plugin() -> SharedRuntimePlugin {
    SharedRuntimePlugin::new(DigestPlugin::default())
}
