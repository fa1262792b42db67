//! The rule of Amazon Timestream: a client asks the service for its endpoint.

use crate::model::Shape;
use crate::name::Name;
use crate::plan::operation::Operation;
use crate::plan::structure::Structure;

/// The namespaces of the services.
const NAMESPACES: [&str; 2] = [
    "com.amazonaws.timestreamquery",
    "com.amazonaws.timestreamwrite",
];

/// The operation that returns the endpoint.
const DESCRIBE: &str = "DescribeEndpoints";

/// The names in Rust that discovery depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Discovery {
    /// The method of the client.
    pub method: Name,
    /// The field of the output with the endpoints.
    pub endpoints: Name,
    /// The field of an endpoint with its address.
    pub address: Name,
    /// The field of an endpoint with the minutes for which it is valid.
    pub minutes: Name,
}

/// The discovery of endpoints, if the service has it and its operation is generated.
pub(crate) fn discovery(
    service: &Shape,
    operations: &[Operation],
    structures: &[Structure],
) -> Option<Discovery> {
    if !NAMESPACES.contains(&service.id.namespace()) {
        return None;
    }
    let mut operations = operations.iter();
    let operation = operations.find(|operation| operation.name == DESCRIBE)?;
    let field = |of: &Structure, member: &str| {
        let field = of.fields.iter().find(|field| field.member == member)?;
        (!field.is_optional()).then(|| field.name.ident.clone())
    };
    let mut structures = structures.iter();
    let endpoint = structures.find(|structure| structure.shape_name == "Endpoint")?;
    Some(Discovery {
        method: operation.method.clone(),
        endpoints: field(&operation.output, "Endpoints")?,
        address: field(endpoint, "Address")?,
        minutes: field(endpoint, "CachePeriodInMinutes")?,
    })
}
