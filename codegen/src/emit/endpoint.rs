//! `config::endpoint`: the parameters of the endpoint rules, and the rules as data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::at::ident;
use crate::emit::fragment::docs;
use crate::plan::endpoint::{Endpoint, Parameter, ParameterKind};

/// `Params` and its builder.
pub(crate) fn params(endpoint: &Endpoint) -> TokenStream {
    let parameters = &endpoint.parameters;
    let fields = parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.method), owned(parameter.kind));
        quote!(#name: ::std::option::Option<#ty>,)
    });
    let fields: TokenStream = fields.collect();
    let getters = parameters.iter().map(getter);
    let setters = parameters.iter().map(setter);
    let build = build(endpoint);
    let values = values(endpoint);
    quote! {
        /// What the endpoint of a request depends on.
        #[derive(Clone, PartialEq, Debug)]
        #[non_exhaustive]
        pub struct Params {
            #fields
        }

        impl Params {
            /// A builder for `Params`.
            #[inline]
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }

            #(#getters)*
        }

        #values

        /// A builder for [`Params`](Params).
        #[derive(Clone, PartialEq, Default, Debug)]
        pub struct ParamsBuilder {
            #fields
        }

        impl ParamsBuilder {
            #(#setters)*
            #build
        }
    }
}

fn owned(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::String => quote!(::std::string::String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::StringArray => quote!(::std::vec::Vec<::std::string::String>),
    }
}

fn getter(parameter: &Parameter) -> TokenStream {
    let name = ident(&parameter.method);
    let docs = docs(&documentation(parameter));
    let (ty, value) = match parameter.kind {
        ParameterKind::String => (quote!(&str), quote!(self.#name.as_deref())),
        ParameterKind::Boolean => (quote!(bool), quote!(self.#name)),
        ParameterKind::StringArray => {
            (quote!(&[::std::string::String]), quote!(self.#name.as_deref()))
        }
    };
    quote! {
        #docs
        #[inline]
        pub fn #name(&self) -> ::std::option::Option<#ty> {
            #value
        }
    }
}

fn documentation(parameter: &Parameter) -> String {
    match parameter.docs.is_empty() {
        true => format!("`{}` of the endpoint rules.", parameter.name),
        false => parameter.docs.clone(),
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let name = ident(&parameter.method);
    let set = format_ident!("set_{}", parameter.method.trim_start_matches("r#"));
    let ty = owned(parameter.kind);
    let intro = docs(&documentation(parameter));
    let set_docs = docs(&format!("Sets or clears [`{0}`](Self::{0}).", parameter.method.trim_start_matches("r#")));
    quote! {
        #intro
        #[inline]
        pub fn #name(mut self, value: impl ::std::convert::Into<#ty>) -> Self {
            self.#name = ::std::option::Option::Some(value.into());
            self
        }

        #set_docs
        #[inline]
        pub fn #set(mut self, value: ::std::option::Option<#ty>) -> Self {
            self.#name = value;
            self
        }
    }
}

fn build(_endpoint: &Endpoint) -> TokenStream { TokenStream::new() }
fn values(_endpoint: &Endpoint) -> TokenStream { TokenStream::new() }
