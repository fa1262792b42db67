//! The operations that official clients presign by a method of their own. All others are presigned
//! as requests with settings of their own.

use crate::model::Shape;

const OPERATIONS: [&str; 7] = [
    "com.amazonaws.polly#SynthesizeSpeech",
    "com.amazonaws.s3#DeleteObject",
    "com.amazonaws.s3#GetObject",
    "com.amazonaws.s3#HeadObject",
    "com.amazonaws.s3#ListObjectVersions",
    "com.amazonaws.s3#PutObject",
    "com.amazonaws.s3#UploadPart",
];

/// The operation whose presigned requests have the members of their document in the query.
const AS_QUERY: &str = "com.amazonaws.polly#SynthesizeSpeech";

/// True if official clients of the service presign operations, whichever are selected.
pub(crate) fn is_of(service: &Shape) -> bool {
    let namespace = service.id.namespace();
    let mut operations = OPERATIONS.iter().filter_map(|id| id.split_once('#'));
    operations.any(|(of, _)| of == namespace)
}

/// True if the fluent builder has the method.
pub(crate) fn has_method(operation: &Shape) -> bool {
    OPERATIONS.contains(&operation.id.as_str())
}

/// True if presigned requests have the members of their document in the query.
pub(crate) fn is_query(operation: &Shape) -> bool {
    operation.id.as_str() == AS_QUERY
}
