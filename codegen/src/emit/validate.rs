//! The methods of an input that check it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::config::Strict;
use crate::emit::fragment::docs;
use crate::emit::module_path::ident;
use crate::plan::Plan;
use crate::plan::operation::Operation;

/// `validate` and `validate_with`.
pub(crate) fn methods(plan: &Plan, operation: &Operation) -> TokenStream {
    let name = ident(&operation.input.ty.name);
    let validate = ident(&operation.validate);
    let with = format_ident!("{}_with", operation.validate);
    let (options, enums) = match plan.strict {
        Strict::Enums => (
            quote!(::hammersmith::validate::Options::new().enums()),
            "values of enums",
        ),
        Strict::Off | Strict::On => (
            quote!(::hammersmith::validate::Options::new()),
            "but for values of enums, which stay open to what the service adds",
        ),
    };
    let about = docs(&format!(
        "Checks the input against the constraints of the model: required members, lengths, ranges, patterns,\n\
         unique entries, {enums}.\n\n# Errors\n\nFails with all problems, each with its path."
    ));
    let about_with = docs(&format!(
        "Checks the input as [`{0}`](Self::{0}) does, with a choice of what else is refused.\n\n\
         # Errors\n\nFails with all problems, each with its path.",
        operation.validate
    ));
    let errors = quote!(::hammersmith::validate::ValidationErrors);
    quote! {
        impl #name {
            #about
            pub fn #validate(&self) -> ::std::result::Result<(), #errors> {
                self.#with(#options)
            }

            #about_with
            pub fn #with(
                &self,
                options: ::hammersmith::validate::Options,
            ) -> ::std::result::Result<(), #errors> {
                ::hammersmith::validate::structure(self, options)
            }
        }
    }
}
