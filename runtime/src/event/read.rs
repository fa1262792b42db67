//! The messages of a request as events, for fakes.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use aws_smithy_types::event_stream::Message;
use futures_core::Stream;

use super::incoming::Broken;
use super::message::read_parts;
use super::parts::Parts;
use super::{EventStream, Incoming, Received, Refused, Wrong};
use crate::validate::{self, Options};

/// The events, up to the first message that is not one. Those that are in memory are read at
/// once.
pub(super) fn events<T: EventStream>(received: Received) -> Boxed<T> {
    let is_whole = received.incoming.is_whole();
    let mut events = Events {
        next: Some(next(received.incoming)),
        refused: received.refused,
        is_lenient: received.is_lenient,
        event: PhantomData,
    };
    if !is_whole {
        return Box::pin(events);
    }
    let (mut all, mut cx) = (Vec::new(), Context::from_waker(Waker::noop()));
    while let Poll::Ready(Some(event)) = Pin::new(&mut events).poll_next(&mut cx) {
        all.push(event);
    }
    Box::pin(Iter(all.into_iter()))
}

type Boxed<T> = Pin<Box<dyn Stream<Item = Result<T, <T as EventStream>::Error>> + Send + Sync>>;

/// A stream of the items of an iterator.
pub(super) struct Iter<I>(pub(super) I);

impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// The next message, and those behind it.
type Next = Pin<Box<dyn Future<Output = (Incoming, Found)> + Send + Sync>>;

type Found = Result<Option<Message>, Broken>;

fn next(mut incoming: Incoming) -> Next {
    Box::pin(async move {
        let found = incoming.next_event().await;
        (incoming, found)
    })
}

/// Messages as events.
struct Events<T> {
    /// `None` after the last event.
    next: Option<Next>,
    refused: Refused,
    is_lenient: bool,
    event: PhantomData<fn() -> T>,
}

impl<T: EventStream> Events<T> {
    fn read(&self, found: Found) -> Result<Option<Result<T, T::Error>>, Wrong> {
        let unreadable = |error: &dyn std::fmt::Display| Wrong::Unreadable(error.to_string());
        let message = match found {
            Ok(None) => return Ok(None),
            Ok(Some(message)) => message,
            Err(Broken::Body(error)) => return Err(unreadable(&error)),
            Err(Broken::Frame(error, _)) => return Err(unreadable(&error)),
        };
        let event = read_parts::<T>(Parts::strict(&message)).map_err(|it| unreadable(&it))?;
        if let Ok(event) = &event
            && !self.is_lenient
        {
            validate::structure(event, Options::new().enums()).map_err(Wrong::Invalid)?;
        }
        Ok(Some(event))
    }
}

impl<T: EventStream> Stream for Events<T> {
    type Item = Result<T, T::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(future) = &mut self.next else {
            return Poll::Ready(None);
        };
        let (incoming, found) = ready!(future.as_mut().poll(cx));
        self.next = None;
        Poll::Ready(match self.read(found) {
            Ok(Some(Ok(event))) => {
                self.next = Some(next(incoming));
                Some(Ok(event))
            }
            Ok(last) => last,
            Err(wrong) => {
                self.refused.set(wrong);
                None
            }
        })
    }
}
