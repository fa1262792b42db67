//! Comparing bodies by their media type.

use aws_smithy_types::base64;
use serde_json::Value;

use super::form;
use crate::codec::{cbor, xml};

/// The difference between bodies, if there is one.
pub(super) fn difference(media_type: &str, expected: &str, found: &[u8]) -> Option<String> {
    let shown = String::from_utf8_lossy(found);
    let is_same = match media_type {
        // An empty body is not JSON, and not the same as an empty document.
        _ if expected.is_empty() || found.is_empty() => expected.as_bytes() == found,
        "application/json" => {
            let Ok(expected) = serde_json::from_str::<Value>(expected) else {
                return Some(format!("body: the expected {expected:?} is not JSON"));
            };
            match serde_json::from_slice::<Value>(found) {
                Ok(found) => normal(&expected) == normal(&found),
                Err(error) => return Some(format!("body: {error} in {shown:?}")),
            }
        }
        // Models have bytes in base64.
        "application/cbor" => {
            let Ok(expected) = base64::decode(expected) else {
                return Some(format!("body: the expected {expected:?} is not base64"));
            };
            match cbor::same(&expected, found) {
                Ok(true) => return None,
                Ok(false) => {
                    let [expected, found] = [&*expected, found].map(hexadecimal);
                    return Some(format!("body: expected {expected}, found {found}"));
                }
                Err(error) => return Some(format!("body: {error} in {}", hexadecimal(found))),
            }
        }
        "application/xml" => match xml::same(expected, found) {
            Ok(is_same) => is_same,
            Err(error) => return Some(format!("body: {error} in {shown:?}")),
        },
        "application/x-www-form-urlencoded" => form::canonical(expected) == form::canonical(&shown),
        _ => expected.as_bytes() == found,
    };
    (!is_same).then(|| format!("body: expected {expected:?}, found {shown:?}"))
}

/// Bytes as hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// JSON in which `1` and `1.0` are the same number.
fn normal(value: &Value) -> Value {
    match value {
        // An integer keeps its digits, of which a float has room for 15.
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap_or_default();
            if number.fract() == 0.0 && number.abs() < 1e15 {
                Value::from(number as i64)
            } else {
                Value::from(number)
            }
        }
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(name, value)| (name.clone(), normal(value)))
            .collect(),
        other => other.clone(),
    }
}
