//! Turns Smithy JSON models into Rust clients, for exactly the operations a program calls.
//!
//! In a build script:
//!
//! ```no_run
//! // build.rs
//! hammersmith_codegen::Generator::new()
//!     .model("model/batch.json")
//!     .operations(["RegisterJobDefinition"])
//!     .generate()
//!     .unwrap();
//! ```
//!
//! ```ignore
//! // src/main.rs
//! mod batch {
//!     include!(concat!(env!("OUT_DIR"), "/batch.rs"));
//! }
//! ```
//!
//! The `client!` macro of the crate `hammersmith` and the command `cargo hammersmith` take the same
//! options and generate the same code.
//!
//! # What becomes what
//!
//! | Smithy shape | Rust |
//! | --- | --- |
//! | `blob` | `primitives::Blob` |
//! | `boolean` | `bool` |
//! | `string` | `String` |
//! | `byte`, `short`, `integer`, `long` | `i8`, `i16`, `i32`, `i64` |
//! | `float`, `double` | `f32`, `f64` |
//! | `bigInteger`, `bigDecimal` | `BigInteger`, `BigDecimal` of `aws-smithy-types` |
//! | `timestamp` | `primitives::DateTime` |
//! | `document` | `Document` of `aws-smithy-types` |
//! | `enum`, and a `string` with named `@enum` values | an enum of `types`, open to unknown values |
//! | `intEnum` | `i32` |
//! | `list`, `set` | `Vec<T>`; `Vec<Option<T>>` if `@sparse` |
//! | `map` | `HashMap<String, T>`; the key is an enum where the model's is |
//! | `structure` | a structure of `types` and its builder in `types::builders` |
//! | `structure` with `@error` | a structure of `types::error`, and a variant of the errors that name it |
//! | `union` | an enum of `types` with a variant for every member, and `Unknown` |
//! | `operation` | a module of `operation`, a method of `Client`, an implementation of `hammersmith::Operation` |
//! | `service` | `Client`, `Config`, `Error` |
//!
//! A member is an `Option` unless it is `@required` or has a `@default`, outside of inputs, and is
//! not `@clientOptional`; structures and unions always are.
//!
//! # Names
//!
//! Types and variants are in upper camel case, members and modules in snake case, as in the official
//! crates: [`name::pascal`] and [`name::snake`]. A name that Rust or the generated API has already gives
//! way:
//!
//! | what | names | becomes |
//! | --- | --- | --- |
//! | member | keywords | `r#type`; `crate_`, `self_`, `super_` |
//! | member | `build`, `builder`, `customize`, `default`, `make_operation`, `meta`, `presigned`, `send` | `build_value`, with `set_build` and `get_build` |
//! | member of an input | `as_input`, `new`, `send_with` | `new_value`, with `set_new` and `get_new` |
//! | member of an error | `meta`, `set_meta` | `meta_value`, with `set_meta_value` and `get_meta_value`; `set_meta_value` |
//! | member of an error that is `@retryable` | `retryable_error_kind` | `retryable_error_kind_value` |
//! | method of the client | `config`, `from_conf`, `new` | `config_operation` |
//! | module of an operation | keywords | `move_` |
//! | variant | `Unknown`, `Self` | `UnknownValue`, `SelfValue` |
//! | type | `Self` | `SelfValue` |
//! | error | `Unhandled` | `UnhandledError` |
//! | operation | `Self` | `SelfOperation` |
//! | parameter of endpoint rules | `build`, `builder`, `default`, `from`, `resolve` | `build_value` |
//! | any | a digit in front | `_1` |
//!
//! If an input has a member `validate`, the method that checks it is called `validate_input`.
//!
//! Two names of the model that become one in Rust are a problem. The option `rename`, which
//! [`Generator::rename`] describes, gives a shape, a member or an operation another name.
//!
//! # Protocols
//!
//! A service is generated if it has one of the protocols of [`plan::protocol::Protocol`]: `aws.protocols#awsJson1_0`,
//! `awsJson1_1` or `restJson1`, in this order if it has several. The error codes of `@awsQueryCompatible` and the host
//! prefixes of `@endpoint` are supported. An operation that needs what is not supported yet is a problem that names
//! it: streams, request checksums, request compression, and authentication other than Signature Version 4.
//!
//! # The stages
//!
//! Data flows one way: [`model::load`] reads, merges and checks models; [`model::select`] cuts them
//! to what the chosen operations reach; [`plan`](mod@plan) decides every name, type and trait that counts;
//! [`emit`](mod@emit) prints tokens; [`layout`] and [`write`](mod@write) make files of them.
//! [`Generator`] runs them all.

pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod layout;
pub mod markdown;
pub mod model;
pub mod name;
pub mod plan;
pub mod skeleton;
pub mod suggest;
pub mod write;

mod chain;
mod error;
mod files;
mod generator;
mod hidden;
mod layout_kind;
mod output;
mod render;
mod text;
mod timings;

pub use config::{Config, OperationDocs, Package, Strict, When};
pub use error::Error;
pub use generator::{Generated, Generator, Summary};
pub use layout_kind::Layout;
pub use output::Output;
pub use timings::Timings;
