//! Responses that cannot be read, or not whole: what is known of them survives, and what is wrong
//! is said in a line.

#[path = "support/call.rs"]
mod call;

use std::collections::HashMap;
use std::fmt::{self, Debug};

use call::{Call, Failure, Nothing, structure};
use hammersmith::Operation;
use hammersmith::error::{ParseError, fmt_line};
use hammersmith::http::Response;
use hammersmith::protocol::{AwsJson1_0, AwsJson1_1, Protocol, RestJson1};
use hammersmith::shape::Structure;

structure! {
    Output, 4, r#"
        "strs": strs
        "list": list
        "nested": nested
        "blob": blob
        "#;
    0 strs: HashMap<String, String>,
    1 list: Vec<Output>,
    2 nested: Box<Output>,
    3 blob: hammersmith::primitives::Blob,
}

fn fails<P: Protocol, O: Structure + Debug + Send + Sync + 'static>(
    response: &Response<'_>,
) -> Failure {
    Call::<P, Nothing, O>::parse(response).expect_err("an error")
}

/// The line that the error of an operation shows.
struct Line<'a>(&'a Failure);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what: &dyn fmt::Display = match self.0 {
            Failure::Modelled(_) => &"Modelled",
            Failure::Other(error) => error,
        };
        fmt_line(f, Some("Get"), what, self.0.meta())
    }
}

/// Code and message, the members of a modelled error, and the end of the line.
type Row<'a> = (
    &'a [u8],
    &'a [(&'a str, &'a str)],
    Option<&'a str>,
    Option<&'a str>,
    &'a str,
);

const CODE: Option<&str> = Some("Modelled");
const MESSAGE: Option<&str> = Some("m");

const TYPE: (&str, &str) = ("x-amzn-errortype", "Modelled");

/// Error bodies and headers as they come, and what is left of them.
const ROWS: &[Row<'_>] = &[
    (
        b"<html>\r\n<b>no</b>",
        &[TYPE],
        CODE,
        None,
        "HTTP 500, body `<html>\\r\\n<b>no</b>`",
    ),
    (
        b"Rate exceeded",
        &[],
        None,
        None,
        "HTTP 500, body `Rate exceeded`",
    ),
    (b"", &[], None, None, "HTTP 500"),
    (b" \n", &[], None, None, "HTTP 500"),
    (
        b"[{\"code\":\"A\"}]",
        &[],
        None,
        None,
        "HTTP 500, body `[{\"code\":\"A\"}]`",
    ),
    (
        b"7",
        &[("x-amzn-requestid", "1")],
        None,
        None,
        "HTTP 500, request id 1, body `7`",
    ),
    (
        b"{\"error\":\"x\"}",
        &[],
        None,
        None,
        "HTTP 500, body `{\"error\":\"x\"}`",
    ),
    (b"{\"message\":\"m\",", &[], None, MESSAGE, "HTTP 500"),
    (
        b"\x1b[31mno\xff",
        &[TYPE],
        CODE,
        None,
        "HTTP 500, body `\\u{1b}[31mno\\xff`",
    ),
    (
        b"\xef\xbb\xbf{\"code\":\"Modelled\",\"message\":\"m\"}",
        &[],
        CODE,
        MESSAGE,
        "HTTP 500",
    ),
    (
        b"{\"Code\":\"Modelled\",\"Message\":\"m\"}",
        &[],
        CODE,
        MESSAGE,
        "HTTP 500",
    ),
    (
        b"{\"code\":\"Modelled\",\"message\":\"m\"} x",
        &[],
        CODE,
        MESSAGE,
        "HTTP 500",
    ),
    (
        b"{\"code\":\"Modelled\",\"message\":\"caf\xe9\"}",
        &[],
        CODE,
        Some("caf\u{fffd}"),
        "HTTP 500",
    ),
    (
        b"{\"code\":\"Modelled\",\"message\":\"a\\ud83d\"}",
        &[],
        CODE,
        Some("a\u{fffd}"),
        "HTTP 500",
    ),
    (
        b"{\"code\":\"Modelled\",\"message\":\"m\",\"why\":[1],\"x\":2}",
        &[],
        CODE,
        MESSAGE,
        "HTTP 500, not read: invalid JSON document at `why`: expected a string or null, found '[' (byte 39)",
    ),
    (
        b"{\"code\":\"Modelled\",\"message\":\"m\",\"why\":\"tru",
        &[],
        CODE,
        MESSAGE,
        "HTTP 500, not read: invalid JSON document at `why`: expected the rest of a string, found the end of \
             the document (byte 43)",
    ),
    (
        b"{\"__type\":\"Modelled\",\"message\":\"m\"}",
        &[("X-Seconds", "Wed, 21 Oct 2015 07:28:00 GMT")],
        CODE,
        MESSAGE,
        "HTTP 500, not read: the header `x-seconds`: expected one value, found `Wed, 21 Oct 2015 07:28:00 GMT`",
    ),
    (
        b"{\"__type\":\"Modelled\",\"message\":7}",
        &[],
        CODE,
        None,
        "HTTP 500, not read: invalid JSON document at `message`: expected a string or null, found '7' (byte 31)",
    ),
];

/// Protects retries, which hang on the code: whatever a proxy or a broken server sends, code and
/// message survive, and the line says what came.
#[test]
fn errors_survive_what_cannot_be_read() {
    for (body, headers, code, message, end) in ROWS {
        let response = Response::new(500, *body).with_headers(headers.iter().copied());
        let found = fails::<RestJson1, Nothing>(&response);
        let shown = String::from_utf8_lossy(body);
        assert_eq!(
            (found.meta().code(), found.meta().message()),
            (*code, *message),
            "{shown}"
        );
        let line = Line(&found).to_string();
        assert!(
            line.starts_with("Get: ") && line.ends_with(&format!(" ({end})")),
            "{shown}: {line}"
        );
        match found {
            Failure::Modelled(error) => {
                assert_eq!(
                    (error.message.as_deref(), error.seconds),
                    (*message, None),
                    "{shown}"
                );
                assert_eq!(
                    error.reason.as_deref(),
                    Some(""),
                    "something stands for what is required"
                );
            }
            Failure::Other(error) => assert_eq!(*code, None, "{error}"),
        }
    }
}

/// Protects members that can be read from those that cannot, in front of them and behind.
#[test]
fn errors_keep_the_members_that_can_be_read() {
    let body = r#"{"__type":"Modelled","seconds":"soon","Message":"m","why":"w","reason":"r"}"#;
    let response = Response::new(429, body).with_header("x-seconds", "soon");
    for (found, reason) in [
        (fails::<RestJson1, Nothing>(&response), "w"),
        (fails::<AwsJson1_0, Nothing>(&response), "w"),
        (fails::<AwsJson1_1, Nothing>(&response), "w"),
    ] {
        let line = Line(&found).to_string();
        let Failure::Modelled(error) = found else {
            panic!("{line}")
        };
        assert_eq!((error.message.as_deref(), error.seconds), (Some("m"), None));
        assert_eq!(error.reason.as_deref(), Some(reason), "{line}");
        assert!(
            line.contains("(HTTP 429, not read: ") && line.contains("seconds`: "),
            "{line}"
        );
    }
}

/// Protects whoever looks for what is wrong with a success: the line has the path of the member and
/// the start of the body.
#[test]
fn outputs_say_where_they_cannot_be_read() {
    let table = [
        (
            r#"{"strs":{"a":null}}"#,
            "at `strs.a`: null where a value has to be (byte 17)",
        ),
        (
            r#"{"list":[{},null]}"#,
            "at `list[1]`: null where a value has to be (byte 16)",
        ),
        (
            r#"{"list":[{"nested":{"strs":{"a.b":1}}}]}"#,
            "at `list[0].nested.strs[\"a.b\"]`: expected a string or null, found '1' (byte 34)",
        ),
        (r#"{"blob":"*"}"#, "at `blob`: not base64 (byte 9): "),
        (
            r#"{ "strs" : { "a\u0062" : 1 } }"#,
            "at `strs.ab`: expected a string or null, found '1' (byte 25)",
        ),
        ("<html>", ": expected an object, found '<' (byte 0)"),
        (
            "{\"strs\":{\"a\":\"b",
            "at `strs.a`: expected the rest of a string, found the end",
        ),
    ];
    for (body, expected) in table {
        let found = fails::<RestJson1, Output>(&Response::new(200, body));
        let line = Line(&found).to_string();
        let start = "Get: the response cannot be read: invalid JSON document";
        let space = if expected.starts_with(':') { "" } else { " " };
        assert!(
            line.starts_with(&format!("{start}{space}{expected}")),
            "{line}"
        );
        assert!(
            line.ends_with(&format!(" (HTTP 200, body `{body}`)")),
            "{line}"
        );
        let Failure::Other(error) = found else {
            panic!("{line}")
        };
        assert!(
            error
                .get_ref()
                .is_some_and(|error| error.is::<ParseError>())
        );
        let aws = fails::<AwsJson1_1, Output>(&Response::new(200, body));
        assert_eq!(Line(&aws).to_string(), line);
    }
    let mark = "\u{feff}{\"list\":[{}]}";
    assert!(Call::<AwsJson1_0, Nothing, Output>::parse(&Response::new(200, mark)).is_ok());
    assert!(Call::<RestJson1, Nothing, Output>::parse(&Response::new(200, "\u{feff}")).is_ok());
}

/// Protects logs: no line grows with what a server sends.
#[test]
fn lines_do_not_grow() {
    let long = "x\u{1b}".repeat(500_000);
    let deep = "{\"nested\":".repeat(120);
    let bodies = [
        long.clone(),
        format!("{{\"code\":\"{long}"),
        format!("{{\"strs\":{{\"{}\":1}}}}", "k".repeat(1_000_000)),
        format!("{{\"strs\":{{\"a\":{}}}}}", "1".repeat(1_000_000)),
        format!(
            "{{\"__type\":\"Modelled\",\"why\":{}}}",
            "-".repeat(1_000_000)
        ),
        format!("{{\"message\":\"{}\"}}", "m".repeat(1_000_000)),
        format!("{{\"code\":\"{}\"}}", "c".repeat(1_000_000)),
        format!("{deep}1"),
    ];
    for body in bodies {
        for status in [200, 500] {
            let response = Response::new(status, &body)
                .with_header("x-amzn-requestid", &long)
                .with_header("x-seconds", &long);
            if let Err(found) = Call::<RestJson1, Nothing, Output>::parse(&response) {
                let line = Line(&found).to_string();
                let start: String = line.chars().take(200).collect();
                assert!(line.chars().count() < 5_000, "{start}");
                assert!(!line.contains(char::is_control), "{start}");
            }
        }
    }
}

/// Protects secrets: what an operation with secrets answers is not shown, what a proxy answers for
/// it is.
#[test]
fn secrets_are_not_shown() {
    struct Secret;

    impl Operation for Secret {
        type Input = Nothing;
        type Output = Output;
        type Error = Failure;
        type EndpointParams = call::Params;
        type Protocol = RestJson1;

        const NAME: &'static str = "Get";
        const SERVICE: &'static hammersmith::ServiceInfo = <Nothing as call::Input>::SERVICE;
        const HTTP: hammersmith::http::Http = hammersmith::http::Http::new("GET", "/");
        const SENSITIVE_OUTPUT: bool = true;

        fn error(from: &mut hammersmith::protocol::ErrorReader<'_, RestJson1>) -> Failure {
            Failure::Other(from.unhandled())
        }
    }

    for (status, body, shows) in [
        (200, r#"{"strs":{"password":1}}"#, false),
        (200, "password", false),
        (500, r#"{"password":"x"}"#, false),
        (500, r#"{"password":"x"#, false),
        (500, "<html>password", true),
    ] {
        let error = Secret::parse(&Response::new(status, body)).expect_err(body);
        let line = Line(&error).to_string();
        // The path of a member is not a secret.
        let line = line.replace("strs.password", "");
        assert_eq!(line.contains("password"), shows, "{line}");
    }
}
