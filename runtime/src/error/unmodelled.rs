//! The error of an operation whose service models no errors.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use super::{BoxError, Unhandled, fmt_line};
use crate::operation::Operation;

/// The error of an operation `O`, whose service models no errors.
///
/// Compare its [`code`](ProvideErrorMetadata::code) with those that the service documents:
///
/// ```
/// use hammersmith::Operation;
/// use hammersmith::error::{ErrorMetadata, ProvideErrorMetadata, Unmodelled};
///
/// fn is_missing<O: Operation>(error: &Unmodelled<O>) -> bool {
///     error.code() == Some("InvalidInstanceID.NotFound")
/// }
/// ```
#[non_exhaustive]
pub enum Unmodelled<O> {
    /// An error of the service, or a response that could not be read.
    #[deprecated(
        note = "a later version may know the error; match with a wildcard arm and compare `code()`"
    )]
    Unhandled(Unhandled),
    /// Ties the error to its operation; it has no value.
    #[doc(hidden)]
    Of(Infallible, PhantomData<fn() -> O>),
}

#[allow(deprecated, reason = "the variant that the note is about")]
impl<O> Unmodelled<O> {
    /// An error of a kind the model does not know, from any other error.
    pub fn unhandled(err: impl Into<BoxError>) -> Self {
        Self::Unhandled(Unhandled::new(err.into()))
    }

    /// An error of a kind the model does not know, from its code and message.
    pub fn generic(err: ErrorMetadata) -> Self {
        Self::Unhandled(Unhandled::generic(err))
    }

    /// The code, message and request ID that came with the error.
    pub fn meta(&self) -> &ErrorMetadata {
        self.inner().meta()
    }

    /// The source and metadata of the error.
    fn inner(&self) -> &Unhandled {
        match self {
            Self::Unhandled(inner) => inner,
            Self::Of(never, _) => match *never {},
        }
    }

    /// The source and metadata of the error, by value.
    #[doc(hidden)]
    pub fn into_unhandled(self) -> Unhandled {
        match self {
            Self::Unhandled(inner) => inner,
            Self::Of(never, _) => match never {},
        }
    }
}

impl<O> fmt::Debug for Unmodelled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unhandled").field(self.inner()).finish()
    }
}

impl<O: Operation> fmt::Display for Unmodelled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_line(f, Some(O::NAME), self.inner(), self.meta())
    }
}

impl<O: Operation> Error for Unmodelled<O> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // The error itself is what `Display` shows, so its source is the next one.
        self.inner().source()
    }
}

impl<O> ProvideErrorMetadata for Unmodelled<O> {
    fn meta(&self) -> &ErrorMetadata {
        self.inner().meta()
    }
}

impl<O> ProvideErrorKind for Unmodelled<O> {
    fn code(&self) -> Option<&str> {
        ProvideErrorMetadata::code(self)
    }

    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        None
    }
}

#[cfg(feature = "client")]
mod client {
    use aws_types::request_id::RequestId;

    use super::{BoxError, ErrorMetadata, Operation, Unhandled, Unmodelled};
    use crate::client::error::{CreateUnhandledError, NamesOperation};

    impl<O: Operation> NamesOperation for Unmodelled<O> {
        const OPERATION: &'static str = O::NAME;
    }

    #[allow(deprecated, reason = "the variant that the note is about")]
    impl<O> CreateUnhandledError for Unmodelled<O> {
        fn create_unhandled_error(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
            Self::Unhandled(Unhandled::with_meta(source, meta.unwrap_or_default()))
        }
    }

    impl<O> RequestId for Unmodelled<O> {
        fn request_id(&self) -> Option<&str> {
            self.meta().request_id()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects logs, and programs that look at what an error holds: it shows what the enum of an
    /// operation with modelled errors shows.
    #[test]
    fn errors_say_what_is_known() {
        let meta = ErrorMetadata::builder().code("Gone").message("it left");
        let error = Unmodelled::<()>::generic(meta.build());
        assert_eq!(error.meta().code(), Some("Gone"));
        assert_eq!(ProvideErrorKind::code(&error), Some("Gone"));
        let debug = format!("{error:?}");
        let inner = error.into_unhandled();
        assert_eq!(debug, format!("Unhandled({inner:?})"));

        let error = Unmodelled::<()>::unhandled("no answer");
        let inner = error.into_unhandled();
        assert_eq!(inner.to_string(), "no answer");
    }
}
