//! The names of the generated API: conversion of the names of a model to Rust.
//!
//! The module has three parts: casing ([`snake`], [`pascal`]), replacements for names that Rust or
//! the generated API has reserved ([`member`], [`variant`], [`module`], …), and detection of names
//! that clash ([`Scope`]).
//!
//! A clash between two names of a model is not resolved automatically, since an invented name would
//! depend on the selected operations. It is reported, and the option `rename` resolves it.

mod case;
mod given;
mod keyword;
pub(crate) mod own;
mod reserved;
mod scope;
mod service;
mod word;

pub use case::{pascal, snake};
pub(crate) use given::{conventional, is_conventional};
pub use keyword::{ident, is_keyword};
pub use own::Kind;
pub use reserved::{
    MemberName, client_method, error_name, member, module, operation_symbol, parameter,
    parameter_setter, type_name, union_variant, variant,
};
pub use scope::{NameError, Scope};
pub use service::{crate_name, lib_name, service_slug};
pub use word::Name;
