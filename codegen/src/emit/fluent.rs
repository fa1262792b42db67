//! The fluent builder of an operation.
use crate::emit::at::At;
use crate::plan::Plan;
use crate::plan::operation::Operation;
use proc_macro2::TokenStream;
pub(crate) fn items(_at: &At, _plan: &Plan, _operation: &Operation) -> TokenStream {
    TokenStream::new()
}
