//! The two examples of the operation's page.

use std::collections::HashMap;

use super::sdk::operation::register_job_definition::builders::RegisterJobDefinitionInputBuilder;
use super::sdk::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

/// A simple container job.
pub fn simple() -> RegisterJobDefinitionInputBuilder {
    job("sleep10", "10")
}

/// The same with tags.
pub fn tagged() -> RegisterJobDefinitionInputBuilder {
    job("sleep30", "30")
        .tags("Department", "Engineering")
        .tags("User", "JaneDoe")
}

/// A container job without a container, which servers refuse.
pub fn without_image() -> RegisterJobDefinitionInputBuilder {
    RegisterJobDefinitionInputBuilder::default()
        .job_definition_name("nothing-to-run")
        .r#type(JobDefinitionType::Container)
        .set_parameters(Some(HashMap::new()))
}

fn job(name: &str, seconds: &str) -> RegisterJobDefinitionInputBuilder {
    let requirement = |kind, value: &str| {
        ResourceRequirement::builder()
            .r#type(kind)
            .value(value)
            .build()
    };
    RegisterJobDefinitionInputBuilder::default()
        .job_definition_name(name)
        .r#type(JobDefinitionType::Container)
        .container_properties(
            ContainerProperties::builder()
                .image("busybox")
                .command("sleep")
                .command(seconds)
                .resource_requirements(requirement(ResourceType::Memory, "128"))
                .resource_requirements(requirement(ResourceType::Vcpu, "1"))
                .build(),
        )
}
