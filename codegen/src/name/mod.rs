//! The names of the generated API: from the names of a model to Rust's.
//!
//! Three questions, three homes: how a name is cased ([`snake`], [`pascal`]), what becomes of a
//! name that Rust or the generated API has reserved ([`member`], [`variant`], [`module`], …), and
//! whether two names of a model end up as one ([`Scope`]).
//!
//! Nothing here resolves a clash by itself: a made-up name would change with the selection of
//! operations, so a clash is reported instead.

mod case;
mod reserved;
mod scope;
mod service;

pub use case::{pascal, snake};
pub use reserved::{
    MemberName, ident, is_keyword, member, module, operation_symbol, type_name, union_variant,
    value, variant,
};
pub use scope::{NameError, Scope};
pub use service::{crate_name, lib_name, service_slug};
