//! Requests and responses as plain data: what is added to them takes the form that the official SDK
//! gives it.

mod support;

use aws_smithy_http::{header, query};
use hammersmith::http::{Request, Response};
use support::texts;

/// Protects queries: names and values are encoded as the official SDK encodes them.
#[test]
fn encodes_queries_as_the_official_sdk() {
    for text in texts().filter(|text| !text.is_empty()) {
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

/// Protects headers: what they cannot hold is refused as the official SDK refuses it, and never
/// shown.
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

/// Protects requests from two headers that describe the body.
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

/// Protects the status, the first value of a header, and headers that are not UTF-8.
#[test]
fn responses_tell_status_and_headers() {
    let response = Response::new(200, b"").with_header("x", b"\xff");
    assert_eq!(response.header("X"), None);
    for (status, success) in [(199, false), (200, true), (299, true), (300, false)] {
        assert_eq!(Response::new(status, b"").is_success(), success);
    }
}

/// Protects programs whose HTTP stack has types of its own.
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
