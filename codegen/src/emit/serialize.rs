//! Functions that write shapes as JSON, one for each structure and union an input reaches.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::fragment::docs;
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::Body;
use crate::plan::operation::Operation;
use crate::plan::structure::Structure;
use crate::plan::ty::{TimestampFormat, Type, TypeRef, Width};
use crate::plan::union::{Union, UnionVariant};

/// The module `wire::serialize`.
pub(crate) fn items(plan: &Plan) -> TokenStream {
    let at = At::module(&["wire", "serialize"]);
    let inputs = plan.operations.iter();
    let inputs = inputs.filter(|operation| operation.http.request == Body::Document);
    let inputs = inputs.map(|operation| structure(&at, &operation.input));
    let structures = plan.structures.iter().filter(|s| s.serialized);
    let structures = structures.map(|s| structure(&at, s));
    let unions = plan.unions.iter().filter(|u| u.serialized);
    let unions = unions.map(|u| union(&at, u));
    quote!(#(#inputs)* #(#structures)* #(#unions)*)
}

/// The module `wire::inputs`: functions that write all members of inputs that have some outside of the body.
pub(crate) fn inputs(plan: &Plan) -> Option<TokenStream> {
    let at = At::module(&["wire", "inputs"]);
    let inputs = plan
        .operations
        .iter()
        .filter(|operation| !operation.is_all_body());
    let functions: Vec<_> = inputs
        .map(|operation| function_of(&at, &operation.input, operation.input.written()))
        .collect();
    (!functions.is_empty()).then(|| quote!(#(#functions)*))
}

/// The path of the function that writes all members of an input, wherever requests have them.
pub(crate) fn whole(at: &At, operation: &Operation) -> TokenStream {
    match operation.is_all_body() {
        true => function(at, &operation.input.ty),
        false => at.to(&["wire", "inputs"], &operation.input.ty.function),
    }
}

fn structure(at: &At, structure: &Structure) -> TokenStream {
    function_of(at, structure, structure.document())
}

/// The function that writes `members` of `structure`.
fn function_of(at: &At, structure: &Structure, members: Vec<&Field>) -> TokenStream {
    let members = members
        .into_iter()
        .map(|field| member(at, field, field.is_optional()));
    let (name, ty) = (&structure.ty.name, at.ty(&structure.ty));
    object(&structure.ty.function, name, &ty, members.collect())
}

/// The function that writes members of an object of type `ty`.
pub(crate) fn object(
    function: &str,
    name: &str,
    ty: &TokenStream,
    members: Vec<TokenStream>,
) -> TokenStream {
    let function = ident(function);
    let docs = docs(&format!("Writes the members of `{name}`."));
    let (input, object) = match members.is_empty() {
        true => (quote!(_), quote!(_)),
        false => (quote!(input), quote!(object)),
    };
    quote! {
        #docs
        pub(crate) fn #function(
            #input: &#ty,
            #object: &mut ::hammersmith::json::ObjectWriter<'_>,
        ) {
            #(#members)*
        }
    }
}

/// The statement that writes a member, which is an option or not.
pub(crate) fn member(at: &At, field: &Field, is_optional: bool) -> TokenStream {
    let name = ident(&field.name.ident);
    let place = quote!(input.#name);
    let value = match is_optional {
        true => optional(&field.ty, &place),
        false => some(&field.ty, quote!(&#place), &place),
    };
    let key = escaped(&field.wire_name);
    let call = call(at, &field.ty, quote!(#key, #value));
    quote!(object.#call;)
}

/// An optional member, as the writer takes it.
fn optional(ty: &Type, place: &TokenStream) -> TokenStream {
    match ty {
        Type::String | Type::List { .. } | Type::Boxed(_) => quote!(#place.as_deref()),
        Type::Enumeration(_) => quote!(#place.as_ref().map(::std::convert::AsRef::as_ref)),
        ty if widens(ty) => quote!(#place.map(::std::convert::Into::into)),
        ty if ty.is_copy() => place.clone(),
        _ => quote!(#place.as_ref()),
    }
}

/// A value that is there, as the optional one that the writer takes.
fn some(ty: &Type, reference: TokenStream, place: &TokenStream) -> TokenStream {
    let value = match ty {
        ty if ty.is_copy() => copied(ty, place),
        _ => borrowed(ty, reference, place),
    };
    quote!(::std::option::Option::Some(#value))
}

fn borrowed(ty: &Type, reference: TokenStream, place: &TokenStream) -> TokenStream {
    match ty {
        Type::Enumeration(_) => quote!(#place.as_str()),
        _ => reference,
    }
}

fn copied(ty: &Type, place: &TokenStream) -> TokenStream {
    match widens(ty) {
        true => quote!(#place.into()),
        false => place.clone(),
    }
}

/// Whether a number is narrower than what the writer takes.
fn widens(ty: &Type) -> bool {
    matches!(ty, Type::Integer(width) if *width != Width::Long)
}

/// The call of a writer for a value of type `ty`, after the arguments that all of them have.
fn call(at: &At, ty: &Type, arguments: TokenStream) -> TokenStream {
    match ty.unboxed() {
        Type::String | Type::Enumeration(_) => quote!(string(#arguments)),
        Type::Boolean => quote!(boolean(#arguments)),
        Type::Integer(_) => quote!(integer(#arguments)),
        Type::Float => quote!(float(#arguments)),
        Type::Double => quote!(double(#arguments)),
        Type::Blob => quote!(blob(#arguments)),
        Type::Document => quote!(document(#arguments)),
        Type::BigInteger => quote!(big_integer(#arguments)),
        Type::BigDecimal => quote!(big_decimal(#arguments)),
        Type::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(timestamp(#arguments, #format))
        }
        Type::Structure(ty) | Type::Union(ty) => {
            let function = function(at, ty);
            quote!(structure(#arguments, #function))
        }
        Type::List { element, sparse } => {
            let each = each(at, element, *sparse);
            quote!(list(#arguments, #each))
        }
        Type::Map { value, sparse, .. } => {
            let each = each(at, value, *sparse);
            quote!(map(#arguments, #each))
        }
        Type::Boxed(inner) => call(at, inner, arguments),
    }
}

/// The closure that writes what a list or map holds.
fn each(at: &At, ty: &Type, sparse: bool) -> TokenStream {
    if sparse {
        let value = match ty.is_copy() && !widens(ty) {
            true => quote!(*value),
            false => optional(ty, &quote!(value)),
        };
        let call = call(at, ty, value);
        return quote!(|value, element| {
            element.null_unless(value.is_some());
            element.#call
        });
    }
    let call = call(at, ty, some_reference(ty));
    quote!(|value, element| element.#call)
}

/// The reference `value`, as the optional value that the writer takes.
fn some_reference(ty: &Type) -> TokenStream {
    match ty {
        Type::Boxed(_) => quote!(::std::option::Option::Some(&**value)),
        ty if widens(ty) => quote!(::std::option::Option::Some((*value).into())),
        ty if ty.is_copy() => quote!(::std::option::Option::Some(*value)),
        ty => some(ty, quote!(value), &quote!(value)),
    }
}

/// The function that writes what a union holds.
pub(crate) fn union(at: &At, plan: &Union) -> TokenStream {
    let function = ident(&plan.ty.function);
    let ty = at.ty(&plan.ty);
    let name = &plan.ty.name;
    let docs = docs(&format!("Writes the member that `{name}` holds."));
    let arms = plan.variants.iter().map(|variant| arm(at, &ty, variant));
    quote! {
        #docs
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
            let (key, value) = (escaped(&variant.wire_name), some_reference(ty));
            let call = call(at, ty, quote!(#key, #value));
            quote!(#union::#name(value) => object.#call,)
        }
        None => {
            let key = escaped(&variant.wire_name);
            quote!(#union::#name => object.empty(#key),)
        }
    }
}

/// The path of the function that writes a structure or union.
pub(crate) fn function(at: &At, ty: &TypeRef) -> TokenStream {
    at.writer(ty)
}

/// A timestamp format of the runtime.
pub(crate) fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::EpochSeconds => {
            quote!(::hammersmith::primitives::DateTimeFormat::EpochSeconds)
        }
        TimestampFormat::DateTime => quote!(::hammersmith::primitives::DateTimeFormat::DateTime),
        TimestampFormat::HttpDate => quote!(::hammersmith::primitives::DateTimeFormat::HttpDate),
    }
}

/// The format of the runtime that a timestamp is read with: services may write an offset from UTC.
pub(crate) fn read_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => {
            quote!(::hammersmith::primitives::DateTimeFormat::DateTimeWithOffset)
        }
        other => timestamp_format(other),
    }
}

/// A key as it stands between the quotes of a JSON document.
fn escaped(key: &str) -> String {
    let quoted = serde_json::Value::from(key).to_string();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or(key).to_owned()
}
