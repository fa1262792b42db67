//! The rules of Amazon S3: those for responses, and those of S3 Express.

#[cfg(feature = "client")]
pub mod express;
#[cfg(feature = "client")]
mod redirect;

use aws_smithy_types::error::metadata::Builder;

use crate::codec::xml::{Reader, bare};
use crate::http::Response;

/// The header with the second ID of a request, which the support of AWS asks for.
pub(crate) const EXTENDED_REQUEST_ID: &str = "x-amz-id-2";

/// The name of that ID in the metadata of errors.
pub(crate) const EXTENDED_REQUEST_ID_KEY: &str = "s3_extended_request_id";

/// The scheme of signatures for directory buckets: Signature Version 4 with the credentials of a
/// session.
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) const EXPRESS_SCHEME: &str = "sigv4-s3express";

/// The header with the token of such a session.
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) const SESSION_TOKEN: &str = "x-amz-s3session-token";

/// The name of that token in a presigned URL.
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) const SESSION_TOKEN_PARAMETER: &str = "X-Amz-S3session-Token";

/// The code of an error without a body: only the status says what it is.
const NOT_FOUND: &str = "NotFound";

/// True if a response with a status of success is an error: the service has begun it before it
/// failed.
pub(crate) fn is_failure(response: &Response<'_>) -> bool {
    let Ok(body) = std::str::from_utf8(response.body()) else {
        return false;
    };
    Reader::of(body)
        .root()
        .map(bare)
        .is_ok_and(|root| root == "Error")
}

/// The code of an error whose response has no body, as those of `HEAD` have none.
pub(crate) fn code_without_body(response: &Response<'_>) -> Option<&'static str> {
    (response.body().is_empty() && response.status() == 404).then_some(NOT_FOUND)
}

/// The second ID of the request.
pub(crate) fn extended_request_id<'a>(response: &Response<'a>) -> Option<&'a str> {
    response.header(EXTENDED_REQUEST_ID)
}

/// Adds the second ID of the request to the metadata of an error.
pub(crate) fn with_extended_request_id(metadata: Builder, response: &Response<'_>) -> Builder {
    match extended_request_id(response) {
        Some(id) => metadata.custom(EXTENDED_REQUEST_ID_KEY, id),
        None => metadata,
    }
}
