//! Skeletons as JSON.

use serde_json::{Map, Value, json};

use super::sample::Sample;
use crate::plan::base64::base64;
use crate::plan::ty::TimestampFormat;

/// The days that times of skeletons are in, as text.
const DAY: &str = "2026-01-01";
const HTTP_DAY: &str = "Thu, 01 Jan 2026";

pub(super) fn value(sample: &Sample<'_>) -> Value {
    match sample {
        Sample::Boolean(value) => json!(value),
        Sample::Integer(value) | Sample::Big(value) => json!(value),
        Sample::Double(value, true) => json!(*value as f32),
        Sample::Double(value, false) => json!(value),
        Sample::Text(text) => json!(text),
        Sample::Blob(bytes) | Sample::Stream(bytes) => json!(base64(bytes)),
        Sample::Time(seconds, format) => time(*seconds, *format),
        Sample::Document => json!({}),
        Sample::Enumeration(_, variant) => json!(variant.value),
        Sample::Structure(_, fields) => {
            let members = fields.iter().map(|(field, sample)| {
                let name = field.member.clone();
                (name, value(sample))
            });
            Value::Object(members.collect())
        }
        Sample::Union(_, variant, held) => {
            let held = held.as_deref().map_or_else(|| json!({}), value);
            Value::Object(Map::from_iter([(variant.member.clone(), held)]))
        }
        Sample::List(items) => items.iter().map(value).collect(),
        Sample::Map(entries) => {
            let entries = entries.iter().map(|(key, held)| {
                let key = match key {
                    Sample::Enumeration(_, variant) => variant.value.clone(),
                    Sample::Text(text) => text.clone(),
                    _ => String::new(),
                };
                (key, value(held))
            });
            Value::Object(entries.collect())
        }
    }
}

/// A time in the format it travels in. Those of a skeleton are seconds apart.
fn time(seconds: i64, format: TimestampFormat) -> Value {
    let offset = seconds - super::sample::TIME;
    let clock = format!(
        "{:02}:{:02}:{:02}",
        offset / 3600 % 24,
        offset / 60 % 60,
        offset % 60
    );
    match format {
        TimestampFormat::EpochSeconds => json!(seconds),
        TimestampFormat::DateTime => json!(format!("{DAY}T{clock}Z")),
        TimestampFormat::HttpDate => json!(format!("{HTTP_DAY} {clock} GMT")),
    }
}
