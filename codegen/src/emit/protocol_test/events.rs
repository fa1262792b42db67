//! Tests of event streams.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::protocol_test::value;
use crate::name;
use crate::plan::protocol_test::{Event, Expected};
use crate::plan::ty::Type;

/// The body of a test of an event or error.
pub(super) fn event(event: &Event) -> TokenStream {
    let (union, bytes) = (value::path(&event.union), event.bytes.as_str());
    match (&event.expected, event.is_sent) {
        (Expected::Event(expected), is_sent) => {
            let expected = value::owned(expected, &Type::Union(event.union.clone()));
            let check = match is_sent {
                true => quote!(sent_event),
                false => quote!(received_event),
            };
            quote! {
                let event = #expected;
                protocol_test::#check::<#union>(&event, #bytes)
            }
        }
        (Expected::Error(error, built), true) => {
            let (error, variant) = (value::path(error), name::ident(&built.ty.name));
            let built = value::structure(built);
            quote! {
                let error = #error::#variant(#built);
                protocol_test::sent_error::<#union>(&error, #bytes)
            }
        }
        (Expected::Error(error, built), false) => {
            let (error, variant) = (value::path(error), name::ident(&built.ty.name));
            let builder = value::builder(built);
            let fails = built.fallible.then(|| quote!(?));
            quote! {
                match protocol_test::read_event::<#union>(#bytes)? {
                    Err(#error::#variant(found)) => {
                        let expected = #builder.meta(protocol_test::meta(&found)).build() #fails;
                        protocol_test::same(&found, &expected)
                    }
                    other => protocol_test::unexpected(&other),
                }
            }
        }
        (Expected::Failure, _) => quote!(protocol_test::refused_event::<#union>(#bytes)),
    }
}
