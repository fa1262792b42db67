//! Builders of structures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::default;
use crate::emit::fragment::{deprecated, docs};
use crate::emit::member::{derives, extra_field, field_docs, redacted_debug};
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::ty;
use crate::plan::field::{Field, Presence};
use crate::plan::structure::{Role, Structure};
use crate::plan::ty::Type;

/// The builder of `structure`.
pub(crate) fn items(at: &ModulePath, structure: &Structure) -> TokenStream {
    let name = ident(&structure.builder);
    let definition = if structure.is_buildable_in_place() {
        around(structure)
    } else {
        definition(at, structure)
    };
    let setters = setters(at, structure, &Target::Own);
    let meta = (structure.role == Role::Error).then(meta_setters);
    let build = build(structure);
    quote! {
        #definition

        impl #name {
            #setters
            #meta
            #build
        }
    }
}

/// The path from a builder to the members: a field, if the builder holds the structure.
pub(crate) fn held(structure: &Structure) -> Option<TokenStream> {
    structure.is_buildable_in_place().then(|| quote!(.built))
}

/// A builder that holds the unfinished structure.
fn around(structure: &Structure) -> TokenStream {
    let (name, built) = (ident(&structure.builder), ident(&structure.ty.name));
    let intro = docs(&format!("A builder for `{0}`.", structure.ty.name));
    let fields = structure.fields.iter().map(|field| {
        let name = field.name.ident.ident();
        quote!(#name: ::std::option::Option::None,)
    });
    let extra = unset_extra(structure);
    let text = &structure.builder;
    quote! {
        #intro
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            pub(crate) built: #built,
        }

        impl ::std::default::Default for #name {
            fn default() -> Self {
                Self { built: #built { #(#fields)* #extra } }
            }
        }

        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::hammersmith::shape::fmt_builder(f, #text, &self.built)
            }
        }
    }
}

/// A builder with one field for each field of the structure.
fn definition(at: &ModulePath, structure: &Structure) -> TokenStream {
    let name = ident(&structure.builder);
    let intro = docs(&format!("A builder for `{0}`.", structure.ty.name));
    let fields = structure.fields.iter().map(|field| {
        let name = field.name.ident.ident();
        let ty = ty::owned(at, &field.ty);
        quote!(pub(crate) #name: ::std::option::Option<#ty>,)
    });
    let extra = match structure.role {
        Role::Error => Some(quote! {
            pub(crate) meta: ::std::option::Option<::hammersmith::error::ErrorMetadata>,
        }),
        _ => extra_field(structure),
    };
    let derives = derives(structure, Some(quote!(Default)));
    let redacted = structure
        .redacts()
        .then(|| redacted_debug(structure, &structure.builder));
    quote! {
        #intro
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
        #redacted
    }
}

/// The place to which setters write.
pub(crate) enum Target {
    /// Into the builder itself.
    Own,
    /// Into the input builder that a fluent builder holds in `inner`.
    Inner,
}

/// `x`, `set_x` and `get_x` for every field.
pub(crate) fn setters(at: &ModulePath, structure: &Structure, target: &Target) -> TokenStream {
    let held = held(structure);
    let place = match target {
        Target::Own => quote!(self #held),
        Target::Inner => quote!(self.inner #held),
    };
    structure
        .fields
        .iter()
        .map(|field| {
            let one = one(at, field, target, &place);
            let set = set(at, field, &place);
            let get = get(at, field, &place);
            quote!(#one #set #get)
        })
        .collect()
}

fn one(at: &ModulePath, field: &Field, target: &Target, place: &TokenStream) -> TokenStream {
    let name = field.name.ident.ident();
    let how = match &field.ty {
        Type::List { .. } => Some(format!(
            "Adds one item; [`{0}`](Self::{0}) replaces the whole list.",
            field.name.set.plain()
        )),
        Type::Map { .. } => Some(format!(
            "Adds one entry; [`{0}`](Self::{0}) replaces the whole map.",
            field.name.set.plain()
        )),
        _ => None,
    };
    let how = how.map(|how| docs(&how));
    let how_gap = how.is_some().then(|| docs("\n"));
    let docs = field_docs(field);
    let deprecated = deprecated(field.deprecated.as_ref());
    let Addition {
        arguments,
        values,
        statement,
    } = addition(at, field, place);
    let body = match target {
        Target::Own => statement,
        Target::Inner => quote!(self.inner = self.inner.#name(#values);),
    };
    quote! {
        #how #how_gap #docs
        #deprecated
        pub fn #name(mut self, #arguments) -> Self {
            #body
            self
        }
    }
}

/// The method that adds one value to a field.
struct Addition {
    /// The arguments of the method.
    arguments: TokenStream,
    /// Their names, to pass them on.
    values: TokenStream,
    /// The statement that stores them.
    statement: TokenStream,
}

fn addition(at: &ModulePath, field: &Field, place: &TokenStream) -> Addition {
    let name = field.name.ident.ident();
    let (arguments, values, statement) = match &field.ty {
        Type::List { element, sparse } => {
            let argument = ty::argument(at, element, *sparse);
            let value = ty::store(element, *sparse, quote!(input));
            (
                quote!(input: #argument),
                quote!(input),
                quote!(#place.#name.get_or_insert_default().push(#value);),
            )
        }
        Type::Map { key, value, sparse } => {
            let key = key.clone().map_or(Type::String, Type::Enumeration);
            let (k, v) = (
                ty::argument(at, &key, false),
                ty::argument(at, value, *sparse),
            );
            let key = ty::store(&key, false, quote!(k));
            let value = ty::store(value, *sparse, quote!(v));
            (
                quote!(k: #k, v: #v),
                quote!(k, v),
                quote!(#place.#name.get_or_insert_default().insert(#key, #value);),
            )
        }
        other => {
            let argument = ty::argument(at, other, false);
            let value = ty::store(other, false, quote!(input));
            (
                quote!(input: #argument),
                quote!(input),
                quote!(#place.#name = ::std::option::Option::Some(#value);),
            )
        }
    };
    Addition {
        arguments,
        values,
        statement,
    }
}

fn set(at: &ModulePath, field: &Field, place: &TokenStream) -> TokenStream {
    let (name, set) = (field.name.ident.ident(), field.name.set.ident());
    let docs = docs(&format!(
        "Sets or clears [`{0}`](Self::{0}).",
        field.name.ident.plain()
    ));
    let deprecated = deprecated(field.deprecated.as_ref());
    let ty = ty::owned(at, &field.ty);
    quote! {
        #docs
        #deprecated
        pub fn #set(mut self, input: ::std::option::Option<#ty>) -> Self {
            #place.#name = input;
            self
        }
    }
}

fn get(at: &ModulePath, field: &Field, place: &TokenStream) -> TokenStream {
    let (name, get) = (field.name.ident.ident(), field.name.get.ident());
    let docs = docs(&format!(
        "The value of [`{0}`](Self::{0}).",
        field.name.ident.plain()
    ));
    let deprecated = deprecated(field.deprecated.as_ref());
    let ty = ty::owned(at, &field.ty);
    quote! {
        #docs
        #deprecated
        pub fn #get(&self) -> &::std::option::Option<#ty> {
            &#place.#name
        }
    }
}

/// The setters of the error metadata, which only error builders have.
fn meta_setters() -> TokenStream {
    quote! {
        /// Sets the code, message and request id that came with the error.
        pub fn meta(mut self, meta: ::hammersmith::error::ErrorMetadata) -> Self {
            self.meta = ::std::option::Option::Some(meta);
            self
        }

        /// Sets or clears the code, message and request id that came with the error.
        pub fn set_meta(
            &mut self,
            meta: ::std::option::Option<::hammersmith::error::ErrorMetadata>,
        ) -> &mut Self {
            self.meta = meta;
            self
        }
    }
}

fn build(structure: &Structure) -> TokenStream {
    let name = ident(&structure.ty.name);
    let fields = structure.fields.iter().map(|field| {
        let ident = field.name.ident.ident();
        let value = built(field);
        quote!(#ident: #value,)
    });
    let extra = built_extra(structure);
    let value = if structure.is_buildable_in_place() {
        quote!(self.built)
    } else {
        quote!(#name { #(#fields)* #extra })
    };
    let intro = docs(&format!("Builds the `{0}`.", structure.ty.name));
    if !structure.fallible {
        return quote! {
            #intro
            pub fn build(self) -> #name {
                #value
            }
        };
    }
    let mandatory: String = structure
        .fields
        .iter()
        .filter(|field| field.is_mandatory())
        .map(|field| format!("\n- [`{0}`](Self::{0})", field.name.ident.plain()))
        .collect();
    let strict = structure.strict.as_deref();
    let errors = docs(&match (strict, mandatory.is_empty()) {
        (Some(validate), _) => format!(
            "\n# Errors\n\nFails, with every problem in one error, where [`{0}`]({1}::{0}) does.",
            validate, structure.ty.name
        ),
        (None, true) => {
            "\n# Errors\n\nCurrently infallible; reserved for members that become required."
                .to_owned()
        }
        (None, false) => format!("\n# Errors\n\nFails if one of these is not set:\n{mandatory}"),
    });
    let result = match strict.map(ident) {
        None => quote!(::std::result::Result::Ok(#value)),
        Some(validate) => {
            let text = structure.ty.name.as_str();
            quote! {
                let input = #value;
                ::hammersmith::validate::strict(input, #text, #name::#validate)
            }
        }
    };
    quote! {
        #intro
        #errors
        pub fn build(
            self,
        ) -> ::std::result::Result<#name, ::hammersmith::error::BuildError> {
            #result
        }
    }
}

/// The fields of a structure that are not members, before a response is there.
fn unset_extra(structure: &Structure) -> Option<TokenStream> {
    let extended = structure
        .has_extended_request_id
        .then(|| quote!(_extended_request_id: ::std::option::Option::None,));
    (structure.role == Role::Output)
        .then(|| quote!(#extended _request_id: ::std::option::Option::None,))
}

/// The fields of a built structure that are not members.
fn built_extra(structure: &Structure) -> Option<TokenStream> {
    match structure.role {
        Role::Output => {
            let extended = structure
                .has_extended_request_id
                .then(|| quote!(_extended_request_id: self._extended_request_id,));
            Some(quote!(#extended _request_id: self._request_id,))
        }
        Role::Error => Some(quote!(meta: self.meta.unwrap_or_default(),)),
        Role::Input | Role::Plain => None,
    }
}

/// The value of a field, from what the builder holds.
fn built(field: &Field) -> TokenStream {
    let name = field.name.ident.ident();
    let text = field.name.ident.plain();
    match &field.presence {
        Presence::Optional => quote!(self.#name),
        Presence::Mandatory => {
            quote!(::hammersmith::error::required(self.#name, #text)?)
        }
        Presence::Defaulted(literal) => default::or_default(&quote!(self.#name), literal),
    }
}
