//! Structures: fields, getters and what `Debug` shows.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::member::{derives, extra_field, field_docs, redacted_debug};
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::{builder, error, shape, ty};
use crate::plan::field::Field;
use crate::plan::structure::{Role, Structure};

/// The structure and its builder.
pub(crate) fn items(at: &ModulePath, structure: &Structure) -> TokenStream {
    let definition = definition(at, structure);
    let accessors = accessors(at, structure);
    let debug = structure
        .redacts()
        .then(|| redacted_debug(structure, &structure.ty.name));
    let error = (structure.role == Role::Error).then(|| error::structure_impls(structure));
    let builder = builder::items(at, structure);
    let shape = shape::structure(at, structure);
    quote! {
        #definition
        #accessors
        #debug
        #error
        #builder
        #shape
    }
}

fn definition(at: &ModulePath, structure: &Structure) -> TokenStream {
    let name = ident(&structure.ty.name);
    let docs = docs_or(&structure.docs, &fallback_docs(structure));
    let deprecated = deprecated(structure.deprecated.as_ref());
    let derives = derives(structure, None);
    let fields = structure.fields.iter().map(|field| {
        let docs = field_docs(field);
        let deprecated = self::deprecated(field.deprecated.as_ref());
        let name = field.name.ident.ident();
        let ty = ty::field(at, field);
        quote!(#docs #deprecated pub #name: #ty,)
    });
    let extra = extra_field(structure);
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

fn fallback_docs(structure: &Structure) -> String {
    let shape = &structure.shape_name;
    match structure.role {
        Role::Input => format!("The input of `{shape}`."),
        Role::Output => format!("The output of `{shape}`."),
        Role::Error | Role::Plain => format!("`{shape}` of the model."),
    }
}

fn accessors(at: &ModulePath, structure: &Structure) -> TokenStream {
    let name = ident(&structure.ty.name);
    let builder = at.builder(&structure.ty, &structure.builder);
    let getters = structure.fields.iter().map(|field| getter(at, field));
    let builder_docs = docs(&format!("A builder for `{}`.", structure.ty.name));
    quote! {
        impl #name {
            #(#getters)*
            #builder_docs
            pub fn builder() -> #builder {
                #builder::default()
            }
        }
    }
}

fn getter(at: &ModulePath, field: &Field) -> TokenStream {
    let name = field.name.ident.ident();
    let summary = if field.docs.summary.is_empty() {
        format!("`{}` of the model.", field.member)
    } else {
        field.docs.summary.clone()
    };
    let docs = docs(&summary);
    let unset = matches!(field.ty, crate::plan::ty::Type::List { .. }) && field.is_optional();
    let unset = unset.then(|| self::docs("\nA list that is not set reads as empty."));
    let deprecated = deprecated(field.deprecated.as_ref());
    let (ty, value) = ty::getter(at, field, &quote!(#name));
    quote! {
        #docs
        #unset
        #deprecated
        pub fn #name(&self) -> #ty {
            #value
        }
    }
}
