//! The names of the generated API: from the names of a model to Rust's.
//!
//! Three questions, three homes: how a name is cased ([`snake`], [`pascal`]), what becomes of a
//! name that Rust or the generated API has reserved ([`member`], [`variant`], [`module`], …), and
//! whether two names of a model end up as one ([`Scope`]).
//!
//! Nothing here resolves a clash between two names of a model by itself: a made-up name would change
//! with the selection of operations. A clash is reported, and the option `rename` is the way out.

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
