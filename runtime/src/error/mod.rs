//! Errors: those that generated code makes public, and what it builds them from.

mod display;
mod excerpt;
mod line;
mod parse;
mod unhandled;
mod unknown;
mod unmodelled;

pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
pub use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

pub use display::{Message, fmt_error};
pub use line::fmt_line;
pub use parse::ParseError;
pub use unhandled::Unhandled;
pub use unknown::{UnknownVariantError, UnknownVariantValue};
pub use unmodelled::Unmodelled;

pub(crate) use excerpt::start_of;
#[cfg(feature = "client")]
pub(crate) use line::chain;
#[cfg(feature = "event-stream")]
pub(crate) use line::of_event;
pub(crate) use line::{metadata, with_body, with_request_id, with_unread};
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) use unhandled::input_text;

/// Any error that may cross threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The header that names the error, in all protocols over HTTP.
pub(crate) const ERROR_TYPE_HEADER: &str = "x-amzn-errortype";

/// Returns a member that a builder requires.
///
/// # Errors
///
/// Fails, naming the member, if the value is missing.
#[doc(hidden)]
#[inline]
pub fn required<T>(value: Option<T>, member: &'static str) -> Result<T, BuildError> {
    value.ok_or_else(|| missing(member))
}

#[cold]
fn missing(member: &'static str) -> BuildError {
    BuildError::missing_field(member, "it has no default, and was not set")
}

/// Returns the value of a builder, for builders that may fail and those that cannot.
#[doc(hidden)]
#[inline]
pub fn built<T, M>(result: impl Built<T, M>) -> Option<T> {
    result.built()
}

/// The result of a builder; `M` tells the two implementations apart.
#[doc(hidden)]
pub trait Built<T, M> {
    /// Returns the value that was built.
    fn built(self) -> Option<T>;
}

impl<T> Built<T, ()> for T {
    #[inline]
    fn built(self) -> Option<T> {
        Some(self)
    }
}

impl<T> Built<T, BuildError> for Result<T, BuildError> {
    #[inline]
    fn built(self) -> Option<T> {
        self.ok()
    }
}

/// The code of an error without the namespace before it and the URL after it; empty if there is
/// nothing else.
pub(crate) fn bare_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.split_once('#').map_or(code, |(_, code)| code)
}
