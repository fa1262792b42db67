//! The rules of Amazon S3 that its model does not say.
//!
//! Those of S3 Control are here as well: the two share a name in signatures.

mod expires;
mod express;

use crate::model::{Shape, ShapeId};

pub(crate) use expires::expires;
pub use express::Express;
pub(crate) use express::express;

/// The service shape of S3.
const S3: &str = "com.amazonaws.s3#AmazonS3";

/// The service shape of S3 Control.
const S3_CONTROL: &str = "com.amazonaws.s3control#AWSS3ControlServiceV20180820";

/// Outputs whose documents have another root than their models say.
const ANY_ROOT: [&str; 3] = [
    "com.amazonaws.s3#CreateSessionOutput",
    "com.amazonaws.s3#GetObjectAttributesOutput",
    "com.amazonaws.s3#ListDirectoryBucketsOutput",
];

/// The operations that send an object, which need not be part of the signature.
const UPLOADS: [&str; 2] = ["com.amazonaws.s3#PutObject", "com.amazonaws.s3#UploadPart"];

/// The operation whose last page has a token, too.
const LIST_PARTS: &str = "com.amazonaws.s3#ListParts";

/// True if a call may leave the body out of the signature: `disable_payload_signing`.
pub(crate) fn may_leave_body_unsigned(operation: &Shape) -> bool {
    UPLOADS.contains(&operation.id.as_str())
}

/// True if the service is S3.
pub(crate) fn is_s3(service: &Shape) -> bool {
    service.id.as_str() == S3
}

/// True if the hash of the body stands in a header.
pub(crate) fn sends_hash(service: &Shape) -> bool {
    is_s3(service) || is_control(service)
}

fn is_control(service: &Shape) -> bool {
    service.id.as_str() == S3_CONTROL
}

/// True if the endpoint rules of the service say themselves what is wrong with a region.
pub(crate) fn checks_region_itself(service: &str) -> bool {
    [S3, S3_CONTROL].contains(&service)
}

/// True if a label of a path is the bucket: the endpoint rules put it into the host or the path.
pub(crate) fn is_bucket(service: &Shape, label: &str) -> bool {
    is_s3(service) && label == "Bucket"
}

/// True if the prefix of the host name is left to the endpoint rules.
pub(crate) fn leaves_host(service: &Shape) -> bool {
    is_control(service)
}

/// True if the root of the output's document is not checked.
pub(crate) fn has_any_root(output: &Shape) -> bool {
    ANY_ROOT.contains(&output.id.as_str())
}

/// The flag in the output of an operation without which no page follows, whatever the token is.
pub(crate) fn truncation(operation: &ShapeId) -> Option<&'static str> {
    (operation.as_str() == LIST_PARTS).then_some("IsTruncated")
}
