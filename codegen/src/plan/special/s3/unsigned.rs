//! Operations whose callers may leave the body out of the signature.

use crate::model::ShapeId;

/// The operations.
const OPERATIONS: [&str; 2] = ["com.amazonaws.s3#PutObject", "com.amazonaws.s3#UploadPart"];

/// True if callers of the operation may leave the body out of the signature.
pub(crate) fn may_be_unsigned(operation: &ShapeId) -> bool {
    OPERATIONS.contains(&operation.as_str())
}
