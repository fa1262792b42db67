//! Code as users of `aws-sdk-batch` write it, which has to compile with either crate.

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

use super::sdk as aws_sdk_batch;

use aws_sdk_batch::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_batch::config::{ConfigBag, Intercept, Region, RuntimeComponents};
use aws_sdk_batch::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_batch::operation::RequestId;
use aws_sdk_batch::operation::register_job_definition::{
    RegisterJobDefinitionError, RegisterJobDefinitionOutput,
};
use aws_sdk_batch::types::builders::ContainerPropertiesBuilder;
use aws_sdk_batch::types::error::ClientException;
use aws_sdk_batch::types::{
    ContainerProperties, EksMetadata, EksPodProperties, EksProperties, EvaluateOnExit,
    JobDefinitionType, JobTimeout, KeyValuePair, PlatformCapability, ResourceRequirement,
    ResourceType, RetryAction, RetryStrategy,
};
use aws_sdk_batch::{Client, Config, Error};

/// Notes the methods of the requests that pass.
#[derive(Clone, Debug, Default)]
pub struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    /// The entries so far.
    pub fn entries(&self) -> Vec<String> {
        self.0.lock().expect("a journal nobody broke").clone()
    }
}

impl Intercept for Journal {
    fn name(&self) -> &'static str {
        "Journal"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let entry = format!("{} {}", context.request().method(), context.request().uri());
        self.0.lock().expect("a journal nobody broke").push(entry);
        Ok(())
    }
}

/// A client from the environment's configuration, and one with settings of its own.
pub fn clients(shared: &SdkConfig, journal: Journal) -> (Client, Client) {
    let config: Config = aws_sdk_batch::config::Builder::from(shared)
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::standard().with_max_attempts(1))
        .timeout_config(
            TimeoutConfig::builder()
                .operation_timeout(Duration::from_secs(5))
                .build(),
        )
        .interceptor(journal)
        .build();
    assert_eq!(config.region().map(Region::as_ref), Some("eu-central-1"));
    (Client::new(shared), Client::from_conf(config))
}

fn container() -> ContainerPropertiesBuilder {
    ContainerProperties::builder()
        .image("public.ecr.aws/docker/library/busybox:latest")
        .set_command(Some(vec!["echo".into(), "hello".into()]))
        .environment(KeyValuePair::builder().name("STAGE").value("test").build())
        .resource_requirements(
            ResourceRequirement::builder()
                .r#type(ResourceType::Vcpu)
                .value("0.25")
                .build(),
        )
}

/// Registers a job definition, with `?` on the service's error.
///
/// # Errors
///
/// Those of the call.
pub async fn register(client: &Client) -> Result<RegisterJobDefinitionOutput, Error> {
    let call = client
        .register_job_definition()
        .job_definition_name("hello")
        .r#type(JobDefinitionType::Container)
        .container_properties(container().privileged(false).build())
        .platform_capabilities(PlatformCapability::Fargate)
        .retry_strategy(
            RetryStrategy::builder()
                .attempts(3)
                .evaluate_on_exit(
                    EvaluateOnExit::builder()
                        .on_exit_code("1")
                        .action(RetryAction::Retry)
                        .build(),
                )
                .build(),
        )
        .timeout(JobTimeout::builder().attempt_duration_seconds(60).build())
        .eks_properties(
            EksProperties::builder()
                .pod_properties(
                    EksPodProperties::builder()
                        .metadata(EksMetadata::builder().labels("app", "hello").build())
                        .build(),
                )
                .build(),
        )
        .tags("owner", "me")
        .propagate_tags(true);
    assert_eq!(call.get_job_definition_name().as_deref(), Some("hello"));
    let output = call.send().await?;
    Ok(output)
}

/// Registers with settings for this one call: another region and an interceptor.
///
/// # Errors
///
/// Those of the call.
pub async fn customized(
    client: &Client,
    journal: Journal,
) -> Result<RegisterJobDefinitionOutput, SdkError<RegisterJobDefinitionError>> {
    client
        .register_job_definition()
        .job_definition_name("hello")
        .customize()
        .config_override(Config::builder().region(Region::new("ap-south-1")))
        .interceptor(journal)
        .mutate_request(|request| {
            request.headers_mut().insert("x-mine", "yes");
        })
        .send()
        .await
}

/// The message of a program to its user about an error.
pub fn explain(error: SdkError<RegisterJobDefinitionError>) -> String {
    match &error {
        SdkError::ServiceError(context) => match context.err() {
            RegisterJobDefinitionError::ClientException(ClientException { message, .. }) => {
                format!("refused: {}", message.as_deref().unwrap_or("no reason"))
            }
            RegisterJobDefinitionError::ServerException(exception) => {
                format!("try later: {:?}", exception.message())
            }
            other if other.code() == Some("AccessDeniedException") => {
                format!("not allowed ({})", other.request_id().unwrap_or("no id"))
            }
            _ => format!("service: {}", context.raw().status().as_u16()),
        },
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) => "no answer".to_owned(),
        other => format!(
            "{} {}",
            DisplayErrorContext(other),
            other.source().is_some()
        ),
    }
}

/// The names of a job definition's types, with the ones of tomorrow.
pub fn name(kind: &JobDefinitionType) -> &str {
    match kind {
        JobDefinitionType::Container => "one",
        JobDefinitionType::Multinode => "many",
        other => other.as_str(),
    }
}
