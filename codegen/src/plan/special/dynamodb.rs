//! The rule of Amazon DynamoDB: retries of the newer kind begin sooner, and there are more of them.

use crate::model::Shape;

const SERVICE: &str = "com.amazonaws.dynamodb#DynamoDB_20120810";

/// True if clients retry by the numbers of DynamoDB.
pub(crate) fn retries_sooner(service: &Shape) -> bool {
    service.id.as_str() == SERVICE
}
