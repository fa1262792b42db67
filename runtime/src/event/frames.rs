//! Frames in bytes that come in pieces of any length.

use std::mem;

use aws_smithy_types::event_stream::Message;
use bytes::{Bytes, BytesMut};

use super::Error;
use super::frame::{PRELUDE, check_prelude, decode};

/// Finds the messages in bytes that come in pieces of any length.
///
/// After an error there are no more messages: what follows a frame that is invalid cannot be told
/// apart from it.
#[derive(Debug, Default)]
pub struct Frames {
    /// The start of a frame that stands in several pieces.
    start: BytesMut,
    /// The length of that frame, once its prelude has been checked.
    length: Option<usize>,
    /// The rest of the last piece. Frames that are whole in it are not copied.
    piece: Bytes,
    is_broken: bool,
}

impl Frames {
    /// No bytes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// True if a body starts with a frame.
    pub(crate) fn start(body: &[u8]) -> bool {
        let prelude = body.first_chunk();
        prelude.is_some_and(|prelude| check_prelude(prelude).is_ok())
    }

    /// Adds bytes to those that have not been read.
    pub fn push(&mut self, bytes: &[u8]) {
        self.push_bytes(Bytes::copy_from_slice(bytes));
    }

    /// Adds bytes to those that have not been read, without a copy of them.
    pub fn push_bytes(&mut self, bytes: Bytes) {
        if self.is_broken {
            return;
        }
        if self.piece.is_empty() {
            self.piece = bytes;
        } else {
            // Somebody pushes more before all messages have been taken.
            let mut joined = BytesMut::from(mem::take(&mut self.piece));
            joined.extend_from_slice(&bytes);
            self.piece = joined.freeze();
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
        let left = self.start.len() + self.piece.len();
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
        let piece = mem::take(&mut self.piece);
        if self.start.is_empty() {
            return piece;
        }
        self.start.extend_from_slice(&piece);
        self.start.split().freeze()
    }

    fn read(&mut self) -> Result<Option<Message>, Error> {
        if self.start.is_empty() {
            let Some(prelude) = self.piece.first_chunk() else {
                self.take(PRELUDE);
                return Ok(None);
            };
            let length = check_prelude(prelude)?;
            if self.piece.len() >= length {
                return decode(&self.piece.split_to(length)).map(Some);
            }
            self.length = Some(length);
        }
        let length = match self.length {
            Some(length) => length,
            None => {
                self.take(PRELUDE);
                match self.start.first_chunk() {
                    Some(prelude) => check_prelude(prelude)?,
                    None => return Ok(None),
                }
            }
        };
        self.length = Some(length);
        self.start.reserve(length.saturating_sub(self.start.len()));
        self.take(length);
        if self.start.len() < length {
            return Ok(None);
        }
        self.length = None;
        decode(&self.start.split().freeze()).map(Some)
    }

    /// Moves bytes of the piece to the start of the frame, until that has so many.
    fn take(&mut self, length: usize) {
        let missing = length.saturating_sub(self.start.len());
        let some = self.piece.split_to(missing.min(self.piece.len()));
        self.start.extend_from_slice(&some);
    }
}
