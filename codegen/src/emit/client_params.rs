//! The methods of `config::Builder` for parameters of the endpoint rules.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::endpoint::owned;
use crate::emit::fragment::docs;
use crate::markdown;
use crate::plan::client_params::ClientParam;

/// The methods of all parameters.
pub(crate) fn setters(params: &[ClientParam]) -> TokenStream {
    params.iter().map(setter).collect()
}

fn setter(param: &ClientParam) -> TokenStream {
    let (method, set, ty) = (param.method.ident(), param.set.ident(), owned(param.kind));
    let text = if param.docs.is_empty() {
        format!(
            "Sets {} of the endpoint rules.",
            markdown::code(&param.parameter)
        )
    } else {
        markdown::plain(&param.docs)
    };
    let about = docs(&text);
    let clears = docs(&format!(
        "Sets or clears [`{0}`](Self::{0}).",
        param.method.plain()
    ));
    let parameter = &param.parameter;
    quote! {
        #about
        pub fn #method(mut self, value: impl ::std::convert::Into<#ty>) -> Self {
            self.#set(::std::option::Option::Some(value.into()));
            self
        }

        #clears
        pub fn #set(&mut self, value: ::std::option::Option<#ty>) -> &mut Self {
            self.settings.set_context(#parameter, value);
            self
        }
    }
}
