//! Copies from another region: clients of other languages have a member for that region, and add
//! the presigned form of the request, which the other region gets.

use crate::model::Shape;
use crate::plan::field::{self, Field, Role};
use crate::plan::placement::Placement;

/// A kind of such requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresignedCopy {
    /// Those of Amazon RDS and of the services that are made of it.
    Rds,
    /// Those of Amazon EC2.
    Ec2,
}

/// The operations of RDS and of the services that are made of it, with their inputs.
const RDS: [(&str, &str, &str); 9] = [
    (
        "docdb",
        "CopyDBClusterSnapshot",
        "CopyDBClusterSnapshotMessage",
    ),
    ("docdb", "CreateDBCluster", "CreateDBClusterMessage"),
    (
        "neptune",
        "CopyDBClusterSnapshot",
        "CopyDBClusterSnapshotMessage",
    ),
    ("neptune", "CreateDBCluster", "CreateDBClusterMessage"),
    (
        "rds",
        "CopyDBClusterSnapshot",
        "CopyDBClusterSnapshotMessage",
    ),
    ("rds", "CopyDBSnapshot", "CopyDBSnapshotMessage"),
    ("rds", "CreateDBCluster", "CreateDBClusterMessage"),
    (
        "rds",
        "CreateDBInstanceReadReplica",
        "CreateDBInstanceReadReplicaMessage",
    ),
    (
        "rds",
        "StartDBInstanceAutomatedBackupsReplication",
        "StartDBInstanceAutomatedBackupsReplicationMessage",
    ),
];

const EC2: &str = "com.amazonaws.ec2#CopySnapshot";

/// The member with the region that is copied from, which models of RDS do not have.
const SOURCE: &str = "SourceRegion";

const DOCS: &str = "The region that contains the source. If it is set and `pre_signed_url` is not, the request \
                    gets a presigned URL for that region, which the copy of an encrypted source requires. \
                    It is not sent itself.";

/// The kind of an operation's requests, if they copy from another region.
pub(crate) fn of(operation: &Shape) -> Option<PresignedCopy> {
    if operation.id.as_str() == EC2 {
        return Some(PresignedCopy::Ec2);
    }
    let is = |(service, name, _): &(&str, &str, &str)| is(operation, service, name);
    RDS.iter().any(is).then_some(PresignedCopy::Rds)
}

/// Adds the region that is copied from to an input that may have one.
pub(crate) fn source_region(input: &Shape, fields: &mut Vec<Field>, role: Role) {
    let has_source = RDS
        .iter()
        .any(|(service, _, name)| is(input, service, name));
    let is_modelled = fields.iter().any(|field| field.member == SOURCE);
    if role == Role::Input && has_source && !is_modelled {
        fields.push(field::added(SOURCE, Placement::Body, DOCS));
    }
}

fn is(shape: &Shape, service: &str, name: &str) -> bool {
    let id = &shape.id;
    let namespace = id.namespace().strip_prefix("com.amazonaws.");
    namespace == Some(service) && id.name() == name
}
