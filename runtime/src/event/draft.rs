//! A message that is written into the buffer from which it is sent.

use aws_smithy_types::event_stream::Message;
use bytes::Bytes;

use super::Error;
use super::frame::{
    PRELUDE, SHORTEST, VALUE, decode_parts, finish, header_length, write_header, write_text,
};

/// The number of bytes that a frame leaves in front of it and behind it, for what is sent around
/// it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    pub(crate) before: usize,
    pub(crate) after: usize,
}

/// A message as the bytes of its frame, in which the lengths and checksums are still missing.
///
/// A [`Message`] has an allocation for its headers, counts references to each name, value and
/// payload, and is then copied into the frame.
#[doc(hidden)]
#[derive(Debug)]
pub struct Draft {
    bytes: Vec<u8>,
    room: Room,
    /// The length of the headers.
    headers: usize,
}

/// The start of a frame with an event: the header with its kind, and the name of the next one.
const EVENT: &[u8; 34] = b"\x0d:message-type\x07\x00\x05event\x0b:event-type";
const EXCEPTION: &[u8; 42] = b"\x0d:message-type\x07\x00\x09exception\x0f:exception-type";

/// The name of the header with the media type of a payload.
const MEDIA_TYPE: &[u8; 14] = b"\x0d:content-type";

impl Draft {
    /// The draft of an event or exception with that name. The members that are headers are bytes.
    pub(super) fn new(
        room: Room,
        is_exception: bool,
        name: &str,
        members: &[u8],
        media_type: Option<&str>,
        payload: &[u8],
    ) -> Result<Self, Error> {
        let (start, header) = if is_exception {
            (EXCEPTION.as_slice(), ":exception-type")
        } else {
            (EVENT.as_slice(), ":event-type")
        };
        let headers = start.len() + VALUE + name.len() + members.len();
        let media_length = media_type.map_or(0, |text| MEDIA_TYPE.len() + VALUE + text.len());
        let mut draft = Self::with_capacity(room, headers + media_length, payload.len());
        let bytes = &mut draft.bytes;
        bytes.extend_from_slice(start);
        write_text(header, name, bytes)?;
        bytes.extend_from_slice(members);
        if let Some(media_type) = media_type {
            bytes.extend_from_slice(MEDIA_TYPE);
            write_text(":content-type", media_type, bytes)?;
        }
        draft.push_payload(payload);
        Ok(draft)
    }

    /// The draft of a message.
    ///
    /// # Errors
    ///
    /// Fails if a header is longer than a frame can hold.
    pub(crate) fn of(message: &Message, room: Room) -> Result<Self, Error> {
        let headers = message.headers().iter().map(header_length).sum();
        let payload = message.payload();
        let mut draft = Self::with_capacity(room, headers, payload.len());
        for header in message.headers() {
            write_header(header, &mut draft.bytes)?;
        }
        draft.push_payload(payload);
        Ok(draft)
    }

    /// Exactly, since `Bytes` of a vector with more memory take an allocation of their own.
    fn with_capacity(room: Room, headers: usize, payload: usize) -> Self {
        let length = room.before + SHORTEST + headers + payload + room.after;
        let mut bytes = Vec::with_capacity(length);
        if room.before > 0 {
            bytes.resize(room.before, 0);
        }
        bytes.extend_from_slice(&[0; PRELUDE]);
        Self {
            bytes,
            room,
            headers: 0,
        }
    }

    fn push_payload(&mut self, payload: &[u8]) {
        self.headers = self.bytes.len() - self.room.before - PRELUDE;
        self.bytes.extend_from_slice(payload);
    }

    #[cfg(feature = "client")]
    pub(crate) fn room(&self) -> Room {
        self.room
    }

    /// The frame, behind the room before it.
    ///
    /// # Errors
    ///
    /// Fails if the message is longer than a frame can hold.
    pub(crate) fn seal(mut self) -> Result<Vec<u8>, Error> {
        finish(&mut self.bytes, self.room.before, self.headers)?;
        Ok(self.bytes)
    }

    /// The message, read back from the frame.
    ///
    /// # Errors
    ///
    /// Fails if a header cannot be read back.
    pub fn into_message(self) -> Result<Message, Error> {
        let start = self.room.before + PRELUDE;
        let frame = Bytes::from(self.bytes);
        let end = frame.len();
        decode_parts(&frame, start..start + self.headers, end)
    }
}

/// The frame of a message.
///
/// # Errors
///
/// Fails if a header or the payload is longer than a frame can hold.
pub fn encode(message: &Message) -> Result<Bytes, Error> {
    Ok(Draft::of(message, Room::default())?.seal()?.into())
}
