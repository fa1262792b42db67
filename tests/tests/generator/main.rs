//! The generator as a library. Nothing here links a crate of AWS SDKs, compiles or runs generated
//! code.
//!
//! `tests/README.md` says what each module protects.

mod checksums;
mod corpus;
mod defaults;
mod dependencies;
mod errors;
mod front;
mod given;
mod model;
mod page;
mod requirements;
mod skeleton;
mod snapshots;
mod special;
mod unmodelled;

#[path = "../fixture/mod.rs"]
mod fixture;

// The macro, whose crate exports nothing that a test could call.
#[path = "../../../codegen/macro/src/arguments.rs"]
mod arguments;
#[path = "../../../codegen/macro/src/data.rs"]
mod data;
#[path = "../../../codegen/macro/src/expand.rs"]
mod expand;
#[path = "../../../codegen/macro/src/parts.rs"]
mod parts;
