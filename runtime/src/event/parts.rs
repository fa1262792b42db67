//! The parts of a message that is read.

use aws_smithy_types::event_stream::{Header, HeaderValue, Message};

use super::Error;
use crate::error::start_of;

/// The characters of a foreign text that an error shows.
pub(super) const LONGEST: usize = 100;

/// The kind of a message, and its type: the name of a member of the union.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type<'m> {
    Event(&'m str),
    Exception(&'m str),
    /// An error that the model does not have: its code and message.
    Error(&'m str, Option<&'m str>),
}

/// The parts of a message that is read.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'m> {
    headers: &'m [Header],
    payload: &'m [u8],
    /// True if a missing required member is an error.
    pub(super) is_strict: bool,
}

impl<'m> Parts<'m> {
    pub(super) fn of(message: &'m Message) -> Self {
        Self {
            headers: message.headers(),
            payload: message.payload(),
            is_strict: false,
        }
    }

    /// The parts of a message in a request.
    #[cfg(feature = "fake")]
    pub(super) fn strict(message: &'m Message) -> Self {
        Self {
            is_strict: true,
            ..Self::of(message)
        }
    }

    /// The value of a header.
    pub(super) fn header(self, name: &str) -> Option<&'m HeaderValue> {
        let mut headers = self.headers.iter();
        let header = headers.find(|header| header.name().as_str() == name)?;
        Some(header.value())
    }

    pub(super) fn payload(self) -> &'m [u8] {
        self.payload
    }

    /// The value of a header that is a string; `None` without one.
    pub(super) fn text(self, name: &str) -> Result<Option<&'m str>, Error> {
        match self.header(name) {
            None => Ok(None),
            Some(HeaderValue::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(Error::new(format!(
                "invalid message in the stream: the header `{name}` is not a string"
            ))),
        }
    }

    fn required(self, name: &str) -> Result<&'m str, Error> {
        let missing = || {
            Error::new(format!(
                "invalid message in the stream: missing header `{name}`"
            ))
        };
        self.text(name)?.ok_or_else(missing)
    }

    pub(super) fn ty(self) -> Result<Type<'m>, Error> {
        match self.required(":message-type")? {
            "event" => Ok(Type::Event(self.required(":event-type")?)),
            "exception" => Ok(Type::Exception(self.required(":exception-type")?)),
            "error" => {
                let message = self.text(":error-message")?;
                Ok(Type::Error(self.required(":error-code")?, message))
            }
            other => Err(Error::new(format!(
                "invalid message in the stream: unknown `:message-type` `{}`",
                start_of(other, LONGEST)
            ))),
        }
    }

    /// The media type of the payload.
    pub(super) fn content_type(self) -> Option<&'m str> {
        self.text(":content-type").ok().flatten()
    }
}

/// The type of a value, with its article. Errors contain it in place of the value, which may be
/// long or secret.
pub(super) fn kind(value: &HeaderValue) -> &'static str {
    match value {
        HeaderValue::Bool(_) => "a boolean",
        HeaderValue::Byte(_) => "a byte",
        HeaderValue::Int16(_) => "a short",
        HeaderValue::Int32(_) => "an integer",
        HeaderValue::Int64(_) => "a long",
        HeaderValue::ByteArray(_) => "bytes",
        HeaderValue::String(_) => "a string",
        HeaderValue::Timestamp(_) => "a timestamp",
        HeaderValue::Uuid(_) => "a UUID",
        _ => "a value",
    }
}
