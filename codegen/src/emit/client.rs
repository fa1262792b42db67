//! The client and its configuration.
use crate::emit::package::Module;
use crate::plan::Plan;
use proc_macro2::TokenStream;
pub(crate) fn config_module(_plan: &Plan) -> Module {
    Module::public("config", "Configuration of the client.", TokenStream::new())
}
pub(crate) fn client_module(_plan: &Plan) -> Module {
    Module::public("client", "The client.", TokenStream::new()).gated()
}
