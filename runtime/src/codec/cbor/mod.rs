//! CBOR (RFC 8949): [`Writer`] is a sink, [`Reader`] a source.

mod big;
mod document;
mod head;
mod number;
mod open;
mod path;
mod reader;
mod same;
mod scalar;
mod sink;
mod skip;
mod source;

pub use reader::Reader;
pub use same::same;
pub use sink::Writer;

pub use super::Error;

/// The name of the format in messages.
const FORMAT: &str = "CBOR";
