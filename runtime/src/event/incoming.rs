//! Messages that are received: from a body in chunks.

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
use aws_smithy_types::event_stream::Message;
use bytes::Bytes;

use super::parts::{Parts, Type};
use super::{Error, Frames};
use crate::error::BoxError;

/// The type of the message before the events of a response.
const INITIAL_RESPONSE: &str = "initial-response";

/// True for the message before the events of a response.
pub(crate) fn is_initial(message: &Message) -> bool {
    is_event(message, INITIAL_RESPONSE)
}

/// True for an event of that type.
fn is_event(message: &Message, ty: &str) -> bool {
    matches!(Parts::of(message).ty(), Ok(Type::Event(found)) if found == ty)
}

/// The messages of a body.
#[derive(Debug)]
pub struct Incoming {
    body: ByteStream,
    frames: Frames,
    /// A message that came first and is not an initial one.
    kept: Option<Message>,
    has_ended: bool,
    /// True if the members of the output stand in a message before the events.
    pub(crate) has_initial: bool,
    /// True if that message has not been awaited.
    expects_initial: bool,
    /// True for the messages of a request, which may be signed.
    #[cfg(feature = "fake")]
    is_request: bool,
    /// The headers of the response, until the initial message has come.
    #[cfg(feature = "client")]
    pub(crate) head: Vec<(String, Vec<u8>)>,
}

/// The reason why there is no next message.
#[derive(Debug)]
pub(super) enum Broken {
    /// The body ends before its end.
    Body(ByteStreamError),
    /// The bytes are not messages. With those that have not been read.
    Frame(Error, Bytes),
}

impl Incoming {
    pub(super) fn new(body: ByteStream, has_initial: bool) -> Self {
        Self {
            body,
            frames: Frames::new(),
            kept: None,
            has_ended: false,
            has_initial,
            expects_initial: has_initial,
            #[cfg(feature = "fake")]
            is_request: false,
            #[cfg(feature = "client")]
            head: Vec::new(),
        }
    }

    /// The messages of a request.
    #[cfg(feature = "fake")]
    pub(crate) fn of_request(body: ByteStream, has_initial: bool) -> Self {
        Self {
            is_request: true,
            ..Self::new(body, has_initial)
        }
    }

    /// True if the whole body is in memory.
    #[cfg(feature = "fake")]
    pub(super) fn is_whole(&self) -> bool {
        self.body.bytes().is_some()
    }

    /// Takes the body, of which nothing has been read.
    #[cfg(feature = "fake")]
    pub(crate) fn take_body(&mut self) -> ByteStream {
        std::mem::take(&mut self.body)
    }

    /// Takes the messages from this body from now on.
    pub fn set_body(&mut self, body: ByteStream) {
        *self = Self::new(body, self.has_initial);
    }

    /// The body with all that has not been read of it, if nothing has.
    pub(super) fn into_body(self) -> ByteStream {
        self.body
    }

    /// Ends the stream: what comes after an error means nothing.
    pub(super) fn end(&mut self) {
        self.has_ended = true;
        self.body = ByteStream::default();
    }

    /// The next message; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Message>, Broken> {
        if let Some(message) = self.kept.take() {
            return Ok(Some(message));
        }
        while !self.has_ended {
            match self.frames.next_message() {
                #[cfg(feature = "fake")]
                Ok(Some(message)) if self.is_request => return self.unsigned(message),
                Ok(Some(message)) => return Ok(Some(message)),
                Ok(None) => {}
                Err(error) => return Err(self.broken(error)),
            }
            match self.body.next().await {
                Some(Ok(bytes)) => self.frames.push_bytes(bytes),
                Some(Err(error)) => {
                    self.end();
                    return Err(Broken::Body(error));
                }
                None => {
                    self.has_ended = true;
                    if let Err(error) = self.frames.finish() {
                        return Err(self.broken(error));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The payload of the initial message; `None` if the first message is another one, which then
    /// comes next, or if the protocol has none.
    ///
    /// # Errors
    ///
    /// Fails if the body ends before its end, or if it is not a stream of events.
    pub async fn initial(&mut self) -> Result<Option<Bytes>, BoxError> {
        match self.first().await {
            Ok(message) => Ok(message.map(|message| message.payload().clone())),
            Err(Broken::Body(error)) => Err(error.into()),
            Err(Broken::Frame(error, _)) => Err(error.into()),
        }
    }

    /// The next message that is not an initial one; `None` after the last.
    pub(super) async fn next_event(&mut self) -> Result<Option<Message>, Broken> {
        if self.expects_initial {
            self.first().await?;
        }
        self.next().await
    }

    /// The initial message, unless it has been awaited before.
    async fn first(&mut self) -> Result<Option<Message>, Broken> {
        if !self.expects_initial {
            return Ok(None);
        }
        // Not before the message is there: a caller may give up waiting, and try again.
        let message = self.next().await;
        self.expects_initial = false;
        let message = message?;
        match message {
            Some(message) if is_event(&message, self.initial_type()) => Ok(Some(message)),
            other => {
                self.kept = other;
                Ok(None)
            }
        }
    }

    /// The type of the initial message.
    fn initial_type(&self) -> &'static str {
        #[cfg(feature = "fake")]
        if self.is_request {
            return "initial-request";
        }
        INITIAL_RESPONSE
    }

    /// The message that a signed one has as its payload, or else the message itself. A signed one
    /// without a payload ends the stream.
    #[cfg(feature = "fake")]
    fn unsigned(&mut self, message: Message) -> Result<Option<Message>, Broken> {
        if Parts::of(&message).header(":chunk-signature").is_none() {
            return Ok(Some(message));
        }
        if message.payload().is_empty() {
            self.end();
            return Ok(None);
        }
        let mut frames = Frames::new();
        frames.push_bytes(message.payload().clone());
        let inner = frames.next_message();
        let inner = inner.and_then(|inner| frames.finish().map(|()| inner));
        inner.map_err(|error| self.broken(error))
    }

    fn broken(&mut self, error: Error) -> Broken {
        let rest = self.frames.rest();
        self.end();
        Broken::Frame(error, rest)
    }
}
