//! Rules of single services that their models do not say.
//!
//! Public items are for generated code alone.

#[cfg(feature = "client")]
pub mod auth_token;
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) mod copies;
#[cfg(feature = "client")]
pub mod dynamodb;
#[cfg(feature = "checksums")]
pub(crate) mod glacier;
pub mod s3;
#[cfg(feature = "client")]
pub mod sqs;
#[cfg(feature = "client")]
pub mod timestream;

use crate::ServiceInfo;
use crate::http::Request;

/// Sets the headers that all requests of the service have.
#[inline]
pub(crate) fn set_headers(service: &ServiceInfo, request: &mut Request) {
    for (name, value) in service.headers {
        let mut headers = request.headers.iter();
        if !headers.any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            request.headers.push(((*name).into(), (*value).to_owned()));
        }
    }
}
