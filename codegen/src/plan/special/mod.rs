//! The rules of single services that official clients have and their models do not say.

pub(crate) mod api_gateway;
pub(crate) mod defaults;
pub(crate) mod dynamodb;
pub(crate) mod glacier;
pub(crate) mod machine_learning;
pub(crate) mod s3;
pub(crate) mod sts;
pub(crate) mod transfer;

use crate::model::{Shape, ShapeId};

/// Structures whose data is secret.
const SENSITIVE: [&str; 2] = [
    "com.amazonaws.sso#RoleCredentials",
    "com.amazonaws.sts#Credentials",
];

/// Errors that are faults of the server, although their models blame the client, and that are worth
/// another try.
const TRANSIENT: [&str; 1] = ["com.amazonaws.sts#IDPCommunicationErrorException"];

/// Codes of errors that are transient, by the name of the service's namespace.
const TRANSIENT_CODES: [(&str, &str); 2] = [
    ("com.amazonaws.s3", "InternalError"),
    ("com.amazonaws.sts", "IDPCommunicationError"),
];

/// The codes of errors that are transient for the service, in addition to those that are for all.
pub(crate) fn transient_codes(service: &Shape) -> Vec<String> {
    let of_service = TRANSIENT_CODES
        .iter()
        .filter(|(namespace, _)| service.id.namespace() == *namespace);
    of_service.map(|(_, code)| (*code).to_owned()).collect()
}

/// The headers that all requests of the service have.
pub(crate) fn headers(service: &Shape, version: &str) -> Vec<(String, String)> {
    let version = glacier::header(service, version);
    let accept = api_gateway::header(service);
    version.into_iter().chain(accept).collect()
}

/// The services whose endpoint rules refuse a region that cannot be part of a host name, with a
/// reason of their own.
const RULES_CHECK_REGION: [&str; 2] = ["com.amazonaws.s3", "com.amazonaws.s3control"];

/// True if the region is left to the endpoint rules, which refuse one that is invalid.
pub(crate) fn rules_check_region(service: &Shape) -> bool {
    RULES_CHECK_REGION.contains(&service.id.namespace())
}

/// True if all data of the shape is secret.
pub(crate) fn is_sensitive(shape: &Shape) -> bool {
    shape.traits.sensitive() || SENSITIVE.contains(&shape.id.as_str())
}

/// True if the error is transient.
pub(crate) fn is_transient(error: &ShapeId) -> bool {
    TRANSIENT.contains(&error.as_str())
}

/// The shapes of the IDs of Route 53, of which official clients send the last part only.
const ROUTE53_IDS: [&str; 2] = [
    "com.amazonaws.route53#ResourceId",
    "com.amazonaws.route53#ChangeId",
];

/// True if the values of the shape are IDs that lose what stands before their last part.
pub(crate) fn is_route53_id(shape: &ShapeId) -> bool {
    ROUTE53_IDS.contains(&shape.as_str())
}
