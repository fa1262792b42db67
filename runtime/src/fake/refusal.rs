//! Requests that are not answered by a handler.

use std::any::Any;

use crate::codec::Error;
use crate::validate::ValidationErrors;

/// The reason why a request is not answered by a handler: an error of the service that no model
/// has.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub(super) code: &'static str,
    pub(super) status: u16,
    pub(super) message: String,
}

impl Refusal {
    fn new(status: u16, code: &'static str, message: String) -> Self {
        Self {
            code,
            status,
            message,
        }
    }

    /// A request that is not one of the protocol, or holds a value of another type.
    pub(super) fn unreadable(message: String) -> Self {
        Self::new(400, "SerializationException", message)
    }

    /// A member that cannot be read, or is missing.
    pub(super) fn member(error: &Error) -> Self {
        match error.is_missing() {
            true => Self::invalid(1, &error.to_string()),
            false => Self::unreadable(error.to_string()),
        }
    }

    /// An input that the constraints of the model do not allow.
    pub(super) fn constraints(errors: &ValidationErrors) -> Self {
        Self::invalid(errors.problems().len(), &errors.to_string())
    }

    fn invalid(count: usize, problems: &str) -> Self {
        let plural = if count == 1 { "" } else { "s" };
        let message = format!("{count} validation error{plural} detected: {problems}");
        Self::new(400, "ValidationException", message)
    }

    /// A request for no operation of the service.
    pub(super) fn unknown_operation(message: String) -> Self {
        Self::new(404, "UnknownOperationException", message)
    }

    /// A body that is read as a whole, and too large for that.
    pub(super) fn too_large() -> Self {
        let message = "the body is too large".to_owned();
        Self::new(413, "RequestEntityTooLarge", message)
    }

    /// A body of another media type.
    pub(super) fn media_type(found: &str, expected: &str) -> Self {
        let message = format!("expected the content type `{expected}`, found `{found}`");
        Self::new(415, "UnsupportedMediaTypeException", message)
    }

    /// A request that the fake itself cannot answer. The status is one that clients do not retry.
    pub(super) fn unanswered(message: String) -> Self {
        Self::new(501, "NotImplemented", message)
    }

    /// A request that the client has compressed.
    #[cfg(not(feature = "compression"))]
    pub(super) fn compressed() -> Self {
        let message = "the request is compressed; turn on the feature `compression` of the crate \
                       `hammersmith`, or turn compression off in the client";
        Self::unanswered(message.to_owned())
    }

    /// A request whose handler has panicked.
    pub(super) fn panicked(operation: &str, panic: &(dyn Any + Send)) -> Self {
        Self::unanswered(format!(
            "the handler of `{operation}` panicked{}",
            said(panic)
        ))
    }

    /// A body that does not have the checksum that the request says.
    #[cfg(feature = "checksums")]
    pub(super) fn checksum(header: &str, computed: &str, sent: &str) -> Self {
        let message = format!("the body has the `{header}` `{computed}`, not `{sent}`");
        Self::new(400, "BadDigest", message)
    }

    /// An output, error or event that has no form on the wire.
    pub(super) fn unwritable(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut message = format!("the answer of the handler cannot be written: {error}");
        let mut source = error.source();
        while let Some(cause) = source {
            message.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        Self::unanswered(message)
    }
}

/// The message of a panic, behind a colon; empty without one.
pub(super) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.map_or_else(String::new, |text| format!(": {text}"))
}
