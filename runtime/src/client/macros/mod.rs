//! Macros that give generated code what every client has: its own types, with the bodies in here.
//!
//! Types such as `Config` have to be the generated code's own, because their names are part of its
//! interface. Their methods are the same for every service, so the macros print them.
//!
//! Every function in here is `#[inline]`, as all of generated code is: nothing is compiled before a
//! program calls it. `tests/client_macros.rs` says what that is worth.
//!
//! The modules of generated code have fixed places, and the macros rely on them: `client` and
//! `config` at its root, fluent builders in `operation::<operation>::fluent`.

mod builder;
mod client;
mod config;
mod endpoint;
mod operation;
mod settings;
