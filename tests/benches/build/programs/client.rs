use aws_sdk_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), aws_sdk_batch::Error> {
    let config = aws_config::load_from_env().await;
    let needs = |kind, value| {
        ResourceRequirement::builder()
            .r#type(kind)
            .value(value)
            .build()
    };
    let output = aws_sdk_batch::Client::new(&config)
        .register_job_definition()
        .job_definition_name("sleep10")
        .r#type(JobDefinitionType::Container)
        .container_properties(
            ContainerProperties::builder()
                .image("busybox")
                .command("sleep")
                .command("10")
                .resource_requirements(needs(ResourceType::Memory, "128"))
                .resource_requirements(needs(ResourceType::Vcpu, "1"))
                .build(),
        )
        .send()
        .await?;
    println!("{:?}", output);
    Ok(())
}
