//! Registers a job definition, with a client that the build script generates.
//!
//! ```console
//! $ cargo run -p example-build-script -- http://127.0.0.1:5000   # the URL of a test server
//! ```

use std::error::Error;

use batch::Client;
use batch::config::{BehaviorVersion, Config, Credentials, Region};
use batch::types::{ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType};

mod batch {
    include!(concat!(env!("OUT_DIR"), "/batch.rs"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let Some(endpoint_url) = std::env::args().nth(1) else {
        println!("usage: example-build-script ENDPOINT_URL");
        return Ok(());
    };
    // Made-up credentials, for test servers that do not check them.
    let credentials = Credentials::new("AKIAEXAMPLE", "made-up-secret", None, None, "example");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials)
        .endpoint_url(endpoint_url)
        .build();

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
    let output = Client::from_conf(config)
        .register_job_definition()
        .job_definition_name("sleep10")
        .r#type(JobDefinitionType::Container)
        .container_properties(container)
        .send()
        .await?;
    println!("{}", output.job_definition_arn().unwrap_or_default());
    Ok(())
}
