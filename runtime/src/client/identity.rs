//! Credentials on their way from a provider to signatures.

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityCachePartition, IdentityFuture, ResolveIdentity,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::error::BoxError;
use crate::credentials;

/// A provider whose credentials are checked before anything is signed with them.
#[derive(Debug)]
pub(crate) struct Checked(pub(crate) SharedCredentialsProvider);

impl ResolveIdentity for Checked {
    fn resolve_identity<'a>(
        &'a self,
        components: &'a RuntimeComponents,
        config: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::new(
            async move { checked(self.0.resolve_identity(components, config).await?) },
        )
    }

    fn fallback_on_interrupt(&self) -> Option<Identity> {
        let identity = ResolveIdentity::fallback_on_interrupt(&self.0)?;
        checked(identity).ok()
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        self.0.cache_location()
    }

    fn cache_partition(&self) -> Option<IdentityCachePartition> {
        self.0.cache_partition()
    }
}

fn checked(identity: Identity) -> Result<Identity, BoxError> {
    let Some(found) = identity.data::<Credentials>() else {
        return Ok(identity);
    };
    let usable = credentials::usable(found.clone());
    let usable = usable.map_err(CredentialsError::invalid_configuration)?;
    if usable.session_token() == found.session_token() {
        Ok(identity)
    } else {
        Ok(usable.into())
    }
}
