//! The checksums of an operation, as a constant of its trait.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::checksum::Checksums;

/// The constant `CHECKSUMS`.
pub(crate) fn constant(checksums: &Checksums) -> TokenStream {
    let md5 = checksums.md5.then(|| quote!(.md5()));
    let tree_hash = checksums.tree_hash.then(|| quote!(.tree_hash()));
    let required = checksums.required.then(|| quote!(.required()));
    let chunked = checksums.chunked.then(|| quote!(.chunked()));
    let request = checksums.request.as_ref().map(|request| {
        let (header, name) = (&request.header, request.algorithm.ident());
        let algorithm = if request.is_enum {
            quote!(input.#name.as_ref().map(|algorithm| algorithm.as_str()))
        } else {
            quote!(input.#name.as_deref())
        };
        quote!(.request(#header, |input| #algorithm))
    });
    let response = checksums.response.as_ref().map(|response| {
        let (algorithms, name) = (&response.algorithms, response.mode.ident());
        quote! {
            .response(
                &[#(#algorithms),*],
                |input| input.#name.as_ref().is_some_and(|mode| mode.as_str() == "ENABLED"),
                |input| input.#name = ::std::option::Option::Some("ENABLED".into()),
            )
        }
    });
    quote! {
        const CHECKSUMS: ::std::option::Option<::hammersmith::checksum::Checksums<Self::Input>> =
            ::std::option::Option::Some(
                ::hammersmith::checksum::Checksums::<Self::Input>::new()
                    #md5 #tree_hash #required #request #chunked #response,
            );
    }
}
