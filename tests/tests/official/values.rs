//! Numbers and timestamps keep their value, or are refused: in a response, in data for serde and in
//! a file for `cargo hammersmith validate` alike.

mod exact;
mod tables;

use cargo_hammersmith::document::{self, Nulls};
use exact::Exact;
use hammersmith::http::Response;
use hammersmith::serde::{Deserialize, Deserializer};
use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Config, Layout};
use serde_json::{Value, json};
use tables::{EVERYWHERE, NOBODY, PEOPLE};

use crate::call;
use crate::everything::Everything;

/// A document with one member.
fn document(member: &str, value: &str) -> String {
    format!("{{\"{member}\":{value}}}")
}

/// The text of the one member, as it is sent.
fn sent(member: &str, value: &Everything) -> Result<String, String> {
    let request = call::serialize(value).map_err(|error| error.to_string())?;
    let body = String::from_utf8(request.body).expect("text");
    let start = format!("{{\"{member}\":");
    let value = body
        .strip_prefix(&start)
        .and_then(|it| it.strip_suffix('}'));
    Ok(value.unwrap_or_else(|| panic!("{body}")).to_owned())
}

/// The value, read from a response.
fn on_the_wire(member: &str, value: &str) -> Result<String, String> {
    let text = document(member, value);
    let read = call::parse::<Everything>(&Response::new(200, &text));
    sent(member, &read.map_err(|error| error.to_string())?)
}

/// A structure as data.
struct Data(Everything);

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hammersmith::serde::deserialize(deserializer).map(Self)
    }
}

fn as_data<E: ToString>(member: &str, read: Result<Data, E>) -> Result<String, String> {
    let read = read.map_err(|error| error.to_string())?;
    sent(member, &read.0)
}

/// The value, read by serde with all of its digits.
fn exactly(member: &str, value: &str) -> Result<String, String> {
    let text = document(member, value);
    as_data(member, Data::deserialize(Exact(&text)))
}

/// The same in formats that may lose digits, or do not have every number.
fn in_formats(member: &str, value: &str) -> Vec<(&'static str, Result<String, String>)> {
    let text = document(member, value);
    let json: Result<Data, _> = serde_json::from_str(&text);
    let yaml: Result<Data, _> = serde_yaml_ng::from_str(&text);
    let toml: Result<Data, _> = toml::from_str(&format!("{member} = {value}"));
    let mut found = vec![
        ("JSON", as_data(member, json)),
        ("YAML", as_data(member, yaml)),
        ("TOML", as_data(member, toml)),
    ];
    // What CBOR holds is an `f64` from the start, and not a decimal number.
    if let Ok(tree) = serde_json::from_str::<Value>(&text)
        && value.len() <= 16
    {
        let mut bytes = Vec::new();
        ciborium::into_writer(&tree, &mut bytes).expect("CBOR");
        let cbor: Result<Data, _> = ciborium::from_reader(&*bytes);
        found.push(("CBOR", as_data(member, cbor)));
    }
    found
}

/// A model with the members of the tables.
fn model() -> Plan {
    let member = |name: &str| json!({"target": format!("smithy.api#{name}")});
    let timestamp = |format: &str| {
        let traits = json!({"smithy.api#timestampFormat": format});
        json!({"target": "smithy.api#Timestamp", "traits": traits})
    };
    let members = json!({
        "byte": member("Byte"),
        "short": member("Short"),
        "integer": member("Integer"),
        "long": member("Long"),
        "float": member("Float"),
        "double": member("Double"),
        "whole": member("BigInteger"),
        "decimal": member("BigDecimal"),
        "open": member("Document"),
        "epoch": member("Timestamp"),
        "date": timestamp("date-time"),
        "http": timestamp("http-date"),
    });
    let model = json!({"smithy": "2.0", "shapes": {
        "a#A": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "a#Get"}],
            "traits": {"aws.protocols#restJson1": {}, "aws.api#service": {"sdkId": "A"}},
        },
        "a#Get": {
            "type": "operation",
            "input": {"target": "a#In"},
            "output": {"target": "smithy.api#Unit"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}},
        },
        "a#In": {"type": "structure", "members": members},
    }});
    let source = Source::Text {
        name: "model.json".to_owned(),
        text: model.to_string(),
    };
    let model = model::load(&[source]).expect("a model");
    let selected = model::select(&model, &Selection::default()).expect("operations");
    plan::plan(&selected, &Config::default(), Layout::Crate).expect("a plan")
}

/// The problems that `cargo hammersmith validate` finds.
fn by_the_command(plan: &Plan, member: &str, value: &str) -> Vec<String> {
    let text = document(member, value);
    let found = document::check(plan, &plan.operations[0], Nulls::Unset, &text);
    found
        .iter()
        .map(|problem| problem.kind.to_string())
        .collect()
}

/// Protects values: whoever reads them, they are the same to the last digit, or refused by all in
/// the same words.
#[test]
fn values_are_kept_or_refused() {
    let plan = model();
    for &(member, value, expected) in EVERYWHERE {
        let shown = document(member, value);
        let wire = on_the_wire(member, value);
        let exact = exactly(member, value);
        let problems = by_the_command(&plan, member, value);
        let expected = expected.map(str::to_owned);
        assert_eq!(wire.as_ref().ok(), expected.as_ref(), "{shown}: {wire:?}");
        assert_eq!(exact.as_ref().ok(), expected.as_ref(), "{shown}: {exact:?}");
        assert_eq!(
            problems.is_empty(),
            expected.is_some(),
            "{shown}: {problems:?}"
        );
        // Which words there are for a value of another type is up to each.
        if let (Err(wire), Err(exact), [problem]) = (wire, exact, &*problems)
            && problem.contains("does not fit")
            && member != "open"
        {
            assert!(wire.contains(problem), "{shown}: {wire}; {problem}");
            assert_eq!(exact, format!("{member}: {problem}"));
        }
        for (format, found) in in_formats(member, value) {
            let same = found.is_err() || found.as_ref().ok() == expected.as_ref();
            // Zeros at the end are no part of the value.
            let zeros = member == "decimal" && found.as_deref() == Ok(value.trim_end_matches('0'));
            // A number that YAML does not have is a string in it.
            let string = (member, format) == ("open", "YAML");
            assert!(same || zeros || string, "{shown} in {format}: {found:?}");
        }
    }
}

/// Protects people: what the AWS CLI takes has the same value in data and files, while responses
/// are read strictly.
#[test]
fn people_write_more_forms_than_services() {
    let plan = model();
    for &(member, value, expected) in PEOPLE {
        let shown = document(member, value);
        let problems = by_the_command(&plan, member, value);
        assert!(problems.is_empty(), "{shown}: {problems:?}");
        assert_eq!(exactly(member, value).as_deref(), Ok(expected), "{shown}");
        for (format, found) in in_formats(member, value) {
            assert_eq!(found.as_deref(), Ok(expected), "{shown} in {format}");
        }
        let wire = on_the_wire(member, value);
        assert!(wire.is_err(), "{shown}: {wire:?}");
    }
    for &(member, value) in NOBODY {
        let shown = document(member, value);
        let problems = by_the_command(&plan, member, value);
        assert_eq!(problems.len(), 1, "{shown}: {problems:?}");
        let exact = exactly(member, value);
        assert!(exact.is_err(), "{shown}: {exact:?}");
    }
}

/// Protects digits: a format that keeps few of them changes no number without a word.
#[test]
fn lost_digits_are_refused() {
    let refused = [
        ("epoch", "1515531081.123456789"),
        ("whole", "12345678901234567890123"),
        ("decimal", "3.14159265358979323846"),
        ("decimal", "12345678901234567890123"),
    ];
    for (member, value) in refused {
        for (format, found) in in_formats(member, value) {
            // YAML has integers of 128 bits; TOML says in its own words that it has none.
            let fine = match &found {
                Ok(found) => found == value,
                Err(error) => error.contains("write it as a string") || format == "TOML",
            };
            assert!(fine, "{member} in {format}: {found:?}");
        }
    }
    let kept = [
        ("epoch", "1515531081.123", "1515531081.123"),
        ("epoch", "1515531081.123456", "1515531081.123456"),
        ("whole", "18446744073709551615", "18446744073709551615"),
        ("decimal", "123456789.012345", "123456789.012345"),
    ];
    for (member, value, expected) in kept {
        for (format, found) in in_formats(member, value) {
            // TOML has no integers beyond 64 bits with a sign.
            let same = found.as_deref() == Ok(expected) || format == "TOML";
            assert!(same, "{member} in {format}: {found:?}");
        }
    }
}
