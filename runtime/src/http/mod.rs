//! Requests and responses as plain data, and how members find their place in them.

mod header;
mod request;
mod response;
mod uri;

#[cfg(feature = "http")]
mod convert;

pub use request::{Headers, Request};
pub use response::Response;
pub use uri::Path;
pub(crate) use uri::{LABEL, percent_encode};

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::primitive::Encoder;

/// A flag or number as text, for the URI or a header.
///
/// ```
/// assert_eq!(hammersmith::http::text(Some(1.5_f64)).as_deref(), Some("1.5"));
/// ```
#[inline]
pub fn text<T: Into<Encoder>>(value: Option<T>) -> Option<String> {
    value.map(|value| value.into().encode().to_owned())
}

/// A time as text, for the URI or a header.
///
/// # Errors
///
/// Fails if the time is outside the years that the format can hold.
pub fn timestamp(value: Option<&DateTime>, format: Format) -> Result<Option<String>, BuildError> {
    Ok(value.map(|value| value.fmt(format)).transpose()?)
}
