//! Bodies of requests that are read while they are answered.

use std::io::{self, BufRead, BufReader, Read};
use std::net::TcpStream;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::wire::{self, Framing};

/// The number of bytes that are read at once, of a body whose length is known.
const PIECE: u64 = 64 << 10;

/// A body that waits for the bytes of the client. It blocks its thread, which serves only this
/// connection.
pub(super) struct Live {
    /// `None` after the last byte.
    from: Option<BufReader<TcpStream>>,
    framing: Framing,
}

impl Live {
    pub(super) fn new(from: BufReader<TcpStream>, framing: Framing) -> Self {
        Self {
            from: Some(from),
            framing,
        }
    }

    fn next(&mut self) -> io::Result<Option<Bytes>> {
        let Some(from) = &mut self.from else {
            return Ok(None);
        };
        match &mut self.framing {
            Framing::Sized(0) => Ok(None),
            Framing::Sized(rest) => {
                let mut piece = Vec::new();
                from.fill_buf()?;
                let most = (from.buffer().len() as u64).clamp(1, PIECE).min(*rest);
                from.by_ref().take(most).read_to_end(&mut piece)?;
                *rest -= piece.len() as u64;
                match piece.is_empty() {
                    true => Err(io::ErrorKind::UnexpectedEof.into()),
                    false => Ok(Some(piece.into())),
                }
            }
            Framing::Chunks => {
                let chunk = wire::chunk(from, wire::BODY)?;
                let chunk = chunk.map_err(|(_, message)| io::Error::other(message))?;
                Ok(chunk.map(Bytes::from))
            }
        }
    }
}

impl Body for Live {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let next = self.next();
        if !matches!(next, Ok(Some(_))) {
            self.from = None;
        }
        Poll::Ready(next.map(|next| next.map(Frame::data)).transpose())
    }
}
