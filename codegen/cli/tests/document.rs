//! Validation of documents: each check finds what it is for, and nothing else.

use cargo_hammersmith::document::{self, Nulls, Problem};
use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Config, Layout};
use serde_json::Value;

fn planned() -> Plan {
    let source = Source::Text {
        name: "model.json".to_owned(),
        text: include_str!("document/model.json").to_owned(),
    };
    let model = model::load(&[source]).unwrap();
    let selected = model::select(&model, &Selection::default()).unwrap();
    plan::plan(&selected, &Config::default(), Layout::Crate).unwrap()
}

fn problems(plan: &Plan, nulls: Nulls, text: &str) -> Vec<Problem> {
    document::check(plan, &plan.operations[0], nulls, text)
}

/// The problems of a document, in one line.
fn said(plan: &Plan, nulls: Nulls, text: &str) -> String {
    let problems = problems(plan, nulls, text);
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

/// Compares the problems of each document with what is expected: nothing for a valid one.
fn compare(nulls: Nulls, rows: &[(&str, &str)]) {
    let plan = planned();
    let found = rows
        .iter()
        .map(|(text, expected)| (*text, *expected, said(&plan, nulls, text)));
    let wrong: Vec<_> = found
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Protects: types, lengths, ranges and patterns of scalars.
#[test]
fn scalars() {
    let rows = [
        (r#"{"text": "ab", "flag": false}"#, ""),
        (
            r#"{"text": "a"}"#,
            "`text`: 1 character, at least 2 allowed",
        ),
        (
            r#"{"text": "äöüß"}"#,
            "`text`: 4 characters, at most 3 allowed",
        ),
        (r#"{"text": "\u00e4\uD83D\uDE00"}"#, ""),
        (
            r#"{"text": 1}"#,
            "`text`: expected a string, found a number",
        ),
        (
            r#"{"code": "x1"}"#,
            "`code`: does not match the pattern `^[a-z]+$`",
        ),
        // Look-ahead, which `regex-lite` does not support.
        (r#"{"ahead": "aws"}"#, ""),
        (
            r#"{"flag": "true"}"#,
            "`flag`: expected a boolean, found a string",
        ),
    ];
    compare(Nulls::Unset, &rows);
}

/// Protects: the forms of blobs, timestamps and documents.
#[test]
fn blobs_timestamps_and_documents() {
    let rows = [
        (r#"{"blob": "AAA="}"#, ""),
        (r#"{"blob": "\/\u002f8="}"#, ""),
        (r#"{"blob": "AAAA"}"#, "`blob`: 3 bytes, at most 2 allowed"),
        (
            r#"{"blob": "§"}"#,
            "`blob`: expected a base64 string, found another string",
        ),
        (
            r#"{"time": "2015-01-25T08:00:00Z", "epoch": 1.5, "date": "Sun, 06 Nov 1994 08:49:37 GMT"}"#,
            "",
        ),
        // Any form will do for any member.
        (
            r#"{"time": 1.5, "date": "2015-01-25T08:00:00+01:00", "epoch": "2015-01-25"}"#,
            "",
        ),
        (
            r#"{"epoch": "now"}"#,
            "`epoch`: `now` is not a timestamp; expected seconds since 1970, or a string like \
             `2015-01-25T08:00:00Z` or `Sun, 06 Nov 1994 08:49:37 GMT`",
        ),
        (
            r#"{"epoch": true}"#,
            "`epoch`: expected a timestamp, found a boolean",
        ),
        (
            r#"{"epoch": 1e300}"#,
            "`epoch`: `1e300` does not fit; expected seconds since 1970 of at most 64 bits",
        ),
        (r#"{"epoch": 253402300800}"#, ""),
        (r#"{"any": {"x": [1, null, "\"1e400", "-1e400"]}}"#, ""),
        (
            r#"{"any": {"x": [1, -1e400]}}"#,
            "`any`: `-1e400` does not fit; expected a number from -1.7976931348623157e308 to \
             1.7976931348623157e308",
        ),
    ];
    compare(Nulls::Unset, &rows);
}

/// Protects: widths and ranges of numbers, and that secret ones are not quoted.
#[test]
fn numbers() {
    let rows = [
        (r#"{"byte": 127}"#, ""),
        (r#"{"byte": 1.0, "long": 0.5e1}"#, ""),
        (
            r#"{"byte": -129}"#,
            "`byte`: `-129` does not fit; expected an integer from -128 to 127",
        ),
        (r#"{"byte": 1.5}"#, "`byte`: `1.5` is not an integer"),
        (r#"{"long": -2}"#, "`long`: -2, at least -1 allowed"),
        (r#"{"long": 10}"#, "`long`: 10, at most 9 allowed"),
        (r#"{"unlimited": -9223372036854775808}"#, ""),
        (
            r#"{"unlimited": 9223372036854775808}"#,
            "`unlimited`: `9223372036854775808` does not fit; expected an integer from -9223372036854775808 to \
             9223372036854775807",
        ),
        (
            r#"{"byte": -100000000000000000000000000000000000000000}"#,
            "`byte`: `-100000000000000000000000000000000000000000` does not fit; expected an integer from -128 to 127",
        ),
        (r#"{"secret": 10}"#, "`secret`: at most 9 allowed"),
        (
            r#"{"float": "NaN", "number": 123456789012345678901234567890}"#,
            "",
        ),
        (r#"{"number": "-123456789012345678901234567890"}"#, ""),
        (
            r#"{"number": 1e3}"#,
            "`number`: `1e3` does not fit; expected the digits of an integer",
        ),
        (
            r#"{"number": 1.5}"#,
            "`number`: `1.5` does not fit; expected the digits of an integer",
        ),
        (
            r#"{"number": "one"}"#,
            "`number`: expected a number, found another string",
        ),
        (
            r#"{"secret": 1000000000000000000000}"#,
            "`secret`: does not fit; expected an integer from -2147483648 to 2147483647",
        ),
        (r#"{"float": 1.6}"#, "`float`: 1.6, at most 1.5 allowed"),
        (
            r#"{"float": "1.6"}"#,
            "`float`: expected a number, found a string",
        ),
        (
            r#"{"number": []}"#,
            "`number`: expected a number, found a list",
        ),
        (r#"{"level": 5}"#, ""),
        (r#"{"level": 2}"#, "`level`: unknown value `2`"),
    ];
    compare(Nulls::Unset, &rows);
}

/// Protects: members, entries and keys, with the paths to them.
#[test]
fn what_holds_others() {
    let rows = [
        ("{}", ""),
        (r#"{"color": "REED"}"#, "`color`: unknown value `REED`"),
        (r#"{"secretKind": "b"}"#, "`secretKind`: unknown value"),
        (
            r#"{"node": {"next": {"name": "a", "next": {}}}}"#,
            "`node.next.next.name`: required; `node.name`: required",
        ),
        (r#"{"Knot": {"name": null}}"#, "`node.name`: required"),
        (
            r#"{"node": [], "text": "a"}"#,
            "`node`: expected an object, found a list; `text`: 1 character, at least 2 allowed",
        ),
        (r#"{"choice": {"left": true, "right": null}}"#, ""),
        (r#"{"choice": {"nothing": {}}}"#, ""),
        (
            r#"{"choice": {}}"#,
            "`choice`: no member is set, exactly one is allowed",
        ),
        (
            r#"{"choice": {"left": true, "right": {}}}"#,
            "`choice.right.name`: required; `choice`: 2 members are set, exactly one is allowed",
        ),
        (
            r#"{"choice": {"left": true, "middle": 1}}"#,
            "`choice.middle`: unknown member",
        ),
        (
            r#"{"list": ["ab", "a", "abc"]}"#,
            "`list[1]`: 1 character, at least 2 allowed; `list`: 3 entries, at most 2 allowed",
        ),
        (
            r#"{"list": [null]}"#,
            "`list[0]`: expected a value, found null",
        ),
        (r#"{"sparse": [null, "ab"]}"#, ""),
        (
            r#"{"set": [{"name": "a", "next": {"name": "b"}}, {"name": "b"}, {"next": {"name": "\u0062"}, "name": "a"}]}"#,
            "`set[2]`: duplicate of [0] in a list of unique entries",
        ),
        (r#"{"map": {}}"#, "`map`: 0 entries, at least 1 allowed"),
        (
            r#"{"map": {"a": "RED", "ab": "X"}}"#,
            r#"`map["a"]`: 1 character, at least 2 allowed; `map["ab"]`: unknown value `X`"#,
        ),
        (
            r#"{"byColor": {"RED": true, "x": false}}"#,
            r#"`byColor["x"]`: unknown value `x`"#,
        ),
        (r#"{"text": "ab", "text": null, "text": "abc"}"#, ""),
        ("[]", "expected an object, found a list"),
    ];
    compare(Nulls::Unset, &rows);
}

/// Protects: null means an unset member unless it is rejected.
#[test]
fn nulls_are_a_choice() {
    let text = r#"{"text": null, "any": null, "node": {"name": null}}"#;
    let unset = "`node.name`: required";
    compare(Nulls::Unset, &[(text, unset)]);
    let refused =
        "`text`: expected a string, found null; `node.name`: expected a string, found null";
    compare(Nulls::Refused, &[(text, refused)]);
}

/// Protects: for a document that is not JSON, the location is reported, after the problems before
/// it.
#[test]
fn syntax_errors() {
    let rows = [
        ("", "empty document; expected a JSON object"),
        (" \n", "empty document; expected a JSON object"),
        (
            r#"{"text": "a", "#,
            "`text`: 1 character, at least 2 allowed; not JSON: expected a key, found the end of the document",
        ),
        (
            "{} x",
            "not JSON: expected the end of the document, found 'x'",
        ),
        (
            r#"{"text": "a\q"}"#,
            "not JSON: a string with an invalid escape",
        ),
        (r#"{"long": 01}"#, "not JSON: `01` is not a number"),
        (
            r#"{"any": [1, {"x": 2]}"#,
            "not JSON: expected `,` or the end of a list or object, found ']'",
        ),
    ];
    compare(Nulls::Unset, &rows);
}

/// Protects: a text is accepted as JSON exactly when `serde_json` accepts it, wherever it is cut or
/// changed.
#[test]
fn json_is_what_serde_json_takes() {
    let plan = planned();
    let text = r#"{"text":"\ud83d\ude00", "any": [1.5e-3 ,-0, "é\\", {"x":null}],"list" :["ab"],"map":{"ab":"RED"},
        "flag":true,"number":120,"unknown":[{}, []]}"#;
    let changes = [
        "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "0", "-", ".", "e", "t", "n", "ä",
        "\u{1}",
    ];
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for (&at, &end) in ends.iter().zip(ends.iter().skip(1)) {
        let (before, behind) = (&text[..at], &text[end..]);
        let changed = changes.map(|new| format!("{before}{new}{behind}"));
        let added = changes.map(|new| format!("{before}{new}{}", &text[at..]));
        let cut = [text[..end].to_owned()];
        for text in changed.iter().chain(&added).chain(&cut) {
            let found = said(&plan, Nulls::Unset, text);
            let is_json = serde_json::from_str::<Value>(text).is_ok();
            assert_eq!(!found.contains("not JSON"), is_json, "{text}: {found}");
        }
    }
}

/// Protects: problems have their location in the document; keys and strings include their quotes.
#[test]
fn places() {
    let text = r#"{"flag": "x", "more": 1, "node": {}, "map": {"a": "RED"}}"#;
    let problems = problems(&planned(), Nulls::Unset, text);
    let marked: Vec<_> = problems
        .iter()
        .map(|found| &text[found.span.clone()])
        .collect();
    assert_eq!(marked, [r#""x""#, r#""more""#, "{", r#""a""#]);
}

/// Protects the stack: a document that is nested too deeply is a problem, not a crash.
#[test]
fn deep_documents() {
    let plan = planned();
    let deep = [
        r#"{"node":"#.to_owned() + &r#"{"name":"x","next":"#.repeat(100_000),
        r#"{"any":"#.to_owned() + &"[".repeat(100_000),
        r#"{"text":"#.to_owned() + &r#"{"a":"#.repeat(100_000),
        "[".repeat(100_000),
    ];
    for text in deep {
        let found = said(&plan, Nulls::Unset, &text);
        assert_eq!(found, "not JSON: values are nested too deeply");
    }
}
