//! The endpoint rules as text, which the runtime evaluates.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::fragment::raw_string;
use crate::emit::package::{Items, Module};
use crate::plan::endpoint::{Endpoint, ParameterKind};

/// The indentation of a line in a text that is in a file of its own.
const INDENT: &str = "    ";

/// The method of `Params` that asks the rules.
pub(crate) fn resolve(endpoint: &Endpoint) -> TokenStream {
    let values = endpoint.parameters.iter().map(|parameter| {
        let field = parameter.method.ident();
        let value = match parameter.kind {
            ParameterKind::Boolean => quote!(self.#field),
            ParameterKind::String | ParameterKind::StringArray => quote!(self.#field.as_deref()),
        };
        quote!(#value.into())
    });
    quote! {
        /// The endpoint by the rules of the service, without any I/O.
        ///
        /// # Errors
        ///
        /// The reason the rules give where there is no endpoint.
        pub fn resolve(
            &self,
        ) -> ::std::result::Result<
            ::hammersmith::endpoint::Endpoint,
            ::hammersmith::endpoint::Error,
        > {
            ::hammersmith::endpoint::resolve(&self::rules::RULES, &[#(#values),*])
        }
    }
}

/// The private module `config::endpoint::rules`.
pub(crate) fn module(endpoint: &Endpoint) -> Module<'_> {
    Module::private("rules", Items::new(|| items(endpoint)))
}

fn items(endpoint: &Endpoint) -> TokenStream {
    let text = literal(&endpoint.text());
    quote! {
        use ::hammersmith::endpoint::RuleSet;

        /// The rules of the service.
        pub(super) static RULES: RuleSet = RuleSet::new(#text);
    }
}

/// Lines as a raw string.
fn literal(lines: &[String]) -> Literal {
    let mut text = "\n".to_owned();
    for line in lines {
        text.push_str(INDENT);
        text.push_str(line);
        text.push('\n');
    }
    raw_string(&text)
}
