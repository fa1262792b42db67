use std::error::Error;
use std::io::Read;

use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

fn main() -> Result<(), Box<dyn Error>> {
    let needs = |kind, value| {
        ResourceRequirement::builder()
            .r#type(kind)
            .value(value)
            .build()
    };
    let input = RegisterJobDefinitionInput::builder()
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
        .build()?;
    let request = RegisterJobDefinition::serialize(&input)?;
    println!(
        "{} {}\n{}",
        request.method,
        request.uri,
        String::from_utf8(request.body)?
    );
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let output = RegisterJobDefinition::parse(&Response::new(200, &answer))?;
    println!("{output:?}");
    Ok(())
}
