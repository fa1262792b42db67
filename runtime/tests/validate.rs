//! Validation: each check finds what it is there for, and nothing else.

use hammersmith::primitives::DateTimeFormat;
use hammersmith::validate::{Kind, Member, Options, Schema, Shape, Value, document, input};

const TEXT: Value<'static> = Value::STRING.length(2, 3);

const SCHEMA: Schema<'static> = Schema::new(&[
    Shape::Structure(&[
        Member::new("text", "text", TEXT),
        Member::new("code", "code", Value::STRING.pattern(Some("^[a-z]+$"))),
        Member::new("ahead", "ahead", Value::STRING.pattern(Some("^(?!aws)"))),
        Member::new("flag", "r_flag", Value::BOOLEAN),
        Member::new("byte", "byte", Value::BYTE),
        Member::new("long", "long", Value::LONG.range(-1, 9)),
        Member::new("secret", "secret", Value::INTEGER.range(0, 9).sensitive()),
        Member::new("float", "float", Value::FLOAT.float_range(-0.5, 1.5)),
        Member::new("number", "number", Value::NUMBER),
        Member::new("blob", "blob", Value::BLOB.length(0, 2)),
        Member::new("time", "time", Value::timestamp(DateTimeFormat::DateTime)),
        Member::new(
            "epoch",
            "epoch",
            Value::timestamp(DateTimeFormat::EpochSeconds),
        ),
        Member::new("any", "any", Value::DOCUMENT),
        Member::new("color", "color", Value::shape(1)),
        Member::new("level", "level", Value::INTEGER.named(&[1, 5])),
        Member::new("nestedNode", "nested_node", Value::shape(2)).alias("NestedNode"),
        Member::new("choice", "choice", Value::shape(3)),
        Member::new("list", "list", Value::list(&TEXT).length(0, 2)),
        Member::new("set", "set", Value::list(&Value::DOCUMENT).unique()),
        Member::new("sparse", "sparse", Value::list(&TEXT).sparse()),
        Member::new(
            "map",
            "map",
            Value::map(&TEXT, &Value::shape(1)).length(1, 2),
        ),
        Member::new(
            "byColor",
            "by_color",
            Value::map(&Value::shape(1), &Value::BOOLEAN),
        ),
    ]),
    Shape::Enum(&["RED", "BLUE"]),
    Shape::Structure(&[
        Member::new("name", "name", Value::STRING).required(),
        Member::new("next", "next", Value::shape(2)),
    ]),
    Shape::Union(&[
        Member::new("left", "Left", Value::BOOLEAN),
        Member::new("right", "Right", Value::of(Kind::Shape(2))),
    ]),
]);

fn problems(text: &str, options: Options) -> String {
    match document(&SCHEMA, 0, options, text.as_bytes()) {
        Ok(()) => String::new(),
        Err(errors) => errors.to_string(),
    }
}

/// What the model asks, with every enum and member known.
const ALL: Options = Options::new().enums().unknown_members();

// Each row is a document and what is to be said of it; nothing where it is good.
#[test]
fn every_check() {
    let rows = [
        ("{}", ""),
        (
            r#"{"text": "ab", "flag": false, "any": {"x": [1, null]}}"#,
            "",
        ),
        (r#"{"text": null, "color": null}"#, ""),
        (r#"{"text": "a"}"#, "text: 1 character, at least 2 allowed"),
        (
            r#"{"text": "äöüß"}"#,
            "text: 4 characters, at most 3 allowed",
        ),
        (r#"{"text": "\u00e4\uD83D\uDE00"}"#, ""),
        (r#"{"text": 1}"#, "text: expected a string, found a number"),
        (
            r#"{"code": "x1"}"#,
            "code: does not match the pattern `^[a-z]+$`",
        ),
        // The service has to decide what the runtime cannot.
        (r#"{"ahead": "aws"}"#, ""),
        (
            r#"{"flag": "true"}"#,
            "flag: expected a boolean, found a string",
        ),
        (r#"{"byte": 127}"#, ""),
        (r#"{"byte": -129}"#, "byte: does not fit into 8 bits"),
        (
            r#"{"byte": 1.0}"#,
            "byte: expected a whole number, found a number with a fraction or exponent",
        ),
        (r#"{"long": -2}"#, "long: -2, at least -1 allowed"),
        (r#"{"long": 10}"#, "long: 10, at most 9 allowed"),
        (
            r#"{"long": 9223372036854775808}"#,
            "long: does not fit into 64 bits",
        ),
        (r#"{"secret": 10}"#, "secret: at most 9 allowed"),
        (
            r#"{"float": "NaN", "number": 123456789012345678901234567890}"#,
            "",
        ),
        (r#"{"float": 1.6}"#, "float: 1.6, at most 1.5 allowed"),
        (
            r#"{"float": "1.6"}"#,
            "float: expected a number, found a string",
        ),
        (
            r#"{"number": []}"#,
            "number: expected a number, found a list",
        ),
        (r#"{"blob": "AAA="}"#, ""),
        (r#"{"blob": "AAAA"}"#, "blob: 3 bytes, at most 2 allowed"),
        (
            r#"{"blob": "§"}"#,
            "blob: expected a base64 string, found another string",
        ),
        (r#"{"time": "2015-01-25T08:00:00Z", "epoch": 1.5}"#, ""),
        (
            r#"{"time": "now"}"#,
            "time: expected a time, e.g. `2015-01-25T08:00:00Z`, found another string",
        ),
        (
            r#"{"epoch": "2015"}"#,
            "epoch: expected a number of seconds since 1970, found a string",
        ),
        (
            r#"{"color": "REED"}"#,
            "color: unknown value `REED`, known are `RED`, `BLUE`",
        ),
        (
            r#"{"level": 2}"#,
            "level: unknown value `2`, known are `1`, `5`",
        ),
        (
            r#"{"nestedNode": {"next": {"name": "a", "next": {}}}}"#,
            "nestedNode.next.next.name: required; nestedNode.name: required",
        ),
        (
            r#"{"NestedNode": {"name": null}}"#,
            "nestedNode.name: required",
        ),
        (
            r#"{"nestedNode": [], "text": "a"}"#,
            "nestedNode: expected an object, found a list; text: 1 character, at least 2 allowed",
        ),
        (r#"{"choice": {"left": true, "right": null}}"#, ""),
        (
            r#"{"choice": {}}"#,
            "choice: no member is set, exactly one is allowed",
        ),
        (
            r#"{"choice": {"left": true, "right": {}}}"#,
            "choice.right.name: required; choice: 2 members are set, exactly one is allowed",
        ),
        (
            r#"{"list": ["ab", "a", "abc"]}"#,
            "list[1]: 1 character, at least 2 allowed; list: 3 entries, at most 2 allowed",
        ),
        (
            r#"{"list": [null]}"#,
            "list[0]: expected a value, found null",
        ),
        (r#"{"sparse": [null, "ab"]}"#, ""),
        (
            r#"{"set": [{"a": 1, "b": 2}, 3, {"b": 2, "a": 1}]}"#,
            "set[2]: the same as [0], entries have to differ",
        ),
        (r#"{"map": {}}"#, "map: 0 entries, at least 1 allowed"),
        (
            r#"{"map": {"a": "RED", "ab": "X"}}"#,
            "map[\"a\"]: 1 character, at least 2 allowed; map[\"ab\"]: unknown value `X`, known are `RED`, `BLUE`",
        ),
        (
            r#"{"byColor": {"RED": true, "x": false}}"#,
            "byColor[\"x\"]: unknown value `x`, known are `RED`, `BLUE`",
        ),
        (
            r#"{"choice": {"left": true, "middle": 1}}"#,
            "choice.middle: unknown member, known are `left`, `right`",
        ),
        ("[]", "expected an object, found a list"),
        ("", "expected a value, found the end of the document"),
        (
            r#"{"text": "a", "#,
            "text: 1 character, at least 2 allowed; expected a key, found the end of the document",
        ),
        ("{} x", "expected the end of the document, found 'x'"),
    ];
    let wrong: Vec<_> = rows
        .iter()
        .map(|(text, expected)| (text, *expected, problems(text, ALL)))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

// What is a choice is not refused without being chosen.
#[test]
fn choices() {
    let rows = [
        r#"{"color": "REED", "level": 7, "byColor": {"x": true}}"#,
        r#"{"text": null}"#,
        r#"{"more": 1, "choice": {"left": true, "middle": 1}}"#,
    ];
    for text in rows {
        assert_eq!(problems(text, Options::new()), "", "{text}");
        assert_ne!(problems(text, ALL.nulls()), "", "{text}");
    }
}

// Inputs are spoken of in the names of Rust, and problems know their place in the document.
#[test]
fn names_and_places() {
    let errors = input(&SCHEMA, 0, Options::new(), |object| {
        object.string("flag", Some("x"));
        object.empty("nestedNode");
    });
    let errors = errors.unwrap_err();
    let text = "r_flag: expected a boolean, found a string; nested_node.name: required";
    assert_eq!(errors.to_string(), text);
    let spans: Vec<_> = errors.into_problems().into_iter().map(|p| p.span).collect();
    assert_eq!(spans, [8..11, 25..26]);
}

// Data nested deeper than the reader goes is a problem, not a crash.
#[test]
fn deep_documents() {
    let deep = r#"{"nestedNode":"#.to_owned() + &r#"{"name":"x","next":"#.repeat(100_000);
    assert!(problems(&deep, ALL).ends_with("values are nested too deeply"));
}
