//! The rule of AWS STS: a caller with a token of another provider has no credentials yet, so these
//! requests are not signed.

use crate::model::Shape;

const UNSIGNED: [&str; 2] = [
    "com.amazonaws.sts#AssumeRoleWithSAML",
    "com.amazonaws.sts#AssumeRoleWithWebIdentity",
];

/// True if requests of the operation are not signed, whatever the model says.
pub(crate) fn is_unsigned(operation: &Shape) -> bool {
    UNSIGNED.contains(&operation.id.as_str())
}
