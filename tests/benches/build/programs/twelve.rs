use aws_sdk_batch::types::{
    CeType, ComputeEnvironmentOrder, ComputeResource, ContainerOverrides, ContainerProperties,
    CrType, JobDefinitionType, JobDependency, JobStatus, JobTimeout, JqState, KeyValuePair,
    ResourceRequirement, ResourceType, RetryStrategy,
};
use aws_sdk_batch::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let queue = set_up(&client).await?;
    let job = run(&client, &queue).await?;
    let output = watch(&client, &queue, &job).await?;
    println!("{:?}", output);
    Ok(())
}

async fn set_up(client: &Client) -> Result<String, Error> {
    let resources = ComputeResource::builder()
        .r#type(CrType::Fargate)
        .maxv_cpus(16)
        .subnets("subnet-1");
    let environment = client
        .create_compute_environment()
        .compute_environment_name("nightly")
        .r#type(CeType::Managed)
        .compute_resources(resources.security_group_ids("sg-1").build())
        .send()
        .await?;
    let arn = environment.compute_environment_arn().unwrap_or_default();
    client
        .describe_compute_environments()
        .compute_environments(arn)
        .send()
        .await?;
    let order = ComputeEnvironmentOrder::builder()
        .order(1)
        .compute_environment(arn)
        .build();
    let queue = client
        .create_job_queue()
        .job_queue_name("nightly")
        .priority(10)
        .compute_environment_order(order)
        .send()
        .await?;
    let queue = queue.job_queue_arn().unwrap_or_default().to_owned();
    client
        .update_job_queue()
        .job_queue(&queue)
        .state(JqState::Enabled)
        .send()
        .await?;
    client
        .tag_resource()
        .resource_arn(&queue)
        .tags("team", "data")
        .send()
        .await?;
    let container = ContainerProperties::builder()
        .image("busybox")
        .command("sleep")
        .command("10");
    let memory = ResourceRequirement::builder()
        .r#type(ResourceType::Memory)
        .value("128")
        .build();
    client
        .register_job_definition()
        .job_definition_name("sleep10")
        .r#type(JobDefinitionType::Container)
        .container_properties(container.resource_requirements(memory).build())
        .retry_strategy(RetryStrategy::builder().attempts(3).build())
        .send()
        .await?;
    Ok(queue)
}

async fn run(client: &Client, queue: &str) -> Result<String, Error> {
    let definitions = client
        .describe_job_definitions()
        .job_definition_name("sleep10")
        .status("ACTIVE")
        .send()
        .await?;
    let definition = definitions
        .job_definitions()
        .first()
        .and_then(|it| it.job_definition_arn());
    let variable = KeyValuePair::builder().name("DAY").value("monday").build();
    let submitted = client
        .submit_job()
        .job_name("monday")
        .job_queue(queue)
        .set_job_definition(definition.map(str::to_owned))
        .depends_on(JobDependency::builder().job_id("sunday").build())
        .container_overrides(ContainerOverrides::builder().environment(variable).build())
        .timeout(JobTimeout::builder().attempt_duration_seconds(60).build())
        .send()
        .await?;
    Ok(submitted.job_id().unwrap_or_default().to_owned())
}

async fn watch(client: &Client, queue: &str, job: &str) -> Result<Vec<String>, Error> {
    let jobs = client.describe_jobs().jobs(job).send().await?;
    let running = client
        .list_jobs()
        .job_queue(queue)
        .job_status(JobStatus::Running)
        .send()
        .await?;
    client
        .cancel_job()
        .job_id(job)
        .reason("enough")
        .send()
        .await?;
    client
        .deregister_job_definition()
        .job_definition("sleep10:1")
        .send()
        .await?;
    let details = jobs.jobs().iter().filter_map(|it| it.status_reason());
    let summaries = running
        .job_summary_list()
        .iter()
        .filter_map(|it| it.job_name());
    Ok(details.chain(summaries).map(str::to_owned).collect())
}
