//! Responses of EC2.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    read_case!(
        "EC2 DescribeInstances of 100",
        describe_instances,
        DescribeInstances,
        DescribeInstancesOutput,
        &instances()
    );
}

/// A page of instances, as the service returns it: with line ends and white space.
fn instances() -> String {
    let instances: String = (0..100).map(instance).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
         <requestId>11111111-2222-3333-4444-555555555555</requestId>\n    \
         <reservationSet>{instances}\n    </reservationSet>\n    <nextToken>bWFya2Vy</nextToken>\n\
         </DescribeInstancesResponse>"
    )
}

/// A reservation with an instance, of about four kilobytes.
fn instance(index: usize) -> String {
    let lines = [
        "<item>",
        "<reservationId>r-0123456789abcdef0</reservationId>",
        "<ownerId>012345678910</ownerId>",
        "<groupSet/>",
        "<instancesSet><item>",
        &format!("<instanceId>i-{index:017x}</instanceId>"),
        "<imageId>ami-0123456789abcdef0</imageId>",
        "<instanceState><code>16</code><name>running</name></instanceState>",
        &format!("<privateDnsName>ip-10-0-0-{index}.ec2.internal</privateDnsName>"),
        &format!("<dnsName>ec2-192-0-2-{index}.compute-1.amazonaws.com</dnsName>"),
        "<reason/>",
        "<keyName>operators</keyName>",
        "<amiLaunchIndex>0</amiLaunchIndex>",
        "<productCodes/>",
        "<instanceType>m7g.large</instanceType>",
        "<launchTime>2026-01-02T03:04:05.000Z</launchTime>",
        "<placement><availabilityZone>us-east-1a</availabilityZone></placement>",
        "<subnetId>subnet-0123456789abcdef0</subnetId>",
        "<vpcId>vpc-0123456789abcdef0</vpcId>",
        &format!("<privateIpAddress>10.0.0.{index}</privateIpAddress>"),
        &format!("<ipAddress>192.0.2.{index}</ipAddress>"),
        "<sourceDestCheck>true</sourceDestCheck>",
        "<groupSet><item><groupId>sg-0123456789abcdef0</groupId>",
        "<groupName>orders</groupName></item></groupSet>",
        "<architecture>arm64</architecture>",
        "<rootDeviceType>ebs</rootDeviceType>",
        "<rootDeviceName>/dev/xvda</rootDeviceName>",
        "<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>",
        "<volumeId>vol-0123456789abcdef0</volumeId><status>attached</status>",
        "<attachTime>2026-01-02T03:04:06.000Z</attachTime>",
        "<deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>",
        "<virtualizationType>hvm</virtualizationType>",
        "<clientToken>11111111-2222-3333-4444-555555555555</clientToken>",
        "<tagSet><item><key>Name</key><value>orders</value></item>",
        "<item><key>stage</key><value>production</value></item></tagSet>",
        "<networkInterfaceSet><item>",
        "<networkInterfaceId>eni-0123456789abcdef0</networkInterfaceId>",
        "<subnetId>subnet-0123456789abcdef0</subnetId><vpcId>vpc-0123456789abcdef0</vpcId>",
        "<description/><ownerId>012345678910</ownerId><status>in-use</status>",
        "<macAddress>02:00:00:00:00:01</macAddress>",
        &format!("<privateIpAddress>10.0.0.{index}</privateIpAddress>"),
        "<sourceDestCheck>true</sourceDestCheck>",
        "<attachment><attachmentId>eni-attach-0123456789abcdef0</attachmentId>",
        "<deviceIndex>0</deviceIndex><status>attached</status>",
        "<attachTime>2026-01-02T03:04:05.000Z</attachTime>",
        "<deleteOnTermination>true</deleteOnTermination></attachment>",
        "</item></networkInterfaceSet>",
        "<ebsOptimized>true</ebsOptimized>",
        "<cpuOptions><coreCount>2</coreCount><threadsPerCore>1</threadsPerCore></cpuOptions>",
        "<metadataOptions><state>applied</state><httpTokens>required</httpTokens>",
        "<httpPutResponseHopLimit>2</httpPutResponseHopLimit>",
        "<httpEndpoint>enabled</httpEndpoint></metadataOptions>",
        "</item></instancesSet>",
        "</item>",
    ];
    lines.map(|line| format!("\n            {line}")).concat()
}
