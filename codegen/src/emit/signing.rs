//! The way the requests of an operation are signed, where it differs from that of most.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::auth;
use crate::plan::operation::{Operation, PresignedCopy};
use crate::plan::service::Service;
use crate::plan::signing::SignedPath;

/// The constant; nothing if it has its default value.
pub(crate) fn constant(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let flag = |is_set: bool, tokens: TokenStream| is_set.then_some(tokens);
    let differences = [
        path(operation.signed_path),
        flag(operation.unsigned_payload, quote!(.unsigned_payload())),
        auth::of_operation(service, operation),
        flag(operation.presigned_as_query, quote!(.presigned_as_query())),
        operation.presigned_copy.map(copy),
    ];
    let differences: TokenStream = differences.into_iter().flatten().collect();
    (!differences.is_empty()).then(|| {
        quote! {
            const SIGNING: ::hammersmith::Signing = ::hammersmith::Signing::new() #differences;
        }
    })
}

fn path(signed: SignedPath) -> Option<TokenStream> {
    match signed {
        SignedPath::Normal => None,
        SignedPath::WithHash => Some(quote!(.content_sha256_header())),
        SignedPath::Verbatim => Some(quote!(.verbatim_path())),
    }
}

fn copy(copy: PresignedCopy) -> TokenStream {
    let kind = match copy {
        PresignedCopy::Rds => quote!(Rds),
        PresignedCopy::Ec2 => quote!(Ec2),
    };
    quote!(.presigned_copy(::hammersmith::PresignedCopy::#kind))
}
