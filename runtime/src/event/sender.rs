//! The member of an input that is a stream of events.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use futures_core::Stream;

use super::outgoing::{Drafts, Framing, PollDraft};
use super::{Draft, Error, EventProtocol, EventStream, Outgoing, SentEvents, message};
use crate::error::BoxError;

/// A stream of events, or of errors that a program has instead of one.
type Events<T, E> = Pin<Box<dyn Stream<Item = Result<T, E>> + Send + Sync>>;

/// Sends the events of a stream. It is made of any [`Stream`] of them.
pub struct EventStreamSender<T, E> {
    /// `None` once they have been taken.
    events: Option<Events<T, E>>,
    /// The message of the request of a fake at which the events end too early.
    #[cfg(feature = "fake")]
    refused: super::Refused,
}

impl<T: Send + Sync + 'static, E: StdError + Send + Sync + 'static> EventStreamSender<T, E> {
    /// A stream of one event.
    pub fn once(item: Result<T, E>) -> Self {
        Self::from(Once(Some(item)))
    }
}

impl<T, E, S> From<S> for EventStreamSender<T, E>
where
    S: Stream<Item = Result<T, E>> + Send + Sync + 'static,
{
    fn from(stream: S) -> Self {
        Self {
            events: Some(Box::pin(stream)),
            #[cfg(feature = "fake")]
            refused: super::Refused::default(),
        }
    }
}

#[cfg(feature = "fake")]
impl<T, E> EventStreamSender<T, E> {
    /// The events that the client sends, for the handler of a [`Fake`](crate::fake::Fake), up to
    /// the first that the model does not allow. An exception that the client sends is an error, and
    /// the last item.
    pub fn into_events(self) -> impl Stream<Item = Result<T, E>> + Send + Sync + Unpin + use<T, E> {
        Taken(self.events)
    }

    /// A stream without events.
    pub(super) fn none() -> Self {
        Self {
            events: None,
            refused: super::Refused::default(),
        }
    }

    /// The message at which the events end too early, once it has been read.
    pub(super) fn refused(&self) -> super::Refused {
        self.refused.clone()
    }
}

impl<T: EventStream> SentEvents for EventStreamSender<T, T::Error> {
    fn outgoing(&mut self) -> Outgoing {
        let events = self.events.take();
        let has_initial = T::Protocol::HAS_INITIAL;
        let initial = has_initial.then_some(T::Protocol::MEDIA_TYPE);
        Outgoing::new(Box::new(Written { events }), initial)
    }

    #[cfg(feature = "fake")]
    fn receive(&mut self, received: super::Received) {
        self.refused = received.refused.clone();
        self.events = Some(super::read::events::<T>(received));
    }
}

impl<T, E> fmt::Debug for EventStreamSender<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStreamSender").finish_non_exhaustive()
    }
}

/// A stream of one item.
struct Once<I>(Option<I>);

impl<I> Unpin for Once<I> {}

impl<I> Stream for Once<I> {
    type Item = I;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I>> {
        Poll::Ready(self.0.take())
    }
}

/// The events of a stream, which may have been taken.
#[cfg(feature = "fake")]
struct Taken<T, E>(Option<Events<T, E>>);

#[cfg(feature = "fake")]
impl<T, E> Stream for Taken<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Some(events) => events.as_mut().poll_next(cx),
            None => Poll::Ready(None),
        }
    }
}

/// Events as drafts of messages.
struct Written<T, E> {
    events: Option<Events<T, E>>,
}

impl<T: EventStream> Drafts for Written<T, T::Error> {
    fn poll_draft(&mut self, cx: &mut Context<'_>, framing: &mut dyn Framing) -> PollDraft {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let draft = match ready!(events.as_mut().poll_next(cx)) {
            None => {
                self.events = None;
                return Poll::Ready(None);
            }
            Some(Ok(event)) => message::draft(&event, framing.room()),
            Some(Err(error)) => T::write_exception(&error)
                .unwrap_or_else(|| Ok(exception()))
                .map_err(Error::unwritable)
                .and_then(|message| Draft::of(&message, framing.room())),
        };
        Poll::Ready(Some(draft.map_err(BoxError::from)))
    }
}

/// The message that tells the service of an error in the program. As that of official clients, it
/// does not say which.
fn exception() -> Message {
    let kind = HeaderValue::String("exception".into());
    Message::new(Bytes::new()).add_header(Header::new(":message-type", kind))
}
