//! Unions whose values are events: the trait of the stream, and the errors that end it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::When;
use crate::emit::error;
use crate::emit::module_path::{ModulePath, ident};
use crate::plan::Plan;
use crate::plan::events::EventStream;
use crate::plan::union::Union;

/// The `impl` by which the values of a union are events.
pub(crate) fn stream(
    at: &ModulePath,
    plan: &Plan,
    union: &Union,
    events: &EventStream,
) -> TokenStream {
    let error = at.ty(&events.error);
    let info = at.to(&["meta"], "SERVICE");
    let protocol = ident(plan.service.protocol.name());
    let exception = exception(events);
    let write = write_exception(plan, union, events);
    let (union, name) = (ident(&union.ty.name), union.shape_name.as_str());
    quote! {
        impl ::hammersmith::event::EventStream for #union {
            type Error = #error;
            type Protocol = ::hammersmith::protocol::#protocol;

            const NAME: &'static str = #name;
            const SERVICE: &'static ::hammersmith::ServiceInfo = &#info;

            #exception
            #write
        }
    }
}

/// The method that writes an error of a stream. If only fakes send the stream, the method is
/// part of the feature `fake`.
fn write_exception(plan: &Plan, union: &Union, events: &EventStream) -> Option<TokenStream> {
    let fake = plan.fake.as_ref().map(|fake| fake.when);
    let gate = (!union.serialized && fake == Some(When::Feature))
        .then(|| quote!(#[cfg(feature = "fake")]));
    let mut seen = BTreeSet::new();
    let faults = events
        .faults
        .iter()
        .filter(|(_, fault)| seen.insert(&fault.ty));
    let arms = faults.map(|(member, fault)| {
        let variant = ident(&fault.ty.name);
        quote! {
            Self::Error::#variant(error) => {
                ::std::option::Option::Some(Self::Protocol::write_exception(#member, error))
            }
        }
    });
    let arms: Vec<_> = arms.collect();
    let is_written = union.serialized || fake.is_some();
    (is_written && !arms.is_empty()).then(|| {
        quote! {
            #gate
            fn write_exception(
                error: &Self::Error,
            ) -> ::std::option::Option<
                ::std::result::Result<
                    ::hammersmith::event::Message,
                    ::hammersmith::error::BuildError,
                >,
            > {
                use ::hammersmith::event::EventProtocol;

                match error {
                    #(#arms)*
                    _ => ::std::option::Option::None,
                }
            }
        }
    })
}

/// The method that reads an error by the name of its member.
fn exception(events: &EventStream) -> TokenStream {
    let mut seen = BTreeSet::new();
    let faults = events
        .faults
        .iter()
        .filter(|(member, _)| seen.insert(member));
    let arms: Vec<_> = faults
        .map(|(member, fault)| {
            let variant = ident(&fault.ty.name);
            quote!(#member => from.read().map(Self::Error::#variant),)
        })
        .collect();
    let (name, body) = if arms.is_empty() {
        (quote!(_), quote!(Self::Error::Unhandled(from.unhandled())))
    } else {
        let body = quote! {
            let error = match exception {
                #(#arms)*
                _ => ::std::option::Option::None,
            };
            error.unwrap_or_else(|| Self::Error::Unhandled(from.unhandled()))
        };
        (quote!(exception), body)
    };
    quote! {
        fn exception(
            #name: &str,
            from: &mut ::hammersmith::protocol::ErrorReader<'_, Self::Protocol>,
        ) -> Self::Error {
            #body
        }
    }
}

/// The error enum of a stream.
pub(crate) fn error(plan: &Plan, union: &Union, events: &EventStream) -> TokenStream {
    let at = ModulePath::module(&["types", "error", &events.module]);
    let (error, name) = (events.error.name.as_str(), union.shape_name.as_str());
    let definition = error::enumeration(&at, error, name, &events.errors());
    let error = ident(error);
    let client = plan.client.is_some().then(|| {
        let gate = super::gate(plan);
        error::of_operation(gate.as_ref(), &quote!(#error), name, plan.service.s3)
    });
    quote!(#definition #client)
}
