//! Members in paths, queries and headers take the form that the official SDK gives them.

mod support;

use std::collections::HashMap;

use aws_smithy_http::header;
use aws_smithy_http::label::{self, EncodingStrategy};
use aws_smithy_http::query;
use hammersmith::http::{Path, Request, Response, text, timestamp};
use hammersmith::primitives::{DateTime, DateTimeFormat};
use support::Random;

fn texts() -> impl Iterator<Item = String> {
    let ascii = (0..=0x7f_u8).map(|byte| char::from(byte).to_string());
    let random = (0..2_000).map(|seed| Random::new(seed).text());
    ascii.chain(random)
}

#[test]
fn encodes_labels_and_queries_as_the_official_sdk() {
    for text in texts().filter(|text| !text.is_empty()) {
        let path = Path::new().label("member", Some(&text)).finish().unwrap();
        assert_eq!(
            path,
            label::fmt_string(&text, EncodingStrategy::Default),
            "{text:?}"
        );
        let path = Path::new()
            .greedy_label("member", Some(&text))
            .finish()
            .unwrap();
        assert_eq!(
            path,
            label::fmt_string(&text, EncodingStrategy::Greedy),
            "{text:?}"
        );

        let mut expected = "/path?fixed".to_owned();
        expected.push_str(&format!("&name={}", query::fmt_string(&text)));
        expected.push_str(&format!(
            "&{}={}",
            query::fmt_string(&text),
            query::fmt_string("a b")
        ));
        let mut request = Request::new("GET", "/path?fixed");
        request.query("name", Some(&text));
        request.query("unset", None);
        request.query_param(&text, "a b");
        assert_eq!(request.uri, expected);
    }
    let mut request = Request::new("GET", "/path");
    request.query("first", Some(""));
    request.query("second", Some("2"));
    assert_eq!(request.uri, "/path?first=&second=2");
}

// The service would take a path without its label for another operation.
#[test]
fn refuses_paths_and_queries_without_their_members() {
    for value in [None, Some("")] {
        let path = Path::new()
            .literal("/a/")
            .label("first", value)
            .label("second", None);
        let error = path.finish().unwrap_err().to_string();
        assert_eq!(error, "first was missing: cannot be empty or unset");
        let mut request = Request::new("GET", "/a");
        let error = request
            .required_query("first", "f", value)
            .unwrap_err()
            .to_string();
        assert_eq!(error, "first was missing: cannot be empty or unset");
    }
}

#[test]
fn writes_numbers_and_times_as_text() {
    assert_eq!(text(None::<i32>), None);
    assert_eq!(text(Some(-5_i64)).as_deref(), Some("-5"));
    assert_eq!(text(Some(true)).as_deref(), Some("true"));
    assert_eq!(text(Some(0.1_f32)).as_deref(), Some("0.1"));
    assert_eq!(text(Some(f64::NAN)).as_deref(), Some("NaN"));
    assert_eq!(text(Some(f64::NEG_INFINITY)).as_deref(), Some("-Infinity"));
    let time = DateTime::from_secs(1_700_000_000);
    let formats = [
        (DateTimeFormat::DateTime, "2023-11-14T22:13:20Z"),
        (DateTimeFormat::HttpDate, "Tue, 14 Nov 2023 22:13:20 GMT"),
        (DateTimeFormat::EpochSeconds, "1700000000"),
    ];
    for (format, expected) in formats {
        assert_eq!(
            timestamp(Some(&time), format).unwrap().as_deref(),
            Some(expected)
        );
    }
    assert!(
        timestamp(
            Some(&DateTime::from_secs(i64::MAX)),
            DateTimeFormat::HttpDate
        )
        .is_err()
    );
}

#[test]
fn writes_headers_as_the_official_sdk() {
    for text in texts() {
        let mut request = Request::new("GET", "/");
        let quoted = header::quote_header_value(text.as_str());
        match quoted.parse::<http::HeaderValue>() {
            Ok(_) => {
                request
                    .header_item("member", "x-list", Some(&text))
                    .unwrap();
                assert_eq!(request.headers[0].1, quoted);
            }
            Err(_) => assert!(
                request
                    .header_item("member", "x-list", Some(&text))
                    .is_err(),
                "{text:?}"
            ),
        }
        let plain = request.header("member", "x-text", Some(&text));
        assert_eq!(
            plain.is_ok(),
            text.parse::<http::HeaderValue>().is_ok(),
            "{text:?}"
        );
        let prefixed = request.prefix_header("member", "x-meta-", &text, "value");
        let name = format!("x-meta-{text}").parse::<http::HeaderName>();
        assert_eq!(prefixed.is_ok(), name.is_ok(), "{text:?}");
    }
    let mut request = Request::new("GET", "/");
    let error = request
        .header("token", "x-token", Some("secret\n"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("token") && !error.contains("secret"),
        "{error}"
    );
}

#[test]
fn describes_bodies_once() {
    let mut request = Request::new("PUT", "/");
    request
        .header("kind", "Content-Type", Some("text/plain"))
        .unwrap();
    request.set_body("application/octet-stream", b"abc".to_vec());
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|(n, v)| (&**n, v.as_str()))
        .collect();
    assert_eq!(
        headers,
        [("Content-Type", "text/plain"), ("content-length", "3")]
    );
}

const HEADERS: &[&str] = &[
    "",
    " ",
    "a",
    " a ",
    "a,b",
    "a, b ,c",
    "\"a,b\",c",
    "\"a\\\"b\"",
    "\"a\\\\b\"",
    "\"",
    "\"a\" b",
    ",",
    ",,",
    "1",
    "1,2",
    " 1 , -5",
    "true",
    "true,false",
    "x",
    "1.5",
    "NaN",
    "99999999999",
    "Tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 14 Nov 2023 22:13:20 GMT, Tue, 14 Nov 2023 22:13:21 GMT",
    "2023-11-14T22:13:20Z",
    "1700000000,1",
    "1700000000.5",
    "é",
    "\"é\",a",
    "a\tb",
];

/// Responses with none, one and two of the headers.
fn responses() -> Vec<Vec<&'static str>> {
    let mut all = vec![vec![]];
    all.extend(HEADERS.iter().map(|value| vec![*value]));
    for first in HEADERS {
        all.extend(HEADERS.iter().map(|second| vec![*first, *second]));
    }
    all
}

#[test]
fn reads_headers_as_the_official_sdk() {
    for values in responses() {
        let mut response = Response::new(200, b"");
        for value in &values {
            response = response.with_header("X-Name", value);
        }
        let theirs = || values.iter().copied();

        let one = header::one_or_none::<String>(theirs()).ok();
        assert_eq!(
            response.header_text::<String>("x-name").ok(),
            one,
            "{values:?}"
        );

        let many = header::read_many_from_str::<String>(theirs()).ok();
        let many = many.map(|all| (!all.is_empty()).then_some(all));
        assert_eq!(
            response.header_list_text::<String>("x-name").ok(),
            many,
            "{values:?}"
        );

        let numbers = header::read_many_primitive::<i32>(theirs()).ok();
        let single = numbers
            .clone()
            .filter(|all| all.len() < 2)
            .map(|mut all| all.pop());
        assert_eq!(
            response.header_parsed::<i32>("x-name").ok(),
            single,
            "{values:?}"
        );
        let numbers = numbers.map(|all| (!all.is_empty()).then_some(all));
        assert_eq!(
            response.header_list_parsed::<i32>("x-name").ok(),
            numbers,
            "{values:?}"
        );

        for format in [
            DateTimeFormat::HttpDate,
            DateTimeFormat::DateTime,
            DateTimeFormat::EpochSeconds,
        ] {
            let times = header::many_dates(theirs(), format).ok();
            let single = times
                .clone()
                .filter(|all| all.len() < 2)
                .map(|mut all| all.pop());
            assert_eq!(
                response.timestamp("x-name", format).ok(),
                single,
                "{values:?}"
            );
            let times = times.map(|all| (!all.is_empty()).then_some(all));
            assert_eq!(
                response.timestamps("x-name", format).ok(),
                times,
                "{values:?}"
            );
        }
    }
}

#[test]
fn reads_maps_from_headers() {
    let response = Response::new(200, b"")
        .with_header("X-Meta-One", "1")
        .with_header("x-meta-", " empty ")
        .with_header("x-metal", "no")
        .with_header("other", "no");
    let expected = [("one", "1"), ("", "empty")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    assert_eq!(
        response.prefix_headers("x-meta-").unwrap(),
        Some(HashMap::from(expected))
    );
    let twice = response.with_header("x-meta-one", "2");
    assert!(twice.prefix_headers("x-meta-").is_err());
    assert_eq!(
        twice.prefix_headers("x-none-").unwrap(),
        Some(HashMap::new())
    );
}

#[test]
fn reads_bodies() {
    let response = Response::new(204, b"");
    assert_eq!(
        (response.blob_payload(), response.text_payload().unwrap()),
        (None, None)
    );
    let response = Response::new(200, "é");
    assert_eq!(response.blob_payload().unwrap().as_ref(), "é".as_bytes());
    assert_eq!(response.text_payload().unwrap().as_deref(), Some("é"));
    assert!(Response::new(200, b"\xff").text_payload().is_err());
    assert_eq!(
        Response::new(200, b"")
            .with_header("x", b"\xff")
            .header("X"),
        None
    );
    for (status, success) in [(199, false), (200, true), (299, true), (300, false)] {
        assert_eq!(Response::new(status, b"").is_success(), success);
    }
}

#[cfg(feature = "http")]
#[test]
fn converts_to_and_from_the_http_crate() {
    let mut request = Request::new("POST", "/v1/a?b=c");
    request.header("member", "x-name", Some("value")).unwrap();
    request.set_body("application/json", b"{}".to_vec());
    let request = http::Request::try_from(request).unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().to_string()),
        ("POST", "/v1/a?b=c".to_owned())
    );
    assert_eq!(request.headers()["x-name"], "value");
    assert_eq!(request.headers()["content-length"], "2");

    let response = http::Response::builder()
        .status(400)
        .header("X-Name", "value");
    let response = response.body(b"{}".to_vec()).unwrap();
    let response = Response::from(&response);
    assert_eq!((response.status(), response.body()), (400, &b"{}"[..]));
    assert_eq!(response.header("x-name"), Some("value"));
}
