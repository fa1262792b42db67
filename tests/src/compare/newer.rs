//! The differences between the models and those that the official crates come from.

mod ahead;
mod align;

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::shared;

/// Members that are required in a model and not any more where the official crate comes from: shape
/// and member.
const RELAXED: &[(&str, &str)] = &[("com.amazonaws.batch#ComputeResource", "subnets")];

/// Members that have a default value where the official crate comes from, and none in the model:
/// shape, member and value.
const DEFAULTED: &[(&str, &str, &str)] = &[
    (
        "com.amazonaws.cloudfront#S3OriginConfig",
        "OriginAccessIdentity",
        "",
    ),
    ("com.amazonaws.ecs#ResourceRequirement", "value", ""),
];

/// Members whose values are secret where the official crate comes from: shape and member.
const SECRET: &[(&str, &str)] = &[("com.amazonaws.cloudfront#DistributionSummary", "Comment")];

/// Members that structures have in the official crate and not in the model, as the last ones: those
/// structures, and the names of the members, which are integers.
const NEWER_INTEGERS: &[(&[&str], &[&str])] = &[
    (
        &[
            "com.amazonaws.sts#AssumeRoleRequest",
            "com.amazonaws.sts#AssumeRoleWithSAMLRequest",
            "com.amazonaws.sts#AssumeRoleWithWebIdentityRequest",
            "com.amazonaws.sts#AssumeRootRequest",
            "com.amazonaws.sts#GetFederationTokenRequest",
            "com.amazonaws.sts#GetSessionTokenRequest",
        ],
        &["MinimumSessionTokenSize"],
    ),
    (
        &[
            "com.amazonaws.sts#AssumeRoleResponse",
            "com.amazonaws.sts#AssumeRoleWithSAMLResponse",
            "com.amazonaws.sts#AssumeRoleWithWebIdentityResponse",
            "com.amazonaws.sts#AssumeRootResponse",
            "com.amazonaws.sts#GetFederationTokenResponse",
            "com.amazonaws.sts#GetSessionTokenResponse",
        ],
        &["SessionTokenUtilization", "SessionTokenSize"],
    ),
];

/// Protocols that a service speaks where the official crate comes from, and not in the model.
const PROTOCOLS: &[(&str, &[&str])] = &[
    (
        "com.amazonaws.cloudwatch#GraniteServiceVersion20100801",
        &[
            "smithy.protocols#rpcv2Cbor",
            "aws.protocols#awsQueryCompatible",
        ],
    ),
    (
        "com.amazonaws.translate#AWSShineFrontendService_20170701",
        &["smithy.protocols#rpcv2Cbor"],
    ),
];

/// Members that the official crate has and the model does not have yet: shape, member, target, and
/// the member in front of it, if it is not the last one.
const NEWER: &[(&str, &str, &str, Option<&str>)] = &[
    (
        "com.amazonaws.cloudwatch#AlarmHistoryItem",
        "AlarmContributorId",
        "smithy.api#String",
        Some("AlarmName"),
    ),
    (
        "com.amazonaws.cloudwatch#AlarmHistoryItem",
        "AlarmContributorAttributes",
        "com.amazonaws.cloudwatch#EntityKeyAttributesMap",
        None,
    ),
    (
        "com.amazonaws.cloudwatch#DescribeAlarmHistoryInput",
        "AlarmContributorId",
        "smithy.api#String",
        Some("AlarmName"),
    ),
    (
        "com.amazonaws.cloudwatch#InsightRule",
        "ApplyOnTransformedLogs",
        "smithy.api#Boolean",
        None,
    ),
    (
        "com.amazonaws.cloudwatch#PutInsightRuleInput",
        "ApplyOnTransformedLogs",
        "smithy.api#Boolean",
        None,
    ),
    (
        "com.amazonaws.cloudwatch#MetricAlarm",
        "EvaluationCriteria",
        CRITERIA,
        None,
    ),
    (
        "com.amazonaws.cloudwatch#MetricAlarm",
        "EvaluationInterval",
        "smithy.api#Integer",
        None,
    ),
    (
        "com.amazonaws.cloudwatch#PutMetricAlarmInput",
        "EvaluationCriteria",
        CRITERIA,
        None,
    ),
    (
        "com.amazonaws.cloudwatch#PutMetricAlarmInput",
        "EvaluationInterval",
        "smithy.api#Integer",
        None,
    ),
];

/// A union that the official crate has and the model does not have yet, and the structure in it.
const CRITERIA: &str = "com.amazonaws.cloudwatch#EvaluationCriteria";
const PROM_QL_CRITERIA: &str = "com.amazonaws.cloudwatch#AlarmPromQLCriteria";

/// The services whose models are older than the order and the secrets of members that the official
/// crate has.
const ALIGNED: &[&str] = &[
    "com.amazonaws.configservice#StarlingDoveService",
    "com.amazonaws.rds#AmazonRDSv19",
];

/// Hosts that endpoint rules have in another form where the official crate comes from: service, URL
/// of the model, and that of the crate.
const HOSTS: &[(&str, &str, &str)] = &[(
    "com.amazonaws.cloudfront#Cloudfront2020_05_31",
    "https://cloudfront-fips.{Region}.{PartitionResult#dnsSuffix}",
    "https://cloudfront-fips.{PartitionResult#dnsSuffix}",
)];

/// Operations that have more errors in the official crate than in the model, and those errors.
const ADDED: &[(&[&str], &[&str])] = &[
    (
        &[
            "com.amazonaws.lambda#CheckpointDurableExecution",
            "com.amazonaws.lambda#GetDurableExecution",
            "com.amazonaws.lambda#GetDurableExecutionHistory",
            "com.amazonaws.lambda#GetDurableExecutionState",
            "com.amazonaws.lambda#SendDurableExecutionCallbackFailure",
            "com.amazonaws.lambda#SendDurableExecutionCallbackSuccess",
            "com.amazonaws.lambda#StopDurableExecution",
        ],
        &[
            "com.amazonaws.lambda#KMSAccessDeniedException",
            "com.amazonaws.lambda#KMSDisabledException",
            "com.amazonaws.lambda#KMSInvalidStateException",
            "com.amazonaws.lambda#KMSNotFoundException",
        ],
    ),
    (
        &[
            "com.amazonaws.autoscaling#AttachLoadBalancerTargetGroups",
            "com.amazonaws.autoscaling#AttachLoadBalancers",
            "com.amazonaws.autoscaling#AttachTrafficSources",
            "com.amazonaws.autoscaling#PutWarmPool",
        ],
        &["com.amazonaws.autoscaling#InstanceRefreshInProgressFault"],
    ),
];

/// The model, with the changes that the official crate has.
///
/// # Panics
///
/// If the file is not a model.
#[must_use]
pub fn updated(model: &Path) -> Value {
    let mut model = shared::json(model);
    for (shape, member) in RELAXED {
        if let Some(traits) = traits_of(&mut model, shape, member) {
            traits.remove("smithy.api#required");
        }
    }
    for (shape, member, value) in DEFAULTED {
        if let Some(traits) = traits_of(&mut model, shape, member) {
            traits.insert("smithy.api#default".to_owned(), json!(value));
        }
    }
    add_members(&mut model);
    ahead::take_out(&mut model);
    for (service, protocols) in PROTOCOLS {
        let service = model["shapes"].get_mut(service);
        if let Some(traits) = service.and_then(|it| it["traits"].as_object_mut()) {
            traits.extend(protocols.iter().map(|id| ((*id).to_owned(), json!({}))));
        }
    }
    for (service, url, newer) in HOSTS {
        if let Some(service) = model["shapes"].get_mut(service) {
            let rules = &mut service["traits"]["smithy.rules#endpointRuleSet"];
            replace(rules, url, newer);
        }
    }
    for (shape, member) in SECRET {
        if let Some(traits) = traits_of(&mut model, shape, member) {
            traits.insert("smithy.api#sensitive".to_owned(), json!({}));
        }
    }
    for (operations, added) in ADDED {
        for operation in *operations {
            let operation = model["shapes"].get_mut(operation);
            let errors = operation.and_then(|it| it.get_mut("errors"));
            if let Some(errors) = errors.and_then(Value::as_array_mut) {
                errors.extend(added.iter().map(|error| json!({ "target": error })));
            }
        }
    }
    model
}

/// Adds the members that the official crate has, and the unions that they hold.
fn add_members(model: &mut Value) {
    for (structures, members) in NEWER_INTEGERS {
        for structure in *structures {
            let structure = model["shapes"].get_mut(structure);
            let Some(Value::Object(found)) = structure.and_then(|it| it.get_mut("members")) else {
                continue;
            };
            for member in *members {
                let target = json!({ "target": "smithy.api#Integer" });
                found.insert((*member).to_owned(), target);
            }
        }
    }
    if let Some(shapes) = model["shapes"].as_object_mut() {
        shapes.extend(newer_shapes().map(|(id, shape)| (id.to_owned(), shape)));
    }
    for (shape, member, target, after) in NEWER {
        let shape = model["shapes"].get_mut(shape);
        if let Some(members) = shape.and_then(|it| it["members"].as_object_mut()) {
            let place = members
                .keys()
                .position(|name| Some(name.as_str()) == *after);
            let place = place.map_or(members.len(), |place| place + 1);
            members.shift_insert(place, (*member).to_owned(), json!({ "target": target }));
        }
    }
}

/// The model with the order and the secrets of the official crate, whose source is in that
/// directory, if the service is one where those have changed since the model.
pub(super) fn aligned(model: &Value, source: &Path) -> Option<Value> {
    let is_older = ALIGNED.iter().any(|id| model["shapes"].get(id).is_some());
    is_older.then(|| {
        let mut model = model.clone();
        align::align(&mut model, source);
        model
    })
}

/// Replaces a string wherever it stands.
fn replace(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|it| replace(it, old, new)),
        Value::Object(members) => members.values_mut().for_each(|it| replace(it, old, new)),
        _ => {}
    }
}

/// Shapes of the members that are newer than the model.
fn newer_shapes() -> [(&'static str, Value); 2] {
    let required = json!({ "smithy.api#required": {}, "smithy.api#clientOptional": {} });
    let string = json!({ "target": "smithy.api#String", "traits": required });
    let integer = json!({ "target": "smithy.api#Integer" });
    let members = json!({ "Query": string, "PendingPeriod": integer, "RecoveryPeriod": integer });
    let criteria = json!({ "PromQLCriteria": { "target": PROM_QL_CRITERIA } });
    [
        (CRITERIA, json!({ "type": "union", "members": criteria })),
        (
            PROM_QL_CRITERIA,
            json!({ "type": "structure", "members": members }),
        ),
    ]
}

/// The traits of a member, if it is in the model and has any.
fn traits_of<'m>(
    model: &'m mut Value,
    shape: &str,
    member: &str,
) -> Option<&'m mut Map<String, Value>> {
    let member = model["shapes"].get_mut(shape)?["members"].get_mut(member)?;
    member["traits"].as_object_mut()
}
