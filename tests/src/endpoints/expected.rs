//! An endpoint, compared with the one that a case expects.

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::Endpoint;
use serde_json::{Map, Value, json};

/// The domains of the isolated partitions, and those of their hosts that answer over IPv6, too.
///
/// These partitions have had such hosts since 2025. The runtime knows them, as the official crates
/// do. Most cases are older: they expect an error, or a host in the domain of the others.
const ISOLATED: [(&str, &str); 4] = [
    (".c2s.ic.gov", ".api.aws.ic.gov"),
    (".sc2s.sgov.gov", ".api.aws.scloud"),
    (".cloud.adc-e.uk", ".api.cloud-aws.adc-e.uk"),
    (".csp.hci.ic.gov", ".api.aws.hci.ic.gov"),
];

/// The way in which a case passes.
pub(super) enum Passed {
    /// As it is written.
    AsWritten,
    /// As it would be written today, with dual-stack hosts in all partitions.
    AsOfToday,
}

/// Compares what a case expects with what came of it.
pub(super) fn check(expected: &Value, found: &Result<Endpoint, String>) -> Result<Passed, String> {
    let found = match found {
        Ok(endpoint) => json!({ "endpoint": as_json(endpoint) }),
        Err(error) => json!({ "error": error }),
    };
    let mut expected = expected.clone();
    if let Some(endpoint) = expected.get_mut("endpoint").and_then(Value::as_object_mut) {
        for part in ["headers", "properties"] {
            endpoint.entry(part).or_insert_with(|| json!({}));
        }
    }
    if expected == found {
        Ok(Passed::AsWritten)
    } else if is_older(&expected, &found) {
        Ok(Passed::AsOfToday)
    } else {
        Err(format!("expected {expected}, found {found}"))
    }
}

/// True if the case expects that an isolated partition has no dual-stack hosts.
fn is_older(expected: &Value, found: &Value) -> bool {
    let url = found["endpoint"]["url"].as_str().unwrap_or_default();
    let mut isolated = ISOLATED.iter();
    let Some((plain, dual)) = isolated.find(|(_, dual)| url.ends_with(dual)) else {
        return false;
    };
    let refused = "this partition does not support ";
    if let Some(error) = expected["error"].as_str() {
        return error.contains("DualStack") && error.contains(refused);
    }
    let mut older = found.clone();
    older["endpoint"]["url"] = url.replace(dual, plain).into();
    *expected == older
}

/// An endpoint in the form of a case.
fn as_json(endpoint: &Endpoint) -> Value {
    let headers = endpoint.headers();
    let headers = headers.map(|(name, values)| (name.to_owned(), values.collect()));
    let headers: Map<String, Value> = headers.collect();
    let properties = endpoint.properties().iter();
    let properties = properties.map(|(name, value)| (name.to_string(), document(value)));
    let mut properties: Map<String, Value> = properties.collect();
    let schemes = endpoint.auth_schemes().iter();
    let schemes: Vec<Value> = schemes.map(|it| document(&it.as_document())).collect();
    if !schemes.is_empty() {
        properties.insert("authSchemes".to_owned(), schemes.into());
    }
    json!({ "url": endpoint.url(), "headers": headers, "properties": properties })
}

fn document(value: &Document) -> Value {
    match value {
        Document::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), document(value)));
            Value::Object(members.collect())
        }
        Document::Array(items) => items.iter().map(document).collect(),
        Document::Number(number) => number.to_f64_lossy().into(),
        Document::String(text) => text.as_str().into(),
        Document::Bool(flag) => (*flag).into(),
        Document::Null => Value::Null,
    }
}
