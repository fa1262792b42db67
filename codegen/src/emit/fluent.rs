//! What an operation has with the client: its fluent builder, and how the client sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::builder::{Target, setters};
use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::page;
use crate::plan::Plan;
use crate::plan::operation::{EndpointValue, Operation};
use crate::plan::page::Shapes;

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
    let model = docs_or(&operation.docs, "");
    let page = page::fluent(plan, at, shapes, operation).map(|text| {
        let text = docs(&text);
        quote!(#[doc = ""] #text)
    });
    let deprecated = deprecated(operation.deprecated.as_ref());
    let setters = setters(at, &operation.input.fields, &Target::Inner);
    let (symbol, builder) = (ident(&operation.symbol), ident(&operation.input.builder));
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    let client_operation = client_operation(at, plan, operation);
    quote! {
        #intro
        ///
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

fn client_operation(at: &At, plan: &Plan, operation: &Operation) -> TokenStream {
    let symbol = ident(&operation.symbol);
    let params = at.to(&["config", "endpoint"], "Params");
    let span = format!("{}.{}", plan.service.sdk_id, operation.name);
    let signing = operation.unsigned_payload.then(|| {
        quote! {
            const SIGNING: ::hammersmith::client::Signing =
                ::hammersmith::client::Signing::new().unsigned_payload();
        }
    });
    let sensitive = operation.sensitive_output.then(|| {
        quote!(
            const SENSITIVE_OUTPUT: bool = true;
        )
    });
    let telemetry = telemetry(operation);
    let tokens = idempotency_tokens(operation);
    let endpoint = endpoint_params(at, operation);
    quote! {
        impl ::hammersmith::client::ClientOperation for super::#symbol {
            type EndpointParams = #params;

            #signing
            #sensitive

            fn span() -> ::hammersmith::client::Span {
                ::hammersmith::operation_span!(#span)
            }

            #telemetry
            #tokens
            #endpoint
        }
    }
}

fn endpoint_params(at: &At, operation: &Operation) -> Option<TokenStream> {
    let builder = at.to(&["config", "endpoint"], "ParamsBuilder");
    let mut uses_input = false;
    let setters = operation.endpoint_params.iter().map(|parameter| {
        let set = ident(&parameter.method);
        let value = match &parameter.value {
            EndpointValue::Text(text) => quote!(::std::option::Option::Some(#text.to_owned())),
            EndpointValue::Boolean(flag) => quote!(::std::option::Option::Some(#flag)),
            EndpointValue::Field(field) => {
                uses_input = true;
                let field = ident(field);
                quote!(input.#field.clone())
            }
        };
        quote!(.#set(#value))
    });
    let setters: Vec<_> = setters.collect();
    let input = match uses_input {
        true => quote!(input),
        false => quote!(_),
    };
    (!setters.is_empty()).then(|| {
        quote! {
            fn endpoint_params(#input: &Self::Input, params: #builder) -> #builder {
                params #(#setters)*
            }
        }
    })
}

fn telemetry(operation: &Operation) -> Option<TokenStream> {
    let members = operation.telemetry.iter().map(|member| {
        let (name, field) = (member.member.as_str(), ident(&member.field));
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

fn idempotency_tokens(operation: &Operation) -> Option<TokenStream> {
    let fields = operation.input.fields.iter();
    let tokens: Vec<_> = fields
        .filter(|field| field.idempotency_token)
        .map(|field| {
            let name = ident(&field.name.ident);
            quote!(input.#name.get_or_insert_with(token);)
        })
        .collect();
    (!tokens.is_empty()).then(|| {
        quote! {
            fn idempotency_token(
                input: &mut Self::Input,
                token: &dyn ::std::ops::Fn() -> ::std::string::String,
            ) {
                #(#tokens)*
            }
        }
    })
}
