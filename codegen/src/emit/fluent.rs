//! What an operation has with the client: its fluent builder, and how the client sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::builder::{Target, setters};
use crate::emit::fragment::{deprecated, docs};
use crate::emit::page;
use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::plan::shapes::Shapes;

/// The private module `operation::<operation>::fluent`.
pub(crate) fn items(
    at: &At,
    plan: &Plan,
    shapes: &Shapes<'_>,
    operation: &Operation,
) -> TokenStream {
    let fluent = ident(&operation.fluent_builder());
    let intro = docs(&format!(
        "Collects the input of `{}` and sends it.",
        operation.name
    ));
    let model = (!operation.docs.text.is_empty()).then(|| {
        let text = docs(&operation.docs.text);
        quote!(#[doc = ""] #text)
    });
    let page = page::fluent(plan, at, shapes, operation).map(|text| {
        let text = docs(&text);
        quote!(#[doc = ""] #text)
    });
    let deprecated = deprecated(operation.deprecated.as_ref());
    let setters = setters(at, &operation.input.fields, &Target::Inner);
    let (symbol, builder) = (ident(&operation.symbol), ident(&operation.input.builder));
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    let client_operation = client_operation(plan, operation);
    quote! {
        #intro
        #model
        #page
        #deprecated
        #[derive(Clone, Debug)]
        pub struct #fluent {
            call: ::hammersmith::client::Call,
            inner: super::builders::#builder,
        }

        impl #fluent {
            #setters
        }

        ::hammersmith::fluent_builder! { #fluent, #symbol, #builder, #output, #error }

        #client_operation
    }
}

fn client_operation(plan: &Plan, operation: &Operation) -> TokenStream {
    let symbol = ident(&operation.symbol);
    let span = format!("{}.{}", plan.service.sdk_id, operation.name);
    let telemetry = telemetry(operation);
    quote! {
        impl ::hammersmith::client::ClientOperation for super::#symbol {
            fn span() -> ::hammersmith::client::Span {
                ::hammersmith::operation_span!(#span)
            }

            #telemetry
        }
    }
}

fn telemetry(operation: &Operation) -> Option<TokenStream> {
    let members = operation.telemetry.iter().map(|member| {
        let (name, field) = (member.member.as_str(), member.field.ident());
        quote!(capture.string(#name, input.#field.as_deref());)
    });
    (!operation.telemetry.is_empty()).then(|| {
        quote! {
            fn telemetry(input: &Self::Input, capture: &mut ::hammersmith::client::Capture<'_>) {
                #(#members)*
            }
        }
    })
}
