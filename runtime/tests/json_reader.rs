//! The JSON reader takes and refuses what the official one does, and makes the same of it.

#[path = "support/call.rs"]
mod call;
#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/everything.rs"]
mod everything;
mod support;
#[path = "support/theirs.rs"]
mod theirs;

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use call::parse;
use corpus::{KNOWN, MEMBERS, SCALARS};
use everything::Everything;
use hammersmith::http::Response;
use support::Random;

/// Both outcomes as text: the debug form of the value, or `Err`.
///
/// Maps have no order, so their debug forms are compared as sorted characters.
fn outcomes(document: &[u8]) -> (Option<String>, Option<String>) {
    let ours = parse::<Everything>(&Response::new(200, document))
        .ok()
        .map(|all| format!("{all:?}"));
    let theirs = catch_unwind(|| theirs::theirs(document).ok().map(|all| format!("{all:?}")));
    (ours, theirs.expect("the official parser panicked"))
}

fn sorted(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.sort_unstable();
    bytes
}

#[track_caller]
fn agree(document: &[u8]) -> bool {
    let (ours, theirs) = outcomes(document);
    let shown = || String::from_utf8_lossy(document).into_owned();
    match (&ours, &theirs) {
        (Some(ours_text), Some(theirs_text)) if ours_text != theirs_text => {
            assert_eq!(
                sorted(ours_text),
                sorted(theirs_text),
                "{}\n{ours_text}\n{theirs_text}",
                shown()
            );
        }
        // Theirs takes no escapes where it looks for base64 or a timestamp, no halves of pairs, and
        // no byte order mark.
        (Some(_), None) if document.contains(&b'\\') || document.starts_with(b"\xef\xbb\xbf") => {}
        (Some(_), None) | (None, Some(_)) => {
            panic!("{}\nours: {ours:?}\ntheirs: {theirs:?}", shown())
        }
        _ => {}
    }
    ours.is_some()
}

fn scalar(random: &mut Random) -> String {
    match random.below(8) {
        0 => serde_json::Value::from(random.text()).to_string(),
        1 => random.integer().to_string(),
        2 => match random.double() {
            number if number.is_finite() => format!("{number:?}"),
            number => format!("\"{number:?}\"").replace("inf", "Infinity"),
        },
        _ => random.pick(SCALARS).to_owned(),
    }
}

fn space(random: &mut Random) -> &'static str {
    if random.one_in(40) {
        random.pick(&["\u{b}", "\u{a0}", "\u{c}"])
    } else {
        random.pick(&["", "", "", "", " ", "\n", "\t\r "])
    }
}

/// A value that suits the member more often than not.
fn value(random: &mut Random, member: &str, depth: usize) -> String {
    if random.one_in(6) || depth == 0 {
        return scalar(random);
    }
    let (open, close, keyed) = match member {
        "list" | "sparse" | "many" | "times" | "documents" => ("[", "]", false),
        "map" | "holes" | "blobs" | "byColor" => ("{", "}", true),
        "nested" | "deep" => return object(random, depth - 1),
        "choice" => return choice(random, depth - 1),
        "flags" => ("[", "]", false),
        "open" | "other" => match random.below(3) {
            0 => ("[", "]", false),
            1 => return object(random, depth - 1),
            _ => return scalar(random),
        },
        _ => return suited(random, member),
    };
    let item = match member {
        "many" => "nested",
        "times" => "date",
        "documents" => "open",
        "blobs" => "blob",
        "byColor" => "flags",
        "list" | "holes" => "text",
        "flags" => "flag",
        "sparse" => "integer",
        "map" => "double",
        _ => "other",
    };
    let count = random.pick(&[0, 1, 2, 3]);
    let items: Vec<_> = (0..count)
        .map(|_| {
            let key = if keyed {
                format!("\"{}\":", random.pick(&["a", "b", "\\n"]))
            } else {
                String::new()
            };
            format!("{key}{}{}", space(random), value(random, item, depth - 1))
        })
        .collect();
    format!("{open}{}{}{close}", items.join(","), space(random))
}

fn suited(random: &mut Random, member: &str) -> String {
    let all: &[&str] = match member {
        "text" | "color" | "\\\"odd\\n" => &["\"a\"", "\"\\u00e9\"", "null", "\"\\ud83d\\ude00\""],
        "flag" => &["true", "false", "null"],
        "byte" | "short" | "integer" | "long" | "number" | "c\\\"alled" => {
            &["1", "-7", "100", "5.0", "1e1", "null", "0"]
        }
        "float" | "double" => &[
            "1.5", "-0.1", "3", "\"NaN\"", "1e10", "null", "-0.0", "16777217",
        ],
        "blob" => &["\"YWJj\"", "\"\"", "null"],
        "epoch" => &["1700000000", "1.5", "-1.25", "null"],
        "date" => &["\"2023-11-14T22:13:20Z\"", "null"],
        "http" => &["\"Tue, 14 Nov 2023 22:13:20 GMT\"", "null"],
        "whole" => &["1", "-123456789012345678901234567890", "0", "null"],
        "decimal" => &["1.50", "1e400", "-0", "null"],
        _ => return scalar(random),
    };
    random.pick(all).to_owned()
}

fn object(random: &mut Random, depth: usize) -> String {
    let count = random.pick(&[0, 1, 2, 4]);
    let members: Vec<_> = (0..count)
        .map(|_| {
            let known = if random.one_in(4) {
                MEMBERS.len()
            } else {
                KNOWN
            };
            let member = random.pick(&MEMBERS[..known]);
            let value = value(random, member, depth);
            format!(
                "{}\"{member}\"{}:{}{value}{}",
                space(random),
                space(random),
                space(random),
                space(random)
            )
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

fn choice(random: &mut Random, depth: usize) -> String {
    let count = random.pick(&[1, 1, 1, 0, 2, 3]);
    let members: Vec<_> = (0..count)
        .map(|_| {
            let member = random.pick(&[
                "text",
                "number",
                "deep",
                "__type",
                "new",
                "\\u0074ext",
                "\\q",
            ]);
            let value = if random.one_in(4) {
                "null".to_owned()
            } else {
                value(random, member, depth)
            };
            format!("\"{member}\":{value}")
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

/// The document with something wrong in it, most of the time.
fn mutated(random: &mut Random, document: &[u8]) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for _ in 0..random.pick(&[1, 1, 1, 2, 4]) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(
                at,
                random.pick(b"{}[]\",:\\ -+.eE0n\n\x00\x1f\x7f\xff\xc3\x80u"),
            ),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 if at < bytes.len() => bytes[at] = random.bits() as u8,
            4 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            _ => {
                let from = random.below(bytes.len() + 1).min(at);
                let part = bytes[from..at].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

/// Protects drop-in use: of random documents, valid and not, both make the same.
#[test]
fn agrees_on_generated_documents() {
    let mut counts = BTreeMap::new();
    for seed in 0..30_000 {
        let random = &mut Random::new(seed);
        let document = object(random, 4).into_bytes();
        *counts.entry(agree(&document)).or_insert(0) += 1;
        let broken = mutated(random, &document);
        *counts.entry(agree(&broken)).or_insert(0) += 1;
    }
    assert!(counts.values().all(|count| *count > 5_000), "{counts:?}");
}

/// Protects each kind of member against each odd value, since chance may miss a pair.
#[test]
fn agrees_on_every_value_in_every_member() {
    for member in MEMBERS {
        for value in SCALARS {
            agree(format!("{{\"{member}\":{value}}}").as_bytes());
            agree(format!("{{\"list\":[{value}],\"{member}\":[{value},{value}]}}").as_bytes());
            agree(format!("{{\"choice\":{{\"{member}\":{value}}}}}").as_bytes());
            agree(
                format!("{{\"map\":{{\"{member}\":{value}}},\"holes\":{{\"a\":{value}}}}}")
                    .as_bytes(),
            );
        }
    }
}

/// Protects strings of every kind: JSON allows escapes wherever a string stands, and a document may
/// start with a byte order mark.
#[test]
fn reads_escapes_everywhere() {
    let table = [
        (r#"{"blob":"\/\/8="}"#, r#"{"blob":"//8="}"#),
        (r#"{"blob":"\u002f\u002F8\u003d"}"#, r#"{"blob":"//8="}"#),
        (
            r#"{"blobs":{"\u0061\/":"YQ\u003d="}}"#,
            r#"{"blobs":{"a/":"YQ=="}}"#,
        ),
        (
            r#"{"date":"2023-11-14T22\u003a13:20Z","times":["\u0032023-11-14T22:13:20Z"]}"#,
            r#"{"date":"2023-11-14T22:13:20Z","times":["2023-11-14T22:13:20Z"]}"#,
        ),
        (
            r#"{"http":"Tue\u002c 14 Nov 2023 22:13:20 GMT"}"#,
            r#"{"http":"Tue, 14 Nov 2023 22:13:20 GMT"}"#,
        ),
        (
            r#"{"map":{"a":"\u004eaN"},"float":"\u002dInfinity"}"#,
            r#"{"map":{"a":"NaN"},"float":"-Infinity"}"#,
        ),
        (
            r#"{"color":"R\u0045D","byColor":{"\u0042LUE":[true]}}"#,
            r#"{"color":"RED","byColor":{"BLUE":[true]}}"#,
        ),
        (
            r#"{"choice":{"\u005f_type":"x","te\u0078t":"\u0061"}}"#,
            r#"{"choice":{"text":"a"}}"#,
        ),
        (
            r#"{"open":{"\u0061":"\/\ud83d\ude00"},"\u0074ext":"\ud83d\udE00"}"#,
            r#"{"open":{"a":"/😀"},"text":"😀"}"#,
        ),
        // Half of a pair has no form in UTF-8.
        (
            r#"{"text":"cut \ud83d","holes":{"\ude00":"\ud83d\ud83d\ude00"}}"#,
            "{\"text\":\"cut \u{fffd}\",\"holes\":{\"\u{fffd}\":\"\u{fffd}😀\"}}",
        ),
        ("\u{feff}{\"text\":\"\u{feff}\"}", "{\"text\":\"\u{feff}\"}"),
    ];
    let read = |text: &'static str| {
        let read = parse::<Everything>(&Response::new(200, text));
        format!(
            "{:?}",
            read.unwrap_or_else(|error| panic!("{text}: {error}"))
        )
    };
    for (escaped, plain) in table {
        assert_eq!(read(escaped), read(plain), "{escaped}");
    }
    for bad in [r#"{"blob":"\q"}"#, r#"{"date":"\u00"}"#, "{}\u{feff}"] {
        assert!(
            parse::<Everything>(&Response::new(200, bad)).is_err(),
            "{bad}"
        );
    }
}

/// Protects what surrounds the members: the start and the end of a document, commas, duplicates.
#[test]
fn agrees_on_whole_documents() {
    let long = format!("{{\"text\":\"{}\"}}", "a\\n".repeat(100_000));
    let documents: &[&[u8]] = &[
        b"",
        b" ",
        b"null",
        b"{}",
        b" { } ",
        b"[]",
        b"1",
        b"\"a\"",
        b"{",
        b"}",
        b"{}{}",
        b"{} 1",
        b"{}\0",
        b"{},",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"{\"text\":\"\xff\"}",
        b"{\"other\":\"\xff\"}",
        b"{\"\xff\":1}",
        b"{}\xff",
        b"{\"text\":\"a\"\"flag\":true}",
        b"{\"text\":\"a\",}",
        b"{,}",
        b"{\"text\"}",
        b"{\"text\":}",
        b"{text:1}",
        b"{\"text\":\"a\",\"text\":\"b\"}",
        b"{\"text\":\"a\",\"text\":null}",
        b"{\"integer\":1 2}",
        b"{\"list\":[\"a\",]}",
        b"{\"list\":[,]}",
        b"{\"list\":[\"a\" \"b\"]}",
        b"{\"list\":[null]}",
        b"{\"sparse\":[null,1]}",
        b"{\"map\":{\"a\":null}}",
        b"{\"map\":{\"a\":1,\"a\":2}}",
        b"{\"holes\":{\"a\":null}}",
        b"{\"choice\":{}}",
        b"{\"choice\":{\"text\":null}}",
        b"{\"choice\":{\"text\":\"a\",\"number\":1}}",
        b"{\"choice\":{\"\\q\":null,\"text\":\"a\"}}",
        b"<html></html>",
        long.as_bytes(),
    ];
    for document in documents {
        agree(document);
    }
}

/// Protects the stack: hostile nesting ends in an error, at the depth that the official parser has.
#[test]
fn agrees_on_nesting() {
    let nest = |open: &str, core: &str, close: &str, depth: usize| {
        format!("{{{}{core}{}}}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [
        1, 2, 61, 62, 63, 64, 65, 100, 126, 127, 128, 129, 255, 256, 257, 510, 511, 512, 513,
        100_000,
    ] {
        agree(nest("\"nested\":{", "", "}", depth).as_bytes());
        agree(nest("\"nested\":{", "\"nested\":null", "}", depth).as_bytes());
        agree(nest("\"many\":[{", "", "}]", depth).as_bytes());
        agree(nest("\"choice\":{\"deep\":{", "", "}}", depth).as_bytes());
        agree(nest("\"other\":{", "", "}", depth).as_bytes());
        agree(nest("\"open\":{", "", "}", depth).as_bytes());
        for member in ["other", "open", "list", "map"] {
            agree(
                format!(
                    "{{\"{member}\":{}{}}}",
                    "[".repeat(depth),
                    "]".repeat(depth)
                )
                .as_bytes(),
            );
            agree(format!("{{\"{member}\":{}", "[".repeat(depth)).as_bytes());
            agree(format!("{{\"{member}\":{}", "[{\"a\":".repeat(depth)).as_bytes());
        }
    }
}
