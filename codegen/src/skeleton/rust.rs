//! Skeletons as Rust.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::sample::Sample;
use crate::chain::chain;
use crate::name;
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::operation::Operation;
use crate::plan::ty::{Type, TypeModule, TypeRef};
use crate::render::{RenderError, render};

/// A function that builds the input.
pub(super) fn function(
    plan: &Plan,
    operation: &Operation,
    sample: &Sample<'_>,
    crate_name: &str,
) -> Result<String, RenderError> {
    let root = format_ident!("{crate_name}");
    let module = name::ident(&operation.module);
    let input = name::ident(&operation.input.ty.name);
    let method = operation.method.ident();
    let docs = format!(
        " The input of `{}` of {}.",
        operation.name, plan.service.title
    );
    let mut facts = Contents::default();
    facts.add(sample);
    let deprecated = facts.deprecated.then(|| quote!(#[allow(deprecated)]));
    let primitives = facts.primitives.then(|| quote!(use #root::primitives;));
    let types = facts.types.then(|| quote!(use #root::types;));
    let Sample::Structure(_, fields) = sample else {
        return render("", TokenStream::new());
    };
    let built = builder(&quote!(#input), fields);
    let code = quote! {
        use #root::error::BuildError;
        use #root::operation::#module::#input;
        #primitives
        #types
        #[doc = #docs]
        #deprecated
        pub fn #method() -> Result<#input, BuildError> {
            #built
        }
    };
    render("", code)
}

/// The kinds of values that a skeleton has somewhere.
#[derive(Default)]
struct Contents {
    types: bool,
    primitives: bool,
    deprecated: bool,
}

impl Contents {
    fn add(&mut self, sample: &Sample<'_>) {
        match sample {
            Sample::Structure(structure, fields) => {
                self.types |= structure.ty.module == TypeModule::Types;
                self.deprecated |= structure.deprecated.is_some();
                for (field, held) in fields {
                    self.deprecated |= field.deprecated.is_some();
                    self.add(held);
                }
            }
            Sample::Union(union, variant, held) => {
                self.types = true;
                self.deprecated |= union.deprecated.is_some() || variant.deprecated.is_some();
                if let Some(held) = held {
                    self.add(held);
                }
            }
            Sample::Enumeration(item, variant) => {
                self.types = true;
                self.deprecated |= item.deprecated.is_some() || variant.deprecated.is_some();
            }
            Sample::List(items) => items.iter().for_each(|item| self.add(item)),
            Sample::Map(entries) => {
                for (key, held) in entries {
                    self.add(key);
                    self.add(held);
                }
            }
            Sample::Blob(_) | Sample::Stream(_) | Sample::Time(..) => self.primitives = true,
            _ => {}
        }
    }
}

/// The chain of calls that builds a structure, without the `?` that it may need.
fn builder(path: &TokenStream, fields: &[(&Field, Sample<'_>)]) -> TokenStream {
    let calls = fields
        .iter()
        .flat_map(|(field, sample)| calls(field, sample));
    let calls: Vec<TokenStream> = calls.collect();
    chain(quote!(#path::builder()), &calls, &quote!(.build()))
}

/// The calls that set a member: one for each entry of a list or map.
fn calls(field: &Field, sample: &Sample<'_>) -> Vec<TokenStream> {
    let method = field.name.ident.ident();
    match (sample, &field.ty) {
        (Sample::List(items), Type::List { element, sparse }) if !items.is_empty() => {
            let calls = items.iter().map(|item| {
                let item = argument(item, element, *sparse);
                quote!(.#method(#item))
            });
            calls.collect()
        }
        (Sample::Map(entries), Type::Map { value, sparse, .. }) if !entries.is_empty() => {
            let calls = entries.iter().map(|(key, held)| {
                let key = argument(key, &Type::String, false);
                let held = argument(held, value, *sparse);
                quote!(.#method(#key, #held))
            });
            calls.collect()
        }
        (Sample::List(_) | Sample::Map(_), _) => {
            let set = field.name.set.ident();
            vec![quote!(.#set(Some(Default::default())))]
        }
        (sample, ty) => {
            let value = argument(sample, ty, false);
            vec![quote!(.#method(#value))]
        }
    }
}

/// A value where a method takes it, which converts texts and boxes by itself.
fn argument(sample: &Sample<'_>, ty: &Type, sparse: bool) -> TokenStream {
    match (sample, sparse) {
        (_, true) => {
            let value = owned(sample, ty);
            quote!(Some(#value))
        }
        (Sample::Text(text), false) => quote!(#text),
        (_, false) => owned(sample, ty.unboxed()),
    }
}

/// A value of exactly the type.
fn owned(sample: &Sample<'_>, ty: &Type) -> TokenStream {
    if let Type::Boxed(inner) = ty {
        let value = owned(sample, inner);
        return quote!(Box::new(#value));
    }
    match sample {
        Sample::Boolean(value) => quote!(#value),
        Sample::Integer(value) => Literal::i64_unsuffixed(*value).into_token_stream(),
        Sample::Double(value, _) => Literal::f64_unsuffixed(*value).into_token_stream(),
        // Both have a `FromStr`, whose error says nothing to a builder.
        Sample::Big(_) => quote!(Default::default()),
        Sample::Text(text) => quote!(#text.to_owned()),
        Sample::Blob(bytes) => {
            let text = Literal::byte_string(bytes);
            quote!(primitives::Blob::new(*#text))
        }
        Sample::Stream(bytes) => {
            let text = Literal::byte_string(bytes);
            quote!(primitives::ByteStream::from_static(#text))
        }
        Sample::Time(seconds, _) => {
            let seconds = Literal::i64_unsuffixed(*seconds);
            quote!(primitives::DateTime::from_secs(#seconds))
        }
        Sample::Document => quote!(std::collections::HashMap::<String, _>::new().into()),
        Sample::Enumeration(item, variant) => variant_path(&item.ty, &variant.name),
        Sample::Structure(structure, fields) => {
            let path = path(&structure.ty);
            let built = builder(&path, fields);
            if structure.fallible {
                quote!(#built?)
            } else {
                built
            }
        }
        Sample::Union(union, variant, held) => {
            let path = variant_path(&union.ty, &variant.name);
            match (held, &variant.ty) {
                (Some(held), Some(ty)) => {
                    let held = owned(held, ty);
                    quote!(#path(#held))
                }
                _ => path,
            }
        }
        Sample::List(_) | Sample::Map(_) => collection(sample, ty),
    }
}

fn collection(sample: &Sample<'_>, ty: &Type) -> TokenStream {
    let held = |item: &Sample<'_>, ty: &Type, sparse: bool| {
        let item = owned(item, ty);
        if sparse { quote!(Some(#item)) } else { item }
    };
    match (sample, ty) {
        (Sample::List(items), Type::List { element, sparse }) => {
            let items = items.iter().map(|item| held(item, element, *sparse));
            quote!(vec![#(#items),*])
        }
        (Sample::Map(entries), Type::Map { value, sparse, .. }) => {
            let entries = entries.iter().map(|(key, item)| {
                let (key, item) = (owned(key, &Type::String), held(item, value, *sparse));
                quote!((#key, #item))
            });
            quote!([#(#entries),*].into())
        }
        _ => quote!(Default::default()),
    }
}

fn path(ty: &TypeRef) -> TokenStream {
    let name = name::ident(&ty.name);
    quote!(types::#name)
}

fn variant_path(ty: &TypeRef, variant: &str) -> TokenStream {
    let (path, variant) = (path(ty), name::ident(variant));
    quote!(#path::#variant)
}
