//! The JSON writer gives the same bytes as the official one: requests must not depend on who wrote
//! them.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/sample.rs"]
mod sample;
mod support;
#[path = "support/written.rs"]
mod written;

use aws_smithy_json::serialize::JsonObjectWriter;
use call::serialize;
use everything::{Choice, Everything};
use hammersmith::primitives::{BigDecimal, BigInteger, DateTime};
use support::Random;
use written::their_members;

/// Protects drop-in use: of random values, both write the same bytes, or both refuse.
#[test]
fn writes_what_the_official_writer_writes() {
    let (mut written, mut refused) = (0, 0);
    for seed in 0..10_000 {
        let value = sample::everything(&mut Random::new(seed), 3);
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

/// Protects whoever looks for the cause: the first value without a form is named, however much
/// comes behind it.
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

/// Protects services from what is not JSON: the types of large numbers take more forms than that
/// has.
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

/// Protects names: `@jsonName` counts where a row has it, which the plan decides by the protocol.
#[test]
fn members_have_the_names_of_their_rows() {
    let value = Everything {
        odd: Some("a".to_owned()),
        renamed: Some(1),
        ..Everything::default()
    };
    assert_eq!(
        body(&value).as_deref(),
        Some(r#"{"\"odd\n":"a","c\"alled":1}"#)
    );
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
