//! Signed frames: each has the frame of a message as its payload, and its signature in a header.

use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;

use super::Error;
use super::frame::{PRELUDE, SHORTEST, finish, frame_length, write, write_header};

/// The headers of a signed frame: the signature, and the time of it.
const SIGNATURE: &str = ":chunk-signature";
const DATE: &str = ":date";

/// The length of a signature.
const SIGNED: usize = 32;

/// The length of the headers. Each has the length of its name before it, and its type behind it;
/// the signature has a length, too.
const HEADERS: usize = DATE_HEADER + (1 + SIGNATURE.len() + 1 + 2 + SIGNED);
const DATE_HEADER: usize = 1 + DATE.len() + 1 + 8;

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
/// Fails if a header or the payload is longer than a frame can hold, or if `sign` fails.
pub(crate) fn encode_signed(
    message: Option<&Message>,
    date_header: &[u8],
    sign: impl FnOnce(&[u8]) -> Result<[u8; SIGNED], Error>,
) -> Result<Bytes, Error> {
    let length = message.map_or(0, frame_length);
    // The message is written into the buffer that is sent, and signed there.
    let mut frame = Vec::with_capacity(SHORTEST + HEADERS + length);
    frame.extend_from_slice(&[0; PRELUDE]);
    let placeholder = HeaderValue::ByteArray(Bytes::from_static(&[0; SIGNED]));
    write_header(&Header::new(SIGNATURE, placeholder), &mut frame)?;
    let signature_end = frame.len();
    frame.extend_from_slice(date_header);
    let start = frame.len();
    if let Some(message) = message {
        write(message, &mut frame)?;
    }
    let signature = sign(frame.get(start..).unwrap_or_default())?;
    let before = frame.get_mut(..signature_end).unwrap_or_default();
    if let Some((_, place)) = before.split_last_chunk_mut() {
        *place = signature;
    }
    finish(&mut frame, 0, start - PRELUDE)?;
    Ok(frame.into())
}
