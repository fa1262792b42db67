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
//! After a test, [`Fake::calls`], [`inputs`](Fake::inputs), [`requests`](Fake::requests),
//! [`refusals`](Fake::refusals) and [`unused`](Fake::unused) return what a fake has received.
//!
//! # Streams
//!
//! A handler receives a stream of bytes in memory; it may return one that is not. Events are read
//! and written one by one, and signatures of events are not checked:
//!
//! - [`EventStreamSender::into_events`](crate::event::EventStreamSender::into_events) returns those
//!   of the request. An event that the model does not allow ends both streams with an error.
//! - [`EventReceiver::from_events`](crate::event::EventReceiver::from_events) makes a response of
//!   events, and of an exception at the end; `from` makes one of any `Stream` of them.
//! - [`EventReceiver::answering`](crate::event::EventReceiver::answering) answers each event of the
//!   request before the next one is read.
//!
//! ```ignore
//! let fake = Fake::new().on::<StartStreamTranscription>(|input| {
//!     let transcripts = EventReceiver::answering(input.audio_stream, |event| match event {
//!         Some(Ok(AudioStream::AudioEvent(audio))) => Some(Ok(transcript(&audio))),
//!         _ => None,
//!     });
//!     let output = StartStreamTranscriptionOutput::builder();
//!     Ok(output.transcript_result_stream(transcripts).build().expect("a stream"))
//! });
//! ```
//!
//! If the response of an operation has no events, its handler is called once all events of the
//! request have been received.
//!
//! In place of the network, the events of the request move only while the program reads the
//! response; over [`serve`](Fake::serve), they also move while it does not. `serve` polls bodies on
//! threads without an async runtime: a response that requires one, such as
//! `ByteStream::from_path`, fails there, and works in place of the network.
//!
//! Compressed requests are refused with an error that says so.

mod answer;
mod asked;
mod body;
mod bucket;
mod call;
#[cfg(feature = "checksums")]
mod checksums;
mod choose;
#[cfg(feature = "client")]
mod connector;
#[cfg(feature = "rt-tokio")]
mod driver;
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
mod reply;
mod route;
mod send;
mod server;
mod service;
mod strict;
mod verify;
mod wait;
mod wire;
mod xml;

pub use answer::Response;
pub use fake::Fake;
pub use log::Received;
#[cfg(feature = "protocol-tests")]
pub(crate) use parts::{received, written};
pub use protocol::Serve;
pub use reply::Reply;
pub use route::Row;
pub use server::Server;
pub use service::{ErrorRow, ErrorWriter, Service};
pub use verify::Unmet;
