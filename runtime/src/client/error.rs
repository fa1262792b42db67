//! Errors of a client: those of the operation, and those of getting a request there and back.

pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, CreateUnhandledError};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// Why a call failed: `E` when the service said so, otherwise what stood in the way.
///
/// The response of the service is an [`HttpResponse`] unless said otherwise.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;
