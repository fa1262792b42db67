//! Functions that write shapes as JSON, one for each structure and union an input reaches.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::fragment::allow_deprecated;
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::{Body, Placement};
use crate::plan::structure::Structure;
use crate::plan::ty::{TimestampFormat, Type, TypeRef, Width};
use crate::plan::union::{Union, UnionVariant};

/// The module `wire::serialize`.
pub(crate) fn items(plan: &Plan) -> TokenStream {
    let at = At::module(&["wire", "serialize"]);
    let inputs = plan.operations.iter().filter_map(|operation| {
        (operation.http.request == Body::Document).then(|| structure(&at, &operation.input))
    });
    let structures = plan.structures.iter().filter(|s| s.serialized);
    let structures = structures.map(|s| structure(&at, s));
    let unions = plan.unions.iter().filter(|u| u.serialized);
    let unions = unions.map(|u| union(&at, u));
    quote!(#(#inputs)* #(#structures)* #(#unions)*)
}

fn structure(at: &At, structure: &Structure) -> TokenStream {
    let function = ident(&structure.ty.function);
    let ty = at.ty(&structure.ty);
    let allow = allow_deprecated(structure.touches_deprecated());
    let members: Vec<_> = structure
        .fields
        .iter()
        .filter(|field| field.placement == Placement::Body)
        .map(|field| member(at, field))
        .collect();
    let (input, object) = match members.is_empty() {
        true => (quote!(_), quote!(_)),
        false => (quote!(input), quote!(object)),
    };
    quote! {
        #allow
        pub(crate) fn #function(
            #input: &#ty,
            #object: &mut ::hammersmith::json::ObjectWriter<'_>,
        ) {
            #(#members)*
        }
    }
}

fn member(at: &At, field: &Field) -> TokenStream {
    let name = ident(&field.name.ident);
    let place = quote!(input.#name);
    let value = option(&field.ty, field.is_optional(), &place);
    call(at, &quote!(object), Some(&field.wire_name), &field.ty, value)
}

/// A member as an option of what the writer takes.
fn option(ty: &Type, optional: bool, place: &TokenStream) -> TokenStream {
    match (ty, optional) {
        (Type::String | Type::List { .. } | Type::Boxed(_), true) => quote!(#place.as_deref()),
        (Type::Enumeration(_), true) => {
            quote!(#place.as_ref().map(::std::convert::AsRef::as_ref))
        }
        (ty, true) if ty.is_copy() => number(ty, place, true),
        (_, true) => quote!(#place.as_ref()),
        (Type::Enumeration(_), false) => quote!(::std::option::Option::Some(#place.as_str())),
        (Type::Boxed(_), false) => quote!(::std::option::Option::Some(&*#place)),
        (ty, false) if ty.is_copy() => {
            let value = number(ty, place, false);
            quote!(::std::option::Option::Some(#value))
        }
        (_, false) => quote!(::std::option::Option::Some(&#place)),
    }
}

/// A number, widened to what the writer takes.
fn number(ty: &Type, place: &TokenStream, optional: bool) -> TokenStream {
    match (ty, optional) {
        (Type::Integer(Width::Byte | Width::Short | Width::Integer), true) => {
            quote!(#place.map(::std::convert::Into::into))
        }
        (Type::Integer(Width::Byte | Width::Short | Width::Integer), false) => {
            quote!(#place.into())
        }
        _ => quote!(#place),
    }
}

/// One call of a writer: with a key on an object, without on an element.
fn call(at: &At, writer: &TokenStream, key: Option<&str>, ty: &Type, value: TokenStream) -> TokenStream {
    let key = key.map(|key| {
        let key = escaped(key);
        quote!(#key,)
    });
    match ty.unboxed() {
        Type::String | Type::Enumeration(_) => quote!(#writer.string(#key #value);),
        Type::Boolean => quote!(#writer.boolean(#key #value);),
        Type::Integer(_) => quote!(#writer.integer(#key #value);),
        Type::Float => quote!(#writer.float(#key #value);),
        Type::Double => quote!(#writer.double(#key #value);),
        Type::Blob => quote!(#writer.blob(#key #value);),
        Type::Document => quote!(#writer.document(#key #value);),
        Type::BigInteger => quote!(#writer.big_integer(#key #value);),
        Type::BigDecimal => quote!(#writer.big_decimal(#key #value);),
        Type::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(#writer.timestamp(#key #value, #format);)
        }
        Type::Structure(ty) | Type::Union(ty) => {
            let function = function(at, ty);
            quote!(#writer.structure(#key #value, #function);)
        }
        Type::List { element, sparse } => {
            let each = each(at, element, *sparse);
            quote!(#writer.list(#key #value, #each);)
        }
        Type::Map { value: held, sparse, .. } => {
            let each = each(at, held, *sparse);
            quote!(#writer.map(#key #value, #each);)
        }
        Type::Boxed(_) => TokenStream::new(),
    }
}

/// The closure that writes what a list or map holds.
fn each(at: &At, ty: &Type, sparse: bool) -> TokenStream {
    let (value, null) = match sparse {
        true => (option(ty, true, &quote!(value)), Some(quote!(element.null_unless(value.is_some());))),
        false => (option(ty, false, &quote!((*value))), None),
    };
    let call = call(at, &quote!(element), None, ty, value);
    quote!(|value, element| { #null #call })
}

fn union(at: &At, plan: &Union) -> TokenStream {
    let function = ident(&plan.ty.function);
    let ty = at.ty(&plan.ty);
    let name = &plan.ty.name;
    let touches = plan.variants.iter().any(|variant| variant.deprecated.is_some());
    let allow = allow_deprecated(touches);
    let arms = plan.variants.iter().map(|variant| arm(at, &ty, variant));
    quote! {
        #allow
        pub(crate) fn #function(input: &#ty, object: &mut ::hammersmith::json::ObjectWriter<'_>) {
            match input {
                #(#arms)*
                #ty::Unknown => object.unknown_variant(#name),
            }
        }
    }
}

fn arm(at: &At, union: &TokenStream, variant: &UnionVariant) -> TokenStream {
    let name = ident(&variant.name);
    match &variant.ty {
        Some(ty) => {
            let value = option(ty, false, &quote!((*value)));
            let call = call(at, &quote!(object), Some(&variant.wire_name), ty, value);
            quote!(#union::#name(value) => { #call })
        }
        None => {
            let key = escaped(&variant.wire_name);
            quote!(#union::#name => object.empty(#key),)
        }
    }
}

/// The path of the function that writes a structure or union.
pub(crate) fn function(at: &At, ty: &TypeRef) -> TokenStream {
    at.to(&["wire", "serialize"], &ty.function)
}

/// A timestamp format of the runtime.
pub(crate) fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::EpochSeconds => quote!(::hammersmith::primitives::DateTimeFormat::EpochSeconds),
        TimestampFormat::DateTime => quote!(::hammersmith::primitives::DateTimeFormat::DateTime),
        TimestampFormat::HttpDate => quote!(::hammersmith::primitives::DateTimeFormat::HttpDate),
    }
}

/// A key as it stands between the quotes of a JSON document.
fn escaped(key: &str) -> String {
    let quoted = serde_json::Value::from(key).to_string();
    let inner = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or(key).to_owned()
}
