//! The rules of single services that official clients have and their models do not say.

pub(crate) mod api_gateway;
pub(crate) mod auth_token;
pub(crate) mod copies;
pub(crate) mod defaults;
pub(crate) mod dynamodb;
pub(crate) mod glacier;
pub(crate) mod machine_learning;
pub(crate) mod presigning;
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

/// The services whose endpoints say how requests are signed, some of them for several regions at
/// once, by `sdkId`.
const SIGNED_BY_ENDPOINT: [&str; 4] = ["CloudFront KeyValueStore", "EventBridge", "S3", "SESv2"];

/// True if the endpoints of the service say how requests are signed.
pub(crate) fn signs_by_endpoint(service: &Shape) -> bool {
    let aws = service.traits.aws_service();
    aws.is_some_and(|aws| SIGNED_BY_ENDPOINT.contains(&aws.sdk_id))
}

/// Services whose models call members required or give them defaults that responses do not keep to.
const OPTIONAL: [&str; 1] = ["com.amazonaws.ec2#AmazonEC2"];

/// True if each member of a structure is `@clientOptional` for the service.
pub(crate) fn is_all_optional(service: &Shape) -> bool {
    OPTIONAL.contains(&service.id.as_str())
}

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
