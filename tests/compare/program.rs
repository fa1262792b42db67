//! Reads cases, plays them with the client `sdk`, and prints the answers.
//!
//! Part of the programs that `src/compare` writes. A case is a line of JSON: the operation, its
//! input, and the response that the server gives. So is the answer: the request that was sent, and
//! the outcome.

use std::fmt::{Debug, Display};
use std::future::Future;
use std::io::{BufRead, Write};
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;

use aws_credential_types::Credentials;
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{ProvideErrorKind, RetryConfig};
use sdk::config::interceptors::BeforeTransmitInterceptorContextMut;
use sdk::config::{BehaviorVersion, Builder, Intercept, Region};
use sdk::error::{ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::values::{Made, bytes};
use crate::wire::{Request, Response, Wire};

/// Builds the input of one operation from JSON, and sends it.
pub type Play = fn(&Caller, &Value) -> Made<Value>;

/// The structure of a modelled error.
pub type Shown<E> = fn(&E) -> Option<&dyn Display>;

/// A client and what it talks to.
pub struct Caller {
    /// The client.
    pub client: sdk::Client,
    wire: Wire,
    runtime: Runtime,
}

/// Always the same id, in `amz-sdk-invocation-id`.
#[derive(Debug)]
struct OneId;

impl InvocationIdGenerator for OneId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        let id = "00000000-1111-2222-3333-444444444444";
        Ok(Some(InvocationId::new(id.to_owned())))
    }
}

/// Takes the version of the crate out of the user agent before the request is signed.
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
            let Some(value) = headers.get(name) else {
                continue;
            };
            let words = value.split(' ').map(|word| match word.starts_with("api/") {
                true => word.rsplit_once('/').map_or(word, |(api, _)| api),
                false => word,
            });
            let value = words.collect::<Vec<_>>().join(" ");
            headers.insert(name, value);
        }
        Ok(())
    }
}

impl Caller {
    fn new(settings: fn(Builder) -> Builder) -> Self {
        let wire = Wire::default();
        let config = sdk::Config::builder()
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
            .http_client(wire.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        Self {
            client: sdk::Client::from_conf(settings(config).build()),
            wire,
            runtime: runtime.expect("a runtime"),
        }
    }

    /// Waits for the outcome of a call.
    pub fn call(&self, call: Pin<Box<dyn Future<Output = Value>>>) -> Value {
        self.runtime.block_on(call)
    }

    fn play(&self, play: Play, case: &Value) -> Value {
        self.wire
            .answer(response(&case["response"]).expect("a response"));
        let played = panic::catch_unwind(AssertUnwindSafe(|| play(self, &case["input"])));
        let outcome = match played {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(refusal)) => json!({ "kind": "refused", "message": refusal }),
            Err(_) => json!({ "kind": "panicked" }),
        };
        let sent: Vec<_> = self.wire.take().iter().map(request).collect();
        json!({ "requests": sent, "outcome": outcome })
    }
}

/// Plays the cases of the standard input.
pub fn run(settings: fn(Builder) -> Builder, operations: &[(&str, Play)]) {
    // The driver tells of panics, with the case.
    panic::set_hook(Box::new(|_| {}));
    let caller = Caller::new(settings);
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line.expect("a line")).expect("a case in JSON");
        let found = operations
            .iter()
            .find(|(name, _)| case["operation"] == *name);
        let (_, play) = found.expect("an operation");
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", caller.play(*play, &case)).expect("an answer");
        out.flush().expect("an answer");
    }
}

fn request(request: &Request) -> Value {
    let body: String = request.body.iter().map(|&byte| char::from(byte)).collect();
    json!({
        "method": request.method,
        "uri": request.uri,
        "headers": request.headers,
        "body": body,
    })
}

fn response(value: &Value) -> Option<Response> {
    let status = u16::try_from(value["status"].as_u64()?).ok()?;
    let mut response = Response::new(status, bytes(&value["body"]).ok()?);
    for header in value["headers"].as_array()? {
        response = response.header(header[0].as_str()?, header[1].as_str()?);
    }
    Some(response)
}

/// The observable parts of a result; `secrets` collects the values that `Debug` leaves out.
pub fn outcome<T, E>(
    result: Result<T, SdkError<E>>,
    shown: Shown<E>,
    secrets: fn(&T, &mut Vec<String>),
) -> Value
where
    T: Debug + RequestId,
    E: Debug + ProvideErrorMetadata + ProvideErrorKind + RequestId + 'static,
    SdkError<E>: ProvideErrorMetadata + RequestId,
{
    let error = match result {
        Ok(output) => {
            let mut found = Vec::new();
            secrets(&output, &mut found);
            return json!({
                "secrets": found,
                "kind": "Ok",
                "debug": format!("{output:?}"),
                "request_id": output.request_id(),
            });
        }
        Err(error) => error,
    };
    let kind = match &error {
        SdkError::ConstructionFailure(_) => "ConstructionFailure",
        SdkError::TimeoutError(_) => "TimeoutError",
        SdkError::DispatchFailure(_) => "DispatchFailure",
        SdkError::ResponseError(_) => "ResponseError",
        SdkError::ServiceError(_) => "ServiceError",
        _ => "another",
    };
    let Some(service) = error.as_service_error() else {
        return json!({ "kind": kind });
    };
    let debug = format!("{service:?}");
    let (variant, _) = debug.split_once('(').unwrap_or((&debug, ""));
    json!({
        "kind": kind,
        "variant": variant,
        "code": error.code(),
        "message": error.message(),
        "request_id": error.request_id(),
        "display": shown(service).map(ToString::to_string),
        "retry": format!("{:?} {:?}", ProvideErrorKind::code(service), service.retryable_error_kind()),
        "debug": debug,
    })
}
