//! Streams of bytes: members that are the whole body of a message, and need not be in memory.

use aws_smithy_types::byte_stream::ByteStream;

use super::{Kind, Outside, Read, Row, Sink, Source, Value};
use crate::http::Binding;

/// Finds the stream in an input or output.
pub type StreamOf<S> = fn(&mut S) -> &mut ByteStream;

/// The kind of streams.
#[derive(Debug)]
pub enum StreamKind {}

impl Value for ByteStream {
    type Kind = StreamKind;
}

impl Kind<ByteStream> for StreamKind {
    fn write<K: Sink>(value: &ByteStream, row: Row, to: &mut K) {
        to.stream(row, value.bytes());
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<ByteStream> {
        let bytes = from.blob(row)?;
        Ok(bytes.map(|bytes| ByteStream::from(bytes.into_inner())))
    }

    fn payload<K: Sink>(value: &ByteStream, to: &mut Binding, _: &mut K) {
        to.stream_payload(value.bytes());
    }

    fn missing() -> Option<ByteStream> {
        Some(ByteStream::default())
    }

    fn outside(_: Row, from: &Outside<'_>) -> Read<ByteStream> {
        match *from {
            Outside::Payload(body) => Ok(Some(ByteStream::from(body.to_vec()))),
            _ => Ok(None),
        }
    }
}
