//! Structures as data that people write: more forms are understood than on the wire, and failures
//! say where.
//!
//! Formats other than JSON are tested with generated types, in the tests of the workspace.
#![cfg(feature = "serde")]

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/sample.rs"]
mod sample;
mod support;

use everything::{Choice, Everything};
use hammersmith::error::BuildError;
use hammersmith::primitives::DateTime;
use hammersmith::serde::{DenyUnknown, Deserialize, Deserializer, Serialize, Serializer};
use hammersmith::shape::{Done, Members, Reader, RowCount, Sink, Source, Structure, Value};
use hammersmith::validate::{self, Options};
use support::Random;

/// Any type of the tests, with the traits of serde as generated types have them.
#[derive(Debug, PartialEq)]
struct Data<T>(T);

impl<'de, T: Value> Deserialize<'de> for Data<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hammersmith::serde::deserialize(deserializer).map(Data)
    }
}

impl<T: Structure> Serialize for Data<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        hammersmith::serde::serialize(&self.0, serializer)
    }
}

fn read<T: Value>(text: &str) -> Result<T, String> {
    let read: Result<Data<T>, _> = serde_json::from_str(text);
    read.map(|data| data.0).map_err(|error| error.to_string())
}

fn write(value: Everything) -> Result<String, String> {
    serde_json::to_string(&Data(value)).map_err(|error| error.to_string())
}

/// Protects those who keep values in files: whatever a value holds comes back, to the last digit.
#[test]
fn values_come_back() {
    let (mut same, mut refused) = (0, 0);
    for seed in 0..3_000 {
        let value = sample::everything(&mut Random::new(seed), 3);
        let Ok(written) = serde_json::to_value(Data(value)) else {
            refused += 1;
            continue;
        };
        // Not by way of text: the parser of serde_json rounds.
        let found = serde_json::from_value::<Data<Everything>>(written.clone());
        let found = found.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let again = serde_json::to_value(found).unwrap();
        assert!(again == written, "seed {seed}:\n{written}\n{again}");
        same += 1;
    }
    assert!(
        same > 1_500 && refused > 100,
        "{same} same, {refused} refused"
    );
}

/// Protects people: any form of a time will do, large numbers may be strings, and both names of a
/// member count.
#[test]
fn people_write_what_they_like() {
    let seconds = DateTime::from_secs(1_700_000_000);
    let forms = [
        "1700000000",
        r#""1700000000""#,
        r#""2023-11-14T22:13:20Z""#,
        r#""2023-11-14T23:13:20+01:00""#,
        r#""Tue, 14 Nov 2023 22:13:20 GMT""#,
    ];
    for form in forms {
        for member in ["epoch", "date", "http"] {
            let found: Everything = read(&format!("{{\"{member}\":{form}}}")).unwrap();
            let found = [found.epoch, found.date, found.http]
                .into_iter()
                .flatten()
                .next();
            assert_eq!(found, Some(seconds), "{member}: {form}");
        }
    }
    let found: Everything =
        read(r#"{"whole":"123456789012345678901","renamed":1,"new":2}"#).unwrap();
    let whole = found.whole.as_ref().map(AsRef::as_ref);
    assert_eq!(
        (whole, found.renamed),
        (Some("123456789012345678901"), Some(1))
    );
    let value = Everything {
        renamed: Some(1),
        ..Everything::default()
    };
    assert_eq!(write(value).as_deref(), Ok(r#"{"c\"alled":1}"#));
}

/// Protects those who write inputs by hand: an error says what is wrong, and where.
#[test]
fn failures_have_a_path() {
    let rows = [
        (r#"{"text":1}"#, "text: expected a string, found a number"),
        (
            r#"{"nested":{"many":[{},{"flag":"x"}]}}"#,
            "nested.many[1].flag: expected a boolean, found a string",
        ),
        (
            r#"{"byte":128}"#,
            "byte: `128` does not fit; expected an integer from -128 to 127",
        ),
        (
            r#"{"date":"now"}"#,
            "date: `now` is not a timestamp; expected seconds since 1970",
        ),
        ("null", "expected an object, found null"),
    ];
    for (text, expected) in rows {
        let error = read::<Everything>(text).unwrap_err();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
    for text in [r#"{"choice":{}}"#, r#"{"choice":{"text":"a","number":1}}"#] {
        let error = read::<Everything>(text).unwrap_err();
        assert!(error.starts_with("choice"), "{error}");
    }
}

/// Protects people from slips where they ask for it, and data of later versions where they do not.
#[test]
fn unknown_members_are_left_out_or_refused() {
    let text = r#"{"nested":{"txet":"a"},"__type":"x"}"#;
    assert!(read::<Everything>(text).is_ok());
    let strict: Result<DenyUnknown<Everything>, _> = serde_json::from_str(text);
    let error = strict.unwrap_err().to_string();
    let expected = r#"nested.txet: unknown member; did you mean "text"?"#;
    assert!(error.starts_with(expected), "{error}");
    // A member that this version does not know can be read, and not written.
    let found: Everything = read(r#"{"choice":{"new":1}}"#).unwrap();
    assert_eq!(found.choice, Some(Choice::Unknown));
    assert!(write(found).unwrap_err().contains("Choice"));
}

/// An input with a member that is required, as the option `strict` has it: its builder is itself,
/// and builds what is valid.
#[derive(Clone, Debug, Default, PartialEq)]
struct Order {
    name: Option<String>,
}

impl Structure for Order {
    type Builder = Self;
    type Rows = RowCount<1>;

    const MEMBERS: &'static str = r#""name": name @required @length(3, )"#;

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        to.put(0, &self.name);
    }

    fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
        match member {
            0 => from.set(&mut builder.name),
            _ => from.skip(),
        }
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        validate::strict(builder, "Order", |order| {
            validate::structure(order, Options::new())
        })
    }
}

/// A builder of an `Order`.
struct Unfinished(Order);

impl Serialize for Unfinished {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        hammersmith::serde::serialize_builder::<Order, S>(&self.0, serializer)
    }
}

/// Protects people who keep what is not finished: a builder is written before it is valid, and
/// remains as strict as it is.
#[test]
fn builders_are_written_before_they_are_valid() {
    for (name, expected) in [(None, "{}"), (Some("a"), r#"{"name":"a"}"#)] {
        let order = Order {
            name: name.map(str::to_owned),
        };
        assert!(Order::build(order.clone()).is_err());
        let written = serde_json::to_string(&Unfinished(order.clone()));
        assert_eq!(written.ok().as_deref(), Some(expected));
        assert!(Order::build(order).is_err());
    }
}
