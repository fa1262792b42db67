//! A body that is made piece by piece.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// The length of a piece: what a `ByteStream` reads of a file at once.
const PIECE: usize = 64 * 1024;

/// A body of so many zeros.
pub struct Pieces {
    piece: Bytes,
    left: u64,
}

impl Pieces {
    pub fn new(length: u64) -> Self {
        let piece = Bytes::from(vec![0; PIECE]);
        Self {
            piece,
            left: length,
        }
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let length = self.left.min(PIECE as u64);
        self.left -= length;
        let piece = self.piece.slice(..length as usize);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
