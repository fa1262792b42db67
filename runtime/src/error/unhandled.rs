//! Errors of a kind the model does not know.

use std::fmt;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use super::line::{self, chain};
use super::{BoxError, BuildError};

/// The value in the catch-all variant of an error enum.
///
/// There is nothing to match on; ask the error itself for its code and message.
#[derive(Debug)]
pub struct Unhandled {
    /// The source of the error, unless it has only metadata.
    cause: Option<BoxError>,
    /// The message that replaces those of the sources.
    text: Option<Box<str>>,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// An error without code and message of its own.
    #[doc(hidden)]
    pub fn new(cause: BoxError) -> Self {
        Self::with_meta(cause, ErrorMetadata::default())
    }

    /// An error of which only code and message are known.
    #[doc(hidden)]
    pub fn generic(meta: ErrorMetadata) -> Self {
        Self {
            cause: None,
            text: None,
            meta,
        }
    }

    /// An error and what is known of it.
    #[doc(hidden)]
    pub fn with_meta(cause: BoxError, meta: ErrorMetadata) -> Self {
        Self {
            cause: Some(cause),
            text: None,
            meta,
        }
    }

    /// An error whose message includes those of its sources.
    #[cfg(feature = "client")]
    pub(crate) fn explained(cause: BoxError, text: String, meta: ErrorMetadata) -> Self {
        Self {
            cause: Some(cause),
            text: Some(text.into()),
            meta,
        }
    }

    /// An input that no request can be made of.
    #[doc(hidden)]
    #[cold]
    pub fn input(error: BuildError) -> Self {
        Self {
            text: Some(input_text(&error).into()),
            cause: Some(error.into()),
            meta: ErrorMetadata::default(),
        }
    }

    /// A response that cannot be read, with its metadata.
    #[cold]
    pub(crate) fn response(error: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        let cause = error.into();
        let text = format!("the response cannot be read: {}", chain(cause.as_ref()));
        Self {
            text: Some(text.into()),
            cause: Some(cause),
            meta,
        }
    }

    /// The same error, which names the operation unless it already names one.
    #[doc(hidden)]
    #[must_use]
    pub fn of_operation(mut self, operation: &'static str) -> Self {
        self.meta = line::named(self.meta, operation);
        self
    }

    /// The source of this error, e.g. the `SdkError` of a request that could not be sent; `None`
    /// if all that is known is in the metadata.
    ///
    /// The message of `Display` already includes it, so it is not always the `source`.
    pub fn get_ref(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }

    /// Like [`get_ref`](Self::get_ref), by value.
    pub fn into_inner(self) -> Option<BoxError> {
        self.cause
    }
}

/// The message about an input that cannot be turned into a request.
pub(crate) fn input_text(error: &(dyn std::error::Error + 'static)) -> String {
    format!("cannot build a request from the input: {}", chain(error))
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.text {
            return f.write_str(text);
        }
        match (self.meta.code(), self.meta.message(), &self.cause) {
            (Some(code), Some(message), _) => write!(f, "{code}: {message}"),
            (Some(text), None, _) | (None, Some(text), _) => f.write_str(text),
            (None, None, Some(cause)) => cause.fmt(f),
            (None, None, None) => f.write_str("an error without a code"),
        }
    }
}

impl std::error::Error for Unhandled {
    /// The remaining source, below the error whose message is shown.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.cause.as_deref()?;
        match (&self.text, self.meta.code().or(self.meta.message())) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(cause),
            (None, None) => cause.source(),
        }
    }
}

impl ProvideErrorMetadata for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}
