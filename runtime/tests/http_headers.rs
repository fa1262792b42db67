//! Members that stand in headers: as they are written, and as proxies send them.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/one.rs"]
mod one;
mod support;
#[path = "support/values.rs"]
mod values;

use std::collections::HashMap;
use std::fmt::Debug;

use aws_smithy_http::header;
use call::{parse, serialize, structure};
use everything::Color;
use hammersmith::http::Response;
use hammersmith::primitives::{Blob, DateTime};
use hammersmith::shape::Structure;
use one::one;
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

/// Protects lists in headers: an item is quoted as the official SDK quotes it, and refused where it
/// has no form.
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

type Set = fn(&mut Headers);

/// Members, and the headers that they become.
const WRITTEN: &[(Set, &[(&str, &str)])] = &[
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

/// Protects values that are not strings: each has its form in a header, and lists have one header
/// per item.
#[test]
fn writes_headers_of_every_kind() {
    for (set, expected) in WRITTEN {
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

one! {
    Text: String, "@httpHeader(\"X-Name\")";
    Texts: Vec<String>, "@httpHeader(\"X-Name\")";
    Flag: bool, "@httpHeader(\"X-Name\")";
    Integer: i32, "@httpHeader(\"X-Name\")";
    SecretNumber: i32, "@sensitive @httpHeader(\"X-Name\")";
    Time: DateTime, "@httpHeader(\"X-Name\")";
    Times: Vec<DateTime>, "@httpHeader(\"X-Name\")";
    Prefixed: HashMap<String, String>, "@httpPrefixHeaders(\"x-meta-\")";
    All: HashMap<String, String>, "@httpPrefixHeaders(\"\")";
}

fn read<O: Structure + Debug + Send + Sync + 'static>(response: &Response<'_>) -> O {
    parse(response).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads the headers of those values, all of one name.
fn of<O: Structure + Debug + Send + Sync + 'static>(values: &[&[u8]]) -> Result<O, String> {
    let mut response = Response::new(200, b"");
    for value in values {
        response = response.with_header("x-name", *value);
    }
    parse(&response).map_err(|error| error.to_string())
}

/// Protects calls from what proxies make of headers: repeated ones, empty items, white space,
/// commas in quotes, bytes that are not UTF-8 (RFC 9110, sections 5.3, 5.5 and 5.6).
#[test]
fn reads_headers_as_proxies_send_them() {
    type Row<'a> = (&'a [&'a [u8]], &'a str, Option<&'a [&'a str]>);
    let table: [Row<'_>; 12] = [
        (&[b"a", b"a"], "a", Some(&["a", "a"])),
        (&[b"a", b"b", b"a"], "a, b, a", Some(&["a", "b", "a"])),
        (&[b"a", b" ", b"b"], "a, b", Some(&["a", "b"])),
        (&[b"", b"b"], "b", Some(&["b"])),
        (&[b""], "", None),
        (&[b" ", b""], "", None),
        (&[b" , ,"], ", ,", None),
        (
            &[b"caf\xe9", b"\xc3\xa9"],
            "caf\u{e9}, \u{e9}",
            Some(&["caf\u{e9}", "\u{e9}"]),
        ),
        (&[b"\"a,b\"\t, c"], "\"a,b\"\t, c", Some(&["a,b", "c"])),
        (&[b"\"\""], "\"\"", Some(&[""])),
        (&[b"W/\"a,b\",c"], "W/\"a,b\",c", Some(&["W/\"a,b\"", "c"])),
        (
            &[b"\"a\\\\\",\"\\b\""],
            "\"a\\\\\",\"\\b\"",
            Some(&["a\\", "b"]),
        ),
    ];
    for (values, text, texts) in table {
        let found = of::<Text>(values).unwrap().member;
        assert_eq!(found.as_deref(), Some(text), "{values:?}");
        let texts = texts.map(|all| all.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(of::<Texts>(values).unwrap().member, texts, "{values:?}");
    }
    for (values, integer) in [
        (&[b"5".as_slice(), b" 5 "][..], Some(5)),
        (&[b"5, 5,"], Some(5)),
        (&[b"", b"5"], Some(5)),
        (&[b" "], None),
        (&[b","], None),
    ] {
        assert_eq!(of::<Integer>(values).unwrap().member, integer, "{values:?}");
    }
    let first = "Tue, 14 Nov 2023 22:13:20 GMT";
    let times = format!("{first} ,, \"{first}\",\tTue, 14 Nov 2023 22:13:21 GMT");
    let seconds = |all: Vec<DateTime>| all.iter().map(DateTime::secs).collect::<Vec<_>>();
    let found = of::<Times>(&[times.as_bytes()])
        .unwrap()
        .member
        .map(seconds);
    assert_eq!(
        found,
        Some(vec![1_700_000_000, 1_700_000_000, 1_700_000_001])
    );
    let found = of::<Time>(&[first.as_bytes(), b" ", first.as_bytes()]).unwrap();
    assert_eq!(found.member, Some(DateTime::from_secs(1_700_000_000)));
}

/// Protects whoever looks for a wrong header: its name is said, and the start of its value unless
/// that is secret.
#[test]
fn says_which_header_is_wrong() {
    let refused = |result: Result<String, String>| result.unwrap_err();
    let shown = |it: &dyn Debug| format!("{it:?}");
    let long = "x".repeat(100_000);
    let table = [
        (
            of::<Integer>(&[b"1", b"2"]).map(|it| shown(&it)),
            "expected one value, found `1, 2`".to_owned(),
        ),
        (
            of::<Integer>(&[b"1,2"]).map(|it| shown(&it)),
            "expected one value, found `1,2`".to_owned(),
        ),
        (
            of::<Integer>(&[b"fi\x1bve"]).map(|it| shown(&it)),
            "expected an integer from -2147483648 to 2147483647, found `fi\\u{1b}ve`".to_owned(),
        ),
        (
            of::<Flag>(&[b"\xff"]).map(|it| shown(&it)),
            "expected `true` or `false`, found `\u{ff}`".to_owned(),
        ),
        (
            of::<Integer>(&[long.as_bytes()]).map(|it| shown(&it)),
            format!(
                "expected an integer from -2147483648 to 2147483647, found `{}\u{2026}`",
                "x".repeat(60)
            ),
        ),
        (
            of::<Texts>(&[b"\"a"]).map(|it| shown(&it)),
            "a quote has no end, found `\"a`".to_owned(),
        ),
        (
            of::<SecretNumber>(&[b"secret"]).map(|it| shown(&it)),
            "expected an integer from -2147483648 to 2147483647".to_owned(),
        ),
    ];
    for (result, expected) in table {
        let expected = format!("the response cannot be read: the header `X-Name`: {expected}");
        assert_eq!(refused(result), expected);
    }
}

/// Protects maps: the rest of a header's name is the key, whatever the case, and a header that is
/// there several times has all its values (RFC 9110, section 5.3). No header that nobody has
/// modelled breaks a call.
#[test]
fn reads_maps_from_headers() {
    let response = Response::new(200, b"")
        .with_header("X-Meta-One", "1")
        .with_header("x-meta-", " empty ")
        .with_header("x-metal", "no")
        .with_header("\u{e9}\u{e9}\u{e9}\u{e9}", "no")
        .with_header("other", "no");
    let expected = [("one", "1"), ("", "empty")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    let found = read::<Prefixed>(&response).member;
    assert_eq!(found, Some(HashMap::from(expected)));
    let twice = response
        .with_header("x-meta-ONE", "2")
        .with_header("x-meta-one", b"\xe9\x01")
        .with_header("x-meta-one", "");
    let found = read::<Prefixed>(&twice).member.unwrap();
    assert_eq!(found["one"], "1, 2, \u{e9}\u{1}");
    let all = Response::new(200, b"")
        .with_header("x-cache", "miss")
        .with_header("Set-Cookie", "a=b")
        .with_header("set-cookie", b"\xff")
        .with_header("X-Cache", "miss");
    let found = read::<All>(&all).member.unwrap();
    assert_eq!((found["x-cache"].as_str(), found.len()), ("miss, miss", 2));
    assert_eq!(found["set-cookie"], "a=b, \u{ff}");
    assert_eq!(read::<Integer>(&all), Integer::default());
    let none = read::<Prefixed>(&Response::new(200, b""));
    assert_eq!(none.member, Some(HashMap::new()));
}
