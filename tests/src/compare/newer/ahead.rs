//! Members that a model has and the official crate does not.

use serde_json::Value;

/// Members of EC2, which botocore has earlier than the official crate: structures and enums, and
/// members that the crate does not have.
const AHEAD: &[(&[&str], &[&str])] = &[
    (
        &[
            "AcceptVpcEndpointConnectionsRequest",
            "RejectVpcEndpointConnectionsRequest",
        ],
        &["TransitGatewayAttachmentIds"],
    ),
    (
        &[
            "AccountVpcEncryptionControlExclusions",
            "ModifyAccountVpcEncryptionControlRequest",
            "VpcEncryptionControlExclusions",
        ],
        &["GlobalAccelerator", "ApiGatewayV2"],
    ),
    (
        &[
            "ActiveVpnTunnelStatus",
            "ModifyVpnTunnelOptionsSpecification",
            "TunnelOption",
            "VpnTunnelOptionsSpecification",
        ],
        &[
            "Phase1AdditionalKeyExchanges",
            "Phase2AdditionalKeyExchanges",
        ],
    ),
    (
        &[
            "AddedPrincipal",
            "AllowedPrincipal",
            "ModifyVpcEndpointServicePermissionsRequest",
        ],
        &["PermissionType"],
    ),
    (
        &["CapacityBlockOffering"],
        &["CapacityBlockOfferingSegments"],
    ),
    (&["Snapshot"], &["AssociatedKmsKeys"]),
    (
        &[
            "CreateTransitGatewayPeeringAttachmentRequestOptions",
            "PeeringConnectionOptions",
            "PeeringConnectionOptionsRequest",
            "VpcPeeringConnectionOptionsDescription",
        ],
        &["AllowMultipathResilience", "MultipathResilienceMode"],
    ),
    (
        &["CreateVpcPeeringConnectionRequest"],
        &["RequesterPeeringConnectionOptions"],
    ),
    (
        &["DescribeCapacityBlockOfferingsRequest"],
        &["InstanceTypePreferences"],
    ),
    (
        &[
            "LaunchTemplatesMonitoring",
            "LaunchTemplatesMonitoringRequest",
            "MonitorInstancesRequest",
            "Monitoring",
            "RunInstancesMonitoringEnabled",
            "UnmonitorInstancesRequest",
        ],
        &["MetricCategoryIds"],
    ),
    (
        &[
            "ModifyVpcEncryptionControlRequest",
            "VpcEncryptionControlConfiguration",
        ],
        &["GlobalAcceleratorExclusion", "ApiGatewayV2Exclusion"],
    ),
    (&["PurchaseCapacityBlockResult"], &["CapacityReservations"]),
    (
        &["TransitGatewayPeeringAttachmentOptions"],
        &[
            "RequesterAllowMultipathResilience",
            "RequesterMultipathResilienceMode",
            "AccepterAllowMultipathResilience",
            "AccepterMultipathResilienceMode",
            "MultipathResilienceStatus",
        ],
    ),
    (
        &["VpcEndpointConnection"],
        &[
            "TransitGatewayAttachmentId",
            "TransitGatewayAttachmentOwner",
        ],
    ),
    (&["VpcPeeringConnection"], &["MultipathResilienceStatus"]),
    (
        &["FlowLogsResourceType"],
        &["CoreNetwork", "CoreNetworkEdge", "CoreNetworkAttachment"],
    ),
    (&["ResourceType"], &["fca_policy", "metric_category"]),
    (&["SupportabilityScore"], &["unsupported"]),
];

/// Takes out what the official crate does not have yet.
pub(super) fn take_out(model: &mut Value) {
    for (structures, members) in AHEAD {
        for structure in *structures {
            let structure = model["shapes"].get_mut(format!("com.amazonaws.ec2#{structure}"));
            let found = structure.and_then(|it| it["members"].as_object_mut());
            if let Some(found) = found {
                found.retain(|name, _| !members.contains(&name.as_str()));
            }
        }
    }
}
