//! The protocols that have event streams, each with its codec.

use super::parts::Parts;
use super::sink::EventSink;
use super::source::EventSource;
use super::{Draft, Room};
use crate::codec::{Error, ReadDocument, cbor, json, xml};
use crate::error::BuildError;
use crate::protocol::{AwsJson1_0, AwsJson1_1, Protocol, RestJson1, RestXml, RpcV2Cbor, RpcV2Json};
use crate::shape::{
    Each, Form, Kind, Members, Place, Reader, Row, Structure, StructureKind, Top, table,
};
use aws_smithy_types::event_stream::Message;

/// A protocol that has event streams.
pub trait EventProtocol: Protocol {
    /// The media type of payloads that are documents.
    const MEDIA_TYPE: &'static str;
    /// True if the members that are not events stand in a message of their own before the events,
    /// in place of headers and the URI.
    const HAS_INITIAL: bool;

    /// Reads an event: the member of the union at that index.
    ///
    /// # Errors
    ///
    /// Fails if a header or the payload cannot be read.
    fn read<U: Structure>(member: usize, parts: Parts<'_>) -> Result<U, Error>;

    /// Writes an event into the buffer from which it is sent.
    ///
    /// # Errors
    ///
    /// Fails if it has no form as a message.
    fn write<U: Structure>(event: &U, room: Room) -> Result<Draft, BuildError>;

    /// Writes an exception of that type.
    ///
    /// # Errors
    ///
    /// Fails if it has no form as a message.
    fn write_exception<S: Structure>(name: &'static str, error: &S) -> Result<Message, BuildError>;
}

macro_rules! protocols {
    ($($ty:ty, $codec:ident, $media_type:literal, $has_initial:literal;)*) => {
        $(
            impl EventProtocol for $ty {
                const MEDIA_TYPE: &'static str = $media_type;
                const HAS_INITIAL: bool = $has_initial;

                fn read<U: Structure>(member: usize, parts: Parts<'_>) -> Result<U, Error> {
                    read::<U, $codec::Reader<'_>>(member, parts)
                }

                fn write<U: Structure>(event: &U, room: Room) -> Result<Draft, BuildError> {
                    let mut sink = EventSink::<$codec::Writer>::new($media_type, None, room);
                    event.write(&mut Members::new(table::<U>(), &mut sink, Top::Plain));
                    sink.finish()
                }

                fn write_exception<S: Structure>(
                    name: &'static str,
                    error: &S,
                ) -> Result<Message, BuildError> {
                    let room = Room::default();
                    let mut sink = EventSink::<$codec::Writer>::new($media_type, Some(name), room);
                    StructureKind::write(error, Row::nothing(), &mut sink);
                    sink.finish()?.into_message().map_err(BuildError::other)
                }
            }
        )*
    };
}

// A protocol gets event streams by its line here: the module of its codec, the media type of
// payloads that are documents, and whether there are initial messages.
protocols! {
    RestJson1, json, "application/json", false;
    AwsJson1_0, json, "application/json", true;
    AwsJson1_1, json, "application/json", true;
    RestXml, xml, "application/xml", false;
    RpcV2Cbor, cbor, "application/cbor", true;
    RpcV2Json, json, "application/json", true;
}

fn read<'m, U: Structure, D: ReadDocument<'m>>(
    member: usize,
    parts: Parts<'m>,
) -> Result<U, Error> {
    let row = table::<U>().row(member).unwrap_or_else(Row::nothing);
    let mut place = Place::<U>::new();
    let mut source = EventSource::<D>::new(parts);
    let read = place.read(member, &mut Reader::new(row, Form::Codec(&mut source)));
    // Built in any case, since a place must not be dropped.
    let built = place.build();
    read.map_err(|error| D::located(error, parts.payload()))?;
    built.map_err(|error| Error::plain(error.to_string()))
}
