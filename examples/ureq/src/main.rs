//! Registers a job definition with a blocking HTTP client and no async runtime.
//!
//! ```console
//! $ cargo run -p example-ureq                    # prints the signed request, sends nothing
//! $ cargo run -p example-ureq -- --endpoint-url http://127.0.0.1:5000
//! $ cargo run -p example-ureq -- --endpoint-url https://batch.eu-west-1.amazonaws.com --aws-config
//! ```
//!
//! Credentials and region are made up, unless `--aws-config` loads those of the environment:
//! `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, unless it is blank,
//! `AWS_SESSION_TOKEN`.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::sign::{Credentials, Signer};
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput, RegisterJobDefinitionOutput,
};
use hammersmith_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};
use ureq::http::Request;

const USAGE: &str = "usage: example-ureq [--endpoint-url URL] [--aws-config]";

/// The options of the command line.
#[derive(Default)]
struct Options {
    endpoint_url: Option<String>,
    aws_config: bool,
}

fn main() -> ExitCode {
    let Some(options) = options(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut args: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options::default();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--endpoint-url" => options.endpoint_url = Some(args.next()?),
            "--aws-config" => options.aws_config = true,
            _ => return None,
        }
    }
    Some(options)
}

/// Signs the request, and sends it if an endpoint is given.
fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let signer = if options.aws_config {
        from_environment()?
    } else {
        Signer::new(
            "us-east-1",
            Credentials::new("AKIAEXAMPLE", "made-up-secret", None, None, "example"),
        )
    };
    let Some(url) = &options.endpoint_url else {
        print(&signer.request::<RegisterJobDefinition>(&input()?)?);
        return Ok(());
    };
    let request = signer
        .endpoint_url(url)
        .request::<RegisterJobDefinition>(&input()?)?;
    let output = send(request)?;
    let name = output.job_definition_name().unwrap_or_default();
    let revision = output.revision().unwrap_or_default();
    let arn = output.job_definition_arn().unwrap_or_default();
    println!("{name}, revision {revision}: {arn}");
    Ok(())
}

fn from_environment() -> Result<Signer, Box<dyn Error>> {
    // Many scripts set a variable to an empty string instead of unsetting it.
    let optional = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let variable = |name| optional(name).ok_or_else(|| format!("{name} is not set"));
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID")?,
        variable("AWS_SECRET_ACCESS_KEY")?,
        optional("AWS_SESSION_TOKEN"),
        None,
        "environment",
    );
    Ok(Signer::new(variable("AWS_REGION")?, credentials))
}

/// One container with 1 vCPU and 128 MiB that sleeps for ten seconds.
fn input() -> Result<RegisterJobDefinitionInput, Box<dyn Error>> {
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
    Ok(input)
}

fn send(request: Request<Vec<u8>>) -> Result<RegisterJobDefinitionOutput, Box<dyn Error>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        // Error responses have a body, which `parse` reads.
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .user_agent("example-ureq")
        .build()
        .into();
    let (head, mut body) = agent.run(request)?.into_parts();
    let body = body.read_to_vec()?;
    let response = ureq::http::Response::from_parts(head, body);
    Ok(RegisterJobDefinition::parse(&Response::from(&response))?)
}

fn print(request: &Request<Vec<u8>>) {
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    println!("\n{}", String::from_utf8_lossy(request.body()));
}
