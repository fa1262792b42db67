//! Compares what a generated client does with a case of the official protocol tests.
//!
//! Part of the program that `src/protocol` writes; `service` is the generated client.

use std::collections::HashMap;
use std::fmt::Debug;

use aws_credential_types::Credentials;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::{Document, Number};
use hammersmith::Operation;
use hammersmith::serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::service;
use crate::service::config::{BehaviorVersion, Region};
use crate::wire::{Request, Response, Wire};

/// What a case asks for.
pub type Case = Value;

/// Why a case fails.
pub type Outcome = Result<(), String>;

/// Which way a case goes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Input to request.
    Request,
    /// Response to output or error.
    Response,
}

/// A case: its kind, its JSON, and the function that plays it.
pub type Entry = (Kind, &'static str, fn(&Case) -> Outcome);

/// Plays all cases, and prints a line for each: kind, id, and why it fails, if it does.
pub fn run(entries: &[Entry]) {
    for (kind, case, play) in entries {
        let case: Case = serde_json::from_str(case).expect("a case in JSON");
        let outcome = std::panic::catch_unwind(|| play(&case));
        let outcome = outcome.unwrap_or_else(|_| Err("panicked".to_owned()));
        let reason = outcome.err().unwrap_or_default().replace('\n', " ");
        println!("{kind:?}\t{}\t{reason}", text(&case["id"]));
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(text)
}

fn ensure(what: &str, expected: impl Debug, found: impl Debug) -> Outcome {
    let (expected, found) = (format!("{expected:?}"), format!("{found:?}"));
    match expected == found {
        true => Ok(()),
        false => Err(format!("{what}: expected {expected}, found {found}")),
    }
}

/// What a call says about a request that was not sent.
pub fn sent<T: Debug, E: Debug>(result: Result<T, E>) -> String {
    format!("{result:?}")
}

/// Plays a case that goes from input to request.
pub fn request(case: &Case, call: impl AsyncFnOnce(service::Client) -> String) -> Outcome {
    let wire = Wire::default();
    let host = case["host"].as_str().unwrap_or("example.com");
    let config = service::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
        .endpoint_url(format!("https://{host}"))
        .idempotency_token_provider("00000000-0000-4000-8000-000000000000")
        .http_client(wire.clone())
        .build();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let result = runtime
        .expect("a runtime")
        .block_on(call(service::Client::from_conf(config)));
    match wire.take().first() {
        Some(request) => compare(case, request),
        None => Err(format!("nothing was sent: {result}")),
    }
}

fn compare(case: &Case, request: &Request) -> Outcome {
    ensure("method", text(&case["method"]), request.method.as_str())?;
    let (_, rest) = request.uri.split_once("://").unwrap_or_default();
    let (host, target) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    ensure("path", text(&case["uri"]), path)?;
    if let Some(expected) = case["resolvedHost"].as_str() {
        ensure("host", expected.split('/').next().unwrap_or_default(), host)?;
    }
    parameters(case, query)?;
    headers(case, request)?;
    body(case, &request.body)
}

fn parameters(case: &Case, query: &str) -> Outcome {
    let mut found: Vec<_> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .collect();
    for expected in texts(&case["queryParams"]) {
        let position = found.iter().position(|parameter| {
            *parameter == expected || parameter.strip_suffix('=') == Some(expected)
        });
        match position {
            Some(position) => drop(found.remove(position)),
            None => return Err(format!("query: no {expected} in {query}")),
        }
    }
    let has = |name: &str| {
        query
            .split('&')
            .any(|it| it.split('=').next() == Some(name))
    };
    if let Some(name) = texts(&case["forbidQueryParams"]).find(|name| has(name)) {
        return Err(format!("query: {name} in {query}"));
    }
    match texts(&case["requireQueryParams"]).find(|name| !has(name)) {
        Some(name) => Err(format!("query: no {name} in {query}")),
        None => Ok(()),
    }
}

fn headers(case: &Case, request: &Request) -> Outcome {
    let all = |name: &str| {
        let name = name.to_ascii_lowercase();
        let found = request.headers.iter().filter(|(other, _)| *other == name);
        found.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
    };
    for (name, expected) in case["headers"].as_object().into_iter().flatten() {
        ensure(
            &format!("header {name}"),
            text(expected),
            all(name).join(", "),
        )?;
    }
    if let Some(name) = texts(&case["forbidHeaders"]).find(|name| !all(name).is_empty()) {
        return Err(format!("header {name}: {:?}", all(name)));
    }
    match texts(&case["requireHeaders"]).find(|name| all(name).is_empty()) {
        Some(name) => Err(format!("no header {name}")),
        None => Ok(()),
    }
}

fn body(case: &Case, found: &[u8]) -> Outcome {
    let Some(expected) = case["body"].as_str() else {
        return Ok(());
    };
    if text(&case["bodyMediaType"]) == "application/json" && !expected.is_empty() {
        let expected: Value = serde_json::from_str(expected).expect("a body in JSON");
        let parsed: Value = serde_json::from_slice(found)
            .map_err(|error| format!("body: {error} in {:?}", String::from_utf8_lossy(found)))?;
        return match normal(&expected) == normal(&parsed) {
            true => Ok(()),
            false => Err(format!("body: expected {expected}, found {parsed}")),
        };
    }
    ensure("body", expected, String::from_utf8_lossy(found))
}

/// `1` and `1.0` are the same number.
fn normal(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(name, value)| (name.clone(), normal(value)))
            .collect(),
        other => other.clone(),
    }
}

fn parse<O: Operation>(case: &Case) -> Result<O::Output, O::Error> {
    let body = text(&case["body"]);
    let status = case["code"]
        .as_u64()
        .and_then(|code| u16::try_from(code).ok());
    let headers = case["headers"].as_object().into_iter().flatten();
    let mut response = hammersmith::http::Response::new(status.expect("a status"), body);
    for (name, value) in headers {
        response = response.with_header(name, text(value));
    }
    O::parse(&response)
}

/// Plays a case that goes from response to output.
pub fn output<O: Operation>(case: &Case, expected: &O::Output) -> Outcome
where
    O::Output: PartialEq + Serialize + for<'de> Deserialize<'de>,
{
    match parse::<O>(case) {
        Ok(found) => same(&found, expected).and_then(|()| data(expected)),
        Err(error) => Err(format!("an error: {error:?}")),
    }
}

/// Plays a case that goes from response to error.
pub fn error<O: Operation>(case: &Case, compare: impl FnOnce(&O::Error) -> Outcome) -> Outcome {
    match parse::<O>(case) {
        Ok(found) => Err(format!("an output: {found:?}")),
        Err(error) => compare(&error),
    }
}

/// Equal, or equal to the eye: numbers that are not a number differ from themselves.
pub fn same<T: Debug + PartialEq>(found: &T, expected: &T) -> Outcome {
    match found == expected {
        true => Ok(()),
        false => ensure("value", expected, found),
    }
}

/// What was written as data is read as the same: all of it, wherever it stands in the message.
pub fn data<T>(value: &T) -> Outcome
where
    T: Debug + PartialEq + Serialize + for<'de> Deserialize<'de>,
{
    let written = |value| serde_json::to_value(value).map_err(|error| format!("data: {error}"));
    let data = written(value)?;
    let back = serde_json::from_value(data.clone());
    let back: T = back.map_err(|error| format!("data: {error} in {data}"))?;
    // Numbers that are not a number differ from themselves, but not in what they are written as.
    match back == *value || (data.to_string().contains("\"NaN\"") && written(&back)? == data) {
        true => Ok(()),
        false => Err(format!(
            "data: expected {value:?}, found {back:?} in {data}"
        )),
    }
}

/// The metadata of an error, which no case says anything about.
pub fn meta(error: &impl ProvideErrorMetadata) -> ErrorMetadata {
    error.meta().clone()
}

/// A document from its JSON.
pub fn document(json: &str) -> Document {
    convert(&serde_json::from_str(json).expect("a document in JSON"))
}

fn convert(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => Document::Bool(*flag),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => Document::Array(items.iter().map(convert).collect()),
        Value::Object(entries) => Document::Object(
            entries
                .iter()
                .map(|(name, value)| (name.clone(), convert(value)))
                .collect::<HashMap<_, _>>(),
        ),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().expect("a number")),
        }),
    }
}
