//! Builds, serializes and parses the messages of an operation, without an HTTP client.
//!
//! ```console
//! $ cargo run -p example-types-only  # prints the request, reads a made-up response
//! $ cargo run -p example-types-only -- --status 400 '{"message":"no"}'
//! ```

use std::error::Error;
use std::process::ExitCode;

use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput, RegisterJobDefinitionOutput,
};
use hammersmith_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

const USAGE: &str = "usage: example-types-only [[--status STATUS] BODY]";

/// A made-up response of the service.
const ANSWER: &str = r#"{
    "jobDefinitionName": "sleep10",
    "jobDefinitionArn": "arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1",
    "revision": 1
}"#;

fn main() -> ExitCode {
    let Some((status, body)) = answer(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match register(status, &body) {
        Ok(output) => {
            let name = output.job_definition_name().unwrap_or_default();
            let revision = output.revision().unwrap_or_default();
            let arn = output.job_definition_arn().unwrap_or_default();
            println!("{name}, revision {revision}: {arn}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The status and body of the response to read.
fn answer(mut args: impl Iterator<Item = String>) -> Option<(u16, String)> {
    let answer = match args.next() {
        None => (200, ANSWER.to_owned()),
        Some(flag) if flag == "--status" => (args.next()?.parse().ok()?, args.next()?),
        Some(body) => (200, body),
    };
    args.next().is_none().then_some(answer)
}

/// Prints the request, and reads the response.
fn register(status: u16, body: &str) -> Result<RegisterJobDefinitionOutput, Box<dyn Error>> {
    let needs = |kind, value| {
        ResourceRequirement::builder()
            .r#type(kind)
            .value(value)
            .build()
    };
    // One container with 1 vCPU and 128 MiB that sleeps for ten seconds.
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
    Ok(RegisterJobDefinition::parse(&Response::new(status, body))?)
}
