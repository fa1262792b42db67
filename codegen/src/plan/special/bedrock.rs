//! The rule of Amazon Bedrock: a variable of the environment may have a token for its services.

use crate::model::Shape;

/// The name in signatures of the services, which is also the end of the variable's name.
const BEDROCK: &str = "bedrock";

/// The end of the name of a variable that has a token: `AWS_BEARER_TOKEN_BEDROCK`.
pub(crate) fn token_variable(service: &Shape) -> Option<&'static str> {
    (service.traits.sigv4_name() == Some(BEDROCK)).then_some(BEDROCK)
}
