//! The JSON writer gives the same bytes as the official one: requests must not depend on who wrote them.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
mod support;
#[path = "support/written.rs"]
mod written;

use std::collections::HashMap;

use aws_smithy_json::serialize::JsonObjectWriter;
use call::{Call, Nothing, serialize};
use everything::{Choice, Color, Everything};
use hammersmith::Operation;
use hammersmith::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};
use hammersmith::protocol::AwsJson1_0;
use support::Random;
use written::their_members;

/// A member that is set half of the time.
fn some<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    random.one_in(2).then(|| make(random))
}

fn list<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Vec<T> {
    let count = random.pick(&[0, 1, 2, 5]);
    (0..count).map(|_| make(random)).collect()
}

fn map<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> HashMap<String, T> {
    let entries = list(random, |random| (random.text(), make(random)));
    entries.into_iter().collect()
}

/// A time, of which one in thirty has no form in the format of some members.
fn time(random: &mut Random) -> DateTime {
    let shift = if random.one_in(30) { 0 } else { 31 };
    let seconds = random.integer() >> shift;
    let nanos = random.pick(&[0, 0, 1, 500_000_000, 999_999_999, 120_000, 1_000]);
    DateTime::from_secs_and_nanos(seconds, nanos)
}

fn document(random: &mut Random, depth: usize) -> Document {
    let kinds = if depth == 0 { 6 } else { 8 };
    match random.below(kinds) {
        0 => Document::Null,
        1 => Document::Bool(random.one_in(2)),
        2 => Document::Number(Number::PosInt(random.bits())),
        3 => Document::Number(Number::NegInt(random.integer())),
        4 => Document::Number(Number::Float(random.double())),
        5 => Document::String(random.text()),
        6 => Document::Array(list(random, |random| document(random, depth - 1))),
        _ => Document::Object(map(random, |random| document(random, depth - 1))),
    }
}

fn choice(random: &mut Random, depth: usize) -> Choice {
    match random.below(if depth == 0 { 3 } else { 4 }) {
        0 => Choice::Text(random.text()),
        1 => Choice::Number(random.integer() as i32),
        2 => Choice::Nothing,
        _ => Choice::Deep(Box::new(everything(random, depth - 1))),
    }
}

fn everything(random: &mut Random, depth: usize) -> Everything {
    let nested = (depth > 0).then(|| some(random, |random| everything(random, depth - 1)));
    let many = (depth > 0).then(|| {
        some(random, |random| {
            list(random, |random| everything(random, depth.saturating_sub(2)))
        })
    });
    Everything {
        text: some(random, Random::text),
        flag: some(random, |random| random.one_in(2)),
        byte: some(random, |random| random.bits() as i8),
        short: some(random, |random| random.bits() as i16),
        integer: some(random, |random| random.integer() as i32),
        long: some(random, Random::integer),
        float: some(random, |random| random.double() as f32),
        double: some(random, Random::double),
        blob: some(random, |random| Blob::new(random.text())),
        epoch: some(random, time),
        date: some(random, time),
        http: some(random, time),
        open: some(random, |random| document(random, 3)),
        whole: None,
        decimal: None,
        list: some(random, |random| list(random, Random::text)),
        sparse: some(random, |random| {
            list(random, |random| {
                some(random, |random| random.integer() as i32)
            })
        }),
        map: some(random, |random| map(random, Random::double)),
        holes: some(random, |random| {
            map(random, |random| some(random, Random::text))
        }),
        nested: nested.flatten().map(Box::new),
        many: many.flatten(),
        choice: some(random, |random| choice(random, depth)),
        color: some(random, |random| Color(random.text())),
        by_color: some(random, |random| {
            let entries = map(random, |random| list(random, |random| random.one_in(2)));
            entries
                .into_iter()
                .map(|(key, value)| (Color(key), value))
                .collect()
        }),
        times: some(random, |random| list(random, time)),
        documents: some(random, |random| list(random, |random| document(random, 2))),
        blobs: some(random, |random| {
            map(random, |random| Blob::new(random.text()))
        }),
        odd: some(random, Random::text),
        renamed: some(random, |random| random.integer() as i32),
    }
}

/// Protects drop-in use: of random values, both write the same bytes, or both refuse.
#[test]
fn writes_what_the_official_writer_writes() {
    let (mut written, mut refused) = (0, 0);
    for seed in 0..10_000 {
        let value = everything(&mut Random::new(seed), 3);
        let mut expected = String::new();
        let expected =
            their_members(&value, JsonObjectWriter::new(&mut expected)).then_some(expected);
        let actual = body(&value);
        assert_eq!(actual, expected, "seed {seed}: {value:?}");
        *if expected.is_some() {
            &mut written
        } else {
            &mut refused
        } += 1;
    }
    // Both outcomes have to occur, or the test compares nothing.
    assert!(
        written > 5_000 && refused > 500,
        "{written} written, {refused} refused"
    );
}

/// The body of a request; none if there cannot be one.
fn body(value: &Everything) -> Option<String> {
    let body = serialize(value).ok()?.body;
    Some(String::from_utf8(body).unwrap())
}

fn cause(value: &Everything) -> String {
    let error = serialize(value).unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string);
    source.unwrap_or_else(|| error.to_string())
}

/// Protects whoever looks for the cause: the first value without a form is named, however much comes behind it.
#[test]
fn keeps_the_first_problem_to_the_end() {
    let late = DateTime::from_secs(i64::MAX);
    let mut value = Everything {
        date: Some(late),
        choice: Some(Choice::Unknown),
        odd: Some("text".to_owned()),
        ..Everything::default()
    };
    let of_time = cause(&value);
    assert!(!of_time.contains("Choice"), "{of_time}");
    assert_eq!(
        serialize(&value).unwrap_err().to_string(),
        "failed to serialize input"
    );
    value.date = None;
    let of_union = cause(&value);
    assert!(of_union.contains("Choice::Unknown"), "{of_union}");
}

/// Protects services from what is not JSON: the types of large numbers take more forms than that has.
#[test]
fn writes_large_numbers_only_as_json_has_them() {
    let integer = |text: &str| {
        let whole: BigInteger = text.parse().unwrap();
        body(&Everything {
            whole: Some(whole),
            ..Everything::default()
        })
    };
    let decimal = |text: &str| {
        let decimal: BigDecimal = text.parse().unwrap();
        body(&Everything {
            decimal: Some(decimal),
            ..Everything::default()
        })
    };
    let long = "123456789012345678901234567890";
    assert_eq!(integer(long), Some(format!("{{\"whole\":{long}}}")));
    assert_eq!(
        decimal("-1.50e+10").as_deref(),
        Some("{\"decimal\":-1.50e+10}")
    );
    assert_eq!(integer("007"), None);
    assert_eq!(decimal("+5"), None);
    assert_eq!(decimal(".5"), None);
}

/// Protects names: `@jsonName` counts in restJson1, and the name of the model in awsJson.
#[test]
fn members_have_the_names_of_the_protocol() {
    let value = Everything {
        odd: Some("a".to_owned()),
        renamed: Some(1),
        ..Everything::default()
    };
    assert_eq!(
        body(&value).as_deref(),
        Some(r#"{"\"odd\n":"a","c\"alled":1}"#)
    );
    let request = Call::<AwsJson1_0, Everything, Nothing>::serialize(&value).unwrap();
    assert_eq!(request.body, br#"{"\"odd\n":"a","renamed":1}"#);
}

/// Protects members of unions that hold nothing: the service wants an empty object.
#[test]
fn writes_units_as_empty_objects() {
    let value = Everything {
        choice: Some(Choice::Nothing),
        ..Everything::default()
    };
    assert_eq!(
        body(&value).as_deref(),
        Some(r#"{"choice":{"nothing":{}}}"#)
    );
}
