//! A macro generates types, serializers and parsers without an HTTP client. This is for programs
//! that have their own HTTP client, or that only read or write messages.
//!
//! ```console
//! $ cargo run -p example-macro
//! ```

use std::error::Error;

use batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use batch::types::{ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType};
use hammersmith::Operation;
use hammersmith::http::Response;

mod batch {
    hammersmith::client!(
        model = "../../model/batch.json",
        operations = [RegisterJobDefinition],
        client = "never",
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let needs = |kind, value| {
        ResourceRequirement::builder()
            .r#type(kind)
            .value(value)
            .build()
    };
    let container = ContainerProperties::builder()
        .image("busybox")
        .command("sleep")
        .command("10")
        .resource_requirements(needs(ResourceType::Memory, "128"))
        .resource_requirements(needs(ResourceType::Vcpu, "1"))
        .build();
    let input = RegisterJobDefinitionInput::builder()
        .job_definition_name("sleep10")
        .r#type(JobDefinitionType::Container)
        .container_properties(container)
        .build()?;

    let request = RegisterJobDefinition::serialize(&input)?;
    println!("{} {}", request.method, request.uri);
    for (name, value) in &request.headers {
        println!("{name}: {value}");
    }
    println!("\n{}\n", String::from_utf8_lossy(&request.body));

    let answer =
        r#"{ "jobDefinitionName": "sleep10", "jobDefinitionArn": "arn:…", "revision": 1 }"#;
    let output = RegisterJobDefinition::parse(&Response::new(200, answer))?;
    println!("{output:?}");

    let answer = r#"{ "message": "Error executing request" }"#;
    let response = Response::new(400, answer).with_header("x-amzn-errortype", "ClientException");
    if let Err(error) = RegisterJobDefinition::parse(&response) {
        println!("{error}, {:?}", error.meta().message());
    }
    Ok(())
}
