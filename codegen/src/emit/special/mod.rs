//! The parts of the code that only single services have.

pub(crate) mod auth_token;
pub(crate) mod presigning;
pub(crate) mod s3;
pub(crate) mod timestream;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::ident;

/// The call that adds what a module of the runtime has to the description of the service.
pub(crate) fn extended(module: &str) -> TokenStream {
    let module = ident(module);
    quote!(.extended(const { &::hammersmith::special::#module::extension() }))
}
