//! Responses of RDS.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    read_case!(
        "RDS DescribeDBInstances of 100",
        describe_db_instances,
        DescribeDBInstances,
        DescribeDbInstancesOutput,
        &instances()
    );
}

/// A page of instances, as the service returns it.
fn instances() -> String {
    let instances: String = (0..100).map(instance).collect();
    format!(
        "<DescribeDBInstancesResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\">\n  \
         <DescribeDBInstancesResult>\n    <DBInstances>{instances}</DBInstances>\n    \
         <Marker>bWFya2Vy</Marker>\n  </DescribeDBInstancesResult>\n  <ResponseMetadata>\n    \
         <RequestId>11111111-2222-3333-4444-555555555555</RequestId>\n  </ResponseMetadata>\n\
         </DescribeDBInstancesResponse>\n"
    )
}

/// An instance of about four kilobytes.
fn instance(index: usize) -> String {
    let subnet = |letter: char| {
        format!(
            "<Subnet><SubnetIdentifier>subnet-{index:08x}{letter}</SubnetIdentifier>\
             <SubnetAvailabilityZone><Name>us-east-1{letter}</Name></SubnetAvailabilityZone>\
             <SubnetOutpost/><SubnetStatus>Active</SubnetStatus></Subnet>"
        )
    };
    let subnets: String = ['a', 'b', 'c'].map(subnet).concat();
    format!(
        "<DBInstance><DBInstanceIdentifier>orders-{index}</DBInstanceIdentifier>\
         <DBInstanceClass>db.r6g.large</DBInstanceClass><Engine>postgres</Engine>\
         <DBInstanceStatus>available</DBInstanceStatus><MasterUsername>orders</MasterUsername>\
         <DBName>orders</DBName><Endpoint><Address>orders-{index}.abcdefghijkl.us-east-1.rds.amazonaws.com\
         </Address><Port>5432</Port><HostedZoneId>Z2R2ITUGPM61AM</HostedZoneId></Endpoint>\
         <AllocatedStorage>100</AllocatedStorage>\
         <InstanceCreateTime>2026-01-02T03:04:05.678Z</InstanceCreateTime>\
         <PreferredBackupWindow>04:02-04:32</PreferredBackupWindow>\
         <BackupRetentionPeriod>7</BackupRetentionPeriod><DBSecurityGroups/><VpcSecurityGroups>\
         <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-0123456789abcdef0</VpcSecurityGroupId>\
         <Status>active</Status></VpcSecurityGroupMembership></VpcSecurityGroups><DBParameterGroups>\
         <DBParameterGroup><DBParameterGroupName>default.postgres16</DBParameterGroupName>\
         <ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>\
         <AvailabilityZone>us-east-1a</AvailabilityZone><DBSubnetGroup>\
         <DBSubnetGroupName>orders</DBSubnetGroupName>\
         <DBSubnetGroupDescription>Subnets of the orders</DBSubnetGroupDescription>\
         <VpcId>vpc-0123456789abcdef0</VpcId><SubnetGroupStatus>Complete</SubnetGroupStatus>\
         <Subnets>{subnets}</Subnets></DBSubnetGroup>\
         <PreferredMaintenanceWindow>sun:05:00-sun:05:30</PreferredMaintenanceWindow>\
         <PendingModifiedValues/><LatestRestorableTime>2026-02-03T04:05:06Z</LatestRestorableTime>\
         <MultiAZ>false</MultiAZ><EngineVersion>16.4</EngineVersion>\
         <AutoMinorVersionUpgrade>true</AutoMinorVersionUpgrade>\
         <ReadReplicaDBInstanceIdentifiers/><LicenseModel>postgresql-license</LicenseModel>\
         <Iops>3000</Iops><OptionGroupMemberships><OptionGroupMembership>\
         <OptionGroupName>default:postgres-16</OptionGroupName><Status>in-sync</Status>\
         </OptionGroupMembership></OptionGroupMemberships>\
         <PubliclyAccessible>false</PubliclyAccessible><StorageType>gp3</StorageType>\
         <DbInstancePort>0</DbInstancePort><StorageEncrypted>true</StorageEncrypted>\
         <KmsKeyId>arn:aws:kms:us-east-1:012345678910:key/11111111-2222-3333-4444-555555555555</KmsKeyId>\
         <DbiResourceId>db-ABCDEFGHIJKLMNOPQRSTUVWXY{index}</DbiResourceId>\
         <CACertificateIdentifier>rds-ca-rsa2048-g1</CACertificateIdentifier>\
         <DomainMemberships/><CopyTagsToSnapshot>true</CopyTagsToSnapshot>\
         <MonitoringInterval>60</MonitoringInterval>\
         <DBInstanceArn>arn:aws:rds:us-east-1:012345678910:db:orders-{index}</DBInstanceArn>\
         <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>\
         <PerformanceInsightsEnabled>true</PerformanceInsightsEnabled>\
         <DeletionProtection>true</DeletionProtection><AssociatedRoles/><TagList>\
         <Tag><Key>team</Key><Value>orders</Value></Tag><Tag><Key>stage</Key>\
         <Value>production</Value></Tag></TagList>\
         <CustomerOwnedIpEnabled>false</CustomerOwnedIpEnabled><BackupTarget>region</BackupTarget>\
         <NetworkType>IPV4</NetworkType><StorageThroughput>125</StorageThroughput>\
         <DedicatedLogVolume>false</DedicatedLogVolume></DBInstance>"
    )
}
