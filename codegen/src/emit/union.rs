//! Unions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::fragment::{REDACTED, deprecated, docs, docs_or};
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::{shape, ty};
use crate::markdown;
use crate::plan::union::{Union, UnionVariant};

/// The union and its accessors.
pub(crate) fn items(at: &ModulePath, plan: &Union) -> TokenStream {
    let definition = definition(at, plan);
    let name = ident(&plan.ty.name);
    let accessors = plan.variants.iter().map(|variant| accessors(at, variant));
    let debug = plan.redacts().then(|| redacted_debug(plan));
    let shape = shape::union(plan);
    quote! {
        #definition

        impl #name {
            #(#accessors)*

            /// True if the service sent a member this version does not know.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }
        #debug
        #shape
    }
}

fn definition(at: &ModulePath, plan: &Union) -> TokenStream {
    let name = ident(&plan.ty.name);
    let docs = docs_or(&plan.docs, &format!("`{}` of the model.", plan.ty.name));
    let deprecated = deprecated(plan.deprecated.as_ref());
    let debug = (!plan.redacts()).then(|| quote!(, Debug));
    let variants = plan.variants.iter().map(|variant| {
        let docs = docs_or(
            &variant.docs,
            &format!("{} of the model.", markdown::code(&variant.wire_name)),
        );
        let deprecated = self::deprecated(variant.deprecated.as_ref());
        let name = ident(&variant.name);
        let payload = variant.ty.as_ref().map(|ty| {
            let ty = ty::owned(at, ty);
            quote!((#ty))
        });
        quote!(#docs #deprecated #name #payload,)
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq #debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A member this version does not know. It cannot be sent.
            #[non_exhaustive]
            Unknown,
        }
    }
}

fn accessors(at: &ModulePath, variant: &UnionVariant) -> TokenStream {
    let name = ident(&variant.name);
    let (is, get) = (
        format_ident!("is_{}", variant.method),
        format_ident!("as_{}", variant.method),
    );
    let is_docs = docs(&format!(
        "Returns `true` if this is [`{0}`](Self::{0}).",
        variant.name
    ));
    let get_docs = docs(&format!("The content of [`{0}`](Self::{0}).", variant.name));
    let deprecated = deprecated(variant.deprecated.as_ref());
    let (ty, pattern, value, matched) = match &variant.ty {
        Some(ty) => {
            let ty = ty::owned(at, ty);
            (
                quote!(&#ty),
                quote!(Self::#name(value)),
                quote!(value),
                quote!(Self::#name(_)),
            )
        }
        None => (
            quote!(()),
            quote!(Self::#name),
            quote!(()),
            quote!(Self::#name),
        ),
    };
    quote! {
        #get_docs
        ///
        /// # Errors
        ///
        /// Gives the union back if it holds another member.
        #deprecated
        pub fn #get(&self) -> ::std::result::Result<#ty, &Self> {
            match self {
                #pattern => ::std::result::Result::Ok(#value),
                other => ::std::result::Result::Err(other),
            }
        }

        #is_docs
        #deprecated
        pub fn #is(&self) -> bool {
            matches!(self, #matched)
        }
    }
}

fn redacted_debug(plan: &Union) -> TokenStream {
    let name = ident(&plan.ty.name);
    let arms = plan.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let text = variant.name.as_str();
        match (&variant.ty, plan.sensitive || variant.sensitive) {
            (Some(_), false) => {
                quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish(),)
            }
            (Some(_), true) => quote!(Self::#name(_) => f.write_str(#REDACTED),),
            (None, true) => quote!(Self::#name => f.write_str(#REDACTED),),
            (None, false) => quote!(Self::#name => f.write_str(#text),),
        }
    });
    let unknown = if plan.sensitive { REDACTED } else { "Unknown" };
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown => f.write_str(#unknown),
                }
            }
        }
    }
}
