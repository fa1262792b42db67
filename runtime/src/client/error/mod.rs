//! Errors of a client: those of the operation, and those of getting a request there and back.

mod explain;
mod find;
mod identity;

pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, CreateUnhandledError};

pub use explain::{Explain, NamesOperation, unhandled};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// The reason why a call failed: `E` if the service returned an error, otherwise the cause.
///
/// Its own `Display` says only which of the two it was; [`Explain`] says what happened. The
/// response of the service is an [`HttpResponse`] unless said otherwise.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;
