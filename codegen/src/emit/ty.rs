//! Types of fields, arguments and results.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::{ModulePath, ident};
use crate::plan::field::Field;
use crate::plan::ty::{Type, TypeRef, Width};

/// The type itself.
pub(crate) fn owned(at: &ModulePath, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(::std::string::String),
        Type::Boolean => quote!(bool),
        Type::Integer(Width::Byte) => quote!(i8),
        Type::Integer(Width::Short) => quote!(i16),
        Type::Integer(Width::Integer) => quote!(i32),
        Type::Integer(Width::Long) => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::Blob => quote!(::hammersmith::primitives::Blob),
        Type::Stream => quote!(::hammersmith::primitives::ByteStream),
        Type::Events(events) => {
            let stream = ident(events.name());
            let (union, error) = (at.ty(&events.union), at.ty(&events.error));
            quote!(::hammersmith::primitives::event_stream::#stream<#union, #error>)
        }
        Type::Timestamp(_) => quote!(::hammersmith::primitives::DateTime),
        Type::Document => quote!(::hammersmith::primitives::Document),
        Type::BigInteger => quote!(::hammersmith::primitives::BigInteger),
        Type::BigDecimal => quote!(::hammersmith::primitives::BigDecimal),
        Type::Enumeration(ty) | Type::Structure(ty) | Type::Union(ty) => at.ty(ty),
        Type::List { element, sparse } => {
            let element = held(at, element, *sparse);
            quote!(::std::vec::Vec<#element>)
        }
        Type::Map { key, value, sparse } => {
            let key = map_key(at, key.as_ref());
            let value = held(at, value, *sparse);
            quote!(::std::collections::HashMap<#key, #value>)
        }
        Type::Boxed(inner) => {
            let inner = owned(at, inner);
            quote!(::std::boxed::Box<#inner>)
        }
    }
}

/// The type of what iterating over a list or map gives.
pub(crate) fn item(at: &ModulePath, ty: &Type) -> TokenStream {
    match ty {
        Type::List { element, sparse } => held(at, element, *sparse),
        Type::Map { key, value, sparse } => {
            let (key, value) = (map_key(at, key.as_ref()), held(at, value, *sparse));
            quote!((#key, #value))
        }
        other => owned(at, other),
    }
}

fn map_key(at: &ModulePath, key: Option<&TypeRef>) -> TokenStream {
    match key {
        Some(key) => at.ty(key),
        None => quote!(::std::string::String),
    }
}

/// The type of the items of a list or the values of a map.
fn held(at: &ModulePath, ty: &Type, sparse: bool) -> TokenStream {
    let ty = owned(at, ty);
    if sparse {
        quote!(::std::option::Option<#ty>)
    } else {
        ty
    }
}

/// The type of a field.
pub(crate) fn field(at: &ModulePath, field: &Field) -> TokenStream {
    let ty = owned(at, &field.ty);
    if field.is_optional() {
        quote!(::std::option::Option<#ty>)
    } else {
        ty
    }
}

/// The type of a setter's argument.
pub(crate) fn argument(at: &ModulePath, ty: &Type, optional: bool) -> TokenStream {
    let owned = owned(at, ty);
    match (optional, ty) {
        (true, _) => quote!(::std::option::Option<#owned>),
        (false, Type::String | Type::Boxed(_)) => quote!(impl ::std::convert::Into<#owned>),
        (false, _) => owned,
    }
}

/// An argument of that type, as the value to store.
pub(crate) fn store(ty: &Type, optional: bool, argument: TokenStream) -> TokenStream {
    match (optional, ty) {
        (false, Type::String | Type::Boxed(_)) => quote!(#argument.into()),
        _ => argument,
    }
}

/// The type that a getter returns, and the expression for it.
pub(crate) fn getter(
    at: &ModulePath,
    field: &Field,
    name: &TokenStream,
) -> (TokenStream, TokenStream) {
    let optional = field.is_optional();
    let borrowed = match &field.ty {
        ty if ty.is_copy() => {
            let ty = self::field(at, field);
            return (ty, quote!(self.#name));
        }
        Type::List { element, sparse } => {
            let element = held(at, element, *sparse);
            let value = if optional {
                quote!(self.#name.as_deref().unwrap_or_default())
            } else {
                quote!(&self.#name)
            };
            return (quote!(&[#element]), value);
        }
        Type::String => quote!(&str),
        Type::Boxed(inner) => {
            let inner = owned(at, inner);
            quote!(&#inner)
        }
        other => {
            let ty = owned(at, other);
            quote!(&#ty)
        }
    };
    match (optional, &field.ty) {
        (true, Type::String | Type::Boxed(_)) => (
            quote!(::std::option::Option<#borrowed>),
            quote!(self.#name.as_deref()),
        ),
        (true, _) => (
            quote!(::std::option::Option<#borrowed>),
            quote!(self.#name.as_ref()),
        ),
        (false, _) => (borrowed, quote!(&self.#name)),
    }
}
