//! Generates Rust clients from Smithy JSON models, for exactly the operations that a program calls.
//!
//! A build script generates the client:
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
//! The program includes it as a module:
//!
//! ```ignore
//! // src/main.rs
//! mod batch {
//!     include!(concat!(env!("OUT_DIR"), "/batch.rs"));
//! }
//! ```
//!
//! The generated code needs the crate `hammersmith`. Its macro `client!` and the command
//! `cargo hammersmith` have the same options and generate the same code.
//!
//! # Mapping of shapes
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
//! | `map` | `HashMap<String, T>`; the key is an enum if it is one in the model |
//! | `structure` | a structure of `types` and its builder in `types::builders` |
//! | `structure` with `@error` | a structure of `types::error`, and a variant in the error of each operation that lists it |
//! | `union` | an enum of `types` with a variant for every member, and `Unknown` |
//! | `operation` | a module of `operation`, a method of `Client`, an implementation of `hammersmith::Operation` |
//! | `service` | `Client`, `Config`, `Error` |
//!
//! A member is an `Option`, with one exception: outside of inputs, a member with `@required` or
//! `@default` and without `@clientOptional` is not, unless its type is a structure or a union.
//!
//! # Names
//!
//! Types and variants are in upper camel case, members and modules in snake case, as in the
//! official crates: see [`name::pascal`] and [`name::snake`]. Names that are reserved by Rust or by
//! the generated API are replaced:
//!
//! | item | reserved | replacement |
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
//! If an input has a member `validate`, the method that validates it is named `validate_input`.
//!
//! If two names of the model become the same name in Rust, an error reports both. Use the option
//! `rename` to give a shape, a member or an operation another name; see [`Generator::rename`].
//!
//! # Protocols
//!
//! A service needs one of the protocols of [`plan::protocol::Protocol`]:
//! `smithy.protocols#rpcv2Cbor`, `aws.protocols#awsJson1_0`, `awsJson1_1`, `restJson1`, `restXml`,
//! `awsQuery` or `ec2Query`, or `smithy.protocols#rpcv2Json`. If it has several, the first in this
//! order is used, as by the official clients; see [`Generator::protocol`] for another one. The
//! error codes of `@awsQueryCompatible` and the host prefixes of `@endpoint` are supported. An
//! operation that needs an unsupported feature is rejected with an error. So is
//! authentication by a trait that a model defines itself; Signature Version 4 and 4A, bearer
//! tokens, API keys, basic and digest authentication are supported. Streams are rejected where the
//! protocol has no form for them: of bytes without HTTP bindings, of events in awsQuery and
//! ec2Query.
//!
//! # The stages
//!
//! Data flows in one direction. [`model::load`] reads, merges and checks models. [`model::select`]
//! reduces them to the shapes that the selected operations reach. [`plan`](mod@plan) makes all
//! decisions: names, types, and the traits that matter. [`emit`](mod@emit) prints the plan as
//! tokens. [`layout`] and [`write`](mod@write) turn the tokens into files. [`Generator`] runs all
//! stages.

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
mod output;
mod render;
mod text;
mod timings;

pub use config::Layout;
pub use config::{Config, OperationDocs, Package, Strict, When};
pub use error::Error;
pub use generator::{Generated, Generator, Summary};
pub use output::Output;
pub use timings::Timings;
