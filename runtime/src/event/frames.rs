//! Frames: messages as bytes.

use aws_smithy_eventstream::frame::{read_message_from, write_message_to};
use aws_smithy_types::event_stream::Message;
use bytes::{Bytes, BytesMut};

use super::Error;

/// The length of the prelude: the lengths of the frame and of its headers, and their checksum.
const PRELUDE: usize = 12;

/// The length of the shortest frame: a prelude, and the checksum of the frame.
const SHORTEST: usize = PRELUDE + 4;

/// The length of the longest frame that is read. Without a limit, four bytes of garbage make a
/// program wait for gigabytes.
const LONGEST: usize = 16 << 20;

/// The longest headers, by the specification.
const LONGEST_HEADERS: usize = 128 << 10;

/// Finds the messages in bytes that come in pieces of any length.
///
/// After an error there are no more messages: what follows a frame that is invalid cannot be told
/// apart from it.
#[derive(Debug, Default)]
pub struct Frames {
    buffer: BytesMut,
    /// The length of the frame at the start of the buffer, once its prelude has been checked.
    length: Option<usize>,
    is_broken: bool,
}

impl Frames {
    /// No bytes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes to those that have not been read.
    pub fn push(&mut self, bytes: &[u8]) {
        if !self.is_broken {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// The next message; `None` if not all of its bytes have been pushed.
    ///
    /// # Errors
    ///
    /// Fails if a frame is invalid, if a checksum does not match, or if a frame is longer than 16
    /// MiB.
    pub fn next_message(&mut self) -> Result<Option<Message>, Error> {
        if self.is_broken {
            return Ok(None);
        }
        let message = self.read();
        self.is_broken = message.is_err();
        message
    }

    /// Checks that no bytes are left of a message that is not complete.
    ///
    /// # Errors
    ///
    /// Fails if there are.
    pub fn finish(&mut self) -> Result<(), Error> {
        let left = self.buffer.len();
        if self.is_broken || left == 0 {
            return Ok(());
        }
        self.is_broken = true;
        Err(Error::new(match self.length {
            Some(length) => {
                format!("the stream ends within a frame, after {left} of {length} bytes")
            }
            None => format!("the stream ends within the prelude of a frame, after {left} bytes"),
        }))
    }

    /// The bytes that have not been read.
    pub fn rest(&mut self) -> Bytes {
        self.length = None;
        self.buffer.split().freeze()
    }

    fn read(&mut self) -> Result<Option<Message>, Error> {
        let length = match self.length {
            Some(length) => length,
            None => match self.buffer.first_chunk() {
                Some(prelude) => check_prelude(prelude)?,
                None => return Ok(None),
            },
        };
        self.length = Some(length);
        if self.buffer.len() < length {
            self.buffer.reserve(length - self.buffer.len());
            return Ok(None);
        }
        self.length = None;
        let frame = self.buffer.split_to(length).freeze();
        let message = read_message_from(frame);
        message
            .map(Some)
            .map_err(|error| Error::caused("invalid frame in the stream", error))
    }
}

/// The length of the frame that starts with this prelude.
fn check_prelude(prelude: &[u8; PRELUDE]) -> Result<usize, Error> {
    let [a, b, c, d, e, f, g, h, checksum @ ..] = *prelude;
    let (length, headers) = (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    );
    let expected = crc32fast::hash(prelude.split_at(PRELUDE - 4).0);
    let found = u32::from_be_bytes(checksum);
    if expected != found {
        return Err(Error::new(format!(
            "invalid frame in the stream: the checksum of its prelude is {found:#010x}, expected {expected:#010x}"
        )));
    }
    let (length, headers) = (length as usize, headers as usize);
    if length < SHORTEST || headers > length - SHORTEST {
        return Err(Error::new(format!(
            "invalid frame in the stream: a length of {length} bytes with {headers} bytes of headers"
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

/// The frame of a message.
///
/// # Errors
///
/// Fails if a header or the payload is longer than a frame can hold.
pub fn encode(message: &Message) -> Result<Bytes, Error> {
    let mut frame = BytesMut::with_capacity(message.payload().len() + 256);
    match write_message_to(message, &mut frame) {
        Ok(()) => Ok(frame.freeze()),
        Err(error) => Err(Error::caused("a message cannot be sent", error)),
    }
}
