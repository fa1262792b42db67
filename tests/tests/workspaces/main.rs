//! Generated code that Cargo compiles and runs, in workspaces below the target directory.
//!
//! `tests/README.md` says what each module protects.

mod compare;
mod compile;
mod events;
mod examples;
mod parity;
mod protocol;
mod protocol_option;
mod readme;
mod services;
mod surface;

#[path = "../fixture/mod.rs"]
mod fixture;
