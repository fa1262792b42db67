//! The values of JSON bodies, by example: limits, what is refused and where, unions, nulls.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;

use call::{Call, Nothing, parse};
use everything::{Choice, Everything};
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::primitives::{DateTime, Document};
use hammersmith::protocol::{AwsJson1_0, AwsJson1_1, RestJson1};

fn read(document: &str) -> Everything {
    parse(&Response::new(200, document)).unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// The message of a failure, without the part common to all failures to read a response, and
/// without its path.
fn failure(document: &str) -> String {
    let error = parse::<Everything>(&Response::new(200, document)).expect_err(document);
    let text = error.to_string();
    let start = "the response cannot be read: invalid JSON document";
    let rest = text
        .strip_prefix(start)
        .and_then(|rest| rest.split_once(": "));
    rest.map_or(text.as_str(), |(_, rest)| rest).to_owned()
}

/// Protects integers from being cut off: each type has all of its values, and no others.
#[test]
fn integers_have_limits() {
    let rows = [
        ("byte", "-128", "127", "-129", "128"),
        ("short", "-32768", "32767", "-32769", "32768"),
        (
            "integer",
            "-2147483648",
            "2147483647",
            "-2147483649",
            "2147483648",
        ),
        (
            "long",
            "-9223372036854775808",
            "9223372036854775807",
            "-9223372036854775809",
            "9223372036854775808",
        ),
    ];
    for (member, least, greatest, below, above) in rows {
        for good in [least, greatest, "0", "5.0", "1e1"] {
            let all = read(&format!("{{\"{member}\":{good}}}"));
            let found = [
                all.byte.map(i64::from),
                all.short.map(i64::from),
                all.integer.map(i64::from),
                all.long,
            ];
            let expected = good.parse().unwrap_or(if good == "5.0" { 5 } else { 10 });
            assert_eq!(found.into_iter().flatten().next(), Some(expected), "{good}");
        }
        let fraction = format!("{greatest}.5");
        for bad in [below, above, "1e400", "1.5", &fraction] {
            let offset = member.len() + 4;
            let problem = if bad.contains('.') {
                "is not an integer".to_owned()
            } else {
                format!("does not fit; expected an integer from {least} to {greatest}")
            };
            let expected = format!("`{bad}` {problem} (byte {offset})");
            assert_eq!(failure(&format!("{{\"{member}\":{bad}}}")), expected);
        }
    }
}

/// Documents, and what is wrong with each.
const FAILURES: &[(&str, &str)] = &[
    (r#"{"flag": tru}"#, "expected true, found 't' (byte 9)"),
    (
        r#"{"flag": truex}"#,
        "expected the end of a value, found 'x' (byte 13)",
    ),
    (
        r#"{"flag":"true"}"#,
        "expected a boolean or null, found '\"' (byte 8)",
    ),
    (r#"{"flag" true}"#, "expected `:`, found 't' (byte 8)"),
    (r#"{flag:true}"#, "expected a key, found 'f' (byte 1)"),
    (
        r#"{"flag":true "text":"a"}"#,
        "expected `,` or `}`, found '\"' (byte 13)",
    ),
    (r#"{"flag":true,}"#, "expected a key, found '}' (byte 13)"),
    (
        r#"{"flag":true"#,
        "expected `,` or `}`, found the end of the document (byte 12)",
    ),
    (
        r#"{"text":"a"#,
        "expected the rest of a string, found the end of the document (byte 10)",
    ),
    (
        "{\"text\":\"a\nb\"}",
        "expected the rest of a string, found '\\n' (byte 10)",
    ),
    (
        r#"{"text":"\x"}"#,
        "a string with an invalid escape (byte 9)",
    ),
    (
        r#"{"te\xt":"a"}"#,
        "a string with an invalid escape (byte 2)",
    ),
    (
        r#"{"integer":"1"}"#,
        "expected an integer or null, found '\"' (byte 11)",
    ),
    (
        r#"{"integer":01x}"#,
        "expected the end of a value, found 'x' (byte 13)",
    ),
    (r#"{"double":-}"#, "`-` is not a number (byte 10)"),
    (
        r#"{"double":1e400}"#,
        "`1e400` does not fit; expected a number from -1.7976931348623157e308 to 1.7976931348623157e308 (byte 10)",
    ),
    (
        r#"{"double":"1"}"#,
        "expected a number, `NaN`, `Infinity` or `-Infinity`, found the string `1` (byte 10)",
    ),
    (
        r#"{"list":["a",1]}"#,
        "expected a string or null, found '1' (byte 13)",
    ),
    (
        r#"{"list":["a" 1]}"#,
        "expected `,` or `]`, found '1' (byte 13)",
    ),
    (
        r#"{"list":{}}"#,
        "expected a list or null, found '{' (byte 8)",
    ),
    (
        r#"{"list":[null]}"#,
        "null where a value has to be (byte 13)",
    ),
    (
        r#"{"map":{"a":null}}"#,
        "null where a value has to be (byte 16)",
    ),
    (
        r#"{"map":[]}"#,
        "expected an object or null, found '[' (byte 7)",
    ),
    (
        r#"{"other":[1 2]}"#,
        "expected `,` or the end of a list or object, found '2' (byte 12)",
    ),
    (
        r#"{"open":{"a":}}"#,
        "expected a value, found '}' (byte 13)",
    ),
    (
        r#"{"epoch":"NaN"}"#,
        "expected a timestamp or null, found '\"' (byte 9)",
    ),
    (
        "{} x",
        "expected the end of the document, found 'x' (byte 3)",
    ),
    ("[]", "expected an object, found '[' (byte 0)"),
    ("null", "expected an object, found 'n' (byte 0)"),
    (
        " ",
        "expected an object, found the end of the document (byte 1)",
    ),
    ("\u{e9}", "expected an object, found '\u{e9}' (byte 0)"),
];

/// Protects whoever looks for what is wrong with a response: the text says what, and at which byte.
#[test]
fn failures_say_where() {
    let wrong: Vec<_> = FAILURES
        .iter()
        .map(|(document, expected)| (document, *expected, failure(document)))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let causes = [
        (r#"{"blob":"*"}"#, "not base64 (byte 9)"),
        (r#"{"date":"now"}"#, "invalid timestamp (byte 9)"),
        (r#"{"http":"2023-11-14"}"#, "invalid timestamp (byte 9)"),
    ];
    for (document, expected) in causes {
        let found = failure(document);
        assert!(found.starts_with(expected), "{document}: {found}");
    }
    let error = parse::<Everything>(&Response::new(200, b"{\"text\":\"\xff\"}")).unwrap_err();
    assert!(error.to_string().contains("not UTF-8 (byte 9)"), "{error}");
}

/// Protects floats that JSON has no numbers for.
#[test]
fn floats_that_are_no_numbers_have_names() {
    let all = read(r#"{"float":"NaN","double":"-Infinity"}"#);
    assert!(all.float.is_some_and(f32::is_nan));
    assert_eq!(all.double, Some(f64::NEG_INFINITY));
    let all = read(r#"{"float":"Infinity","double":1.5}"#);
    assert_eq!((all.float, all.double), (Some(f32::INFINITY), Some(1.5)));
}

/// Protects times: three formats, parts of seconds, and an offset from UTC where a service writes
/// one.
#[test]
fn times_have_the_format_of_their_member() {
    let seconds = DateTime::from_secs(1_700_000_000);
    let all = read(
        r#"{"epoch":1700000000,"date":"2023-11-14T23:13:20+01:00",
            "http":"Tue, 14 Nov 2023 22:13:20 GMT","times":["2023-11-14T22:13:20Z"]}"#,
    );
    assert_eq!((all.epoch, all.date), (Some(seconds), Some(seconds)));
    assert_eq!((all.http, all.times), (Some(seconds), Some(vec![seconds])));
    let all = read(r#"{"epoch":-1.25,"date":"2023-11-14T22:13:20.5Z"}"#);
    let parts = DateTime::from_secs_and_nanos(1_700_000_000, 500_000_000);
    assert_eq!(all.epoch, Some(DateTime::from_secs_f64(-1.25)));
    assert_eq!(all.date, Some(parts));
}

/// Protects nulls: a member that is null is unset, an item of a sparse list or map is null, a
/// document is one.
#[test]
fn nulls_are_unset() {
    let members = [
        "text", "flag", "byte", "long", "float", "blob", "epoch", "date", "whole", "decimal",
        "list", "sparse", "map", "holes", "nested", "many", "choice", "color", "byColor", "times",
    ];
    for member in members {
        let document = format!("{{\"{member}\":null}}");
        assert_eq!(read(&document), Everything::default(), "{member}");
    }
    let all = read(r#"{"sparse":[null,1],"holes":{"a":null},"open":null,"documents":[null]}"#);
    assert_eq!(all.sparse, Some(vec![None, Some(1)]));
    assert_eq!(all.holes.unwrap()["a"], None);
    assert_eq!(all.open, Some(Document::Null));
    assert_eq!(all.documents, Some(vec![Document::Null]));
}

/// Protects unions: one member that is not null, whatever else services write around it.
#[test]
fn unions_have_one_member() {
    let choice = |members: &str| {
        read(&format!("{{\"choice\":{{{members}}}}}"))
            .choice
            .unwrap()
    };
    let text = || Choice::Text("a".to_owned());
    let rows = [
        (r#""text":"a""#, text()),
        (r#""__type":"x","text":"a""#, text()),
        (r#""text":"a","__type":{"text":[]}"#, text()),
        (r#""number":null,"text":"a","new":null"#, text()),
        (r#""\u0074ext":"a""#, text()),
        (r#""number":1"#, Choice::Number(1)),
        (r#""nothing":{}"#, Choice::Nothing),
        (r#""nothing":{"new":[{}]}"#, Choice::Nothing),
        (r#""new":{"text":"a"}"#, Choice::Unknown),
        (r#""deep":{}"#, Choice::Deep(Box::default())),
    ];
    for (members, expected) in rows {
        assert_eq!(choice(members), expected, "{members}");
    }
    let refused = [
        ("{}", "no member in the union `Choice` (byte 12)"),
        (
            r#"{"text":null}"#,
            "no member in the union `Choice` (byte 23)",
        ),
        (
            r#"{"__type":"x"}"#,
            "no member in the union `Choice` (byte 24)",
        ),
        (
            r#"{"text":"a","number":1}"#,
            "two members in the union `Choice` (byte 31)",
        ),
        (
            r#"{"new":1,"text":"a"}"#,
            "two members in the union `Choice` (byte 26)",
        ),
        ("[]", "expected an object or null, found '[' (byte 10)"),
    ];
    for (union, expected) in refused {
        assert_eq!(
            failure(&format!("{{\"choice\":{union}}}")),
            expected,
            "{union}"
        );
    }
}

/// Protects the stack from hostile nesting, and services from being refused: 128 known values in
/// each other, 256 in a document, 512 in what the model does not know.
#[test]
fn nesting_has_limits() {
    let nested = |open: &str, close: &str, count: usize| {
        format!("{{{}{}}}", open.repeat(count), close.repeat(count))
    };
    let lists = |member: &str, count: usize| {
        format!(
            "{{\"{member}\":{}{}}}",
            "[".repeat(count),
            "]".repeat(count)
        )
    };
    let rows = [
        (
            nested("\"nested\":{", "}", 127),
            nested("\"nested\":{", "}", 128),
        ),
        (
            nested("\"many\":[{", "}]", 63),
            nested("\"many\":[{", "}]", 64),
        ),
        (lists("open", 256), lists("open", 257)),
        (lists("other", 512), lists("other", 513)),
    ];
    for (good, bad) in rows {
        read(&good);
        let found = failure(&bad);
        assert!(
            found.starts_with("values are nested too deeply (byte"),
            "{found}"
        );
    }
    for member in ["nested", "open", "other"] {
        failure(&lists(member, 100_000));
    }
}

/// Protects members from each other: names count as they are, escaped or not, and `@jsonName` where
/// a row has it.
#[test]
fn names_are_those_of_the_protocol() {
    let body =
        r#"{"c\"alled":1,"renamed":2,"\"odd\n":"a","Text":"no","\u0066lag":true,"__type":"x"}"#;
    let response = Response::new(200, body);
    let rest = Call::<RestJson1, Nothing, Everything>::parse(&response).unwrap();
    assert_eq!((rest.renamed, rest.flag), (Some(1), Some(true)));
    assert_eq!((rest.odd.as_deref(), rest.text), (Some("a"), None));
    for aws in [
        Call::<AwsJson1_0, Nothing, Everything>::parse(&response),
        Call::<AwsJson1_1, Nothing, Everything>::parse(&response),
    ] {
        let aws = aws.unwrap();
        // Rows of awsJson have no `@jsonName`; this one has, so that it is taken by that name.
        assert_eq!((aws.renamed, aws.odd.as_deref()), (Some(1), Some("a")));
    }
}
