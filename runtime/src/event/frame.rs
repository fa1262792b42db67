//! One frame: a message as bytes.
//!
//! | bytes | what |
//! | --: | --- |
//! | 4 | the length of the frame |
//! | 4 | the length of the headers |
//! | 4 | the CRC-32 of these eight bytes |
//! | | the headers: the length of the name, the name, the type of the value, the value |
//! | | the payload |
//! | 4 | the CRC-32 of all before it |

use std::ops::Range;

use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::str_bytes::StrBytes;
use bytes::Bytes;

use super::Error;

/// The length of the prelude: the lengths of the frame and of its headers, and their checksum.
pub(super) const PRELUDE: usize = 12;

/// The length of a checksum.
pub(super) const CHECKSUM: usize = 4;

/// The length of the shortest frame: a prelude, and the checksum of the frame.
pub(super) const SHORTEST: usize = PRELUDE + CHECKSUM;

/// The length of the longest frame that is read. Without a limit, four bytes of garbage make a
/// program wait for gigabytes.
const LONGEST: usize = 16 << 20;

/// The longest headers, by the specification.
const LONGEST_HEADERS: usize = 128 << 10;

/// The length of the type of a value and of its own length.
pub(super) const VALUE: usize = 3;

/// The longest value of a header.
const LONGEST_VALUE: usize = i16::MAX as usize;

/// Names of headers and their values that are in almost every message. Others share the memory of
/// their frame, which takes a count of references each.
const KNOWN: [&str; 14] = [
    ":message-type",
    ":event-type",
    ":content-type",
    ":exception-type",
    ":date",
    ":chunk-signature",
    "event",
    "exception",
    "chunk",
    "application/json",
    "application/cbor",
    "application/xml",
    "application/octet-stream",
    "text/plain",
];

#[cold]
fn invalid(what: &str) -> Error {
    Error::new(format!("invalid frame in the stream: {what}"))
}

/// The length of the frame that starts with this prelude.
pub(super) fn check_prelude(prelude: &[u8; PRELUDE]) -> Result<usize, Error> {
    let [a, b, c, d, e, f, g, h, checksum @ ..] = *prelude;
    let (length, headers) = (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    );
    let expected = crc32fast::hash(prelude.split_at(PRELUDE - CHECKSUM).0);
    let found = u32::from_be_bytes(checksum);
    if expected != found {
        return Err(invalid(&format!(
            "the checksum of its prelude is {found:#010x}, expected {expected:#010x}"
        )));
    }
    let (length, headers) = (length as usize, headers as usize);
    if length < SHORTEST || headers > length - SHORTEST {
        return Err(invalid(&format!(
            "a length of {length} bytes with {headers} bytes of headers"
        )));
    }
    if length > LONGEST || headers > LONGEST_HEADERS {
        return Err(Error::new(format!(
            "a frame of {length} bytes with {headers} bytes of headers in the stream; the longest may have {LONGEST} \
             and {LONGEST_HEADERS}"
        )));
    }
    Ok(length)
}

/// Reads a whole frame, whose prelude has been checked.
pub(super) fn decode(frame: &Bytes) -> Result<Message, Error> {
    let checked = frame.split_last_chunk::<CHECKSUM>();
    let Some((checked, found)) = checked else {
        return Err(invalid("it has no end"));
    };
    let (expected, found) = (crc32fast::hash(checked), u32::from_be_bytes(*found));
    if expected != found {
        return Err(invalid(&format!(
            "the checksum of the message is {found:#010x}, expected {expected:#010x}"
        )));
    }
    let mut cursor = Cursor { frame, at: 4 };
    let end = PRELUDE + u32::from_be_bytes(cursor.array()?) as usize;
    decode_parts(frame, PRELUDE..end, checked.len())
}

/// Reads the headers at those indices of a frame, and the payload from there to `payload_end`.
pub(super) fn decode_parts(
    frame: &Bytes,
    at: Range<usize>,
    payload_end: usize,
) -> Result<Message, Error> {
    let mut cursor = Cursor {
        frame,
        at: at.start,
    };
    let mut headers = Vec::with_capacity(4);
    while cursor.at < at.end {
        headers.push(cursor.header()?);
    }
    if cursor.at > at.end || at.end > payload_end {
        return Err(invalid("its headers end within a value"));
    }
    Ok(Message::new_from_parts(
        headers,
        frame.slice(at.end..payload_end),
    ))
}

/// A location in a frame.
struct Cursor<'f> {
    frame: &'f Bytes,
    at: usize,
}

impl<'f> Cursor<'f> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let rest = self.frame.get(self.at..).unwrap_or_default();
        let Some(array) = rest.first_chunk() else {
            return Err(invalid("its headers end within a value"));
        };
        self.at += N;
        Ok(*array)
    }

    fn slice(&mut self, length: usize) -> Result<&'f [u8], Error> {
        let start = self.at;
        let Some(slice) = self.frame.get(start..start + length) else {
            return Err(invalid("its headers end within a value"));
        };
        self.at += length;
        Ok(slice)
    }

    fn text(&mut self, length: usize) -> Result<StrBytes, Error> {
        let slice = self.slice(length)?;
        let mut known = KNOWN.iter();
        match known.find(|known| known.as_bytes() == slice) {
            Some(known) => Ok(StrBytes::from(*known)),
            None => StrBytes::try_from(self.frame.slice_ref(slice))
                .map_err(|error| Error::caused("invalid header in the stream", error)),
        }
    }

    fn header(&mut self) -> Result<Header, Error> {
        let [length] = self.array()?;
        if length == 0 {
            return Err(invalid("a header has no name"));
        }
        let name = self.text(length.into())?;
        let [ty] = self.array()?;
        let value = match ty {
            0 => HeaderValue::Bool(true),
            1 => HeaderValue::Bool(false),
            2 => HeaderValue::Byte(i8::from_be_bytes(self.array()?)),
            3 => HeaderValue::Int16(i16::from_be_bytes(self.array()?)),
            4 => HeaderValue::Int32(i32::from_be_bytes(self.array()?)),
            5 => HeaderValue::Int64(i64::from_be_bytes(self.array()?)),
            6 => {
                let length = u16::from_be_bytes(self.array()?);
                HeaderValue::ByteArray(self.frame.slice_ref(self.slice(length.into())?))
            }
            7 => {
                let length = u16::from_be_bytes(self.array()?);
                HeaderValue::String(self.text(length.into())?)
            }
            8 => {
                let millis = i64::from_be_bytes(self.array()?);
                HeaderValue::Timestamp(DateTime::from_millis(millis))
            }
            9 => HeaderValue::Uuid(u128::from_be_bytes(self.array()?)),
            _ => {
                let name = name.as_str();
                return Err(invalid(&format!("the header `{name}` has the type {ty}")));
            }
        };
        Ok(Header::new(name, value))
    }
}

/// Completes the frame from `start` to the end of the bytes: fills in its prelude, which takes its
/// place already, and appends its checksum.
pub(super) fn finish(bytes: &mut Vec<u8>, start: usize, headers: usize) -> Result<(), Error> {
    let frame = bytes.get_mut(start..).unwrap_or_default();
    let length = frame.len() + CHECKSUM;
    let (Ok(length), Ok(headers)) = (u32::try_from(length), u32::try_from(headers)) else {
        return Err(Error::new(format!(
            "a message cannot be sent: a frame of {length} bytes is too long"
        )));
    };
    if let Some((prelude, _)) = frame.split_first_chunk_mut::<PRELUDE>() {
        let [a, b, c, d] = length.to_be_bytes();
        let [e, f, g, h] = headers.to_be_bytes();
        let lengths = [a, b, c, d, e, f, g, h];
        let [i, j, k, l] = crc32fast::hash(&lengths).to_be_bytes();
        *prelude = [a, b, c, d, e, f, g, h, i, j, k, l];
    }
    let checksum = crc32fast::hash(frame);
    bytes.extend_from_slice(&checksum.to_be_bytes());
    Ok(())
}

/// The length of a header in a frame.
pub(super) fn header_length(header: &Header) -> usize {
    let value = match header.value() {
        HeaderValue::Bool(_) => 0,
        HeaderValue::Byte(_) => 1,
        HeaderValue::Int16(_) => 2,
        HeaderValue::Int32(_) => 4,
        HeaderValue::Uuid(_) => 16,
        HeaderValue::ByteArray(value) => 2 + value.len(),
        HeaderValue::String(value) => 2 + value.as_bytes().len(),
        _ => 8,
    };
    2 + header.name().as_bytes().len() + value
}

/// Appends the value of that header, which is a string.
pub(super) fn write_text(name: &str, text: &str, frame: &mut Vec<u8>) -> Result<(), Error> {
    write_bytes(name, 7, text.as_bytes(), frame)
}

fn write_name(name: &str, frame: &mut Vec<u8>) -> Result<(), Error> {
    let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
    let Some(length) = length else {
        return Err(unwritable(name, "its name has to have 1 to 255 bytes"));
    };
    frame.push(length);
    frame.extend_from_slice(name.as_bytes());
    Ok(())
}

/// Appends a value that has a length.
fn write_bytes(name: &str, ty: u8, bytes: &[u8], frame: &mut Vec<u8>) -> Result<(), Error> {
    let length = u16::try_from(bytes.len()).ok();
    let Some(length) = length.filter(|_| bytes.len() <= LONGEST_VALUE) else {
        let what = format!("its value has {} bytes, of {LONGEST_VALUE}", bytes.len());
        return Err(unwritable(name, &what));
    };
    let [high, low] = length.to_be_bytes();
    frame.extend_from_slice(&[ty, high, low]);
    frame.extend_from_slice(bytes);
    Ok(())
}

/// Appends a header.
pub(super) fn write_header(header: &Header, frame: &mut Vec<u8>) -> Result<(), Error> {
    let name = header.name().as_str();
    write_name(name, frame)?;
    match header.value() {
        HeaderValue::ByteArray(value) => return write_bytes(name, 6, value, frame),
        HeaderValue::String(value) => {
            return write_bytes(name, 7, value.as_str().as_bytes(), frame);
        }
        _ => {}
    }
    let mut number = |ty: u8, bytes: &[u8]| {
        frame.push(ty);
        frame.extend_from_slice(bytes);
    };
    match header.value() {
        HeaderValue::Bool(true) => number(0, &[]),
        HeaderValue::Bool(false) => number(1, &[]),
        HeaderValue::Byte(value) => number(2, &value.to_be_bytes()),
        HeaderValue::Int16(value) => number(3, &value.to_be_bytes()),
        HeaderValue::Int32(value) => number(4, &value.to_be_bytes()),
        HeaderValue::Int64(value) => number(5, &value.to_be_bytes()),
        HeaderValue::Timestamp(value) => {
            let millis = value.to_millis();
            let millis = millis.map_err(|error| unwritable(name, &error.to_string()))?;
            number(8, &millis.to_be_bytes());
        }
        HeaderValue::Uuid(value) => number(9, &value.to_be_bytes()),
        _ => return Err(unwritable(name, "its value has a type that is not known")),
    }
    Ok(())
}

#[cold]
fn unwritable(name: &str, why: &str) -> Error {
    Error::new(format!(
        "a message cannot be sent: the header `{name}`: {why}"
    ))
}
