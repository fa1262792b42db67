//! Streams of events of an operation, and exceptions in them, as a protocol reads errors.

#![cfg(feature = "event-stream")]

use aws_smithy_types::byte_stream::ByteStream;
use bytes::Bytes;

use super::{Called, ErrorReader, Operation, Protocol};
use crate::event::{Frames, Outgoing, is_initial};
use crate::http::{Request, Response};
use crate::shape::table;
use crate::{error, event};

/// Makes a request whose body is a document one whose body is a stream of events, of which the
/// document is the first message.
pub(super) fn describe<O: Operation>(request: &mut Request) {
    if O::REQUEST_EVENTS.is_some() && !request.body.is_empty() {
        event::describe(request);
    }
}

/// Takes the events out of an input; `None` if it has none.
pub(crate) fn outgoing<O: Operation>(input: &mut O::Input) -> Option<Outgoing> {
    let events = O::REQUEST_EVENTS?(input).outgoing();
    Some(events.with_members(table::<O::Input>().len() > 1))
}

/// Takes the events out of an input, as frames without signatures; `None` if it has none.
pub(super) fn take<O: Operation>(input: &mut O::Input) -> Option<ByteStream> {
    let outgoing = outgoing::<O>(input)?;
    let outgoing = outgoing.with_initial_of(|| O::Protocol::request::<O>(input));
    Some(outgoing.into_unsigned())
}

/// Reads a response whose body is a whole stream of events; `None` if it is not. Where the protocol
/// has a message before the events, that is a document with the other members of the output.
pub(super) fn parse<O: Operation>(response: &Response<'_>) -> Option<Result<O::Output, O::Error>> {
    let events = O::RESPONSE_EVENTS?;
    let (document, rest) = split(response)?;
    let read = O::Protocol::response::<O>(&response.with_body(&document));
    Some(read.map(|mut output| {
        events(&mut output).set_body(rest.into());
        output
    }))
}

/// The document in the initial message of a stream of events, empty without one, and the rest of
/// the stream; `None` if the body of the response does not start with a frame.
fn split(response: &Response<'_>) -> Option<(Bytes, Bytes)> {
    if !response.is_success() || !Frames::start(response.body()) {
        return None;
    }
    let body = Bytes::copy_from_slice(response.body());
    let mut frames = Frames::new();
    frames.push_bytes(body.clone());
    Some(match frames.next_message() {
        Ok(Some(message)) if is_initial(&message) => (message.payload().clone(), frames.rest()),
        // Whoever receives the events gets the error.
        _ => (Bytes::new(), body),
    })
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// An exception in a stream of events. Its type is its code, unless it says another one itself.
    #[inline(never)]
    pub(crate) fn of_event(
        response: &'a Response<'a>,
        called: Called,
        code: &str,
        message: Option<&str>,
    ) -> Self {
        let mut reader = Self::new(response, response.body(), called, false);
        let found = reader.meta.take().unwrap_or_default();
        reader.meta = Some(error::of_event(&found, called.operation, code, message));
        reader
    }
}
