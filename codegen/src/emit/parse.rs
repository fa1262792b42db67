//! Functions that read shapes from JSON, one for each structure and union an output or error reaches.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::fragment::docs;
use crate::emit::serialize::read_format;
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::Placement;
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef, Width};
use crate::plan::union::{Union, UnionVariant};

/// The module `wire::parse`.
pub(crate) fn items(plan: &Plan) -> TokenStream {
    let at = At::module(&["wire", "parse"]);
    let structures = plan.structures.iter().filter(|s| s.parsed);
    let structures = structures.map(|s| structure(&at, s));
    let unions = plan.unions.iter().filter(|u| u.parsed);
    let unions = unions.map(|u| union(&at, u));
    quote!(#(#structures)* #(#unions)*)
}

/// The statement that reads the members of an object, once it has begun, into `builder`.
pub(crate) fn members(at: &At, structure: &Structure) -> TokenStream {
    let mut arms = body_fields(structure)
        .map(|field| arm(at, field))
        .peekable();
    if arms.peek().is_none() {
        return quote!(while json.next_key()?.is_some() {
            json.skip()?;
        });
    }
    quote! {
        while let ::std::option::Option::Some(key) = json.next_key()? {
            match &*key {
                #(#arms)*
                _ => json.skip()?,
            }
        }
    }
}

fn structure(at: &At, structure: &Structure) -> TokenStream {
    let function = ident(&structure.ty.function);
    let ty = at.ty(&structure.ty);
    let members = members(at, structure);
    let correct = corrections(at, structure);
    let is_read = body_fields(structure).next().is_some();
    let mutable = (is_read || !correct.is_empty()).then(|| quote!(mut));
    let build = match structure.fallible {
        true => quote!(builder.build().map_err(::hammersmith::json::Error::build)?),
        false => quote!(builder.build()),
    };
    let docs = docs(&format!("Reads a `{}`, or null.", structure.ty.name));
    quote! {
        #docs
        pub(crate) fn #function(
            json: &mut ::hammersmith::json::Reader<'_>,
        ) -> ::std::result::Result<::std::option::Option<#ty>, ::hammersmith::json::Error> {
            if !json.begin_object()? {
                return ::std::result::Result::Ok(::std::option::Option::None);
            }
            let #mutable builder = #ty::builder();
            #members
            #correct
            ::std::result::Result::Ok(::std::option::Option::Some(#build))
        }
    }
}

fn body_fields(structure: &Structure) -> impl Iterator<Item = &Field> {
    structure
        .fields
        .iter()
        .filter(|field| field.placement == Placement::Body)
}

fn arm(at: &At, field: &Field) -> TokenStream {
    let key = field.wire_name.as_str();
    let name = ident(&field.name.ident);
    let value = value(at, &field.ty);
    quote!(#key => builder.#name = #value,)
}

/// The expression that reads a value; `None` for null.
fn value(at: &At, ty: &Type) -> TokenStream {
    match ty {
        Type::Enumeration(_) => quote!(json.text()?.map(|text| (*text).into())),
        Type::Boxed(inner) => {
            let inner = value(at, inner);
            quote!(#inner.map(::std::boxed::Box::new))
        }
        other => {
            let call = call(at, other);
            quote!(#call?)
        }
    }
}

/// The call that reads a value, with all that may go wrong in it.
fn call(at: &At, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(json.string()),
        Type::Boolean => quote!(json.boolean()),
        Type::Integer(Width::Byte) => quote!(json.byte()),
        Type::Integer(Width::Short) => quote!(json.short()),
        Type::Integer(Width::Integer) => quote!(json.integer()),
        Type::Integer(Width::Long) => quote!(json.long()),
        Type::Float => quote!(json.float()),
        Type::Double => quote!(json.double()),
        Type::Blob => quote!(json.blob()),
        Type::Document => quote!(json.document()),
        Type::BigInteger => quote!(json.big_integer()),
        Type::BigDecimal => quote!(json.big_decimal()),
        Type::Timestamp(format) => {
            let format = read_format(*format);
            quote!(json.timestamp(#format))
        }
        Type::Structure(ty) | Type::Union(ty) => {
            let function = function(at, ty);
            quote!(#function(json))
        }
        Type::List { element, sparse } => {
            let element = closure(at, element);
            match sparse {
                true => quote!(json.sparse_list(#element)),
                false => quote!(json.list(#element)),
            }
        }
        Type::Map { value, sparse, .. } => {
            let element = closure(at, value);
            match sparse {
                true => quote!(json.sparse_map(#element)),
                false => quote!(json.map(#element)),
            }
        }
        Type::Enumeration(_) | Type::Boxed(_) => {
            let value = value(at, ty);
            quote!(::std::result::Result::Ok(#value))
        }
    }
}

/// The function or closure that reads one item.
fn closure(at: &At, ty: &Type) -> TokenStream {
    match ty {
        Type::Structure(ty) | Type::Union(ty) => function(at, ty),
        other => {
            let call = call(at, other);
            quote!(|json| #call)
        }
    }
}

/// What stands in for required members that a response left out, so that reading never fails on it.
pub(crate) fn corrections(at: &At, structure: &Structure) -> TokenStream {
    let required = structure.fields.iter().filter(|field| field.required);
    required.map(|field| correction(at, field)).collect()
}

fn correction(at: &At, field: &Field) -> TokenStream {
    let name = ident(&field.name.ident);
    match field.ty.unboxed() {
        Type::Enumeration(_) => quote! {
            builder.#name.get_or_insert_with(|| "no value was set".into());
        },
        Type::Timestamp(_) => quote! {
            builder.#name.get_or_insert_with(|| ::hammersmith::primitives::DateTime::from_secs(0));
        },
        Type::Union(ty) => {
            let union = at.ty(ty);
            match field.ty {
                Type::Boxed(_) => quote! {
                    builder.#name.get_or_insert_with(|| ::std::boxed::Box::new(#union::Unknown));
                },
                _ => quote!(builder.#name.get_or_insert(#union::Unknown);),
            }
        }
        Type::Structure(ty) => {
            let structure = at.ty(ty);
            let boxed =
                matches!(field.ty, Type::Boxed(_)).then(|| quote!(.map(::std::boxed::Box::new)));
            quote! {
                if builder.#name.is_none() {
                    builder.#name = ::hammersmith::error::built(#structure::builder().build()) #boxed;
                }
            }
        }
        Type::Document | Type::BigInteger | Type::BigDecimal => quote! {
            builder.#name.get_or_insert_with(::std::default::Default::default);
        },
        _ => quote!(builder.#name.get_or_insert_default();),
    }
}

fn union(at: &At, plan: &Union) -> TokenStream {
    let function = ident(&plan.ty.function);
    let ty = at.ty(&plan.ty);
    let name = plan.ty.name.as_str();
    let arms = plan
        .variants
        .iter()
        .map(|variant| union_arm(at, &ty, variant));
    let docs = docs(&format!("Reads a `{name}`, or null."));
    quote! {
        #docs
        pub(crate) fn #function(
            json: &mut ::hammersmith::json::Reader<'_>,
        ) -> ::std::result::Result<::std::option::Option<#ty>, ::hammersmith::json::Error> {
            json.union(#name, |json, key| {
                ::std::result::Result::Ok(match key {
                    #(#arms)*
                    _ => {
                        json.skip()?;
                        ::std::option::Option::Some(#ty::Unknown)
                    }
                })
            })
        }
    }
}

fn union_arm(at: &At, union: &TokenStream, variant: &UnionVariant) -> TokenStream {
    let key = variant.wire_name.as_str();
    let name = ident(&variant.name);
    match &variant.ty {
        Some(ty) => {
            let value = value(at, ty);
            quote!(#key => #value.map(#union::#name),)
        }
        None => quote! {
            #key => {
                json.skip()?;
                ::std::option::Option::Some(#union::#name)
            }
        },
    }
}

/// The path of the function that reads a structure or union.
pub(crate) fn function(at: &At, ty: &TypeRef) -> TokenStream {
    at.to(&["wire", "parse"], &ty.function)
}
