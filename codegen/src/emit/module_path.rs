//! Paths from one generated module to another, so that the output can be mounted anywhere.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;

use crate::name;
use crate::plan::ty::TypeRef;

/// The module being printed.
#[derive(Clone, Debug)]
pub(crate) struct ModulePath {
    path: Vec<String>,
}

impl ModulePath {
    /// The module at `path` below the root.
    pub(crate) fn module(path: &[&str]) -> Self {
        Self {
            path: path.iter().map(|&part| part.to_owned()).collect(),
        }
    }

    /// The path to `item` of the module at `module`.
    pub(crate) fn to(&self, module: &[&str], item: &str) -> TokenStream {
        let shared = self
            .path
            .iter()
            .zip(module)
            .take_while(|(here, there)| here == *there)
            .count();
        let item = ident(item);
        let up = (shared..self.path.len()).map(|_| quote!(super::));
        let down = module.iter().skip(shared).map(|part| ident(part));
        quote!(#(#up)* #(#down::)* #item)
    }

    /// The path to `item` of the module at `module`, as documentation writes it.
    pub(crate) fn path(&self, module: &[&str], item: &str) -> String {
        let plain = |token| match token {
            TokenTree::Ident(ident) => ident.unraw().to_string(),
            other => other.to_string(),
        };
        self.to(module, item).into_iter().map(plain).collect()
    }

    /// The path to a generated type, as documentation writes it.
    pub(crate) fn ty_path(&self, ty: &TypeRef) -> String {
        self.path(&ty.module.path(), &ty.name)
    }

    /// The path to the builder of a generated structure, as documentation writes it.
    pub(crate) fn builder_path(&self, ty: &TypeRef, builder: &str) -> String {
        let mut path = ty.module.path();
        path.push("builders");
        self.path(&path, builder)
    }

    /// The path to a generated type.
    pub(crate) fn ty(&self, ty: &TypeRef) -> TokenStream {
        self.to(&ty.module.path(), &ty.name)
    }

    /// The path to the builder of a generated structure.
    pub(crate) fn builder(&self, ty: &TypeRef, builder: &str) -> TokenStream {
        let mut path = ty.module.path();
        path.push("builders");
        self.to(&path, builder)
    }
}

/// An identifier, raw where it has to be.
pub(crate) fn ident(text: &str) -> Ident {
    name::ident(text)
}
