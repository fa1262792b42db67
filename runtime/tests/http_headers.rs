//! Members of inputs that stand in headers.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
mod support;
#[path = "support/values.rs"]
mod values;

use std::collections::HashMap;

use aws_smithy_http::header;
use call::{serialize, structure};
use everything::Color;
use hammersmith::primitives::{Blob, DateTime};
use support::texts;
use values::{headers, list, map, some, time};

structure! {
    Headers, 16, r#"
        "text": text @httpHeader("x-text")
        "texts": texts @httpHeader("x-texts")
        "flag": flag @httpHeader("x-flag")
        "flags": flags @httpHeader("x-flags")
        "double": double @httpHeader("x-double")
        "color": color @httpHeader("x-color")
        "colors": colors @httpHeader("x-colors")
        "blob": blob @httpHeader("x-blob")
        "media": media @httpHeader("x-media") @mediaType("text/x")
        "time": time @httpHeader("x-time")
        "date": date @httpHeader("x-date") @timestampFormat(date-time)
        "times": times @httpHeader("x-times")
        "dates": dates @httpHeader("x-dates") member(@timestampFormat(date-time))
        "token": secret_token @httpHeader("x-meta-token") @sensitive
        "prefixed": prefixed @httpPrefixHeaders("x-meta-")
        "#;
    0 text: String,
    1 texts: Vec<String>,
    2 flag: bool,
    3 flags: Vec<bool>,
    4 double: f64,
    5 color: Color,
    6 colors: Vec<Color>,
    7 blob: Blob,
    8 media: String,
    9 time: DateTime,
    10 date: DateTime,
    11 times: Vec<DateTime>,
    12 dates: Vec<DateTime>,
    13 secret_token: String,
    14 prefixed: HashMap<String, String>,
}

/// Protects lists in headers: an item is quoted as the official SDK quotes it, and refused where it has no form.
#[test]
fn quotes_headers_as_the_official_sdk() {
    for text in texts() {
        let quoted = header::quote_header_value(text.as_str());
        let input = Headers {
            texts: list(&[&text]),
            ..Headers::default()
        };
        let ours = serialize(&input).ok();
        let ours = ours.map(|request| request.headers[0].1.clone());
        let theirs = quoted
            .parse::<http::HeaderValue>()
            .ok()
            .map(|_| quoted.to_string());
        assert_eq!(ours, theirs, "{text:?}");

        let input = Headers {
            text: some(&text),
            ..Headers::default()
        };
        let valid = text.parse::<http::HeaderValue>().is_ok();
        assert_eq!(serialize(&input).is_ok(), valid, "{text:?}");

        let input = Headers {
            prefixed: map(&[(&text, "value")]),
            ..Headers::default()
        };
        let name = format!("x-meta-{text}").parse::<http::HeaderName>();
        assert_eq!(serialize(&input).is_ok(), name.is_ok(), "{text:?}");
    }
}

/// Protects values that are not strings: each has its form in a header, and lists have one header per item.
#[test]
fn writes_headers_of_every_kind() {
    type Set = fn(&mut Headers);
    let rows: &[(Set, &[(&str, &str)])] = &[
        (|_| {}, &[]),
        (|it| it.text = some(" a,\"b "), &[("x-text", " a,\"b ")]),
        (
            |it| it.texts = list(&["a", "b,c", " d"]),
            &[
                ("x-texts", "a"),
                ("x-texts", "\"b,c\""),
                ("x-texts", "\" d\""),
            ],
        ),
        (|it| it.texts = list(&[]), &[("x-texts", "")]),
        (|it| it.flag = Some(false), &[("x-flag", "false")]),
        (
            |it| it.flags = Some(vec![true, false]),
            &[("x-flags", "true"), ("x-flags", "false")],
        ),
        (|it| it.double = Some(f64::NAN), &[("x-double", "NaN")]),
        (
            |it| it.color = Some(Color("a,b".to_owned())),
            &[("x-color", "a,b")],
        ),
        (
            |it| it.colors = Some(vec![Color("a,b".to_owned())]),
            &[("x-colors", "\"a,b\"")],
        ),
        (|it| it.blob = Some(Blob::new("é")), &[("x-blob", "w6k=")]),
        (|it| it.media = some("é\n"), &[("x-media", "w6kK")]),
        (
            |it| (it.time, it.date) = (time(), time()),
            &[
                ("x-time", "Tue, 14 Nov 2023 22:13:20 GMT"),
                ("x-date", "2023-11-14T22:13:20Z"),
            ],
        ),
        (
            |it| it.times = time().map(|time| vec![time]),
            &[("x-times", "Tue, 14 Nov 2023 22:13:20 GMT")],
        ),
        (
            |it| it.dates = time().map(|time| vec![time; 2]),
            &[
                ("x-dates", "2023-11-14T22:13:20Z"),
                ("x-dates", "2023-11-14T22:13:20Z"),
            ],
        ),
        // A header with a member of its own is not taken from the map.
        (
            |it| {
                it.prefixed = map(&[("TOKEN", "no"), ("Other", "a")]);
                it.secret_token = some("t");
            },
            &[("x-meta-token", "t"), ("x-meta-Other", "a")],
        ),
    ];
    for (set, expected) in rows {
        let mut input = Headers::default();
        set(&mut input);
        let request = serialize(&input).unwrap();
        assert_eq!(headers(&request), *expected);
        assert_eq!((request.uri.as_str(), request.body.len()), ("/", 0));
    }
}

/// Protects secrets: what cannot be sent in a header is named, and not shown.
#[test]
fn header_values_are_not_shown() {
    let input = Headers {
        secret_token: some("secret\n"),
        ..Headers::default()
    };
    let error = serialize(&input).unwrap_err().to_string();
    assert!(error.contains("secret_token"), "{error}");
    assert!(!error.contains("secret\n"), "{error}");
    let late = Headers {
        time: Some(DateTime::from_secs(i64::MAX)),
        ..Headers::default()
    };
    assert!(serialize(&late).is_err());
}
