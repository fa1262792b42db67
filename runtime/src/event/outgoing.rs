//! Messages that are sent: as a body in chunks.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, SignMessage};
use bytes::Bytes;
use http_body::{Body, Frame};

use super::{Draft, Error, Room, encode};
use crate::error::{BoxError, BuildError};
use crate::http::Request;

/// A stream of messages as drafts of their frames.
pub(super) trait Drafts: Send + Sync {
    /// The next message; `None` after the last. It leaves the room that `framing` needs.
    fn poll_draft(&mut self, cx: &mut Context<'_>, framing: &mut dyn Framing) -> PollDraft;
}

/// The next message, or the error of the program that ends the stream.
pub(super) type PollDraft = Poll<Option<Result<Draft, BoxError>>>;

/// The messages of a request.
pub struct Outgoing {
    messages: Box<dyn Drafts>,
    /// The media type of the initial message, if the members that are not events stand in one.
    initial: Option<&'static str>,
    /// True if the input has other members than the events.
    has_members: bool,
    /// The message before the events, once there is one; or why there is none.
    first: Option<Result<Message, BoxError>>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing").finish_non_exhaustive()
    }
}

impl Outgoing {
    pub(super) fn new(messages: Box<dyn Drafts>, initial: Option<&'static str>) -> Self {
        Self {
            messages,
            initial,
            has_members: true,
            first: None,
        }
    }

    /// Sets whether the input has other members than the events. A message before the events has
    /// them; there is none without members.
    #[must_use]
    pub fn with_members(self, has_members: bool) -> Self {
        Self {
            has_members,
            ..self
        }
    }

    /// Makes the document in the body of a request the first message, where the protocol has it
    /// there. The body of the request is then empty, and its headers describe a stream of events.
    #[must_use]
    pub fn with_initial(mut self, request: &mut Request) -> Self {
        let Some(media_type) = self.initial else {
            return self;
        };
        let body = describe(request);
        let text = |name: &'static str, value: &'static str| {
            Header::new(name, HeaderValue::String(value.into()))
        };
        let first = Message::new(body)
            .add_header(text(":message-type", "event"))
            .add_header(text(":event-type", "initial-request"))
            .add_header(text(":content-type", media_type));
        self.first = self.has_members.then_some(Ok(first));
        self
    }

    /// The same with the request of the input, if that has other members and the protocol has a
    /// message of them. An input without a request is an error in place of the first message.
    #[must_use]
    pub(crate) fn with_initial_of(
        mut self,
        request: impl FnOnce() -> Result<Request, BuildError>,
    ) -> Self {
        if self.initial.is_none() || !self.has_members {
            return self;
        }
        match request() {
            Ok(mut request) => self.with_initial(&mut request),
            Err(error) => {
                self.first = Some(Err(Error::unwritable(error).into()));
                self
            }
        }
    }

    /// The frames as a body, each signed by `signer`.
    pub fn into_body(self, signer: impl SignMessage + Send + Sync + 'static) -> ByteStream {
        self.framed_by(SignedBy(Box::new(signer)))
    }

    /// The frames as a body without signatures.
    pub fn into_unsigned(self) -> ByteStream {
        self.framed_by(Unsigned)
    }

    /// The frames that `framing` makes of the messages, as a body.
    pub(crate) fn framed_by(self, framing: impl Framing + 'static) -> ByteStream {
        ByteStream::from_body_1_x(Framed {
            outgoing: self,
            framing: Some(Box::new(framing)),
        })
    }

    fn poll_draft(&mut self, cx: &mut Context<'_>, framing: &mut dyn Framing) -> PollDraft {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(
                first.and_then(|first| Ok(Draft::of(&first, framing.room())?)),
            )),
            None => self.messages.poll_draft(cx, framing),
        }
    }
}

/// Makes a request one whose body is a stream of events; returns the document that was its body.
pub(crate) fn describe(request: &mut Request) -> Vec<u8> {
    let is_of_body = |name: &str| {
        let names = ["content-type", "content-length"];
        names.iter().any(|of| name.eq_ignore_ascii_case(of))
    };
    request.headers.retain(|(name, _)| !is_of_body(name));
    let body = std::mem::take(&mut request.body);
    request.set_body_without_length(super::MEDIA_TYPE, Vec::new());
    body
}

/// Makes the frames of messages, with their signatures.
pub(crate) trait Framing: Send + Sync {
    /// The room that messages leave for what is sent around them.
    fn room(&mut self) -> Room {
        Room::default()
    }

    /// The frame of a message.
    fn frame(&mut self, message: Draft) -> Result<Bytes, BoxError>;

    /// The frame after the last message, which tells the service that the stream ends as it should.
    fn last(&mut self) -> Option<Result<Bytes, BoxError>>;
}

/// Messages that are not signed.
struct Unsigned;

impl Framing for Unsigned {
    fn frame(&mut self, message: Draft) -> Result<Bytes, BoxError> {
        Ok(message.seal()?.into())
    }

    fn last(&mut self) -> Option<Result<Bytes, BoxError>> {
        None
    }
}

/// Messages whose signer wraps each of them in another message.
pub(crate) struct SignedBy(pub(crate) Box<dyn SignMessage + Send + Sync>);

impl Framing for SignedBy {
    fn frame(&mut self, message: Draft) -> Result<Bytes, BoxError> {
        Ok(encode(&self.0.sign(message.into_message()?)?)?)
    }

    fn last(&mut self) -> Option<Result<Bytes, BoxError>> {
        let message = self.0.sign_empty()?;
        Some(message.and_then(|message| Ok(encode(&message)?)))
    }
}

/// The frames of messages.
struct Framed {
    outgoing: Outgoing,
    /// `None` after the last frame, and after an error.
    framing: Option<Box<dyn Framing>>,
}

impl Body for Framed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let Some(framing) = &mut this.framing else {
            return Poll::Ready(None);
        };
        let next = ready!(this.outgoing.poll_draft(cx, &mut **framing));
        let is_last = next.is_none();
        let frame = match next {
            Some(message) => Some(message.and_then(|message| framing.frame(message))),
            None => framing.last(),
        };
        if is_last || matches!(frame, Some(Err(_))) {
            this.framing = None;
        }
        Poll::Ready(frame.map(|frame| frame.map(Frame::data)))
    }
}
