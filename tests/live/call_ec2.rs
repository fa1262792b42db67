//! Creates a network with tags, a subnet and a security group, reads them back, and asks for a
//! network that does not exist.

use ec2::Client;
use ec2::error::ProvideErrorMetadata;
use ec2::types::{Filter, IpPermission, IpRange, ResourceType, Tag, TagSpecification};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let tag = Tag::builder().key("colour").value("blue & green").build();
    let tags = TagSpecification::builder().resource_type(ResourceType::Vpc);
    let create = client.create_vpc().cidr_block("10.1.0.0/16");
    let create = create.tag_specifications(tags.tags(tag).build());
    let created = create.send().await?;
    let vpc = created.vpc().ok_or("no network")?;
    println!("ec2 create_vpc: {:?} {:?}", vpc.cidr_block(), vpc.tags());
    let id = vpc.vpc_id().ok_or("no ID")?;
    let subnet = client.create_subnet().vpc_id(id).cidr_block("10.1.2.0/24");
    let subnet = subnet.send().await?;
    let count = subnet
        .subnet()
        .and_then(|it| it.available_ip_address_count());
    println!("ec2 create_subnet: {count:?}");

    let filter = Filter::builder().name("tag:colour").values("blue & green");
    let filter = filter.values("red").build();
    let described = client.describe_vpcs().filters(filter).send().await?;
    for vpc in described.vpcs() {
        let is_same = vpc.vpc_id() == Some(id);
        let (state, is_default) = (vpc.state(), vpc.is_default());
        println!("ec2 describe_vpcs: {is_same} {state:?} {is_default:?}");
    }
    security(client, id).await?;

    let missing = client.describe_vpcs().vpc_ids("vpc-01234567").send().await;
    let error = missing.err().ok_or("the network exists")?;
    let error = error.into_service_error();
    let (code, message) = (error.code(), error.message());
    println!("ec2 describe_vpcs: {code:?} {message:?}");
    Ok(())
}

async fn security(client: &Client, vpc: &str) -> Result<(), Failure> {
    let create = client.create_security_group().group_name("web");
    let create = create.description("a <group>").vpc_id(vpc);
    let created = create.send().await?;
    let group = created.group_id().ok_or("no ID")?;
    let range = IpRange::builder().cidr_ip("10.0.0.0/8");
    let range = range.description("all within").build();
    let permission = IpPermission::builder().ip_protocol("tcp");
    let permission = permission.from_port(80).to_port(81).ip_ranges(range);
    let allow = client.authorize_security_group_ingress().group_id(group);
    let allowed = allow.ip_permissions(permission.build()).send().await?;
    println!(
        "ec2 authorize_security_group_ingress: {:?}",
        allowed.r#return()
    );
    let describe = client.describe_security_groups().group_ids(group);
    for group in describe.send().await?.security_groups() {
        println!("ec2 describe_security_groups: {:?}", group.description());
        for permission in group.ip_permissions() {
            let ports = (permission.from_port(), permission.to_port());
            let ranges = permission.ip_ranges();
            println!("ec2 describe_security_groups: {ports:?} {ranges:?}");
        }
    }
    Ok(())
}
