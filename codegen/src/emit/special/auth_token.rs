//! The module `auth_token`: passwords for databases.

use quote::quote;

use crate::emit::package::{Gate, Items, Module};
use crate::plan::service::AuthToken;

/// The module.
pub(crate) fn module<'p>(of: AuthToken) -> Module<'p> {
    let items = Items::new(move || {
        let service = match of {
            AuthToken::Rds => quote!(rds),
            AuthToken::Dsql => quote!(dsql),
        };
        quote! {
            pub use ::hammersmith::special::auth_token::#service::{
                AuthToken, AuthTokenGenerator, Config, ConfigBuilder,
            };
        }
    });
    let docs = "Authentication tokens: passwords for databases.";
    Module::public("auth_token", docs, items).gated(Gate::Client)
}
