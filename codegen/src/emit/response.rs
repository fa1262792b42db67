//! The response of an operation: what each part of it becomes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::at::{At, ident};
use crate::emit::fragment::docs;
use crate::emit::parse;
use crate::emit::serialize::read_format;
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::{Body, Placement};
use crate::plan::operation::{Fault, Operation};
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef};

/// The method that turns a response into an output or an error.
pub(crate) fn parse(at: &At, operation: &Operation) -> TokenStream {
    let function = function(at, &operation.output.ty);
    let other = quote!(Self::Error::generic(meta));
    let error = match operation.errors.is_empty() {
        true => other,
        false => {
            let arms = operation.errors.iter().map(|fault| error_arm(at, fault));
            quote! {
                match meta.code() {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
    };
    quote! {
        fn parse(
            response: &::hammersmith::http::Response<'_>,
        ) -> ::std::result::Result<Self::Output, Self::Error> {
            if response.is_success() {
                return #function(response).map_err(|error| Self::Error::unreadable(response, error));
            }
            let meta = ::hammersmith::json::error_metadata(response, Self::NAME)
                .map_err(|error| Self::Error::unreadable(response, error))?;
            ::std::result::Result::Err(#error)
        }
    }
}

fn error_arm(at: &At, fault: &Fault) -> TokenStream {
    let code = fault.code.as_str();
    let function = function(at, &fault.ty);
    let variant = ident(&fault.ty.name);
    quote! {
        ::std::option::Option::Some(#code) => {
            #function(response, meta)
                .map_or_else(|error| Self::Error::unreadable(response, error), Self::Error::#variant)
        }
    }
}

/// The path of the function that reads a whole response.
fn function(at: &At, ty: &TypeRef) -> TokenStream {
    at.to(&["wire", "response"], &ty.function)
}

/// The module `wire::response`: functions that read whole responses, one for each output and error.
pub(crate) fn items(plan: &Plan) -> TokenStream {
    let at = At::module(&["wire", "response"]);
    let outputs = plan
        .operations
        .iter()
        .map(|operation| output(&at, operation));
    let is_response = |structure: &&Structure| {
        let mut faults = plan.service.errors.iter();
        faults.any(|fault| fault.ty == structure.ty)
    };
    let errors = plan.structures.iter().filter(is_response);
    let errors = errors.map(|structure| error(&at, structure));
    quote!(#(#outputs)* #(#errors)*)
}

/// The function that reads a whole response into an output.
fn output(at: &At, operation: &Operation) -> TokenStream {
    let structure = &operation.output;
    let read = read(at, structure, &operation.http.response);
    let function = ident(&structure.ty.function);
    let ty = at.ty(&structure.ty);
    let build = build(structure);
    let docs = docs(&format!("Reads a response as `{}`.", structure.ty.name));
    quote! {
        #docs
        pub(crate) fn #function(
            response: &::hammersmith::http::Response<'_>,
        ) -> ::std::result::Result<#ty, ::hammersmith::error::ParseError> {
            let mut builder = #ty::builder();
            #read
            builder._request_id = response.request_id().map(str::to_owned);
            ::std::result::Result::Ok(#build)
        }
    }
}

/// The function that reads a whole response into an error.
fn error(at: &At, structure: &Structure) -> TokenStream {
    let read = read(at, structure, &Body::Document);
    let function = ident(&structure.ty.function);
    let ty = at.ty(&structure.ty);
    let build = build(structure);
    let docs = docs(&format!("Reads a response as `{}`.", structure.ty.name));
    quote! {
        #docs
        pub(crate) fn #function(
            response: &::hammersmith::http::Response<'_>,
            meta: ::hammersmith::error::ErrorMetadata,
        ) -> ::std::result::Result<#ty, ::hammersmith::error::ParseError> {
            let mut builder = #ty::builder();
            #read
            if builder.message.is_none() {
                builder.message = meta.message().map(str::to_owned);
            }
            builder.meta = ::std::option::Option::Some(meta);
            ::std::result::Result::Ok(#build)
        }
    }
}

fn build(structure: &Structure) -> TokenStream {
    match structure.fallible {
        true => quote!(builder.build()?),
        false => quote!(builder.build()),
    }
}

/// The statements that fill `builder` from the parts of `response`.
fn read(at: &At, structure: &Structure, body: &Body) -> TokenStream {
    let bound = structure.fields.iter().filter_map(bound);
    let document = match body {
        Body::Empty => None,
        Body::Document => {
            let members = parse::members(at, structure);
            Some(quote! {
                ::hammersmith::json::read(response.body(), |json| {
                    if json.begin_object()? {
                        #members
                    }
                    ::std::result::Result::Ok(())
                })?;
            })
        }
        Body::Payload { member, .. } => structure
            .fields
            .iter()
            .find(|field| field.member == *member)
            .map(|field| payload(at, field)),
    };
    let corrections = parse::corrections(at, structure);
    quote! {
        #(#bound)*
        #document
        #corrections
    }
}

/// The statement that reads a member from the status or the headers.
fn bound(field: &Field) -> Option<TokenStream> {
    let name = ident(&field.name.ident);
    let value = match (&field.placement, field.ty.unboxed()) {
        (Placement::StatusCode, _) => {
            quote!(::std::option::Option::Some(i32::from(response.status())))
        }
        (Placement::PrefixHeaders(prefix), _) => quote!(response.prefix_headers(#prefix)?),
        (Placement::Header(header), Type::List { element, .. }) => match &**element {
            Type::Timestamp(format) => {
                let format = read_format(*format);
                quote!(response.timestamps(#header, #format)?)
            }
            element => {
                let method = header_method(element, "header_list");
                quote!(response.#method(#header)?)
            }
        },
        (Placement::Header(header), Type::Timestamp(format)) => {
            let format = read_format(*format);
            quote!(response.timestamp(#header, #format)?)
        }
        (Placement::Header(header), ty) => {
            let method = header_method(ty, "header");
            quote!(response.#method(#header)?)
        }
        _ => return None,
    };
    Some(quote!(builder.#name = #value;))
}

/// The method of a response that reads a header as `ty`.
fn header_method(ty: &Type, base: &str) -> proc_macro2::Ident {
    match ty {
        Type::Boolean | Type::Integer(_) | Type::Float | Type::Double => {
            format_ident!("{base}_parsed")
        }
        _ => format_ident!("{base}_text"),
    }
}

fn payload(at: &At, field: &Field) -> TokenStream {
    let name = ident(&field.name.ident);
    match field.ty.unboxed() {
        Type::Blob => quote!(builder.#name = response.blob_payload();),
        Type::String => quote!(builder.#name = response.text_payload()?;),
        Type::Enumeration(_) => {
            quote!(builder.#name = response.text_payload()?.map(|text| text.as_str().into());)
        }
        Type::Structure(ty) | Type::Union(ty) => {
            let function = parse::function(at, ty);
            quote!(builder.#name = ::hammersmith::json::read_payload(response.body(), #function)?;)
        }
        _ => quote! {
            builder.#name = ::hammersmith::json::read_payload(
                response.body(),
                |json| json.document(),
            )?;
        },
    }
}
