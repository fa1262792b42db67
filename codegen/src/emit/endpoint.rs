//! `config::endpoint`: the parameters of the endpoint rules, and the rules as data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::fragment::docs;
use crate::emit::package::{Gate, Items, Module};
use crate::emit::rules;
use crate::markdown;
use crate::plan::Plan;
use crate::plan::client_params::ClientParam;
use crate::plan::endpoint::{Endpoint, Expr, Parameter, ParameterKind};

/// The module `config::endpoint`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let items = Items::new(|| items(plan));
    let mut children = vec![rules::module(&plan.endpoint)];
    if plan.client.is_some() {
        let resolver = Module::private("resolver", Items::new(resolver));
        children.push(resolver.gated(Gate::Client));
    }
    Module::public("endpoint", "Where requests go.", items).with(children)
}

fn items(plan: &Plan) -> TokenStream {
    let gate = super::gate(plan);
    let params = params(&plan.endpoint);
    let conversion = from_settings(&plan.endpoint, &plan.settings.client_params);
    let client = plan.client.is_some().then(|| {
        quote! {
            #gate
            pub use self::resolver::{DefaultResolver, ResolveEndpoint};
            #gate
            pub use ::hammersmith::client::endpoint::{
                Endpoint, EndpointFuture, SharedEndpointResolver,
            };
        }
    });
    quote! {
        pub use ::hammersmith::endpoint::InvalidParams;
        #params
        #conversion
        #client
    }
}

/// `Params` and its builder.
fn params(endpoint: &Endpoint) -> TokenStream {
    let parameters = &endpoint.parameters;
    let fields = parameters.iter().map(|parameter| {
        let (name, ty) = (parameter.method.ident(), owned(parameter.kind));
        quote!(#name: ::std::option::Option<#ty>,)
    });
    let fields: TokenStream = fields.collect();
    let getters = parameters.iter().map(getter);
    let setters = parameters.iter().map(setter);
    let build = build(endpoint);
    let resolve = rules::resolve(endpoint);
    // Otherwise a lint asks for `Copy`, which the type loses with the first parameter of another
    // kind.
    let mut kinds = parameters.iter().map(|parameter| parameter.kind);
    let non_exhaustive = kinds
        .all(|kind| kind == ParameterKind::Boolean)
        .then(|| quote!(#[non_exhaustive]));
    quote! {
        /// The parameters that the endpoint of a request depends on.
        #[derive(Clone, PartialEq, Debug)]
        #[non_exhaustive]
        pub struct Params {
            #fields
        }

        impl Params {
            /// A builder for `Params`.
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }

            #(#getters)*
            #resolve
        }


        /// A builder for [`Params`].
        #[derive(Clone, PartialEq, Default, Debug)]
        #non_exhaustive
        pub struct ParamsBuilder {
            #fields
        }

        impl ParamsBuilder {
            #(#setters)*
            #build
        }
    }
}

pub(crate) fn owned(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::String => quote!(::std::string::String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::StringArray => quote!(::std::vec::Vec<::std::string::String>),
    }
}

fn getter(parameter: &Parameter) -> TokenStream {
    let name = parameter.method.ident();
    let docs = docs(&documentation(parameter));
    let (ty, value) = match parameter.kind {
        ParameterKind::String => (quote!(&str), quote!(self.#name.as_deref())),
        ParameterKind::Boolean => (quote!(bool), quote!(self.#name)),
        ParameterKind::StringArray => (
            quote!(&[::std::string::String]),
            quote!(self.#name.as_deref()),
        ),
    };
    quote! {
        #docs
        pub fn #name(&self) -> ::std::option::Option<#ty> {
            #value
        }
    }
}

fn documentation(parameter: &Parameter) -> String {
    if parameter.docs.is_empty() {
        format!("{} of the endpoint rules.", markdown::code(&parameter.name))
    } else {
        markdown::plain(&parameter.docs)
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let name = parameter.method.ident();
    let set = parameter.set.ident();
    let ty = owned(parameter.kind);
    let intro = docs(&documentation(parameter));
    let set_docs = docs(&format!(
        "Sets or clears [`{0}`](Self::{0}).",
        parameter.method.plain()
    ));
    quote! {
        #intro
        pub fn #name(mut self, value: impl ::std::convert::Into<#ty>) -> Self {
            self.#name = ::std::option::Option::Some(value.into());
            self
        }

        #set_docs
        pub fn #set(mut self, value: ::std::option::Option<#ty>) -> Self {
            self.#name = value;
            self
        }
    }
}

/// The conversion of settings to parameters, and the methods that every set of parameters has.
fn from_settings(endpoint: &Endpoint, params: &[ClientParam]) -> TokenStream {
    let known = [
        ("AWS::Region", "region"),
        ("AWS::UseDualStack", "use_dual_stack"),
        ("AWS::UseFIPS", "use_fips"),
        ("SDK::Endpoint", "endpoint"),
        (
            "AWS::Auth::AccountIdEndpointMode",
            "account_id_endpoint_mode",
        ),
    ];
    let setters = endpoint.parameters.iter().filter_map(|parameter| {
        let built_in = parameter.built_in.as_deref()?;
        let (_, setting) = known.iter().find(|(name, _)| *name == built_in)?;
        let set = parameter.set.ident();
        let setting = format_ident!("{setting}");
        Some(quote!(.#set(settings.#setting)))
    });
    let setters: Vec<TokenStream> = setters.chain(params.iter().map(of_client)).collect();
    let params = every_set(endpoint);
    let settings = if setters.is_empty() {
        quote!(_)
    } else {
        quote!(settings)
    };
    quote! {
        impl ::std::convert::From<::hammersmith::endpoint::Settings> for ParamsBuilder {
            fn from(#settings: ::hammersmith::endpoint::Settings) -> Self {
                Self::default() #(#setters)*
            }
        }

        #params
    }
}

/// The methods that every set of parameters has.
fn every_set(endpoint: &Endpoint) -> TokenStream {
    let same = is_same(endpoint);
    let account = endpoint
        .parameters
        .iter()
        .find(|parameter| parameter.built_in.as_deref() == Some("AWS::Auth::AccountId"));
    let account = account.map(|parameter| {
        let name = parameter.method.ident();
        quote! {
            fn set_account_id(&mut self, account: &str) {
                self.#name.get_or_insert_with(|| account.to_owned());
            }
        }
    });
    quote! {
        impl ::hammersmith::endpoint::Params for Params {
            fn from_settings(
                settings: ::hammersmith::endpoint::Settings,
            ) -> ::std::result::Result<Self, ::hammersmith::endpoint::InvalidParams> {
                ParamsBuilder::from(settings).build()
            }

            fn resolve(
                &self,
            ) -> ::std::result::Result<
                ::hammersmith::endpoint::Endpoint,
                ::hammersmith::endpoint::Error,
            > {
                Self::resolve(self)
            }

            #same
            #account
        }
    }
}

/// The comparison of parameters, where the rules do not use all of them: a resolver keeps the
/// endpoint of the last call, whatever the others are.
fn is_same(endpoint: &Endpoint) -> Option<TokenStream> {
    let (used, unused): (Vec<_>, Vec<_>) = endpoint.parameters.iter().partition(|it| it.used);
    let used = used.iter().map(|parameter| {
        let name = parameter.method.ident();
        quote!(self.#name == other.#name)
    });
    let used: Vec<_> = used.collect();
    (!unused.is_empty() && !used.is_empty()).then(|| {
        quote! {
            fn is_same(&self, other: &Self) -> bool {
                #(#used)&&*
            }
        }
    })
}

/// The call that sets a parameter to the setting of the client.
fn of_client(param: &ClientParam) -> TokenStream {
    let (set, name) = (param.set.ident(), &param.parameter);
    let read = match param.kind {
        ParameterKind::String => quote!(string),
        ParameterKind::Boolean => quote!(boolean),
        ParameterKind::StringArray => quote!(strings),
    };
    quote!(.#set(settings.context.#read(#name)))
}

fn build(endpoint: &Endpoint) -> TokenStream {
    let mut parameters = endpoint.parameters.iter();
    let region = parameters.find(|parameter| parameter.host_label);
    let check = region.map(|parameter| {
        let (name, text) = (parameter.method.ident(), parameter.method.plain());
        quote!(::hammersmith::endpoint::check_host_label(#text, self.#name.as_deref())?;)
    });
    let fields = endpoint.parameters.iter().map(|parameter| {
        let (name, text) = (parameter.method.ident(), parameter.method.plain());
        let default = parameter.default.as_ref().and_then(default);
        match (default, parameter.required) {
            (Some(default), _) if parameter.kind == ParameterKind::Boolean => {
                quote!(#name: self.#name.or(#default),)
            }
            (Some(default), _) => quote!(#name: self.#name.or_else(|| #default),),
            (None, true) => quote! {
                #name: ::std::option::Option::Some(self.#name.ok_or(InvalidParams::missing(#text))?),
            },
            (None, false) => quote!(#name: self.#name,),
        }
    });
    quote! {
        /// The parameters, with defaults for those that are not set.
        ///
        /// # Errors
        ///
        /// [`InvalidParams`] if the rules cannot do without a parameter that is not set, or if the
        /// region cannot be part of a host name.
        pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
            #check
            ::std::result::Result::Ok(Params { #(#fields)* })
        }
    }
}

/// A default, as the option that a field is.
fn default(value: &Expr) -> Option<TokenStream> {
    let value = match value {
        Expr::Boolean(value) => quote!(#value),
        Expr::Template(text) => quote!(#text.to_owned()),
        Expr::Array(items) => {
            let items = items.iter().filter_map(|item| match item {
                Expr::Template(text) => Some(quote!(#text.to_owned())),
                _ => None,
            });
            quote!(::std::vec![#(#items),*])
        }
        _ => return None,
    };
    Some(quote!(::std::option::Option::Some(#value)))
}

/// The private module `config::endpoint::resolver`.
fn resolver() -> TokenStream {
    quote! {
        use ::hammersmith::client::endpoint::{Cache, EndpointFuture, SharedEndpointResolver};

        /// Returns the endpoint of a request.
        pub trait ResolveEndpoint: ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug {
            /// The endpoint for these parameters.
            fn resolve_endpoint<'a>(&'a self, params: &'a super::Params) -> EndpointFuture<'a>;

            /// The same resolver, in the type that clients share.
            #[inline]
            fn into_shared_resolver(self) -> SharedEndpointResolver
            where
                Self: ::std::marker::Sized + 'static,
            {
                ::hammersmith::client::endpoint::share(self, Self::resolve_endpoint)
            }
        }

        /// Returns endpoints by the rules of the service. The last one is kept, for the next call
        /// with the same parameters.
        #[derive(Debug, Default)]
        pub struct DefaultResolver {
            cache: Cache<super::Params>,
        }

        impl DefaultResolver {
            /// A resolver by the rules of the service.
            pub fn new() -> Self {
                Self::default()
            }
        }

        impl ResolveEndpoint for DefaultResolver {
            fn resolve_endpoint<'a>(&'a self, params: &'a super::Params) -> EndpointFuture<'a> {
                self.cache.resolve(params)
            }
        }
    }
}
