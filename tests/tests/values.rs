//! Numbers and timestamps keep their value, or are refused: in a response, in data for serde and in a file for
//! `cargo hammersmith validate` alike.

#[path = "../../runtime/tests/support/call.rs"]
mod call;
#[path = "../../runtime/tests/support/everything.rs"]
mod everything;

use cargo_hammersmith::document::{self, Nulls};
use everything::Everything;
use hammersmith::http::Response;
use hammersmith::serde::{Deserialize, Deserializer};
use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Config, Layout};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{IntoDeserializer, Visitor};
use serde_json::{Value, json};

/// Values that have the same meaning everywhere, and the text in which they are sent; `None` for those that are
/// refused everywhere.
const EVERYWHERE: &[(&str, &str, Option<&str>)] = &[
    ("epoch", "1515531081.123", Some("1515531081.123")),
    ("epoch", "1515531081.123456", Some("1515531081.123456")),
    (
        "epoch",
        "1515531081.123456789",
        Some("1515531081.123456789"),
    ),
    (
        "epoch",
        "1515531081.1234567899",
        Some("1515531081.123456789"),
    ),
    ("epoch", "1700000000.1234567", Some("1700000000.1234567")),
    ("epoch", "1.5e9", Some("1500000000")),
    ("epoch", "1515531081123E-3", Some("1515531081.123")),
    ("epoch", "1.0", Some("1")),
    ("epoch", "-1.25", Some("-1.25")),
    ("epoch", "-0.000000001", Some("-0.000000001")),
    ("epoch", "253402300800", Some("253402300800")),
    ("epoch", "9223372036854775807", Some("9223372036854775807")),
    ("epoch", "9223372036854775808", None),
    ("epoch", "-9223372036854775809", None),
    ("epoch", "1e300", None),
    ("epoch", "1e400", None),
    ("epoch", "true", None),
    ("epoch", "\"NaN\"", None),
    (
        "date",
        "\"2024-01-01T00:00:00.123456Z\"",
        Some("\"2024-01-01T00:00:00.123456Z\""),
    ),
    (
        "date",
        "\"2024-01-01T01:00:00+01:00\"",
        Some("\"2024-01-01T00:00:00Z\""),
    ),
    ("date", "\"2024-13-01T00:00:00Z\"", None),
    (
        "date",
        "\"\\u0032024-01-01T00:00:00Z\"",
        Some("\"2024-01-01T00:00:00Z\""),
    ),
    (
        "http",
        "\"Sun, 06 Nov 1994 08:49:37 GMT\"",
        Some("\"Sun, 06 Nov 1994 08:49:37 GMT\""),
    ),
    ("byte", "127", Some("127")),
    ("byte", "-128", Some("-128")),
    ("byte", "128", None),
    ("byte", "-129", None),
    ("byte", "1.0", Some("1")),
    ("byte", "12e1", Some("120")),
    ("byte", "1.5", None),
    ("byte", "\"1\"", None),
    ("short", "-32768", Some("-32768")),
    ("short", "32768", None),
    ("integer", "2147483647", Some("2147483647")),
    ("integer", "2147483648", None),
    ("integer", "2147483647.5", None),
    ("integer", "1e400", None),
    ("long", "9007199254740993", Some("9007199254740993")),
    ("long", "-9223372036854775808", Some("-9223372036854775808")),
    ("long", "9223372036854775808", None),
    ("long", "-9223372036854775809", None),
    ("long", "9.3e18", None),
    ("long", "0.1", None),
    ("float", "3.4028234e38", Some("3.4028234663852886e38")),
    ("float", "1e39", None),
    ("float", "-1e39", None),
    ("float", "1e400", None),
    ("float", "\"NaN\"", Some("\"NaN\"")),
    ("float", "\"Infinity\"", Some("\"Infinity\"")),
    ("double", "1e39", Some("1e39")),
    ("double", "0.1", Some("0.1")),
    (
        "double",
        "18446744073709551616",
        Some("1.8446744073709552e19"),
    ),
    (
        "double",
        "1.7976931348623157e308",
        Some("1.7976931348623157e308"),
    ),
    ("double", "1e309", None),
    ("double", "-1e400", None),
    ("double", "\"-Infinity\"", Some("\"-Infinity\"")),
    ("double", "\"1e400\"", None),
    ("double", "\"1\"", None),
    (
        "whole",
        "12345678901234567890123",
        Some("12345678901234567890123"),
    ),
    ("whole", "-1", Some("-1")),
    ("whole", "1.5", None),
    ("whole", "1e3", None),
    ("decimal", "0.30", Some("0.30")),
    (
        "decimal",
        "3.14159265358979323846",
        Some("3.14159265358979323846"),
    ),
    (
        "decimal",
        "12345678901234567890123",
        Some("12345678901234567890123"),
    ),
    ("decimal", "1e400", Some("1e400")),
    ("decimal", "1e99999999999999999999", None),
    ("open", "18446744073709551615", Some("18446744073709551615")),
    ("open", "-9223372036854775808", Some("-9223372036854775808")),
    ("open", "[0.1,{\"a\":1e300}]", Some("[0.1,{\"a\":1e300}]")),
    ("open", "\"1e400\"", Some("\"1e400\"")),
    ("open", "1e400", None),
    ("open", "[{\"a\":-1e400}]", None),
];

/// Values that people may write, as the AWS CLI takes them, and that services do not send.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("epoch", "\"2024-01-01T00:00:00Z\"", "1704067200"),
    (
        "epoch",
        "\"2024-01-01T01:00:00.123456789+01:00\"",
        "1704067200.123456789",
    ),
    ("epoch", "\"2024-01-01\"", "1704067200"),
    ("epoch", "\"2024-01-01 00:00\"", "1704067200"),
    ("epoch", "\"1515531081.123456789\"", "1515531081.123456789"),
    ("epoch", "\"1.5e9\"", "1500000000"),
    ("epoch", "\"Sun, 06 Nov 1994 08:49:37 GMT\"", "784111777"),
    ("date", "1704067200", "\"2024-01-01T00:00:00Z\""),
    ("date", "1704067200.5", "\"2024-01-01T00:00:00.5Z\""),
    ("date", "\"2024-01-01\"", "\"2024-01-01T00:00:00Z\""),
    ("date", "\"20240101T000000Z\"", "\"2024-01-01T00:00:00Z\""),
    ("http", "784111777", "\"Sun, 06 Nov 1994 08:49:37 GMT\""),
    (
        "http",
        "\"1994-11-06T08:49:37Z\"",
        "\"Sun, 06 Nov 1994 08:49:37 GMT\"",
    ),
    (
        "whole",
        "\"12345678901234567890123\"",
        "12345678901234567890123",
    ),
    (
        "decimal",
        "\"3.14159265358979323846\"",
        "3.14159265358979323846",
    ),
];

/// Strings that neither people nor services may write.
const NOBODY: &[(&str, &str)] = &[
    ("epoch", "\"now\""),
    ("epoch", "\"\""),
    ("epoch", "\"1e300\""),
    ("date", "253402300800"),
    ("date", "-1e15"),
    ("http", "1e300"),
    ("http", "\"2024-02-30\""),
    ("whole", "\"1.5\""),
    ("whole", "\"one\""),
    ("decimal", "\".5\""),
    ("decimal", "\"NaN\""),
    ("double", "\"inf\""),
];

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

/// JSON text as `serde_json` deserializes it with the feature `arbitrary_precision`.
struct Exact<'t>(&'t str);

impl<'de> Deserializer<'de> for Exact<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            let number = [("$serde_json::private::Number", self.0)];
            return visitor.visit_map(MapDeserializer::new(number.into_iter()));
        }
        // The documents of the tables have one entry at each level.
        let inner = self.0.get(1..self.0.len() - 1).unwrap_or_default();
        match self.0.as_bytes() {
            [b'{', ..] => {
                let (name, value) = inner.split_once(':').expect(inner);
                let members = [(name.trim_matches('"').to_owned(), Exact(value))];
                visitor.visit_map(MapDeserializer::new(members.into_iter()))
            }
            [b'[', ..] => visitor.visit_seq(SeqDeserializer::new(inner.split(',').map(Exact))),
            [b'"', ..] => visitor.visit_string(serde_json::from_str(self.0).expect(self.0)),
            _ => visitor.visit_bool(self.0 == "true"),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Exact<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
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

/// Protects values: whoever reads them, they are the same to the last digit, or refused by all in the same words.
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
            assert!(same, "{shown} in {format}: {found:?}");
        }
    }
}

/// Protects people: what the AWS CLI takes has the same value in data and files, while responses are read strictly.
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
