//! Plays cases with the client `sdk`, and then has a fake read the request and write the response.
//!
//! Part of the programs that `src/compare/served.rs` writes. The input that the fake reads has to
//! be sent as the same request, and the outcome of the response that it writes has to be that of
//! the response of the case.

use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex};

use hammersmith::Operation;
use hammersmith::codec::{cbor, json, xml};
use hammersmith::endpoint::Settings;
use hammersmith::fake::{Fake, Serve, Service};
use hammersmith::http::Response;
use hammersmith::sign::{Credentials, Signer};
use sdk::config::Builder;
use serde_json::{Value, json};

use crate::caller::Caller;
use crate::program::{Play, play};
use crate::values::bytes;

/// Checks one operation by a request and a response.
pub type Check = fn(&Value, &Value) -> Option<Value>;

/// Plays the cases of the standard input.
pub fn run(settings: fn(Builder) -> Builder, operations: &[(&str, Play, Check)]) {
    let caller = Caller::new(settings);
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line.expect("a line")).expect("a case in JSON");
        let mut found = operations.iter();
        let found = found.find(|(name, ..)| case["operation"] == *name);
        let (_, operation, check) = found.expect("an operation");
        let answer = play(&caller, *operation, &case);
        let sent = answer["requests"].get(0);
        let answer = sent.and_then(|sent| check(sent, &case["response"]));
        let mut out = std::io::stdout().lock();
        let answer = answer.unwrap_or_else(|| json!({ "kind": "nothing" }));
        writeln!(out, "{answer}").expect("an answer");
        out.flush().expect("an answer");
    }
}

/// The headers of a request or response.
fn headers(message: &Value) -> Vec<(String, String)> {
    let headers = message["headers"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    headers.map(|it| (text(&it[0]), text(&it[1]))).collect()
}

/// The outcome of a response.
fn parse<O: Operation>(response: &Value) -> Result<O::Output, O::Error> {
    let (headers, body) = (
        headers(response),
        bytes(&response["body"]).unwrap_or_default(),
    );
    let status = response["status"]
        .as_u64()
        .and_then(|it| it.try_into().ok());
    let headers = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()));
    O::parse(&Response::new(status.unwrap_or_default(), &body).with_headers(headers))
}

/// An outcome as strings; `None` for a response that cannot be read.
fn shown<O: Operation>(outcome: &Result<O::Output, O::Error>) -> Option<Vec<String>> {
    match outcome {
        Ok(output) => {
            let debug = format!("{output:?}");
            let pieces = debug.split([',', '{', '}']).map(str::trim);
            let pieces = pieces.filter(|it| !it.contains("request_id:"));
            // A fake says how long each body is.
            let pieces = pieces.filter(|it| !it.starts_with("content_length: "));
            let mut pieces: Vec<_> = pieces.map(str::to_owned).collect();
            pieces.sort_unstable();
            // A member of a union that the client does not know cannot be written.
            (!debug.contains("Unknown")).then_some(pieces)
        }
        Err(error) => {
            let debug = format!("{error:?}");
            let line = error.to_string();
            let line = line.split(" (HTTP").next().unwrap_or_default().to_owned();
            // Random responses have codes that no service has, with commas in them.
            let code = debug.split("code: Some(\"").nth(1)?.split('"').next()?;
            let is_code = code
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
            is_code.then(|| vec![line])
        }
    }
}

/// The fault, or which kind of outcome was right.
pub fn check<O>(sent: &Value, response: &Value) -> Option<Value>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    let outcome = parse::<O>(response);
    let expected = shown::<O>(&outcome)?;
    if outcome.is_err() && sent["method"] == "HEAD" {
        // The response has no body, and so neither code nor message.
        return None;
    }
    let kind = if outcome.is_ok() { "output" } else { "error" };
    let read = Arc::new(Mutex::new(None));
    let (slot, answer) = (Arc::clone(&read), response.clone());
    let fake = Fake::new().without_validation().on::<O>(move |input| {
        *slot.lock().expect("no panic") = Some(Again::new::<O>(&input));
        parse::<O>(&answer)
    });
    let body = bytes(&sent["body"]).unwrap_or_default();
    let method = sent["method"].as_str()?;
    let mut builder = http::Request::builder()
        .method(method)
        .uri(sent["uri"].as_str()?);
    for (name, value) in headers(sent) {
        builder = builder.header(name, value);
    }
    let written = fake.respond(&builder.body(body).ok()?);
    let said = String::from_utf8_lossy(written.body()).into_owned();
    let Some(again) = read.lock().expect("no panic").take() else {
        return Some(json!({ "kind": "refused", "said": said }));
    };
    let again = match again {
        Ok(again) => again,
        Err(error) => return Some(json!({ "kind": "unwritable", "said": error })),
    };
    if let Some(difference) = difference(sent, &again) {
        return Some(json!({ "kind": "request", "said": difference }));
    }
    let found = shown::<O>(&O::parse(&Response::from(&written)));
    if found.as_ref() != Some(&expected) {
        let said = format!("expected {expected:?}\n  found {found:?}\n  in {said}");
        return Some(json!({ "kind": "response", "said": said }));
    }
    Some(json!({ "kind": kind }))
}

/// The parts of a request that are compared.
struct Again {
    /// The path and the query, with the bucket in front of both.
    uri: String,
    body: Vec<u8>,
}

impl Again {
    /// The request of an input that a fake has read.
    fn new<O: Operation>(input: &O::Input) -> Result<Self, String> {
        let request = O::serialize(input).map_err(|error| format!("{error:?}"))?;
        let keys = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
        let signer = Signer::with_settings(Settings::new().region("us-east-1"), keys);
        // Services whose endpoint is known to the program alone have no buckets.
        let endpoint = signer.endpoint::<O>(input);
        let url = endpoint.map_or_else(|_| String::new(), |it| it.url().to_owned());
        Ok(Self {
            uri: placed(&format!("{}{}", url.trim_end_matches('/'), request.uri)),
            body: request.body,
        })
    }
}

/// A URI without its host, but with the bucket that this may name. An access point has the name and
/// the account of its ARN there.
fn placed(uri: &str) -> String {
    let Some((host, rest)) = uri.strip_prefix("https://").map(|uri| {
        let end = uri.find(['/', '?']).unwrap_or(uri.len());
        uri.split_at(end)
    }) else {
        return uri.to_owned();
    };
    let bucket = ["s3.us-east-1.", "s3-accesspoint.us-east-1."].iter();
    let mut bucket = bucket.filter_map(|service| host.split_once(&format!(".{service}")));
    let slash = if rest.starts_with('/') { "" } else { "/" };
    match bucket.next() {
        Some((bucket, _)) => format!("/{bucket}{slash}{rest}"),
        None => format!("{slash}{rest}"),
    }
}

/// The content of a body, which may be sent in chunks.
fn content(body: Vec<u8>, headers: &[(String, String)]) -> Vec<u8> {
    let is_chunked = |(name, value): &(String, String)| {
        name == "content-encoding" && value.contains("aws-chunked")
    };
    if !headers.iter().any(is_chunked) {
        return body;
    }
    let (mut content, mut rest) = (Vec::new(), body.as_slice());
    while let Some(end) = rest.windows(2).position(|it| it == b"\r\n") {
        let size = String::from_utf8_lossy(&rest[..end]);
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16);
        let size = size.expect("the size of a chunk");
        if size == 0 {
            break;
        }
        content.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    content
}

/// The difference between a request and the one of the input that was read from it.
fn difference(sent: &Value, again: &Again) -> Option<String> {
    let uri = placed(sent["uri"].as_str()?);
    let sorted = |query: &str| {
        let mut parts: Vec<_> = query.split('&').map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    let (one, other) = [&uri, &again.uri]
        .map(|uri| uri.split_once('?').unwrap_or((uri, "")))
        .into();
    if one.0 != other.0 || sorted(one.1) != sorted(other.1) {
        return Some(format!("{uri} and {}", again.uri));
    }
    let headers = headers(sent);
    let body = content(bytes(&sent["body"]).unwrap_or_default(), &headers);
    let media_type = headers.iter().find(|(name, _)| name == "content-type");
    let media_type = media_type.map_or("", |(_, value)| value.as_str());
    let (one, other) = (body.as_slice(), again.body.as_slice());
    let is_same = match media_type {
        _ if one == other => true,
        "application/cbor" => cbor::same(one, other).unwrap_or(false),
        "application/xml" => {
            let both = [one, other].map(|body| String::from_utf8_lossy(body).into_owned());
            xml::same(&both[0], &both[1]).unwrap_or(false)
        }
        "application/x-www-form-urlencoded" => {
            // The entries of a map have another order each time.
            let values = |body: &[u8]| {
                let body = String::from_utf8_lossy(body).into_owned();
                let values = body
                    .split('&')
                    .map(|it| it.split('=').nth(1).unwrap_or_default());
                let mut values: Vec<_> = values.map(str::to_owned).collect();
                values.sort_unstable();
                values
            };
            values(one) == values(other)
        }
        media_type if media_type.contains("json") => json::same(one, other).unwrap_or(false),
        _ => false,
    };
    let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
    (!is_same).then(|| format!("{}\n  and {}", text(one), text(other)))
}
