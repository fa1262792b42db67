//! Chains of method calls, of any length.

use proc_macro2::TokenStream;
use quote::quote;

/// The most calls in one expression. Each is nested in the next one for whatever parses the code,
/// so thousands of them take more stack than a thread has.
const CALLS: usize = 64;

/// `start`, `calls` and `end` behind each other. A long chain is a block with several statements.
pub(crate) fn chain(start: TokenStream, calls: &[TokenStream], end: &TokenStream) -> TokenStream {
    if calls.len() <= CALLS {
        return quote!(#start #(#calls)* #end);
    }
    let mut start = start;
    let statements = calls.chunks(CALLS).map(|calls| {
        let start = std::mem::replace(&mut start, quote!(builder));
        quote!(let builder = #start #(#calls)*;)
    });
    let statements: Vec<_> = statements.collect();
    quote!({ #(#statements)* builder #end })
}
