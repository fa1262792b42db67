//! Clients with nothing left to chance: fixed credentials, region, time and ids.

use aws_credential_types::Credentials;
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetryConfig;
use tokio::runtime::{Builder, Runtime};

use super::result::outcome;
use super::sdk;
use super::sdk::config::interceptors::BeforeTransmitInterceptorContextMut;
use super::sdk::config::{BehaviorVersion, Intercept, Region};
use super::sdk::operation::register_job_definition::builders::RegisterJobDefinitionInputBuilder;
use crate::outcome::Outcome;
use crate::wire::{Request, Response, Wire};

/// Always the same id, in `amz-sdk-invocation-id`.
#[derive(Debug)]
struct OneId;

impl InvocationIdGenerator for OneId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        let id = "00000000-1111-2222-3333-444444444444";
        Ok(Some(InvocationId::new(id.to_owned())))
    }
}

/// Takes the version of the crate out of the user agent, which is the one thing in a request that
/// is not the same, and does it before the request is signed.
#[derive(Debug)]
struct OneVersion;

impl Intercept for OneVersion {
    fn name(&self) -> &'static str {
        "OneVersion"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        for name in ["user-agent", "x-amz-user-agent"] {
            let value = headers.get(name).unwrap_or_default();
            let value: Vec<_> = value
                .split(' ')
                .map(|word| match word.starts_with("api/batch/") {
                    true => "api/batch/0",
                    false => word,
                })
                .collect();
            let value = value.join(" ");
            headers.insert(name, value);
        }
        Ok(())
    }
}

/// The configuration of all clients here.
pub fn config(wire: &Wire) -> sdk::config::Builder {
    sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::from_keys(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Some("session".to_owned()),
        ))
        .time_source(StaticTimeSource::from_secs(1_764_000_000))
        .invocation_id_generator(OneId)
        .interceptor(OneVersion)
        .retry_config(RetryConfig::disabled())
        .http_client(wire.clone())
}

/// A client and what it talks to; made once for each thread.
struct Caller {
    wire: Wire,
    client: sdk::Client,
    runtime: Runtime,
}

thread_local! {
    static CALLER: Caller = Caller::new();
}

impl Caller {
    fn new() -> Self {
        let wire = Wire::default();
        let client = sdk::Client::from_conf(config(&wire).build());
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        Self {
            wire,
            client,
            runtime,
        }
    }

    fn call(&self, response: Response, input: RegisterJobDefinitionInputBuilder) -> Outcome {
        self.wire.answer(response);
        outcome(self.runtime.block_on(input.send_with(&self.client)))
    }
}

/// Sends an input to a server that accepts everything, and gives the request it got.
pub fn request(input: RegisterJobDefinitionInputBuilder) -> Request {
    CALLER.with(|caller| {
        caller.call(Response::new(200, "{}"), input);
        let mut sent = caller.wire.take();
        assert_eq!(sent.len(), 1, "exactly one request");
        sent.remove(0)
    })
}

/// Sends an input through a client with settings of its own, and gives the request.
pub fn request_with(
    settings: impl FnOnce(sdk::config::Builder) -> sdk::config::Builder,
    input: RegisterJobDefinitionInputBuilder,
) -> Request {
    let wire = Wire::default();
    let client = sdk::Client::from_conf(settings(config(&wire)).build());
    // What becomes of an empty answer does not matter here.
    CALLER.with(|caller| drop(caller.runtime.block_on(input.send_with(&client))));
    let mut sent = wire.take();
    assert_eq!(sent.len(), 1, "exactly one request");
    sent.remove(0)
}

/// Sends an empty input to a server that answers with `response`, and gives what became of it.
pub fn respond(response: Response) -> Outcome {
    CALLER.with(|caller| {
        let outcome = caller.call(response, RegisterJobDefinitionInputBuilder::default());
        assert_eq!(caller.wire.take().len(), 1, "exactly one request");
        outcome
    })
}
