//! Signed frames: each has the frame of a message as its payload, and its signature in a header.

use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use bytes::Bytes;

use super::frame::{CHECKSUM, PRELUDE, finish, write_header};
use super::{Draft, Error, Room};

/// The start of the header with the signature: its name, type and length.
const SIGNATURE: &[u8; 20] = b"\x10:chunk-signature\x06\x00\x20";

/// The name of the header with the time of the signature.
const DATE: &str = ":date";

/// The length of a signature.
const SIGNED: usize = 32;

/// The length of the header with the time: that of its name, the name, the type and the value.
const DATE_HEADER: usize = 1 + DATE.len() + 1 + 8;

/// The room that the frame of a message needs to be signed.
pub(crate) const ROOM: Room = Room {
    before: PRELUDE + SIGNATURE.len() + SIGNED + DATE_HEADER,
    after: CHECKSUM,
};

/// The header with the time of a signature as bytes, which are part of what is signed.
pub(crate) fn date_header(time: &DateTime) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(DATE_HEADER);
    write_header(
        &Header::new(DATE, HeaderValue::Timestamp(*time)),
        &mut bytes,
    )?;
    Ok(bytes)
}

/// The frame of a message with its signature. `sign` makes the signature of the frame of the
/// message alone; without a message, which ends a stream, it signs no bytes.
///
/// # Errors
///
/// Fails if the message is longer than a frame can hold, if it was not written with [`ROOM`], or if
/// `sign` fails.
pub(crate) fn encode_signed(
    message: Option<Draft>,
    date_header: &[u8],
    sign: impl FnOnce(&[u8]) -> Result<[u8; SIGNED], Error>,
) -> Result<Bytes, Error> {
    // The message is signed in the buffer that is sent.
    let mut bytes = match message {
        Some(message) if message.room() == ROOM => message.seal()?,
        Some(_) => return Err(Error::new("a message was written for another signature")),
        None => {
            let mut bytes = Vec::with_capacity(ROOM.before + ROOM.after);
            bytes.resize(ROOM.before, 0);
            bytes
        }
    };
    let signature = sign(bytes.get(ROOM.before..).unwrap_or_default())?;
    let headers = SIGNATURE.iter().chain(&signature).chain(date_header);
    let places = bytes.iter_mut().take(ROOM.before).skip(PRELUDE);
    for (place, byte) in places.zip(headers) {
        *place = *byte;
    }
    finish(&mut bytes, 0, ROOM.before - PRELUDE)?;
    Ok(bytes.into())
}
