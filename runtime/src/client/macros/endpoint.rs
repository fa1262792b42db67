//! What the modules `config::auth` and `config::endpoint` hold, besides `Params`.

/// The items of `config::auth`.
///
/// Takes the schemes of the service, the best first, and operation by operation those that differ.
#[doc(hidden)]
#[macro_export]
macro_rules! service_auth {
    ([$($scheme:literal),* $(,)?] $(, $operation:literal: [$($own:literal),* $(,)?])* $(,)?) => {
        pub use $crate::client::auth::{BuildError, Params, ParamsBuilder, ResolveAuthScheme};

        /// Offers the schemes that the model names for the service and its operations.
        #[derive(Debug)]
        pub struct DefaultAuthSchemeResolver {
            schemes: $crate::client::auth::AuthSchemes,
        }

        impl ::std::default::Default for DefaultAuthSchemeResolver {
            #[inline]
            fn default() -> Self {
                Self {
                    schemes: $crate::client::auth::AuthSchemes::new(
                        &[$($scheme),*],
                        &[$(($operation, &[$($own),*])),*],
                    ),
                }
            }
        }

        impl ResolveAuthScheme for DefaultAuthSchemeResolver {
            #[inline]
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                _cfg: &'a $crate::client::config::ConfigBag,
                _runtime_components: &'a $crate::client::config::RuntimeComponents,
            ) -> $crate::client::auth::AuthSchemeOptionsFuture<'a> {
                self.schemes.resolve(params)
            }
        }

        #[inline]
        pub(super) fn shared_default() -> $crate::client::auth::SharedAuthSchemeOptionResolver {
            ResolveAuthScheme::into_shared_resolver(DefaultAuthSchemeResolver::default())
        }
    };
}

/// The items of `config::endpoint`, besides `Params` and its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! service_endpoint {
    () => {
        pub use $crate::client::endpoint::{Endpoint, EndpointFuture, SharedEndpointResolver};

        /// Finds the endpoint of a request.
        pub trait ResolveEndpoint:
            ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug
        {
            /// The endpoint for these parameters.
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

            /// The same resolver, as the runtime shares it.
            #[inline]
            fn into_shared_resolver(self) -> SharedEndpointResolver
            where
                Self: ::std::marker::Sized + 'static,
            {
                SharedEndpointResolver::new(Typed(self))
            }
        }

        /// A resolver that gets the parameters by their type.
        #[derive(Debug)]
        struct Typed<T>(T);

        impl<T: ResolveEndpoint> $crate::client::rt::ResolveEndpoint for Typed<T> {
            #[inline]
            fn resolve_endpoint<'a>(
                &'a self,
                params: &'a $crate::client::rt::EndpointResolverParams,
            ) -> EndpointFuture<'a> {
                match params.get::<Params>() {
                    ::std::option::Option::Some(params) => self.0.resolve_endpoint(params),
                    ::std::option::Option::None => $crate::client::endpoint::foreign_params(),
                }
            }

            #[inline]
            fn finalize_params<'a>(
                &'a self,
                params: &'a mut $crate::client::rt::EndpointResolverParams,
            ) -> ::std::result::Result<(), $crate::client::error::BoxError> {
                $crate::client::endpoint::finalize::<Params>(params);
                ::std::result::Result::Ok(())
            }
        }

        /// Finds endpoints by the rules of the service.
        #[derive(Debug, Default)]
        #[non_exhaustive]
        pub struct DefaultResolver {}

        impl DefaultResolver {
            /// A resolver by the rules of the service.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }
        }

        impl ResolveEndpoint for DefaultResolver {
            #[inline]
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
                $crate::client::endpoint::resolve(params)
            }
        }

        #[inline]
        pub(super) fn shared_default() -> SharedEndpointResolver {
            ResolveEndpoint::into_shared_resolver(DefaultResolver::new())
        }
    };
}
