//! Fakes: services that a program's tests call, answered by handlers from input to output.
//!
//! A [`Fake`] is the server side of a generated client. It reads requests and writes responses by
//! the description that the client writes and reads them by, in the protocol of the service, so
//! that a test covers all that a program sends. Requests that the model does not allow are refused:
//! members that are required and unset, lengths, ranges, patterns, enum values, unknown operations.
//!
//! ```ignore
//! use hammersmith::fake::Fake;
//! use hammersmith_batch::operation::register_job_definition::{
//!     RegisterJobDefinition, RegisterJobDefinitionOutput,
//! };
//!
//! let fake = Fake::new().on::<RegisterJobDefinition>(|input| {
//!     Ok(RegisterJobDefinitionOutput::builder()
//!         .set_job_definition_name(input.job_definition_name)
//!         .revision(1)
//!         .build())
//! });
//! ```
//!
//! A generated crate has what a fake of its service needs with its feature `fake`, and a single
//! file with the option `fake = "always"` of the generator. Nothing is generated for an operation
//! but a row of data.
//!
//! Streams of bytes are read and written if they are in memory. Streams of events, compressed
//! requests and streams of another origin are refused with an error that says so.

mod answer;
mod body;
mod call;
#[cfg(feature = "client")]
mod connector;
mod events;
mod exchange;
#[expect(
    clippy::module_inception,
    reason = "the type has the name of the module"
)]
mod fake;
mod handler;
mod input;
mod live;
mod log;
#[cfg(feature = "protocol-tests")]
mod parts;
mod protocol;
mod refusal;
mod route;
mod send;
mod server;
mod service;
mod strict;
mod wait;
mod wire;
mod xml;

pub use fake::{Fake, Response};
pub use log::Received;
#[cfg(feature = "protocol-tests")]
pub(crate) use parts::{received, written};
pub use protocol::Serve;
pub use route::Row;
pub use server::Server;
pub use service::{ErrorRow, ErrorWriter, Service};
