//! The reason why there is no session.

use std::error::Error;
use std::fmt;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use crate::client::error::{BoxError, NamesOperation};
use crate::error::{Unhandled, fmt_line};

/// The name of the operation that begins a session.
pub(super) const NAME: &str = "CreateSession";

/// An error of the service.
#[derive(Debug)]
pub(super) struct Failure(Unhandled);

impl Failure {
    /// The error with that code and message.
    pub(super) fn of_service(metadata: ErrorMetadata) -> Self {
        Self(Unhandled::generic(metadata))
    }

    /// A response that cannot be read.
    pub(super) fn of_response(why: BoxError, metadata: ErrorMetadata) -> Self {
        Self(Unhandled::response(why, metadata))
    }

    /// An error that an interceptor or classifier has put in place of one of the service.
    pub(super) fn foreign(error: impl fmt::Debug) -> Self {
        Self(Unhandled::new(format!("{error:?}").into()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_line(f, Some(Self::OPERATION), &self.0, self.0.meta())
    }
}

impl Error for Failure {}

impl NamesOperation for Failure {
    const OPERATION: &'static str = NAME;
}

impl ProvideErrorMetadata for Failure {
    fn meta(&self) -> &ErrorMetadata {
        self.0.meta()
    }
}

impl ProvideErrorKind for Failure {
    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        None
    }

    fn code(&self) -> Option<&str> {
        self.0.code()
    }
}
