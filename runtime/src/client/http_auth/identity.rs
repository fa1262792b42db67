//! The settings of identities, each of which is checked before it is sent.

use aws_credential_types::provider::token::SharedTokenProvider;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::identity::http::{Login, Token};
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityCachePartition, IdentityFuture, ResolveIdentity,
    SharedIdentityResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::Auth;
use crate::client::config::Settings;
use crate::identity::{IdentityProblem, check_login, check_token};

/// A resolver whose identities are checked.
#[derive(Debug)]
struct Checked {
    auth: Auth,
    resolver: SharedIdentityResolver,
}

impl ResolveIdentity for Checked {
    fn resolve_identity<'a>(
        &'a self,
        components: &'a RuntimeComponents,
        config: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::new(async move {
            let identity = self.resolver.resolve_identity(components, config).await?;
            check(self.auth, &identity)?;
            Ok(identity)
        })
    }

    fn fallback_on_interrupt(&self) -> Option<Identity> {
        let identity = ResolveIdentity::fallback_on_interrupt(&self.resolver)?;
        check(self.auth, &identity).ok().map(|()| identity)
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        self.resolver.cache_location()
    }

    fn cache_partition(&self) -> Option<IdentityCachePartition> {
        Some(self.resolver.cache_partition())
    }
}

/// Checks an identity. One of another type is left to the scheme, which refuses it.
fn check(auth: Auth, identity: &Identity) -> Result<(), IdentityProblem> {
    match (identity.data::<Token>(), identity.data::<Login>()) {
        (Some(token), _) => check_token(auth, token),
        (_, Some(login)) => check_login(auth, login),
        _ => Ok(()),
    }
}

impl Settings {
    /// Sets where the identities of a scheme come from.
    pub(crate) fn set_identity(&mut self, auth: Auth, resolver: SharedIdentityResolver) {
        let scheme = AuthSchemeId::new(auth.id());
        self.components
            .set_identity_resolver(scheme, Checked { auth, resolver });
    }

    /// Sets where bearer tokens come from; `None` leaves it as it is.
    pub fn set_token_provider(&mut self, provider: Option<SharedTokenProvider>) {
        if let Some(provider) = provider {
            self.set_identity(Auth::Bearer, SharedIdentityResolver::new(provider));
        }
    }
}

/// Setters of the identity of a scheme, and of its resolver.
macro_rules! identities {
    ($($auth:ident: $set:ident($ty:ty), $resolver:ident;)*) => {
        impl Settings {
            $(
                /// Sets the identity.
                pub fn $set(&mut self, identity: $ty) {
                    self.$resolver(SharedIdentityResolver::new(identity));
                }

                /// Sets the resolver of the identity.
                pub fn $resolver(&mut self, resolver: SharedIdentityResolver) {
                    self.set_identity(Auth::$auth, resolver);
                }
            )*
        }
    };
}

identities! {
    ApiKey: set_api_key(Token), set_api_key_resolver;
    Bearer: set_bearer_token(Token), set_bearer_token_resolver;
    Basic: set_basic_auth_login(Login), set_basic_auth_login_resolver;
    Digest: set_digest_auth_login(Login), set_digest_auth_login_resolver;
}
