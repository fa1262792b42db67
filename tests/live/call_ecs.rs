//! Creates a cluster and a task definition, reads both, and asks for a task definition that does
//! not exist.

use ecs::Client;
use ecs::error::ProvideErrorMetadata;
use ecs::operation::describe_task_definition::DescribeTaskDefinitionError;
use ecs::types::{ContainerDefinition, KeyValuePair, NetworkMode, PortMapping, TransportProtocol};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let created = client.create_cluster().cluster_name("live").send().await?;
    let cluster = created.cluster().ok_or("no cluster")?;
    let (name, status) = (cluster.cluster_name(), cluster.status());
    println!("ecs create_cluster: {name:?} {status:?}");
    let listed = client.list_clusters().send().await?;
    let listed = listed.cluster_arns().iter().map(String::as_str);
    let same = listed.eq(cluster.cluster_arn());
    println!("ecs list_clusters: the same ARN {same}");
    define_task(client).await?;
    find_missing(client).await
}

fn container() -> ContainerDefinition {
    let port = PortMapping::builder().container_port(80);
    let port = port.protocol(TransportProtocol::Tcp).build();
    let mode = KeyValuePair::builder().name("MODE").value("live").build();
    let container = ContainerDefinition::builder()
        .name("web")
        .image("nginx:1")
        .memory(128)
        .essential(true)
        .command("nginx")
        .command("-g")
        .port_mappings(port)
        .environment(mode);
    container.build()
}

async fn define_task(client: &Client) -> Result<(), Failure> {
    let register = client.register_task_definition().family("web");
    let register = register.network_mode(NetworkMode::Bridge);
    let registered = register.container_definitions(container()).send().await?;
    let registered = registered.task_definition().ok_or("no task definition")?;
    let revision = registered.revision();
    println!("ecs register_task_definition: revision {revision}");

    let describe = client.describe_task_definition().task_definition("web:1");
    let described = describe.send().await?;
    let described = described.task_definition().ok_or("no task definition")?;
    let same = described.task_definition_arn() == registered.task_definition_arn();
    println!("ecs describe_task_definition: the same ARN {same}");
    for container in described.container_definitions() {
        let (image, memory) = (container.image(), container.memory());
        println!("ecs describe_task_definition: {image:?} {memory:?}");
        let ports = container.port_mappings().iter();
        let ports: Vec<_> = ports
            .map(|port| (port.container_port(), port.protocol()))
            .collect();
        let command = container.command();
        println!("ecs describe_task_definition: {command:?} {ports:?}");
    }
    Ok(())
}

async fn find_missing(client: &Client) -> Result<(), Failure> {
    let describe = client.describe_task_definition();
    let missing = describe.task_definition("missing").send().await;
    let error = missing.err().ok_or("the task definition exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        DescribeTaskDefinitionError::ClientException(_) => "ClientException",
        _ => "another error",
    };
    let (code, message) = (error.code(), error.message());
    println!("ecs describe_task_definition: {kind}, {code:?} {message:?}");
    Ok(())
}
