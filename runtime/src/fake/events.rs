//! Streams of events, which are read and written while they come.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::byte_stream::error::Error;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use http_body::{Body, Frame};

use crate::error::BoxError;
use crate::event::{self, Incoming, MEDIA_TYPE, Received, Refused, Wrong};
use crate::operation::Operation;
use crate::shape::{Done, Each, Flags, Form, Outside, Reader, Table};

use super::answer::Answer;
use super::log::Logged;
use super::protocol::Serve;
use super::refusal::Refusal;
use super::wire::BODY;

/// The facts about an operation whose requests are streams of events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// True if a message before the events has the other members of the input.
    has_initial: bool,
    /// True if the response is a stream of events as well, which may answer each of them.
    is_duplex: bool,
}

impl Kind {
    /// `None` for an operation whose requests are not streams of events.
    pub(super) fn of<O: Operation<Protocol: Serve>>() -> Option<Self> {
        O::REQUEST_EVENTS.map(|_| Self {
            has_initial: O::Protocol::HAS_INITIAL,
            is_duplex: O::RESPONSE_EVENTS.is_some(),
        })
    }
}

/// The events of a request, if it has any.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// The messages, until they are moved into the input.
    incoming: Option<Incoming>,
    refused: Refused,
    /// The place of the request in the log.
    logged: Option<Logged>,
}

impl Events {
    /// The messages of a body, and the document before the events. Fails if reading the body fails.
    pub(super) async fn of(
        mut body: ByteStream,
        kind: Kind,
    ) -> Result<Result<(Vec<u8>, Self), Refusal>, Error> {
        if !kind.is_duplex {
            // The handler can only answer once it has seen all events.
            body = match limited(body, BODY).await? {
                Ok(bytes) => bytes.into(),
                Err(refusal) => return Ok(Err(refusal)),
            };
        }
        let mut incoming = Incoming::of_request(body, kind.has_initial);
        let document = match incoming.initial().await {
            Ok(document) => document.unwrap_or_default().to_vec(),
            Err(error) => return Ok(Err(Refusal::unreadable(error.to_string()))),
        };
        let events = Self {
            incoming: Some(incoming),
            refused: Refused::default(),
            logged: None,
        };
        Ok(Ok((document, events)))
    }

    /// The same events, whose refusal is recorded at that place.
    pub(super) fn logged(self, logged: &Logged) -> Self {
        Self {
            logged: Some(logged.clone()),
            ..self
        }
    }

    /// True if there are messages that the input will have.
    pub(super) fn are_expected(&self) -> bool {
        self.incoming.is_some()
    }

    /// Sets the events of an input.
    pub(super) fn put<O: Operation>(
        &mut self,
        input: &mut O::Input,
        is_lenient: bool,
    ) -> Result<(), Refusal> {
        if let Some(events) = O::REQUEST_EVENTS
            && let Some(incoming) = self.incoming.take()
        {
            let received = Received::new(incoming, self.refused.clone(), is_lenient);
            events(input).receive(received);
        }
        self.refused
            .take()
            .map_or(Ok(()), |wrong| Err(refusal(wrong)))
    }

    /// Takes the events out of an output; `None` if it has none.
    pub(super) fn take<O: Operation>(output: &mut O::Output) -> Option<ByteStream> {
        O::RESPONSE_EVENTS.map(|events| events(output).take_body())
    }

    /// The response whose body are these events, after the document of the other members.
    pub(super) fn answer(
        self,
        mut answer: Answer,
        events: ByteStream,
        has_initial: bool,
    ) -> Answer {
        let document = std::mem::take(&mut answer.body);
        let first = match has_initial {
            true => Some(initial(answer.media_type().to_owned(), document)),
            false => None,
        };
        answer.set_media_type(MEDIA_TYPE);
        answer.stream = Some(ByteStream::from_body_1_x(Answered {
            first,
            events: Some(events.into_inner()),
            refused: self.refused,
            logged: self.logged,
        }));
        answer
    }
}

/// A whole body, unless it is longer.
async fn limited(mut body: ByteStream, most: u64) -> Result<Result<Vec<u8>, Refusal>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        let piece = piece?;
        if (bytes.len() + piece.len()) as u64 > most {
            return Ok(Err(Refusal::too_large()));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Ok(bytes))
}

/// Sets the member of an input whose value are events, which no part of a request has.
pub(super) fn stand_in<R>(table: &'static Table, each: &mut dyn Each<R>) -> Done {
    for (member, row) in table.rows().enumerate() {
        if row.has(Flags::PAYLOAD) || !row.has(Flags::BOUND) {
            let nothing = Form::Response(Outside::Payload(&[]));
            each.read(member, &mut Reader::new(row, nothing))?;
        }
    }
    Ok(())
}

/// The message before the events.
fn initial(media_type: String, document: Vec<u8>) -> Message {
    let header =
        |name: &'static str, value: String| Header::new(name, HeaderValue::String(value.into()));
    Message::new(document)
        .add_header(header(":message-type", "event".to_owned()))
        .add_header(header(":event-type", "initial-response".to_owned()))
        .add_header(header(":content-type", media_type))
}

fn refusal(wrong: Wrong) -> Refusal {
    match wrong {
        Wrong::Unreadable(message) => Refusal::unreadable(message),
        Wrong::Invalid(errors) => Refusal::constraints(&errors),
    }
}

/// The body of a response. An event of the request that is refused ends it, as does an event of
/// the handler that cannot be written.
struct Answered {
    first: Option<Message>,
    /// `None` after the last event.
    events: Option<SdkBody>,
    refused: Refused,
    logged: Option<Logged>,
}

impl Answered {
    /// The message that ends the stream.
    fn refuse(&mut self, refusal: &Refusal) -> Result<Frame<Bytes>, BoxError> {
        self.events = None;
        if let Some(logged) = &self.logged {
            logged.refuse(&refusal.message);
        }
        frame(&event::error_message(refusal.code, Some(&refusal.message)))
    }
}

/// The message that ends a stream whose handler has failed, as bytes.
pub(super) fn last(message: &str) -> Option<Bytes> {
    let code = Refusal::unanswered(String::new()).code;
    event::encode(&event::error_message(code, Some(message))).ok()
}

fn frame(message: &Message) -> Result<Frame<Bytes>, BoxError> {
    Ok(Frame::data(event::encode(message)?))
}

impl Body for Answered {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Some(first) = this.first.take() {
            return Poll::Ready(Some(frame(&first)));
        }
        let Some(events) = &mut this.events else {
            return Poll::Ready(None);
        };
        let next = ready!(Pin::new(events).poll_frame(cx));
        if let Some(wrong) = this.refused.take() {
            return Poll::Ready(Some(this.refuse(&refusal(wrong))));
        }
        Poll::Ready(match next {
            Some(Err(error)) => Some(this.refuse(&Refusal::unwritable(&*error))),
            None => {
                this.events = None;
                None
            }
            next => next,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::wait::block_on;
    use super::*;

    /// Protects the memory of tests from events without end.
    #[test]
    fn bodies_are_limited() {
        for (most, expected) in [(2, Err(413)), (3, Ok(3)), (4, Ok(3))] {
            let body = ByteStream::from_static(b"abc");
            let found = block_on(limited(body, most)).expect("bytes");
            let found = found.map(|it| it.len()).map_err(|it| it.status);
            assert_eq!(found, expected, "{most}");
        }
    }
}
