//! The member of an output that is a stream of events.

use std::fmt;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
use aws_smithy_types::event_stream::{Message, RawMessage};
use bytes::Bytes;

use super::incoming::{Broken, Incoming};
use super::{Error, EventProtocol, EventStream, message};
use crate::error::BoxError;

/// Reads a message as an event or an error of the stream.
type Read<T, E> = fn(&Message) -> Result<Result<T, E>, Error>;

/// Receives the events of a stream: `T`, or the error `E` with which it ends.
pub struct EventReceiver<T, E> {
    incoming: Incoming,
    read: Read<T, E>,
}

impl<T: EventStream> EventReceiver<T, T::Error> {
    /// The events in a body.
    pub fn new(body: ByteStream) -> Self {
        Self {
            incoming: Incoming::new(body, T::Protocol::HAS_INITIAL),
            read: message::read::<T>,
        }
    }
}

impl<T, E> EventReceiver<T, E> {
    /// The messages, of which the events are made.
    #[doc(hidden)]
    pub fn incoming(&mut self) -> &mut Incoming {
        &mut self.incoming
    }

    /// The body, without what has been received of it.
    pub fn into_body(self) -> ByteStream {
        self.incoming.into_body()
    }

    /// Waits for the message before the events, and returns its payload: a document with the other
    /// members of the output, as the body of a response. `None` if the stream starts with another
    /// message, which is then the first event, or if the protocol has no such message.
    ///
    /// The client does this itself. Without this call, [`receive`](Self::receive) leaves the
    /// message out.
    ///
    /// # Errors
    ///
    /// Fails if the body ends before its end, or if it is not a stream of events.
    pub async fn initial(&mut self) -> Result<Option<Bytes>, BoxError> {
        self.incoming.initial().await
    }

    /// Waits for the next event; `None` after the last, and after an error.
    ///
    /// # Errors
    ///
    /// Returns the error of the service that ends the stream. Fails if the body ends before its
    /// end, or if a message cannot be read.
    pub async fn receive(&mut self) -> Result<Option<T>, ReceiveError<E>> {
        let message = match self.incoming.next_event().await {
            Ok(Some(message)) => message,
            Ok(None) => return Ok(None),
            Err(Broken::Body(error)) => return Err(ReceiveError::Body(error)),
            Err(Broken::Frame(error, rest)) => {
                let raw = RawMessage::invalid(Some(rest).filter(|rest| !rest.is_empty()));
                return Err(ReceiveError::Message(error, raw));
            }
        };
        let error = match (self.read)(&message) {
            Ok(Ok(event)) => return Ok(Some(event)),
            Ok(Err(error)) => ReceiveError::Service(error, RawMessage::Decoded(message)),
            Err(error) => ReceiveError::Message(error, RawMessage::Decoded(message)),
        };
        self.incoming.end();
        Err(error)
    }

    /// Waits for the next event; `None` after the last, and after an error.
    ///
    /// # Errors
    ///
    /// Returns the error of the service that ends the stream as a service error. Fails with a
    /// dispatch failure if the connection ends before the body does, with a response error if a
    /// message cannot be read.
    #[cfg(feature = "client")]
    pub async fn recv(
        &mut self,
    ) -> Result<Option<T>, crate::client::error::SdkError<E, RawMessage>> {
        use crate::client::error::{ConnectorError, SdkError};

        self.receive().await.map_err(|error| match error {
            ReceiveError::Service(error, raw) => SdkError::service_error(error, raw),
            ReceiveError::Body(error) => {
                SdkError::dispatch_failure(ConnectorError::io(error.into()))
            }
            ReceiveError::Message(error, raw) => SdkError::response_error(error, raw),
        })
    }
}

impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReceiver").finish_non_exhaustive()
    }
}

/// The reason why a stream has no next event.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReceiveError<E> {
    /// The service has ended the stream with an error.
    Service(E, RawMessage),
    /// The body ends before its end.
    Body(ByteStreamError),
    /// The message cannot be read.
    Message(Error, RawMessage),
}

impl<E: fmt::Display> fmt::Display for ReceiveError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error, _) => error.fmt(f),
            Self::Body(error) => write!(f, "the stream of events has broken off: {error}"),
            Self::Message(error, _) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for ReceiveError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Service(error, _) => error.source(),
            Self::Body(error) => error.source(),
            Self::Message(error, _) => error.source(),
        }
    }
}
