//! Reads cases, plays them with the client `sdk`, and prints the answers.
//!
//! Part of the programs that `src/compare` writes. A case is a line of JSON: the operation, its
//! input, and the response that the server gives. So is the answer: the request that was sent, and
//! the outcome.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::io::{BufRead, Write};
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::retry::ProvideErrorKind;
use sdk::config::Builder;
use sdk::error::{ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;
use serde_json::{Value, json};

use crate::caller::{self, Caller};
use crate::situations::SITUATIONS;
use crate::values::{Made, bytes, settled};
use crate::wire::{Request, Response};

/// Builds the input of one operation from JSON, and sends it.
pub type Play = fn(&Caller, &Value) -> Made<Value>;

/// The structure of a modelled error.
pub type Shown<E> = fn(&E) -> Option<&dyn Display>;

/// Plays a case: the request that was sent, and the outcome.
pub fn play(caller: &Caller, play: Play, case: &Value) -> Value {
    let response = response(&case["response"]).expect("a response");
    caller.wire.answer(response);
    // The case before may have panicked.
    let _ = settled();
    let played = panic::catch_unwind(AssertUnwindSafe(|| play(caller, &case["input"])));
    let outcome = match played {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(refusal)) => json!({ "kind": "refused", "message": refusal }),
        Err(_) => json!({ "kind": "panicked" }),
    };
    let sent: Vec<_> = caller.wire.take().iter().map(request).collect();
    json!({ "requests": sent, "outcome": outcome, "interceptors": caller::interceptors() })
}

/// Plays the cases of the standard input.
pub fn run(settings: fn(Builder) -> Builder, operations: &[(&str, Play)]) {
    // The driver tells of panics, with the case.
    panic::set_hook(Box::new(|_| {}));
    let callers = SITUATIONS.map(|change| Caller::new(|config| change(settings(config))));
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line.expect("a line")).expect("a case in JSON");
        let found = operations
            .iter()
            .find(|(name, _)| case["operation"] == *name);
        let (_, operation) = found.expect("an operation");
        let situation = case["situation"].as_u64().unwrap_or_default();
        let caller = &callers[situation as usize];
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", play(caller, *operation, &case)).expect("an answer");
        out.flush().expect("an answer");
    }
}

/// An outcome, and the body that is still to be read.
pub type Outcome = (Value, Option<ByteStream>);

/// Waits for the outcome of a call. The type is the same for all calls, or each would be compiled
/// with all of the runtime.
pub fn call(caller: &Caller, call: Pin<Box<dyn Future<Output = Outcome>>>) -> Value {
    caller.wait(async { with_stream(call.await).await })
}

fn request(request: &Request) -> Value {
    json!({
        "method": request.method,
        "uri": request.uri,
        "headers": request.headers,
        "body": text(&request.body),
    })
}

/// A string whose characters are the bytes.
fn text(bytes: &[u8]) -> Value {
    bytes
        .iter()
        .map(|&byte| char::from(byte))
        .collect::<String>()
        .into()
}

fn response(value: &Value) -> Option<Response> {
    let status = u16::try_from(value["status"].as_u64()?).ok()?;
    let mut response = Response::new(status, bytes(&value["body"]).ok()?);
    for header in value["headers"].as_array()? {
        response = response.header(header[0].as_str()?, header[1].as_str()?);
    }
    Some(response)
}

/// Reads the stream of an outcome to its end.
async fn with_stream((mut outcome, stream): Outcome) -> Value {
    if let Some(stream) = stream {
        outcome["stream"] = match stream.collect().await {
            Ok(read) => text(&read.into_bytes()),
            Err(error) => json!({ "error": format!("{error:?}") }),
        };
    }
    outcome
}

/// The observable parts of a result; `secrets` collects the values that `Debug` leaves out, and
/// `stream` takes the body that is still to be read.
///
/// This is compiled for each operation, so it leaves as much as it can to functions that are
/// compiled once.
pub fn outcome<T, E>(
    result: Result<T, SdkError<E>>,
    shown: Shown<E>,
    secrets: fn(&T, &mut Vec<String>),
    stream: fn(&mut T) -> Option<ByteStream>,
) -> Outcome
where
    T: Debug + RequestId,
    E: Error + ProvideErrorMetadata + ProvideErrorKind + RequestId + 'static,
    SdkError<E>: ProvideErrorMetadata + RequestId,
{
    match result {
        Ok(mut output) => {
            let stream = stream(&mut output);
            let mut found = Vec::new();
            secrets(&output, &mut found);
            (success(&output, output.request_id(), found), stream)
        }
        Err(error) => (failure(&error, shown), None),
    }
}

/// The observable parts of an output.
fn success(output: &dyn Debug, id: Option<&str>, secrets: Vec<String>) -> Value {
    json!({
        "kind": "Ok",
        "debug": format!("{output:?}"),
        "request_id": id,
        "secrets": secrets,
    })
}

/// The observable parts of an error.
fn failure<E>(error: &SdkError<E>, shown: Shown<E>) -> Value
where
    E: Error + ProvideErrorMetadata + ProvideErrorKind + RequestId + 'static,
    SdkError<E>: ProvideErrorMetadata + RequestId,
{
    let kind = caller::kind(error);
    let status = error.raw_response().map(|it| it.status().as_u16());
    match error.as_service_error() {
        None => unanswered(kind, status, error.source()),
        Some(service) => refused(Refusal {
            kind,
            status,
            code: error.code(),
            message: error.message(),
            request_id: error.request_id(),
            display: shown(service),
            retry: [
                &ProvideErrorKind::code(service),
                &service.retryable_error_kind(),
            ],
            debug: service,
        }),
    }
}

/// The outcome of a call without a response, or with one that the client could not read.
fn unanswered(kind: &str, status: Option<u16>, source: Option<&(dyn Error + 'static)>) -> Value {
    json!({ "kind": kind, "status": status, "reason": source.map(ToString::to_string) })
}

/// The parts of an error that the service returned.
struct Refusal<'a> {
    kind: &'a str,
    status: Option<u16>,
    code: Option<&'a str>,
    message: Option<&'a str>,
    request_id: Option<&'a str>,
    display: Option<&'a dyn Display>,
    retry: [&'a dyn Debug; 2],
    debug: &'a dyn Debug,
}

fn refused(refusal: Refusal<'_>) -> Value {
    let debug = format!("{:?}", refusal.debug);
    let (variant, _) = debug.split_once('(').unwrap_or((&debug, ""));
    let [code, kind] = refusal.retry;
    json!({
        "kind": refusal.kind,
        "status": refusal.status,
        "variant": variant,
        "code": refusal.code,
        "message": refusal.message,
        "request_id": refusal.request_id,
        "display": refusal.display.map(ToString::to_string),
        "retry": format!("{code:?} {kind:?}"),
        "debug": debug,
    })
}
