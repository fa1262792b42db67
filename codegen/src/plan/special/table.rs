//! Rules that hold for operations, shapes and members by their IDs: those that official clients
//! have, and those of the option `rules`.

use std::collections::BTreeSet;

use crate::config::Rule;
use crate::model::{Member, Shape, ShapeId};

/// The rules of official clients.
const OFFICIAL: [(Rule, &[&str]); 6] = [
    // They return nothing for minutes.
    (
        Rule::MayStall,
        &[
            "com.amazonaws.lambda#Invoke",
            "com.amazonaws.lambda#InvokeAsync",
            "com.amazonaws.s3#CopyObject",
        ],
    ),
    // Programs call them in a loop.
    (
        Rule::LongPolling,
        &[
            "com.amazonaws.sfn#GetActivityTask",
            "com.amazonaws.sqs#ReceiveMessage",
            "com.amazonaws.swf#PollForActivityTask",
            "com.amazonaws.swf#PollForDecisionTask",
        ],
    ),
    // A caller with a token of another provider has no credentials yet.
    (
        Rule::Unsigned,
        &[
            "com.amazonaws.sts#AssumeRoleWithSAML",
            "com.amazonaws.sts#AssumeRoleWithWebIdentity",
        ],
    ),
    // Credentials.
    (
        Rule::Sensitive,
        &[
            "com.amazonaws.sso#RoleCredentials",
            "com.amazonaws.sts#Credentials",
        ],
    ),
    // Services refuse or misunderstand these defaults.
    (
        Rule::WithoutDefault,
        &[
            "com.amazonaws.amplifyuibuilder#ListComponentsLimit",
            "com.amazonaws.amplifyuibuilder#ListFormsLimit",
            "com.amazonaws.amplifyuibuilder#ListThemesLimit",
            "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceDeltaThreshold",
            "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceThreshold",
            "com.amazonaws.drs#LaunchActionOrder",
            "com.amazonaws.drs#ListStagingAccountsRequest$maxResults",
            "com.amazonaws.drs#MaxResultsReplicatingSourceServers",
            "com.amazonaws.drs#MaxResultsType",
            "com.amazonaws.drs#StrictlyPositiveInteger",
            "com.amazonaws.drs#Validity",
            "com.amazonaws.emrserverless#WorkerCounts",
            "com.amazonaws.evidently#ResultsPeriod",
            "com.amazonaws.iot#CreateProvisioningTemplateRequest$enabled",
            "com.amazonaws.iot#DescribeProvisioningTemplateResponse$enabled",
            "com.amazonaws.iot#ProvisioningTemplateSummary$enabled",
            "com.amazonaws.iot#ThingConnectivity$connected",
            "com.amazonaws.iot#UpdateProvisioningTemplateRequest$enabled",
            "com.amazonaws.location#ListPlaceIndexesRequest$MaxResults",
            "com.amazonaws.location#PlaceIndexSearchResultLimit",
            "com.amazonaws.location#SearchPlaceIndexForSuggestionsRequest$MaxResults",
            "com.amazonaws.paymentcryptographydata#IntegerRangeBetween4And12",
            "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicAcls",
            "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicPolicy",
            "com.amazonaws.s3control#PublicAccessBlockConfiguration$IgnorePublicAcls",
            "com.amazonaws.s3control#PublicAccessBlockConfiguration$RestrictPublicBuckets",
        ],
    ),
    // In the model, members are required or have defaults that responses do not keep to.
    (Rule::Optional, &["com.amazonaws.ec2#AmazonEC2"]),
];

/// Errors that are transient: the namespace of the service, the code on the wire, and the name of
/// the shape, if the model has one. The code is for operations that do not list the error. The
/// shape has `@error("client")`.
const TRANSIENT: [(&str, &str, Option<&str>); 2] = [
    ("com.amazonaws.s3", "InternalError", None),
    (
        "com.amazonaws.sts",
        "IDPCommunicationError",
        Some("IDPCommunicationErrorException"),
    ),
];

/// The codes of errors that are transient for the service of a namespace.
pub(super) fn transient_codes(namespace: &str) -> impl Iterator<Item = &'static str> {
    let own = TRANSIENT.iter().filter(move |(of, _, _)| *of == namespace);
    own.map(|(_, code, _)| *code)
}

fn is_transient(id: &ShapeId) -> bool {
    let of = |(namespace, _, name): &(&str, _, Option<&str>)| {
        *namespace == id.namespace() && *name == Some(id.name())
    };
    TRANSIENT.iter().any(of)
}

/// The rules for the shapes of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleTable {
    /// Those of the options.
    own: BTreeSet<(Rule, ShapeId)>,
}

impl RuleTable {
    pub(crate) fn new(own: BTreeSet<(Rule, ShapeId)>) -> Self {
        Self { own }
    }

    /// True if the rule holds for the operation, shape or member.
    pub(crate) fn has(&self, rule: Rule, id: &ShapeId) -> bool {
        let mut official = OFFICIAL.iter().filter(|(of, _)| *of == rule);
        official.any(|(_, ids)| ids.contains(&id.as_str()))
            || (rule == Rule::Transient && is_transient(id))
            || (!self.own.is_empty() && self.own.contains(&(rule, id.clone())))
    }

    /// True if all data of the shape is secret.
    pub(crate) fn is_sensitive(&self, shape: &Shape) -> bool {
        shape.traits.sensitive() || self.has(Rule::Sensitive, &shape.id)
    }

    /// True if the value of the member is secret, whatever it targets.
    pub(crate) fn is_member_sensitive(&self, member: &Member) -> bool {
        member.traits.sensitive() || self.has(Rule::Sensitive, &member.id)
    }

    /// True if the default of a member is left out.
    pub(crate) fn leaves_default_out(&self, member: &Member, target: &Shape) -> bool {
        let of_target = target.traits.default().is_some();
        (of_target && self.has(Rule::WithoutDefault, &target.id))
            || self.has(Rule::WithoutDefault, &member.id)
    }

    /// True if the member is optional, whatever the model says.
    pub(crate) fn is_optional(&self, service: &ShapeId, member: &Member) -> bool {
        self.has(Rule::Optional, service)
            || self.has(Rule::Optional, &member.id)
            || self.has(Rule::Optional, &member.id.container())
    }
}
