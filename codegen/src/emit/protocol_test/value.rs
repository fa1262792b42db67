//! The parameters of test cases as expressions.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::chain::chain;
use crate::emit::protocol_test::raw;
use crate::name;
use crate::plan::protocol_test::{Built, EnumValue, Member, Number, Value};
use crate::plan::ty::{Type, TypeModule, TypeRef};

/// The builder of a structure with its members set, before `build`.
pub(super) fn builder(built: &Built) -> TokenStream {
    let path = path(&built.ty);
    let calls: Vec<TokenStream> = built.members.iter().flat_map(calls).collect();
    chain(quote!(#path::builder()), &calls, &TokenStream::new())
}

/// A structure.
pub(super) fn structure(built: &Built) -> TokenStream {
    let builder = builder(built);
    let fails = built.fallible.then(|| quote!(?));
    quote!(#builder.build() #fails)
}

/// The path to a type. Those of an operation are imported by name.
pub(super) fn path(ty: &TypeRef) -> TokenStream {
    let name = name::ident(&ty.name);
    match &ty.module {
        TypeModule::Operation(_) => quote!(#name),
        module => {
            let path = module.path();
            let path = path.iter().map(|part| name::ident(part));
            quote!(#(#path::)* #name)
        }
    }
}

/// The calls that set a member: one for each entry of a list or map.
fn calls(member: &Member) -> Vec<TokenStream> {
    let method = member.method.ident();
    match (&member.value, &member.ty) {
        (Value::List(items), Type::List { element, .. }) if !items.is_empty() => items
            .iter()
            .map(|item| {
                let item = argument(item.as_ref(), element, is_sparse(&member.ty));
                quote!(.#method(#item))
            })
            .collect(),
        (Value::Map(entries), Type::Map { value, .. }) if !entries.is_empty() => entries
            .iter()
            .map(|(key, item)| {
                let key = argument(Some(key), &Type::String, false);
                let item = argument(item.as_ref(), value, is_sparse(&member.ty));
                quote!(.#method(#key, #item))
            })
            .collect(),
        (Value::List(_) | Value::Map(_), _) => {
            let set = member.set.ident();
            vec![quote!(.#set(Some(Default::default())))]
        }
        (value, ty) => {
            let value = argument(Some(value), ty.unboxed(), false);
            vec![quote!(.#method(#value))]
        }
    }
}

fn is_sparse(ty: &Type) -> bool {
    matches!(
        ty,
        Type::List { sparse: true, .. } | Type::Map { sparse: true, .. }
    )
}

/// A value where a method takes it, which converts strings.
fn argument(value: Option<&Value>, ty: &Type, sparse: bool) -> TokenStream {
    match (value, sparse) {
        (Some(Value::Text(text)), false) => quote!(#text),
        (value, _) => held(value, ty, sparse),
    }
}

/// An entry of a list or map.
fn held(value: Option<&Value>, ty: &Type, sparse: bool) -> TokenStream {
    match (value, sparse) {
        (None, _) => quote!(None),
        (Some(value), true) => {
            let value = owned(value, ty);
            quote!(Some(#value))
        }
        (Some(value), false) => owned(value, ty),
    }
}

/// A value of exactly the type.
pub(super) fn owned(value: &Value, ty: &Type) -> TokenStream {
    if let Type::Boxed(inner) = ty {
        let value = owned(value, inner);
        return quote!(Box::new(#value));
    }
    match value {
        Value::Events(true) => quote!(protocol_test::no_events_sent()),
        Value::Events(false) => quote!(protocol_test::no_events_received()),
        Value::Text(text) => quote!(#text.to_owned()),
        Value::Boolean(flag) => quote!(#flag),
        Value::Integer(integer) => Literal::i64_unsuffixed(*integer).into_token_stream(),
        Value::Number(number) => self::number(*number, ty),
        Value::Big(digits) => quote!(#digits.parse()?),
        Value::Blob(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => quote!(primitives::Blob::new(#text)),
            Err(_) => {
                let bytes = Literal::byte_string(bytes);
                quote!(primitives::Blob::new(*#bytes))
            }
        },
        Value::Stream(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote!(primitives::ByteStream::from_static(#bytes))
        }
        Value::Timestamp(seconds, nanoseconds) => {
            let seconds = Literal::i64_unsuffixed(*seconds);
            match Literal::u32_unsuffixed(*nanoseconds) {
                _ if *nanoseconds == 0 => quote!(primitives::DateTime::from_secs(#seconds)),
                nanoseconds => {
                    quote!(primitives::DateTime::from_secs_and_nanos(#seconds, #nanoseconds))
                }
            }
        }
        Value::Document(json) => {
            let json = raw(&json.to_string());
            quote!(protocol_test::document(#json)?)
        }
        Value::Enumeration(ty, value) => {
            let path = path(ty);
            match value {
                EnumValue::Known(variant) => {
                    let variant = name::ident(variant);
                    quote!(#path::#variant)
                }
                EnumValue::Unknown(text) => quote!(#path::from(#text)),
            }
        }
        Value::Structure(built) => structure(built),
        Value::Union(..) | Value::List(_) | Value::Map(_) => compound(value, ty),
    }
}

fn compound(value: &Value, ty: &Type) -> TokenStream {
    match (value, ty) {
        (Value::Union(ty, variant, inner), _) => {
            let (path, variant) = (path(ty), name::ident(variant));
            let inner = inner.as_ref().map(|inner| {
                let (ty, value) = inner.as_ref();
                let value = owned(value, ty);
                quote!((#value))
            });
            quote!(#path::#variant #inner)
        }
        (Value::List(items), Type::List { element, sparse }) => {
            let items = items
                .iter()
                .map(|item| held(item.as_ref(), element, *sparse));
            quote!(vec![#(#items),*])
        }
        (Value::Map(entries), Type::Map { value, sparse, .. }) => {
            let entries = entries.iter().map(|(key, item)| {
                let key = owned(key, &Type::String);
                let item = held(item.as_ref(), value, *sparse);
                quote!((#key, #item))
            });
            quote!([#(#entries),*].into())
        }
        // A plan has lists of lists' types and maps of maps'.
        _ => quote!(Default::default()),
    }
}

fn number(number: Number, ty: &Type) -> TokenStream {
    let ty = match ty {
        Type::Float => quote!(f32),
        _ => quote!(f64),
    };
    match number {
        Number::Finite(number) => Literal::f64_unsuffixed(number).into_token_stream(),
        Number::NotANumber => quote!(#ty::NAN),
        Number::Infinity => quote!(#ty::INFINITY),
        Number::NegativeInfinity => quote!(#ty::NEG_INFINITY),
    }
}
