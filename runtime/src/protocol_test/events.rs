//! Events and errors of streams, compared with messages.

use std::fmt::Debug;

use aws_smithy_types::base64;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{HeaderValue, Message};

use super::{Failure, Outcome, body, same};
use crate::event::{self, EventReceiver, EventStream, EventStreamSender, Frames};

/// A stream to be sent that has no events.
pub fn no_events_sent<T: EventStream>() -> EventStreamSender<T, T::Error> {
    EventStreamSender::from(Nothing(std::marker::PhantomData))
}

/// A stream that is received and has no events.
pub fn no_events_received<T: EventStream>() -> EventReceiver<T, T::Error> {
    EventReceiver::new(ByteStream::default())
}

struct Nothing<T>(std::marker::PhantomData<fn() -> T>);

impl<T> futures_core::Stream for Nothing<T> {
    type Item = T;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<T>> {
        std::task::Poll::Ready(None)
    }
}

/// Compares an event as a message with a frame in base64.
///
/// # Errors
///
/// Fails with the difference if there is one.
pub fn sent_event<U: EventStream>(event: &U, bytes: &str) -> Outcome {
    same_message(&event::write(event)?, &message(bytes)?)
}

/// Compares an error as a message with a frame in base64.
///
/// # Errors
///
/// Fails with the difference if there is one.
pub fn sent_error<U: EventStream>(error: &U::Error, bytes: &str) -> Outcome {
    match U::write_exception(error) {
        Some(found) => same_message(&found?, &message(bytes)?),
        None => Err(Failure::new("the error is not a modelled one")),
    }
}

/// Compares the event of a frame in base64 with the expected one.
///
/// # Errors
///
/// Fails with both if they differ.
pub fn received_event<U: EventStream + Debug + PartialEq>(expected: &U, bytes: &str) -> Outcome {
    same(&read_event::<U>(bytes)??, expected)
}

/// Expects a frame in base64 to be an error.
///
/// # Errors
///
/// Fails if it is an event.
pub fn refused_event<U: EventStream + Debug>(bytes: &str) -> Outcome {
    match message(bytes).map(|message| event::read::<U>(&message)) {
        Ok(Ok(Ok(event))) => Err(Failure::new(format!(
            "expected an error\n   found {event:?}"
        ))),
        _ => Ok(()),
    }
}

/// Reads a frame in base64 as an event or an error.
///
/// # Errors
///
/// Fails if it is neither.
pub fn read_event<U: EventStream>(bytes: &str) -> Result<Result<U, U::Error>, Failure> {
    Ok(event::read::<U>(&message(bytes)?)?)
}

fn message(bytes: &str) -> Result<Message, Failure> {
    let mut frames = Frames::new();
    frames.push(&base64::decode(bytes)?);
    let message = frames.next_message()?;
    frames.finish()?;
    message.ok_or_else(|| Failure::new("the frame is empty"))
}

fn same_message(found: &Message, expected: &Message) -> Outcome {
    same(&headers(found), &headers(expected))?;
    let media_type = found
        .headers()
        .iter()
        .find_map(|header| match header.value() {
            HeaderValue::String(text) if header.name().as_str() == ":content-type" => {
                Some(text.as_str())
            }
            _ => None,
        });
    let media_type = media_type.unwrap_or_default();
    // Models have bytes in base64.
    let text = match media_type {
        "application/cbor" => base64::encode(expected.payload()).into(),
        _ => String::from_utf8_lossy(expected.payload()),
    };
    match body::difference(media_type, &text, found.payload()) {
        Some(difference) => Err(Failure::new(difference)),
        None => Ok(()),
    }
}

/// The headers in the order of their names, which is not that in which they are sent.
fn headers(message: &Message) -> Vec<(&str, &HeaderValue)> {
    let headers = message.headers().iter();
    let mut headers: Vec<_> = headers.map(|it| (it.name().as_str(), it.value())).collect();
    headers.sort_by_key(|(name, _)| *name);
    headers
}
