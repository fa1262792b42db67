//! Tokens: each part of a [`Plan`] printed as Rust.
//!
//! Nothing here decides and nothing here fails; what a file here prints, the file of the same name
//! in `plan` has decided.

pub mod package;

mod auth;
mod builder;
mod checksum;
mod client;
mod client_params;
mod config;
mod data;
mod default;
mod endpoint;
mod enumeration;
mod error;
mod events;
mod fake;
mod fluent;
pub(crate) mod fragment;
mod import;
mod inline;
mod jmespath;
mod member;
mod module_path;
mod operation;
mod page;
mod paginator;
mod path;
mod place;
pub(crate) mod protocol_test;
mod root;
mod row;
mod rules;
mod settings;
mod shape;
mod shorten;
mod signing;
mod special;
mod structure;
mod ty;
mod types;
mod union;
mod unmodelled;
mod validate;
mod waiter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::When;
use crate::plan::Plan;

use package::Module;

/// A plan as a tree of modules, each of which prints itself when it is asked to.
pub fn emit(plan: &Plan) -> Module<'_> {
    let mut children = vec![
        operation::module(plan),
        types::module(plan),
        root::error_module(plan),
        root::error_meta_module(plan),
        root::meta_module(plan),
        root::primitives_module(plan),
        config::module(plan),
    ];
    if plan.client.is_some() {
        children.push(client::client_module(plan));
        children.push(special::presigning::module());
        children.extend(plan.service.auth_token.map(special::auth_token::module));
    }
    if plan.serde.is_some() {
        children.push(data::module(plan));
    }
    children.extend(fake::module(plan));
    children.extend(waiter::module(plan));
    children.extend(special::timestream::module(plan));
    root::module(plan).with(children).pruned()
}

/// The attribute on what is there with the client only.
fn gate(plan: &Plan) -> Option<TokenStream> {
    (plan.client == Some(When::Feature)).then(|| quote!(#[cfg(feature = "client")]))
}
