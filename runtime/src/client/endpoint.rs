//! Where requests go: from the settings of a call, through the rules of the service, to an endpoint.

use std::fmt;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::endpoint::error::ResolveEndpointError;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

use crate::client::error::BoxError;
use crate::endpoint::InvalidParams;

/// What the endpoint of a request depends on: the `Params` of a generated client.
pub trait EndpointParams: Clone + fmt::Debug + Send + Sync + 'static {
    /// The builder of the parameters.
    type Builder;

    /// What the client's settings say.
    fn from_settings(settings: &EndpointSettings<'_>) -> Self::Builder;

    /// The parameters.
    ///
    /// # Errors
    ///
    /// [`InvalidParams`] where one is missing or wrong.
    fn build(builder: Self::Builder) -> Result<Self, InvalidParams>;

    /// The endpoint that follows from the rules.
    ///
    /// # Errors
    ///
    /// What the rules give as the reason.
    fn resolve(&self) -> Result<Endpoint, BoxError>;

    /// Takes up the account of the credentials, where the rules ask for it.
    fn set_account_id(&mut self, _account: &str) {}
}

/// The settings of a call that endpoint rules may ask for by name.
#[derive(Debug)]
pub struct EndpointSettings<'a> {
    config: &'a ConfigBag,
}

impl<'a> EndpointSettings<'a> {
    pub(crate) fn new(config: &'a ConfigBag) -> Self {
        Self { config }
    }

    /// `AWS::Region`
    pub fn region(&self) -> Option<String> {
        self.config
            .load::<Region>()
            .map(|region| region.as_ref().to_owned())
    }

    /// `AWS::UseDualStack`
    pub fn use_dual_stack(&self) -> Option<bool> {
        self.config.load::<UseDualStack>().map(|setting| setting.0)
    }

    /// `AWS::UseFIPS`
    pub fn use_fips(&self) -> Option<bool> {
        self.config.load::<UseFips>().map(|setting| setting.0)
    }

    /// `SDK::Endpoint`
    pub fn endpoint(&self) -> Option<String> {
        self.config
            .load::<EndpointUrl>()
            .map(|setting| setting.0.clone())
    }

    /// `AWS::Auth::AccountIdEndpointMode`
    pub fn account_id_endpoint_mode(&self) -> Option<String> {
        self.config
            .load::<AccountIdEndpointMode>()
            .map(ToString::to_string)
    }

    /// A setting of the service's own.
    pub fn custom<T: Storable<Storer = StoreReplace<T>>>(&self) -> Option<&'a T> {
        self.config.load::<T>()
    }
}

pub(crate) fn invalid_params(error: InvalidParams) -> BoxError {
    ContextAttachedError::new("endpoint params could not be built", error).into()
}

#[doc(hidden)]
pub fn finalize<P: EndpointParams>(params: &mut EndpointResolverParams) {
    let account = account(params);
    if let (Some(account), Some(params)) = (account, params.get_mut::<P>()) {
        params.set_account_id(account.as_str());
    }
}

/// The account of the credentials, once they are known.
fn account(params: &EndpointResolverParams) -> Option<AccountId> {
    let identity = params.get_property::<Identity>()?;
    identity.property::<AccountId>().cloned()
}

#[doc(hidden)]
pub fn resolve<'a, P: EndpointParams>(params: &P) -> EndpointFuture<'a> {
    EndpointFuture::ready(params.resolve().map_err(unresolved))
}

/// The error as programs know it, which may look for it by its type.
fn unresolved(error: BoxError) -> BoxError {
    ResolveEndpointError::message(error.to_string()).into()
}

#[doc(hidden)]
pub fn foreign_params<'a>() -> EndpointFuture<'a> {
    EndpointFuture::ready(Err("the call has no endpoint parameters".into()))
}
