//! The events of a response, for fakes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use futures_core::Stream;

use super::received::Iter;
use super::{Error, EventReceiver, EventStream, Outgoing, message};
use crate::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};

/// What the handler of a [`Fake`](crate::fake::Fake) answers, as any [`Stream`] of events. It ends
/// with the first error: an exception of the model, or any code and message by `generic`.
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
        Self::new(Outgoing::new(Box::pin(messages), None).into_unsigned())
    }
}

impl<T> EventReceiver<T, T::Error>
where
    T: EventStream,
    T::Error: ProvideErrorMetadata,
{
    /// What the handler of a [`Fake`](crate::fake::Fake) answers, as events that are there. They
    /// end with the first error: an exception of the model, or any code and message by `generic`.
    pub fn from_events<I>(events: I) -> Self
    where
        I: IntoIterator<Item = Result<T, T::Error>>,
        I::IntoIter: Send + Sync + 'static,
    {
        Self::from(Iter(events.into_iter()))
    }
}

/// Events as messages.
struct Written<S> {
    /// `None` after the last event.
    events: Option<Pin<Box<S>>>,
}

impl<S, T> Stream for Written<S>
where
    T: EventStream,
    T::Error: ProvideErrorMetadata,
    S: Stream<Item = Result<T, T::Error>>,
{
    type Item = Result<Message, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let next = ready!(events.as_mut().poll_next(cx));
        if !matches!(next, Some(Ok(_))) {
            self.events = None;
        }
        Poll::Ready(next.map(|next| match next {
            Ok(event) => message::write(&event).map_err(BoxError::from),
            Err(error) => match T::write_exception(&error) {
                Some(message) => message.map_err(|error| Error::unwritable(error).into()),
                None => Ok(unmodelled(error.meta())),
            },
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
