//! Clients with nothing left to chance: fixed credentials, region, time and IDs.
//!
//! Compiled for `sdk` of the module around, whoever generated it: the two crates of Batch, and the
//! crates in the programs that `src/compare` writes.

use std::cell::RefCell;

use aws_credential_types::Credentials;
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetryConfig;
use tokio::runtime::Runtime;

use super::sdk;
use super::sdk::config::interceptors::BeforeTransmitInterceptorContextMut;
use super::sdk::config::{BehaviorVersion, Builder, Intercept, Region};
use super::sdk::error::SdkError;
use crate::wire::Wire;

/// Always the same ID, in `amz-sdk-invocation-id`.
#[derive(Debug)]
pub struct OneId;

impl InvocationIdGenerator for OneId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        let id = "00000000-1111-2222-3333-444444444444";
        Ok(Some(InvocationId::new(id.to_owned())))
    }
}

thread_local! {
    /// The interceptors of the last call of this thread.
    static INTERCEPTORS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The names of the interceptors of the last call of this thread, in the order in which they run.
pub fn interceptors() -> Vec<String> {
    INTERCEPTORS.take()
}

/// Notes what interceptors there are, and takes the version of the crate out of the user agent
/// before the request is signed: nothing else in a request may differ.
#[derive(Debug)]
pub struct OneVersion;

impl Intercept for OneVersion {
    fn name(&self) -> &'static str {
        "OneVersion"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let interceptors = components.interceptors();
        let names = interceptors.map(|it| it.name().to_owned()).collect();
        INTERCEPTORS.with_borrow_mut(|all| *all = names);
        let headers = context.request_mut().headers_mut();
        for name in ["user-agent", "x-amz-user-agent"] {
            let Some(value) = headers.get(name) else {
                continue;
            };
            let words = value.split(' ').map(|word| match word.rsplit_once('/') {
                Some((api, _)) if api.starts_with("api/") => format!("{api}/0"),
                _ => word.to_owned(),
            });
            let value = words.collect::<Vec<_>>().join(" ");
            headers.insert(name, value);
        }
        Ok(())
    }
}

/// The credentials of clients that sign requests.
pub fn credentials() -> Credentials {
    Credentials::from_keys(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        Some("session".to_owned()),
    )
}

/// The configuration of all clients, without an identity.
pub fn config(wire: &Wire) -> Builder {
    sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .time_source(StaticTimeSource::from_secs(1_764_000_000))
        .invocation_id_generator(OneId)
        .interceptor(OneVersion)
        .retry_config(RetryConfig::disabled())
        .http_client(wire.clone())
}

/// A client and what it talks to.
#[derive(Debug)]
pub struct Caller {
    /// The client.
    pub client: sdk::Client,
    /// The server.
    pub wire: Wire,
    runtime: Runtime,
}

impl Caller {
    /// A client of that configuration.
    pub fn new(settings: impl FnOnce(Builder) -> Builder) -> Self {
        let wire = Wire::default();
        let client = sdk::Client::from_conf(settings(config(&wire)).build());
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        Self {
            client,
            wire,
            runtime: runtime.enable_all().build().expect("a runtime"),
        }
    }

    /// Waits for the result of a call.
    pub fn wait<T>(&self, call: impl Future<Output = T>) -> T {
        self.runtime.block_on(call)
    }
}

/// The variant of `SdkError`.
pub fn kind<E, R>(error: &SdkError<E, R>) -> &'static str {
    match error {
        SdkError::ConstructionFailure(_) => "ConstructionFailure",
        SdkError::TimeoutError(_) => "TimeoutError",
        SdkError::DispatchFailure(_) => "DispatchFailure",
        SdkError::ResponseError(_) => "ResponseError",
        SdkError::ServiceError(_) => "ServiceError",
        _ => "another",
    }
}
