//! Registers a job definition with a generated crate that replaces the official `aws-sdk-batch`.
//! The dependency is renamed in `Cargo.toml`; this code is the same for both crates.
//!
//! ```console
//! $ cargo run -p example-committed                    # prints the signed request, sends nothing
//! $ cargo run -p example-committed -- --endpoint-url http://127.0.0.1:5000
//! $ cargo run -p example-committed -- --endpoint-url https://batch.eu-west-1.amazonaws.com --aws-config
//! ```
//!
//! Credentials and region are made up, unless `--aws-config` loads those of the environment.

mod printer;

use std::error::Error;
use std::process::ExitCode;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_batch::Client;
use aws_sdk_batch::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_batch::operation::register_job_definition::RegisterJobDefinitionOutput;
use aws_sdk_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType,
};

const USAGE: &str = "usage: example-committed [--endpoint-url URL] [--aws-config]";

/// The options of the command line.
#[derive(Default)]
struct Options {
    endpoint_url: Option<String>,
    aws_config: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let result = match client(&options).await {
        Ok(client) => register(&client).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    match result {
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

/// A client that sends requests to the endpoint, or prints them if none is given.
async fn client(options: &Options) -> Result<Client, Box<dyn Error + Send + Sync>> {
    let shared = if options.aws_config {
        aws_config::load_defaults(BehaviorVersion::latest()).await
    } else {
        made_up()
    };
    let config = aws_sdk_batch::config::Builder::from(&shared);
    let config = match &options.endpoint_url {
        Some(url) => config.endpoint_url(url),
        None => config.http_client(printer::client()),
    };
    Ok(Client::from_conf(config.build()))
}

fn made_up() -> SdkConfig {
    let credentials = Credentials::new("AKIAEXAMPLE", "made-up-secret", None, None, "example");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

/// One container with 1 vCPU and 128 MiB that sleeps for ten seconds.
async fn register(client: &Client) -> Result<RegisterJobDefinitionOutput, aws_sdk_batch::Error> {
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
    let output = client
        .register_job_definition()
        .job_definition_name("sleep10")
        .r#type(JobDefinitionType::Container)
        .container_properties(container)
        .send()
        .await?;
    Ok(output)
}
