use std::env;
use std::error::Error;

use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::sign::{Credentials, Signer};
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

fn main() -> Result<(), Box<dyn Error>> {
    let credentials = Credentials::new(
        env::var("AWS_ACCESS_KEY_ID")?,
        env::var("AWS_SECRET_ACCESS_KEY")?,
        env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let signer = Signer::new(env::var("AWS_REGION")?, credentials);
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
    let request = signer.request::<RegisterJobDefinition>(&input)?;
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let (head, mut body) = agent.run(request)?.into_parts();
    let response = ureq::http::Response::from_parts(head, body.read_to_vec()?);
    let output = RegisterJobDefinition::parse(&Response::from(&response))?;
    println!("{output:?}");
    Ok(())
}
