//! The auth schemes of a service and of its operations.

use std::borrow::Cow;
use std::fmt;

pub use crate::client::http_auth::HttpAuth;
pub use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOption, AuthSchemeOptionsFuture, SharedAuthSchemeOptionResolver,
};

use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOptionResolverParams, ResolveAuthSchemeOptions,
};
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as _};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::Auth;
use crate::client::error::BoxError;
use crate::endpoint::Schemes;

/// Chooses the ways in which a request may be authenticated, the best first.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The schemes for a request, in the order they are to be tried.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// The same resolver, as the runtime shares it.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(Typed(self))
    }
}

/// A resolver that gets the parameters by their type.
#[derive(Debug)]
struct Typed<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for Typed<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err("the call has no auth parameters".into())),
        }
    }
}

/// The parameters of the choice of an auth scheme.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// A builder for `Params`.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    pub(crate) fn of(operation: &'static str) -> Self {
        Self {
            operation_name: operation.into(),
        }
    }

    /// The name of the operation, as the model has it.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

/// A builder for [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// The name of the operation. Required.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets or clears the name of the operation.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// The parameters.
    ///
    /// # Errors
    ///
    /// [`BuildError`] without the name of an operation.
    pub fn build(self) -> Result<Params, BuildError> {
        match self.operation_name {
            Some(operation_name) => Ok(Params { operation_name }),
            None => Err(BuildError {
                field: "operation_name",
            }),
        }
    }
}

/// A parameter that [`ParamsBuilder::build`] needs is not set.
#[derive(Debug)]
pub struct BuildError {
    field: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for BuildError {}

/// The schemes of a service, the best first, and those of operations that differ.
///
/// Not `Copy`: the resolver of generated code, which holds it, would have to be, too.
#[derive(Debug, PartialEq, Eq)]
pub struct AuthSchemes {
    service: &'static [Auth],
    operations: &'static [(&'static str, &'static [Auth])],
}

impl AuthSchemes {
    /// The schemes of the service; with them, operation by operation, those that differ.
    pub const fn new(
        service: &'static [Auth],
        operations: &'static [(&'static str, &'static [Auth])],
    ) -> Self {
        Self {
            service,
            operations,
        }
    }

    /// The schemes for a request.
    pub fn resolve(&self, params: &Params) -> AuthSchemeOptionsFuture<'static> {
        let schemes = self.of(params).iter().copied().map(id);
        AuthSchemeOptionsFuture::ready(Ok(schemes.map(AuthSchemeOption::from).collect()))
    }

    /// The schemes for a request of a service whose endpoints say how they are signed for: those of
    /// the endpoint, then the others of the model.
    pub fn resolve_by_endpoint<'a>(
        &self,
        params: &Params,
        config: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let modelled = self.of(params);
        AuthSchemeOptionsFuture::new(async move {
            let params = config.load::<EndpointResolverParams>();
            let params = params.ok_or("the call has no endpoint parameters")?;
            let resolver = components.endpoint_resolver();
            let endpoint = resolver.resolve_endpoint(params).await?;
            let mut schemes: Vec<AuthSchemeId> = Schemes::of(&endpoint)?
                .names()
                .map(|name| AuthSchemeId::from(Cow::Owned(name.to_owned())))
                .collect();
            check_known(&schemes, components)?;
            for scheme in modelled.iter().copied().map(id) {
                if !schemes.contains(&scheme) {
                    schemes.push(scheme);
                }
            }
            Ok(schemes.into_iter().map(AuthSchemeOption::from).collect())
        })
    }

    /// The schemes of an operation in the model.
    fn of(&self, params: &Params) -> &'static [Auth] {
        let mut own = self.operations.iter();
        let own = own.find(|(operation, _)| *operation == params.operation_name());
        own.map_or(self.service, |(_, schemes)| schemes)
    }
}

/// The ID of the scheme in the AWS crates.
fn id(auth: Auth) -> AuthSchemeId {
    AuthSchemeId::new(auth.id())
}

/// Checks that the client has a scheme for the endpoint, if the endpoint names any.
fn check_known(schemes: &[AuthSchemeId], components: &RuntimeComponents) -> Result<(), BoxError> {
    let mut all = schemes.iter();
    let is_known = |scheme: &AuthSchemeId| components.auth_scheme(scheme).is_some();
    match schemes.first() {
        Some(first) if !all.any(is_known) => Err(format!(
            "the endpoint requires signatures of the scheme `{}`, which the client does not have; for `sigv4a`, \
             turn on the feature `sigv4a` of `hammersmith`",
            first.inner()
        )
        .into()),
        _ => Ok(()),
    }
}
