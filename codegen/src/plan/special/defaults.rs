//! Default values of models that official clients do without, since the services refuse or
//! misunderstand them.

use crate::model::{Member, Shape};

/// Shapes whose default is left out, with that of all members of these types.
const SHAPES: [&str; 12] = [
    "com.amazonaws.amplifyuibuilder#ListComponentsLimit",
    "com.amazonaws.amplifyuibuilder#ListFormsLimit",
    "com.amazonaws.amplifyuibuilder#ListThemesLimit",
    "com.amazonaws.drs#LaunchActionOrder",
    "com.amazonaws.drs#MaxResultsReplicatingSourceServers",
    "com.amazonaws.drs#MaxResultsType",
    "com.amazonaws.drs#StrictlyPositiveInteger",
    "com.amazonaws.drs#Validity",
    "com.amazonaws.emrserverless#WorkerCounts",
    "com.amazonaws.evidently#ResultsPeriod",
    "com.amazonaws.location#PlaceIndexSearchResultLimit",
    "com.amazonaws.paymentcryptographydata#IntegerRangeBetween4And12",
];

/// Members whose default is left out.
const MEMBERS: [&str; 14] = [
    "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceDeltaThreshold",
    "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceThreshold",
    "com.amazonaws.drs#ListStagingAccountsRequest$maxResults",
    "com.amazonaws.iot#CreateProvisioningTemplateRequest$enabled",
    "com.amazonaws.iot#DescribeProvisioningTemplateResponse$enabled",
    "com.amazonaws.iot#ProvisioningTemplateSummary$enabled",
    "com.amazonaws.iot#ThingConnectivity$connected",
    "com.amazonaws.iot#UpdateProvisioningTemplateRequest$enabled",
    "com.amazonaws.location#ListPlaceIndexesRequest$MaxResults",
    "com.amazonaws.location#SearchPlaceIndexForSuggestionsRequest$MaxResults",
    "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicAcls",
    "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicPolicy",
    "com.amazonaws.s3control#PublicAccessBlockConfiguration$IgnorePublicAcls",
    "com.amazonaws.s3control#PublicAccessBlockConfiguration$RestrictPublicBuckets",
];

/// True if the default of a member is left out.
pub(crate) fn is_left_out(member: &Member, target: &Shape) -> bool {
    let of_target = target.traits.default().is_some() && SHAPES.contains(&target.id.as_str());
    of_target || MEMBERS.contains(&member.id.as_str())
}
