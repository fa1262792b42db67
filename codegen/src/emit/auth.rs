//! The module `config::auth`: the authentication schemes of the service and of its operations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::docs;
use crate::emit::package::{Gate, Items, Module};
use crate::plan::Plan;
use crate::plan::auth::Scheme;

/// The module `config::auth`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let items = Items::new(|| items(plan));
    Module::public("auth", "How requests are authenticated.", items).gated(Gate::Client)
}

/// The schemes by the IDs that the AWS crates give them.
fn ids(schemes: &[Scheme]) -> impl Iterator<Item = &'static str> {
    schemes.iter().map(|scheme| scheme.id())
}

fn items(plan: &Plan) -> TokenStream {
    let schemes = &plan.service.auth;
    let own = plan
        .operations
        .iter()
        .filter(|operation| operation.auth != *schemes);
    let schemes = ids(schemes);
    let own = own.map(|operation| {
        let (name, schemes) = (&operation.name, ids(&operation.auth));
        quote!((#name, &[#(#schemes),*]))
    });
    let about = docs(if plan.service.signs_by_endpoint {
        "Returns the authentication schemes of the endpoint, then those that the model names for the\nservice and its operations."
    } else {
        "Returns the authentication schemes that the model names for the service and its operations."
    });
    let (cfg, components, resolve) = if plan.service.signs_by_endpoint {
        (
            quote!(cfg),
            quote!(runtime_components),
            quote!(resolve_by_endpoint(params, cfg, runtime_components)),
        )
    } else {
        (
            quote!(_cfg),
            quote!(_runtime_components),
            quote!(resolve(params)),
        )
    };
    quote! {
        pub use ::hammersmith::client::auth::{BuildError, Params, ParamsBuilder, ResolveAuthScheme};

        #about
        #[derive(Debug)]
        pub struct DefaultAuthSchemeResolver {
            schemes: ::hammersmith::client::auth::AuthSchemes,
        }

        impl ::std::default::Default for DefaultAuthSchemeResolver {
            fn default() -> Self {
                Self {
                    schemes: ::hammersmith::client::auth::AuthSchemes::new(
                        &[#(#schemes),*],
                        &[#(#own),*],
                    ),
                }
            }
        }

        impl ResolveAuthScheme for DefaultAuthSchemeResolver {
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                #cfg: &'a ::hammersmith::client::config::ConfigBag,
                #components: &'a ::hammersmith::client::config::RuntimeComponents,
            ) -> ::hammersmith::client::auth::AuthSchemeOptionsFuture<'a> {
                self.schemes.#resolve
            }
        }
    }
}
