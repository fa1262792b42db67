//! The authentication schemes of the service and of its operations: the module `config::auth`, and
//! the rows that the runtime reads.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::docs;
use crate::emit::package::{Gate, Items, Module};
use crate::plan::Plan;
use crate::plan::auth::{ApiKey, Scheme};
use crate::plan::operation::Operation;
use crate::plan::service::Service;

/// The module `config::auth`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let items = Items::new(|| items(plan));
    Module::public("auth", "How requests are authenticated.", items).gated(Gate::Client)
}

/// The documentation of the resolver.
fn about(plan: &Plan) -> TokenStream {
    docs(if plan.service.signs_by_endpoint {
        "Returns the authentication schemes of the endpoint, then those that the model names for the\nservice and its operations."
    } else {
        "Returns the authentication schemes that the model names for the service and its operations."
    })
}

fn items(plan: &Plan) -> TokenStream {
    let schemes = &plan.service.auth;
    let own = plan
        .operations
        .iter()
        .filter(|operation| operation.auth != *schemes);
    let schemes = list(schemes);
    let own = own.map(|operation| {
        let (name, schemes) = (&operation.name, list(&operation.auth));
        quote!((#name, #schemes))
    });
    let about = about(plan);
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
                        #schemes,
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

/// The calls that add the ways to authenticate to the facts about the service.
pub(crate) fn of_service(service: &Service) -> TokenStream {
    let list = match service.auth.as_slice() {
        // The defaults; operations that nobody signs say so themselves.
        [Scheme::SigV4] | [Scheme::None] => None,
        schemes => Some(list(schemes)),
    };
    let list = list.map(|list| quote!(.auth(#list)));
    let key = service.http_auth.api_key.as_ref().map(api_key);
    quote!(#list #key)
}

/// The call that adds the schemes to the description of an operation, if they are not those of the
/// service.
pub(crate) fn of_operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    if operation.anonymous() {
        return Some(quote!(.anonymous()));
    }
    (operation.auth != service.auth).then(|| {
        let list = list(&operation.auth);
        quote!(.auth(#list))
    })
}

/// The call that adds the schemes of HTTP to the description of the service for its client.
pub(crate) fn of_client(service: &Service) -> Option<TokenStream> {
    let auth = &service.http_auth;
    if auth.is_empty() {
        return None;
    }
    let list = list(&auth.schemes);
    let is_bearer = service.auth.contains(&Scheme::Bearer);
    let provider = is_bearer.then(|| quote!(.token_provider()));
    let variable = auth.token_variable;
    let variable = variable.map(|name| quote!(.token_variable(#name)));
    Some(quote! {
        .http_auth(const { &::hammersmith::client::auth::HttpAuth::new(#list) #provider #variable })
    })
}

fn list(schemes: &[Scheme]) -> TokenStream {
    let names = schemes.iter().map(|scheme| match scheme {
        Scheme::SigV4 => quote!(::hammersmith::Auth::SigV4),
        Scheme::SigV4a => quote!(::hammersmith::Auth::SigV4a),
        Scheme::ApiKey => quote!(::hammersmith::Auth::ApiKey),
        Scheme::Basic => quote!(::hammersmith::Auth::Basic),
        Scheme::Bearer => quote!(::hammersmith::Auth::Bearer),
        Scheme::Digest => quote!(::hammersmith::Auth::Digest),
        Scheme::None => quote!(::hammersmith::Auth::None),
    });
    quote!(&[#(#names),*])
}

fn api_key(key: &ApiKey) -> TokenStream {
    let name = &key.name;
    let key = match (&key.scheme, key.in_query) {
        (_, true) => quote!(query(#name)),
        (None, false) => quote!(header(#name)),
        (Some(scheme), false) => quote!(header(#name).scheme(#scheme)),
    };
    quote!(.api_key(::hammersmith::ApiKey::#key))
}
