//! The parts of Signature Version 4 that requests and events share.

mod digits;
mod key;
mod moment;
mod plain;

#[cfg(all(feature = "client", feature = "event-stream"))]
pub(crate) use digits::{Digits, digits, hash};
pub(crate) use key::{KeyScope, LastKey};
pub(crate) use moment::Moment;
pub(crate) use plain::{Payload, Plain, Scope};
