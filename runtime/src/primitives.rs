//! Types of members that no model defines, shared with the AWS SDK for Rust.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};

/// A blob from its base64 text: what models write defaults in. Text that is not base64 gives an empty blob.
#[doc(hidden)]
pub fn blob_from_base64(text: &str) -> Blob {
    Blob::new(aws_smithy_types::base64::decode(text).unwrap_or_default())
}
