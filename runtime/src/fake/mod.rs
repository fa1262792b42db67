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
//! At the end of a test, [`Fake::verify`] fails if a request was refused, a handler was not called,
//! or a reply was not given. [`calls`](Fake::calls), [`inputs`](Fake::inputs),
//! [`requests`](Fake::requests), [`refusals`](Fake::refusals) and [`unused`](Fake::unused) return
//! what a fake has received.
//!
//! # Faults
//!
//! A [`Reply`] is an output or error, an error by its code, a status, a whole response, or the end
//! of the connection, each at once or after a delay. [`Fake::replies`] gives several of them one
//! after the other, and [`Fake::reply`] takes a handler that chooses one.
//!
//! ```ignore
//! let fake = Fake::new().replies::<RegisterJobDefinition>([
//!     Reply::code(429, "ThrottlingException", "slow down"),
//!     Reply::status(503),
//!     Reply::lost(),
//!     Reply::output(output).after(Duration::from_millis(20)),
//! ]);
//! ```
//!
//! If a handler panics, so does the call in place of the network. A server answers with an error of
//! the protocol, and both record the operation and the message as a refusal.
//!
//! # Several services
//!
//! A fake may have handlers of several services, of any protocols. The service that a request is
//! signed for decides, then its host, then its form and its path. Of two services
//! whose requests are alike in all of that, such as Amazon RDS and Amazon Neptune on a local port,
//! the one with a handler answers, or the first one: use a fake for each of them.
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
//! response; over [`serve`](Fake::serve), they also move while it does not.
//!
//! A response may require an async runtime, such as the stream of a file. With the feature
//! `rt-tokio`, a [`Server`] has one, which handlers may use as well. A handler is not async: it
//! waits for the future of `ByteStream::from_path` by `futures::executor::block_on`.
//!
//! ```ignore
//! let fake = Fake::new().on::<GetObject>(|_| {
//!     let body = futures::executor::block_on(ByteStream::from_path("object.bin"));
//!     Ok(GetObjectOutput::builder().body(body.expect("a file")).build())
//! });
//! let server = fake.serve()?;
//! ```
//!
//! # Encodings
//!
//! A handler receives the content of a request: not in the chunks of `aws-chunked`, whose trailers
//! are members as headers are, and not compressed by the client (`requestCompression`). The latter
//! requires the feature `compression`, which a crate turns on if its operations compress requests.
//! With the feature `checksums`, which a crate turns on if its operations have checksums, a request
//! to one of them whose checksum or `content-md5` is not that of its body is refused with the code
//! `BadDigest`.

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
