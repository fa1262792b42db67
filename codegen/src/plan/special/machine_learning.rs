//! The rule of Amazon Machine Learning: a model that predicts in real time has an endpoint of its
//! own, which is a member of the input.

use crate::model::Shape;
use crate::plan::params::EndpointValue;
use crate::plan::structure::Structure;

const PREDICT: &str = "com.amazonaws.machinelearning#Predict";

/// The member with the URL.
const MEMBER: &str = "PredictEndpoint";

/// The endpoint of the operation's requests, if it comes from the input.
pub(crate) fn endpoint(operation: &Shape, input: &Structure) -> Option<EndpointValue> {
    if operation.id.as_str() != PREDICT {
        return None;
    }
    let field = input.fields.iter().find(|field| field.member == MEMBER)?;
    Some(EndpointValue::Required(field.name.ident.clone()))
}
