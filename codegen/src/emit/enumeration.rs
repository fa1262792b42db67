//! Enums, open to values the model does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::{REDACTED, deprecated, docs, docs_or};
use crate::emit::module_path::ident;
use crate::emit::shape;
use crate::markdown;
use crate::plan::enumeration::{Enumeration, Variant};

/// The enum and its conversions.
pub(crate) fn items(plan: &Enumeration) -> TokenStream {
    let definition = definition(plan);
    let methods = methods(plan);
    let conversions = conversions(plan);
    let debug = plan.sensitive.then(|| redacted_debug(plan));
    let shape = shape::enumeration(plan);
    quote! {
        #definition
        #methods
        #conversions
        #debug
        #shape
    }
}

fn definition(plan: &Enumeration) -> TokenStream {
    let name = ident(&plan.ty.name);
    let docs = docs_or(&plan.docs, &format!("`{}` of the model.", plan.ty.name));
    let deprecated = deprecated(plan.deprecated.as_ref());
    let variants = plan.variants.iter().map(variant);
    let debug = (!plan.sensitive).then(|| quote!(Debug,));
    quote! {
        #docs
        ///
        /// More values may come: match with a wildcard arm, and compare a value this version does
        /// not know by its string, with [`as_str`](Self::as_str).
        #deprecated
        #[derive(Clone, #debug PartialEq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value this version does not know.
            #[deprecated(note = "a later version may know the value; match with a wildcard arm and compare `as_str()`")]
            Unknown(::hammersmith::error::UnknownVariantValue),
        }

        // Derived, it would have a method for the compiler alone.
        impl ::std::cmp::Eq for #name {}
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let name = ident(&variant.name);
    let docs = docs_or(&variant.docs, &markdown::code(&variant.value));
    let deprecated = deprecated(variant.deprecated.as_ref());
    quote!(#docs #deprecated #name,)
}

fn methods(plan: &Enumeration) -> TokenStream {
    let name = ident(&plan.ty.name);
    let variants: Vec<_> = plan.variants.iter().map(|v| ident(&v.name)).collect();
    let values: Vec<_> = plan.variants.iter().map(|v| v.value.as_str()).collect();
    quote! {
        impl #name {
            /// The value as a string, as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The strings of all values that this version knows.
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }

            /// The value that the string stands for.
            ///
            /// # Errors
            ///
            /// Fails if this version does not know the value; the `From` conversion takes any.
            pub fn try_parse(
                value: &str,
            ) -> ::std::result::Result<Self, ::hammersmith::error::UnknownVariantError> {
                ::hammersmith::shape::known(value)
            }
        }
    }
}

fn conversions(plan: &Enumeration) -> TokenStream {
    let name = ident(&plan.ty.name);
    let variants: Vec<_> = plan.variants.iter().map(|v| ident(&v.name)).collect();
    let values: Vec<_> = plan.variants.iter().map(|v| v.value.as_str()).collect();
    quote! {
        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Unknown(::hammersmith::error::UnknownVariantValue::new(other)),
                }
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl ::std::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn redacted_debug(plan: &Enumeration) -> TokenStream {
    let name = ident(&plan.ty.name);
    let docs = docs("Leaves the value out: it is a secret.");
    quote! {
        #docs
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(#REDACTED)
            }
        }
    }
}
