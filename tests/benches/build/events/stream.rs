//! Bodies: of requests, which are drained, and of responses, which have frames.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use http_body::{Body, Frame};

use crate::EVENTS;

/// The length of the pieces that a connection reads at once.
const PIECE: usize = 16 << 10;

/// A stream of the same item, as often as a call has events.
pub(crate) struct Repeat<T, E> {
    item: T,
    left: usize,
    error: PhantomData<fn() -> E>,
}

impl<T, E> Repeat<T, E> {
    pub(crate) fn new(item: T) -> Self {
        Self {
            item,
            left: EVENTS,
            error: PhantomData,
        }
    }
}

impl<T, E> Unpin for Repeat<T, E> {}

impl<T: Clone, E> futures_core::Stream for Repeat<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.left = left;
        Poll::Ready(Some(Ok(self.item.clone())))
    }
}

/// The frames of events of one type, in the pieces that a connection reads.
pub(crate) fn frames(kind: &'static str, payload: &[u8]) -> Vec<Bytes> {
    let text = |name: &'static str, value: &'static str| {
        Header::new(name, HeaderValue::String(value.into()))
    };
    let message = Message::new(payload.to_vec())
        .add_header(text(":event-type", kind))
        .add_header(text(":content-type", "application/json"))
        .add_header(text(":message-type", "event"));
    let mut bytes = Vec::new();
    for _ in 0..EVENTS {
        write_message_to(&message, &mut bytes).expect("a frame");
    }
    bytes.chunks(PIECE).map(Bytes::copy_from_slice).collect()
}

/// A body of these pieces.
pub(crate) fn body(pieces: &[Bytes]) -> SdkBody {
    SdkBody::from_body_1_x(Pieces(pieces.to_vec().into_iter()))
}

struct Pieces(std::vec::IntoIter<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(piece))))
    }
}

/// Reads a body to its end: calls `each` with the pieces, and returns their number.
pub(crate) fn drain(mut body: SdkBody, mut each: impl FnMut(&[u8])) -> usize {
    let mut pieces = 0;
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        match Pin::new(&mut body).poll_frame(&mut cx) {
            Poll::Ready(Some(frame)) => {
                let frame = frame.expect("a frame").into_data();
                each(&frame.expect("data"));
                pieces += 1;
            }
            Poll::Ready(None) => return pieces,
            Poll::Pending => panic!("nothing is waited for"),
        }
    }
}

/// Runs a future that waits for nothing.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing is waited for"),
    }
}
