//! The traits of operations that a client can send.

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;

use crate::Operation;
use crate::client::span::Span;
use crate::client::telemetry::Capture;

/// The error of an operation, with all that retrying and reporting need.
pub trait OperationError:
    StdError + ProvideErrorKind + ProvideErrorMetadata + CreateUnhandledError + Send + Sync + 'static
{
}

impl<T> OperationError for T where
    T: StdError
        + ProvideErrorKind
        + ProvideErrorMetadata
        + CreateUnhandledError
        + Send
        + Sync
        + 'static
{
}

/// An operation that a client can send.
///
/// The defaults suit most operations.
pub trait ClientOperation: Operation<Error: OperationError> {
    /// True if a transfer that has come to a halt is given up.
    const STALLED_STREAM_PROTECTION: bool = true;

    /// True if the operation waits for something to happen, and programs call it in a loop.
    const LONG_POLLING: bool = false;

    /// The name of the tracing span around a call.
    const SPAN: Span;

    /// Offers the members of the input that telemetry may record.
    fn telemetry(_input: &Self::Input, _capture: &mut Capture<'_>) {}
}
