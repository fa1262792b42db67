//! The parts that structures and builders share.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::{REDACTED, docs, docs_or};
use crate::emit::module_path::ident;
use crate::plan::field::Field;
use crate::plan::structure::{Role, Structure};

/// The traits that the compiler derives for a structure or its builder, with one more of those.
pub(crate) fn derives(structure: &Structure, more: Option<TokenStream>) -> Option<TokenStream> {
    let is_value = !structure.has_stream();
    let mut derives = Vec::new();
    derives.extend(is_value.then(|| quote!(Clone, PartialEq)));
    derives.extend(more);
    derives.extend((!structure.redacts()).then(|| quote!(Debug)));
    (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]))
}

/// The field of a structure that is not a member, if its role has one.
pub(crate) fn extra_field(structure: &Structure) -> Option<TokenStream> {
    match structure.role {
        Role::Output => {
            let extended = structure.has_extended_request_id.then(|| {
                quote!(pub(crate) _extended_request_id: ::std::option::Option<::std::string::String>,)
            });
            Some(quote! {
                #extended
                pub(crate) _request_id: ::std::option::Option<::std::string::String>,
            })
        }
        Role::Error => Some(quote!(pub(crate) meta: ::hammersmith::error::ErrorMetadata,)),
        Role::Input | Role::Plain => None,
    }
}

/// The documentation of a field, with what the model demands.
pub(crate) fn field_docs(field: &Field) -> TokenStream {
    let text = docs_or(&field.docs, &format!("`{}` of the model.", field.member));
    let required = field.required.then(|| docs("\nRequired."));
    let renamed = field.name.renamed.then(|| {
        docs(&format!(
            "\nThe model calls this member `{}`.",
            field.member
        ))
    });
    quote!(#text #required #renamed)
}

/// `Debug` that leaves secrets out, for the structure or its builder.
pub(crate) fn redacted_debug(structure: &Structure, type_name: &str) -> TokenStream {
    let name = ident(type_name);
    let fields = structure.fields.iter().map(|field| {
        let text = field.name.ident.plain();
        if structure.sensitive || field.sensitive {
            quote!(.field(#text, &#REDACTED))
        } else {
            let name = field.name.ident.ident();
            quote!(.field(#text, &self.#name))
        }
    });
    let extra = match structure.role {
        Role::Output => {
            let extended = structure
                .has_extended_request_id
                .then(|| quote!(.field("_extended_request_id", &self._extended_request_id)));
            Some(quote!(#extended .field("_request_id", &self._request_id)))
        }
        Role::Error => Some(quote!(.field("meta", &self.meta))),
        Role::Input | Role::Plain => None,
    };
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#type_name) #(#fields)* #extra .finish()
            }
        }
    }
}
