//! Event streams: bodies that are a sequence of messages, in either direction.
//!
//! A message is a frame of bytes with headers and a payload. An event is a value of a generated
//! union, which says in its rows which members are headers and which one is the payload.
//!
//! - [`read`] turns a [`Message`] into an event or an error, [`write()`] an event into a message.
//!   [`Frames`] finds messages in bytes, [`encode`] writes one as bytes. None of them does any I/O.
//! - [`EventReceiver`] is the member of an output that is a stream of events, [`EventStreamSender`]
//!   that of an input.
//!
//! ```
//! use hammersmith::event::{Frames, encode};
//! use hammersmith::primitives::event_stream::{Header, HeaderValue, Message};
//!
//! let message = Message::new(&b"payload"[..])
//!     .add_header(Header::new(":event-type", HeaderValue::String("chunk".into())));
//! let bytes = encode(&message)?;
//!
//! let mut frames = Frames::new();
//! let (start, end) = bytes.split_at(20);
//! frames.push(start);
//! assert_eq!(frames.next_message()?, None);
//! frames.push(end);
//! assert_eq!(frames.next_message()?, Some(message));
//! frames.finish()?;
//! # Ok::<(), hammersmith::event::Error>(())
//! ```

#[cfg(feature = "fake")]
mod answered;
mod draft;
mod error;
mod frame;
mod frames;
mod incoming;
mod kind;
mod message;
mod outgoing;
mod parts;
mod protocol;
#[cfg(feature = "fake")]
mod read;
#[cfg(feature = "fake")]
mod received;
mod receiver;
mod sender;
mod sent;
#[cfg(feature = "client")]
mod signed;
mod sink;
mod source;
mod stream;

pub use aws_smithy_types::event_stream::Message;

#[cfg(feature = "fake")]
pub(crate) use answered::error as error_message;
pub use draft::{Draft, Room, encode};
pub use error::Error;
pub use frames::Frames;
pub use incoming::Incoming;
pub(crate) use incoming::is_initial;
pub use kind::EventKind;
pub use message::{read, write};
pub use outgoing::Outgoing;
pub(crate) use outgoing::describe;
#[cfg(feature = "client")]
pub(crate) use outgoing::{Framing, SignedBy};
pub use protocol::EventProtocol;
#[cfg(feature = "fake")]
pub use received::Received;
#[cfg(feature = "fake")]
pub(crate) use received::{Refused, Wrong};
pub use receiver::{EventReceiver, ReceiveError};
pub use sender::EventStreamSender;
pub use sent::SentEvents;
#[cfg(feature = "client")]
pub(crate) use signed::{ROOM, date_header, encode_signed};
pub use stream::EventStream;

/// The media type of bodies that are streams of events.
pub const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
