//! From messages to events and errors, and back.

use aws_smithy_types::event_stream::Message;

use super::parts::{Parts, Type};
use super::{Draft, Error, EventProtocol, EventStream, Room};
use crate::http::Response;
use crate::protocol::{Called, ErrorReader};
use crate::shape::{Row, table};

/// Reads a message as an event, or as an error of the stream. An event that the union does not have
/// is its variant `Unknown`.
///
/// # Errors
///
/// Fails if it is neither, or cannot be read.
pub fn read<U: EventStream>(message: &Message) -> Result<Result<U, U::Error>, Error> {
    read_parts(Parts::of(message))
}

/// Reads the parts of a message as an event, or as an error of the stream.
pub(super) fn read_parts<U: EventStream>(parts: Parts<'_>) -> Result<Result<U, U::Error>, Error> {
    match parts.ty()? {
        Type::Event(kind) => {
            let member = member::<U>(kind);
            let event = U::Protocol::read(member, parts);
            event
                .map(Ok)
                .map_err(|error| Error::unreadable(kind, error))
        }
        Type::Exception(kind) => Ok(Err(exception::<U>(parts, kind, None))),
        Type::Error(code, message) => Ok(Err(exception::<U>(parts, code, message))),
    }
}

/// Writes an event as a message.
///
/// # Errors
///
/// Fails if it has no form as a message: the variant `Unknown`, or a value that has none in the
/// format of payloads.
pub fn write<U: EventStream>(event: &U) -> Result<Message, Error> {
    draft(event, Room::default())?.into_message()
}

/// Writes an event into the buffer from which it is sent.
pub(super) fn draft<U: EventStream>(event: &U, room: Room) -> Result<Draft, Error> {
    U::Protocol::write(event, room).map_err(Error::unwritable)
}

/// The index of the member of that name; that of no member if there is none.
fn member<U: EventStream>(name: &str) -> usize {
    let mut names = table::<U>().rows().map(Row::escaped_name);
    names.position(|of| of == name).unwrap_or(usize::MAX)
}

/// The error that a message stands for, by its type or code.
fn exception<U: EventStream>(parts: Parts<'_>, kind: &str, message: Option<&str>) -> U::Error {
    let called = Called {
        operation: U::NAME,
        service: U::SERVICE,
        streams: false,
        is_event: true,
        sensitive: false,
    };
    let response = Response::new(500, parts.payload());
    let mut reader = ErrorReader::of_event(&response, called, kind, message);
    U::exception(kind, &mut reader)
}
