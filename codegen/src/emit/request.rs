//! The request of an operation: where each member of the input goes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::serialize;
use crate::plan::field::Field;
use crate::plan::http::{Body, Http, Placement, Segment};
use crate::plan::operation::Operation;
use crate::plan::ty::{TimestampFormat, Type};

/// The method that turns an input into a request.
pub(crate) fn serialize(at: &At, operation: &Operation) -> TokenStream {
    let http = &operation.http;
    let fields = &operation.input.fields;
    let method = http.method.as_str();
    let uri = uri(http, fields);
    // A parameter with a member of its own is not taken from a map, which goes first.
    let maps = fields
        .iter()
        .filter_map(|field| query_params(field, http, fields));
    let mut by_name: Vec<&Field> = fields.iter().collect();
    let is_map = |field: &Field| matches!(field.placement, Placement::PrefixHeaders(_));
    by_name.sort_by_key(|field| (is_map(field), &field.member));
    let bound = by_name.into_iter().filter_map(bound);
    let bound: Vec<_> = maps.chain(bound).collect();
    let body = body(at, operation);
    let used = !bound.is_empty() || !uri.is_plain || body.uses_input;
    let input = match used {
        true => quote!(input),
        false => quote!(_),
    };
    let (uri, body) = (uri.tokens, body.tokens);
    let new = quote!(::hammersmith::http::Request::new(#method, #uri));
    let request = match bound.is_empty() && body.is_empty() {
        true => quote!(::std::result::Result::Ok(#new)),
        false => quote! {
            let mut request = #new;
            #(#bound)*
            #body
            ::std::result::Result::Ok(request)
        },
    };
    quote! {
        fn serialize(
            #input: &Self::Input,
        ) -> ::std::result::Result<::hammersmith::http::Request, ::hammersmith::error::BuildError> {
            #request
        }
    }
}

struct Uri {
    tokens: TokenStream,
    is_plain: bool,
}

/// The path and the query parameters that are always there.
fn uri(http: &Http, fields: &[Field]) -> Uri {
    let mut literal = String::new();
    let mut steps = Vec::new();
    for segment in &http.path {
        match segment {
            Segment::Literal(text) => literal.push_str(text),
            Segment::Label { member, greedy } => {
                literal.push('/');
                let before = std::mem::take(&mut literal);
                steps.push(quote!(.literal(#before)));
                if let Some(field) = fields.iter().find(|field| field.member == *member) {
                    steps.push(label(field, *greedy));
                }
            }
        }
    }
    if literal.is_empty() && steps.is_empty() {
        literal.push('/');
    }
    let constants: Vec<_> = http
        .query
        .iter()
        .map(|(name, value)| match value {
            Some(value) if !value.is_empty() => format!("{name}={value}"),
            _ => name.clone(),
        })
        .collect();
    let query = match constants.is_empty() {
        true => String::new(),
        false => format!("?{}", constants.join("&")),
    };
    let tail = format!("{literal}{query}");
    match steps.is_empty() {
        true => Uri {
            tokens: quote!(#tail),
            is_plain: true,
        },
        false => {
            let tail = (!tail.is_empty()).then(|| quote!(.literal(#tail)));
            Uri {
                tokens: quote!(::hammersmith::http::Path::new() #(#steps)* #tail .finish()?),
                is_plain: false,
            }
        }
    }
}

fn label(field: &Field, greedy: bool) -> TokenStream {
    let name = field.name.ident.trim_start_matches("r#");
    let value = text(&field.ty, field.is_optional(), &place(field));
    match greedy {
        true => quote!(.greedy_label(#name, #value)),
        false => quote!(.label(#name, #value)),
    }
}

fn place(field: &Field) -> TokenStream {
    let name = ident(&field.name.ident);
    quote!(input.#name)
}

/// The statement that puts a member into the query or the headers.
fn bound(field: &Field) -> Option<TokenStream> {
    let place = place(field);
    let value = |ty: &Type| text(ty, field.is_optional(), &place);
    let member = field.name.ident.trim_start_matches("r#");
    Some(match (&field.placement, field.ty.unboxed()) {
        (Placement::Query(name), Type::List { element, .. }) => {
            let item = item(element);
            let list = list(field, &place);
            quote!(for item in #list { request.query(#name, #item); })
        }
        (Placement::Query(name), ty) if field.required => {
            let value = value(ty);
            quote!(request.required_query(#member, #name, #value)?;)
        }
        (Placement::Query(name), ty) => {
            let value = value(ty);
            quote!(request.query(#name, #value);)
        }
        (Placement::Header(name), Type::List { element, .. }) => {
            let item = item(element);
            let list = list(field, &place);
            // A date has a comma of its own, which is not to be quoted.
            let add = match **element {
                Type::Timestamp(TimestampFormat::HttpDate) => quote!(header),
                _ => quote!(header_item),
            };
            let is_empty = match field.is_optional() {
                true => quote!(#place.as_ref().is_some_and(::std::vec::Vec::is_empty)),
                false => quote!(#place.is_empty()),
            };
            quote! {
                if #is_empty {
                    request.header(#member, #name, ::std::option::Option::Some(""))?;
                }
                for item in #list {
                    request.#add(#member, #name, #item)?;
                }
            }
        }
        (Placement::Header(name), ty) => {
            let value = value(ty);
            quote!(request.header(#member, #name, #value)?;)
        }
        (Placement::PrefixHeaders(prefix), Type::Map { .. }) => {
            let map = list(field, &place);
            quote!(for (name, value) in #map { request.prefix_header(#member, #prefix, name.as_ref(), value.as_ref())?; })
        }
        _ => return None,
    })
}

/// The statement that puts a map into the query, without the names that are there anyway.
fn query_params(field: &Field, http: &Http, fields: &[Field]) -> Option<TokenStream> {
    let (Placement::QueryParams, Type::Map { value, .. }) = (&field.placement, &field.ty) else {
        return None;
    };
    let named = fields.iter().filter_map(|field| match &field.placement {
        Placement::Query(name) => Some(name),
        _ => None,
    });
    let taken: Vec<&String> = http
        .query
        .iter()
        .map(|(name, _)| name)
        .chain(named)
        .collect();
    let add = match **value {
        Type::List { .. } => quote! {
            for value in value {
                request.query_param(name.as_ref(), value.as_ref());
            }
        },
        _ => quote!(request.query_param(name.as_ref(), value.as_ref());),
    };
    let add = match taken.is_empty() {
        true => add,
        false => quote!(if ![#(#taken),*].contains(&name.as_ref()) { #add }),
    };
    let map = list(field, &place(field));
    Some(quote!(for (name, value) in #map { #add }))
}

/// What to iterate over for the items of a list or the entries of a map.
fn list(field: &Field, place: &TokenStream) -> TokenStream {
    match field.is_optional() {
        true => quote!(#place.iter().flatten()),
        false => quote!(&#place),
    }
}

/// An item of a list, as text.
fn item(element: &Type) -> TokenStream {
    match element {
        Type::Timestamp(format) => {
            let format = serialize::timestamp_format(*format);
            let item = quote!(::std::option::Option::Some(item));
            quote!(::hammersmith::http::timestamp(#item, #format)?.as_deref())
        }
        copied if copied.is_copy() => text(copied, false, &quote!(*item)),
        other => text(other, false, &quote!(item)),
    }
}

/// A member as an optional text of the URI or of a header.
fn text(ty: &Type, optional: bool, place: &TokenStream) -> TokenStream {
    let some = |value: TokenStream| quote!(::std::option::Option::Some(#value));
    match (ty, optional) {
        (Type::String, true) => quote!(#place.as_deref()),
        (Type::String, false) => some(quote!(#place.as_str())),
        (Type::Enumeration(_), true) => {
            quote!(#place.as_ref().map(::std::convert::AsRef::as_ref))
        }
        (Type::Enumeration(_), false) => some(quote!(#place.as_str())),
        (Type::Timestamp(format), _) => {
            let format = serialize::timestamp_format(*format);
            let value = match optional {
                true => quote!(#place.as_ref()),
                false => some(quote!(&#place)),
            };
            quote!(::hammersmith::http::timestamp(#value, #format)?.as_deref())
        }
        (Type::Boolean | Type::Integer(_) | Type::Float | Type::Double, _) => {
            let value = match optional {
                true => quote!(#place),
                false => some(quote!(#place)),
            };
            quote!(::hammersmith::http::text(#value).as_deref())
        }
        _ => quote!(::std::option::Option::None),
    }
}

struct Content {
    tokens: TokenStream,
    uses_input: bool,
}

fn body(at: &At, operation: &Operation) -> Content {
    match &operation.http.request {
        Body::Empty => Content {
            tokens: TokenStream::new(),
            uses_input: false,
        },
        Body::Document => {
            let function = serialize::function(at, &operation.input.ty);
            Content {
                tokens: quote! {
                    request.set_body(
                        "application/json",
                        ::hammersmith::json::object(|object| #function(input, object))?,
                    );
                },
                uses_input: true,
            }
        }
        Body::Payload {
            member,
            content_type,
        } => {
            let field = operation
                .input
                .fields
                .iter()
                .find(|field| field.member == *member);
            Content {
                tokens: field
                    .map(|field| payload(at, field, content_type))
                    .unwrap_or_default(),
                uses_input: true,
            }
        }
    }
}

fn payload(at: &At, field: &Field, content_type: &str) -> TokenStream {
    let place = place(field);
    let value = match field.is_optional() {
        true => quote!(&#place),
        false => quote!(::std::option::Option::Some(&#place)),
    };
    let bytes = match field.ty.unboxed() {
        Type::Blob => quote!(payload.as_ref().to_vec()),
        Type::String | Type::Enumeration(_) => quote!(payload.as_str().as_bytes().to_vec()),
        Type::Structure(ty) | Type::Union(ty) => {
            let function = serialize::function(at, ty);
            quote!(::hammersmith::json::object(|object| #function(payload, object))?)
        }
        _ => quote!(::hammersmith::json::document(payload)?),
    };
    let structure = matches!(field.ty.unboxed(), Type::Structure(_));
    // A structure that is not set still has a body: the empty object.
    let otherwise =
        structure.then(|| quote!(else { request.set_body(#content_type, b"{}".to_vec()); }));
    quote! {
        if let ::std::option::Option::Some(payload) = #value {
            request.set_body(#content_type, #bytes);
        }
        #otherwise
    }
}
