//! The rules of single services that official clients have and their models do not say.

pub(crate) mod api_gateway;
pub(crate) mod auth_token;
pub(crate) mod bedrock;
pub(crate) mod copies;
pub(crate) mod dynamodb;
pub(crate) mod glacier;
pub(crate) mod machine_learning;
pub(crate) mod presigning;
pub(crate) mod s3;
mod table;
pub mod timestream;

use crate::config::Rules;
use crate::model::{Shape, ShapeId};

pub(crate) use table::RuleTable;

/// The services whose endpoints say how requests are signed, some of them for several regions at
/// once, by `sdkId`.
const SIGNED_BY_ENDPOINT: [&str; 4] = ["CloudFront KeyValueStore", "EventBridge", "S3", "SESv2"];

/// The namespaces of services of whose official crates Cargo compiles only what a program uses.
const LARGE: [&str; 10] = [
    "com.amazonaws.cloudformation",
    "com.amazonaws.dynamodb",
    "com.amazonaws.ec2",
    "com.amazonaws.lambda",
    "com.amazonaws.rds",
    "com.amazonaws.s3",
    "com.amazonaws.sns",
    "com.amazonaws.sqs",
    "com.amazonaws.ssm",
    "com.amazonaws.sts",
];

/// True if Cargo compiles only what a program uses of a crate of the whole service.
pub(crate) fn is_large(service: &str) -> bool {
    let namespace = service.split_once('#').map(|(namespace, _)| namespace);
    namespace.is_some_and(|namespace| LARGE.contains(&namespace))
}

/// The namespaces of services whose official crates write requests by schemas, among 60 crates of
/// November 2026. Such a crate sends numbers of nested structures even if they equal their default
/// value, and the members of inputs in the order of the model.
const BY_SCHEMAS: [&str; 14] = [
    "com.amazonaws.acmpca",
    "com.amazonaws.athena",
    "com.amazonaws.codebuild",
    "com.amazonaws.cognitoidentityprovider",
    "com.amazonaws.configservice",
    "com.amazonaws.ebs",
    "com.amazonaws.ecs",
    "com.amazonaws.firehose",
    "com.amazonaws.kinesis",
    "com.amazonaws.organizations",
    "com.amazonaws.ssm",
    "com.amazonaws.transcribe",
    "com.amazonaws.translate",
    "com.amazonaws.workspaces",
];

/// True if requests are written as official crates that are based on schemas write them.
pub(crate) fn has_schemas(service: &Shape) -> bool {
    BY_SCHEMAS.contains(&service.id.namespace())
}

/// The services whose clients check what they receive, and the module of the runtime that does it.
const CHECKED: [(&str, &str); 2] = [
    ("com.amazonaws.dynamodb#DynamoDB_20120810", "dynamodb"),
    ("com.amazonaws.sqs#AmazonSQS", "sqs"),
];

/// The module of the runtime with the additions to clients of the service, if it has any.
pub(crate) fn extension(service: &Shape) -> Option<&'static str> {
    let mut checked = CHECKED.iter();
    let checked = checked.find(|(id, _)| service.id.as_str() == *id);
    checked.map(|(_, module)| *module)
}

/// True if the endpoints of the service say how requests are signed.
pub(crate) fn signs_by_endpoint(service: &Shape) -> bool {
    let aws = service.traits.aws_service();
    aws.is_some_and(|aws| SIGNED_BY_ENDPOINT.contains(&aws.sdk_id))
}

/// The codes of errors that are transient for the service, in addition to those that are for all.
pub(crate) fn transient_codes(service: &Shape, rules: &Rules) -> Vec<String> {
    let of_service = table::transient_codes(service.id.namespace());
    let of_service = of_service.map(str::to_owned);
    of_service.chain(rules.transient_codes.clone()).collect()
}

/// The headers that all requests of the service have.
pub(crate) fn headers(service: &Shape, version: &str, rules: &Rules) -> Vec<(String, String)> {
    let version = glacier::header(service, version);
    let accept = api_gateway::header(service);
    let own = rules.headers.clone();
    version.into_iter().chain(accept).chain(own).collect()
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
