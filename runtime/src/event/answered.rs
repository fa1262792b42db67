//! The events of a response, for fakes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use futures_core::Stream;

use super::outgoing::{Drafts, Framing, PollDraft};
use super::read::Iter;
use super::{
    Draft, Error, EventReceiver, EventStream, EventStreamSender, Outgoing, Refused, message,
};
use crate::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};

/// The response of a handler of a [`Fake`](crate::fake::Fake), from any [`Stream`] of events. It
/// ends with the first error: an exception of the model, or any code and message by `generic`.
impl<T, E, S> From<S> for EventReceiver<T, E>
where
    T: EventStream<Error = E>,
    E: ProvideErrorMetadata,
    S: Stream<Item = Result<T, E>> + Send + Sync + 'static,
{
    fn from(events: S) -> Self {
        let messages = Written {
            events: Some(Box::pin(events)),
        };
        Self::new(Outgoing::new(Box::new(messages), None).into_unsigned())
    }
}

impl<T> EventReceiver<T, T::Error>
where
    T: EventStream,
    T::Error: ProvideErrorMetadata,
{
    /// The response of a handler of a [`Fake`](crate::fake::Fake), from a list of events. It ends
    /// with the first error: an exception of the model, or any code and message by `generic`.
    pub fn from_events<I>(events: I) -> Self
    where
        I: IntoIterator<Item = Result<T, T::Error>>,
        I::IntoIter: Send + Sync + 'static,
    {
        Self::from(Iter(events.into_iter()))
    }

    /// The response of a handler of a [`Fake`](crate::fake::Fake), event by event: `answer` is
    /// called for each event of the request, and with `None` after the last one, but not after one
    /// that the model does not allow. It returns any number of events. They are sent before the
    /// next event of the request is read.
    pub fn answering<U, F, I>(
        request: EventStreamSender<U, F>,
        answer: impl FnMut(Option<Result<U, F>>) -> I + Send + Sync + 'static,
    ) -> Self
    where
        U: 'static,
        F: 'static,
        I: IntoIterator<Item = Result<T, T::Error>> + 'static,
        I::IntoIter: Send + Sync,
    {
        Self::from(Answers {
            refused: request.refused(),
            request: Some(Box::pin(request.into_events())),
            answer: Box::new(answer),
            ready: None,
        })
    }
}

/// The answers to the events of a request.
struct Answers<R, A, I: IntoIterator> {
    /// `None` after the last event.
    request: Option<Pin<Box<R>>>,
    /// The message at which the request ends too early.
    refused: Refused,
    answer: Box<A>,
    /// The answers to the last event.
    ready: Option<Box<I::IntoIter>>,
}

impl<R, A, I> Stream for Answers<R, A, I>
where
    R: Stream,
    A: FnMut(Option<R::Item>) -> I,
    I: IntoIterator,
{
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<I::Item>> {
        loop {
            if let Some(next) = self.ready.as_mut().and_then(|ready| ready.next()) {
                return Poll::Ready(Some(next));
            }
            let Some(request) = &mut self.request else {
                return Poll::Ready(None);
            };
            let event = ready!(request.as_mut().poll_next(cx));
            if event.is_none() {
                self.request = None;
                // The fake writes the error.
                if self.refused.is_set() {
                    return Poll::Ready(None);
                }
            }
            self.ready = Some(Box::new((self.answer)(event).into_iter()));
        }
    }
}

/// Events as drafts of messages.
struct Written<S> {
    /// `None` after the last event.
    events: Option<Pin<Box<S>>>,
}

impl<S, T> Drafts for Written<S>
where
    T: EventStream,
    T::Error: ProvideErrorMetadata,
    S: Stream<Item = Result<T, T::Error>> + Send + Sync,
{
    fn poll_draft(&mut self, cx: &mut Context<'_>, framing: &mut dyn Framing) -> PollDraft {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let next = ready!(events.as_mut().poll_next(cx));
        if !matches!(next, Some(Ok(_))) {
            self.events = None;
        }
        Poll::Ready(next.map(|next| {
            match next {
                Ok(event) => message::draft(&event, framing.room()).map_err(BoxError::from),
                Err(error) => T::write_exception(&error)
                    .unwrap_or_else(|| Ok(unmodelled(error.meta())))
                    .map_err(Error::unwritable)
                    .and_then(|message| Draft::of(&message, framing.room()))
                    .map_err(BoxError::from),
            }
        }))
    }
}

/// The message of an error that the model does not know.
fn unmodelled(meta: &ErrorMetadata) -> Message {
    let code = meta.code().unwrap_or("UnknownError");
    error(code, meta.message())
}

/// The message of an error by its code.
pub(crate) fn error(code: &str, message: Option<&str>) -> Message {
    let header = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let error = Message::new(Bytes::new())
        .add_header(header(":message-type", "error"))
        .add_header(header(":error-code", code));
    match message {
        Some(message) => error.add_header(header(":error-message", message)),
        None => error,
    }
}
