//! The JSON writer gives the same bytes as the official one: requests must not depend on who wrote them.

mod support;

use std::collections::HashMap;

use aws_smithy_json::serialize::{JsonObjectWriter, JsonValueWriter};
use hammersmith::json::{self, ObjectWriter, ValueWriter};
use hammersmith::primitives::{
    BigDecimal, BigInteger, Blob, DateTime, DateTimeFormat, Document, Number,
};
use support::Random;

/// A value of every kind there is.
#[derive(Clone, Debug)]
enum Sample {
    Null,
    Text(String),
    Flag(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    Bytes(Blob),
    Time(DateTime, DateTimeFormat),
    Open(Document),
    List(Vec<Sample>),
    Map(HashMap<String, Sample>),
    Structure(Structure),
}

#[derive(Clone, Debug)]
struct Structure(Vec<(String, Sample)>);

fn sample(random: &mut Random, depth: usize) -> Sample {
    let kinds = if depth == 0 { 9 } else { 12 };
    let count = |random: &mut Random| random.pick(&[0, 1, 2, 5]);
    match random.below(kinds) {
        0 => Sample::Null,
        1 => Sample::Text(random.text()),
        2 => Sample::Flag(random.one_in(2)),
        3 => Sample::Integer(random.integer()),
        4 => Sample::Float(random.double() as f32),
        5 => Sample::Double(random.double()),
        6 => Sample::Bytes(Blob::new(random.text())),
        7 => {
            let seconds = random.integer() >> random.pick(&[0, 10, 29, 30, 31]);
            let nanos = random.pick(&[0, 0, 1, 500_000_000, 999_999_999, 120_000, 1_000]);
            let format = random.pick(&[
                DateTimeFormat::EpochSeconds,
                DateTimeFormat::DateTime,
                DateTimeFormat::HttpDate,
            ]);
            Sample::Time(DateTime::from_secs_and_nanos(seconds, nanos), format)
        }
        8 => Sample::Open(document(random, 3)),
        9 => {
            let count = count(random);
            Sample::List((0..count).map(|_| sample(random, depth - 1)).collect())
        }
        10 => {
            let count = count(random);
            Sample::Map(
                (0..count)
                    .map(|_| (random.text(), sample(random, depth - 1)))
                    .collect(),
            )
        }
        _ => Sample::Structure(structure(random, depth - 1)),
    }
}

fn structure(random: &mut Random, depth: usize) -> Structure {
    let count = random.pick(&[0, 1, 3, 8]);
    let member = |random: &mut Random| (random.text(), sample(random, depth));
    Structure((0..count).map(|_| member(random)).collect())
}

fn document(random: &mut Random, depth: usize) -> Document {
    let kinds = if depth == 0 { 6 } else { 8 };
    let count = random.pick(&[0, 1, 3]);
    match random.below(kinds) {
        0 => Document::Null,
        1 => Document::Bool(random.one_in(2)),
        2 => Document::Number(Number::PosInt(random.bits())),
        3 => Document::Number(Number::NegInt(random.integer())),
        4 => Document::Number(Number::Float(random.double())),
        5 => Document::String(random.text()),
        6 => Document::Array((0..count).map(|_| document(random, depth - 1)).collect()),
        _ => {
            let entry = |random: &mut Random| (random.text(), document(random, depth - 1));
            Document::Object((0..count).map(|_| entry(random)).collect())
        }
    }
}

fn ours(value: &Sample, element: &mut ValueWriter<'_>) {
    match value {
        Sample::Null => element.null_unless(false),
        Sample::Text(text) => element.string(Some(text)),
        Sample::Flag(flag) => element.boolean(Some(*flag)),
        Sample::Integer(number) => element.integer(Some(*number)),
        Sample::Float(number) => element.float(Some(*number)),
        Sample::Double(number) => element.double(Some(*number)),
        Sample::Bytes(bytes) => element.blob(Some(bytes)),
        Sample::Time(time, format) => element.timestamp(Some(time), *format),
        Sample::Open(document) => element.document(Some(document)),
        Sample::List(items) => element.list(Some(items), ours),
        Sample::Map(entries) => element.map(Some(entries), ours),
        Sample::Structure(structure) => element.structure(Some(structure), our_members),
    }
}

/// As generated code does it: the generator has escaped the keys.
fn our_members(structure: &Structure, object: &mut ObjectWriter<'_>) {
    for (key, value) in &structure.0 {
        let key = &escaped(key);
        match value {
            Sample::Null => object.string(key, None),
            Sample::Text(text) => object.string(key, Some(text)),
            Sample::Flag(flag) => object.boolean(key, Some(*flag)),
            Sample::Integer(number) => object.integer(key, Some(*number)),
            Sample::Float(number) => object.float(key, Some(*number)),
            Sample::Double(number) => object.double(key, Some(*number)),
            Sample::Bytes(bytes) => object.blob(key, Some(bytes)),
            Sample::Time(time, format) => object.timestamp(key, Some(time), *format),
            Sample::Open(document) => object.document(key, Some(document)),
            Sample::List(items) => object.list(key, Some(items), ours),
            Sample::Map(entries) => object.map(key, Some(entries), ours),
            Sample::Structure(structure) => object.structure(key, Some(structure), our_members),
        }
    }
}

fn escaped(key: &str) -> String {
    let text = String::from_utf8(json::value(|writer| writer.string(Some(key))).unwrap()).unwrap();
    text[1..text.len() - 1].to_owned()
}

/// Whether the official writer could write the value.
fn theirs(value: &Sample, writer: JsonValueWriter<'_>) -> bool {
    match value {
        Sample::Null => writer.null(),
        Sample::Text(text) => writer.string(text),
        Sample::Flag(flag) => writer.boolean(*flag),
        Sample::Integer(number) => writer.number(Number::NegInt(*number)),
        Sample::Float(number) => writer.number(Number::Float(f64::from(*number))),
        Sample::Double(number) => writer.number(Number::Float(*number)),
        Sample::Bytes(bytes) => writer.string_unchecked(&aws_smithy_types::base64::encode(bytes)),
        Sample::Time(time, format) => return writer.date_time(time, *format).is_ok(),
        Sample::Open(document) => writer.document(document),
        Sample::List(items) => {
            let mut array = writer.start_array();
            let written = items.iter().all(|item| theirs(item, array.value()));
            array.finish();
            return written;
        }
        Sample::Map(entries) => {
            let mut object = writer.start_object();
            let written = entries
                .iter()
                .all(|(key, value)| theirs(value, object.key(key)));
            object.finish();
            return written;
        }
        Sample::Structure(structure) => return their_members(structure, writer.start_object()),
    }
    true
}

fn their_members(structure: &Structure, mut object: JsonObjectWriter<'_>) -> bool {
    let members = structure
        .0
        .iter()
        .filter(|(_, value)| !matches!(value, Sample::Null));
    let mut members = members;
    let written = members.all(|(key, value)| theirs(value, object.key(key)));
    object.finish();
    written
}

#[test]
fn writes_what_the_official_writer_writes() {
    let (mut written, mut refused) = (0, 0);
    for seed in 0..20_000 {
        let structure = structure(&mut Random::new(seed), 4);
        let mut expected = String::new();
        let expected =
            their_members(&structure, JsonObjectWriter::new(&mut expected)).then_some(expected);
        let actual = json::object(|object| our_members(&structure, object)).ok();
        let actual = actual.map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(actual, expected, "seed {seed}: {structure:?}");
        *if expected.is_some() {
            &mut written
        } else {
            &mut refused
        } += 1;
    }
    // Both outcomes have to occur, or the test compares nothing.
    assert!(
        written > 10_000 && refused > 500,
        "{written} written, {refused} refused"
    );
}

#[test]
fn keeps_the_first_problem_to_the_end() {
    let late = DateTime::from_secs(i64::MAX);
    let result = json::object(|object| {
        object.timestamp("at", Some(&late), DateTimeFormat::DateTime);
        object.unknown_variant("Choice");
        object.string("after", Some("text"));
    });
    assert_eq!(result.unwrap_err().to_string(), "failed to serialize input");

    let result = json::object(|object| object.unknown_variant("Choice"));
    let error = std::error::Error::source(&result.unwrap_err())
        .unwrap()
        .to_string();
    assert!(error.contains("Choice::Unknown"), "{error}");
}

// The types of large numbers take more forms than JSON has.
#[test]
fn writes_large_numbers_only_as_json_has_them() {
    let integer = |text: &str| {
        let number: BigInteger = text.parse().unwrap();
        json::object(|object| object.big_integer("n", Some(&number))).ok()
    };
    let decimal = |text: &str| {
        let number: BigDecimal = text.parse().unwrap();
        json::object(|object| object.big_decimal("n", Some(&number))).ok()
    };
    let long = "123456789012345678901234567890";
    assert_eq!(
        integer(long),
        Some(format!("{{\"n\":{long}}}").into_bytes())
    );
    assert_eq!(decimal("-1.50e+10"), Some(b"{\"n\":-1.50e+10}".to_vec()));
    assert_eq!(integer("007"), None);
    assert_eq!(decimal("+5"), None);
    assert_eq!(decimal(".5"), None);
}

#[test]
fn writes_documents_of_one_value() {
    let list = json::value(|writer| {
        writer.list(Some(&[1, 2]), |item, element| element.integer(Some(*item)))
    });
    assert_eq!(list.unwrap(), b"[1,2]");
    assert_eq!(json::document(&Document::Null).unwrap(), b"null");
    assert_eq!(
        json::object(|object| object.empty("unit")).unwrap(),
        br#"{"unit":{}}"#
    );
}
