//! Statuses, codes and headers by which a service says whether to come again, and when.

use aws_smithy_types::retry::RetryConfig;
use hammersmith_tests::faults::Step;

use super::{Case, answered, failed, ok, raw, response, same};

/// Protects retries by status: with the code of a modelled error, with none, and with a page of a
/// proxy.
#[test]
fn statuses() {
    let mut cases = Vec::new();
    let statuses = [
        201, 204, 205, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 408,
        409, 410, 412, 413, 418, 421, 425, 426, 429, 431, 451, 500, 501, 502, 503, 504, 505, 507,
        509, 520, 599,
    ];
    for status in statuses {
        let line = format!("{status} Status");
        let tries = if [500, 502, 503, 504].contains(&status) {
            2
        } else {
            1
        };
        let headers = "location: /elsewhere\r\nx-amzn-requestid: first\r\n";
        for (name, body) in [
            ("no body", ""),
            ("a page", "<html><b>no</b></html>"),
            ("a code", r#"{"__type":"ClientException","message":"no"}"#),
        ] {
            let has_body = !body.is_empty() && ![204, 205, 304].contains(&status);
            let body = if has_body { body } else { "" };
            let case = Case::new(
                format!("{status}, {name}"),
                [answered(&line, headers, body), ok()],
            );
            cases.push((case, tries));
        }
    }
    same(cases);
}

/// Protects responses around the final one, and those without a body: they are read as the official
/// client reads them, and none is followed elsewhere.
#[test]
fn interim_and_empty_responses() {
    let interim = |lines: &[&str]| {
        let ok = response("200 OK", "", r#"{"revision":5}"#);
        let interim = lines
            .iter()
            .map(|line| Step::Send(format!("HTTP/1.1 {line}\r\n\r\n").into()));
        [Step::Read]
            .into_iter()
            .chain(interim)
            .chain([ok])
            .collect::<Vec<_>>()
    };
    let server = "location: http://127.0.0.1:1/elsewhere\r\n";
    same(vec![
        (Case::new("100", [interim(&["100 Continue"])]), 1),
        (
            Case::new(
                "102, 103",
                [interim(&[
                    "102 Processing",
                    "103 Early Hints\r\nlink: </a>",
                ])],
            ),
            1,
        ),
        (
            Case::new(
                "101",
                [interim(&["101 Switching Protocols\r\nupgrade: h2c"]), ok()],
            ),
            1,
        ),
        (
            Case::new(
                "204 and nothing",
                [raw("HTTP/1.1 204 No Content\r\n\r\n", [])],
            ),
            1,
        ),
        (
            Case::new(
                "204 with a length",
                [raw("HTTP/1.1 204 No\r\ncontent-length: 5\r\n\r\n", [])],
            )
            .tuned(|it| it.calls = 2),
            2,
        ),
        (
            Case::new("200 and nothing", [answered("200 OK", "", "")]),
            1,
        ),
        (
            Case::new(
                "a redirect",
                [answered("307 Temporary Redirect", server, "")],
            ),
            1,
        ),
    ]);
}

/// Protects retries by code, and that pauses are those of throttling where it is that.
#[test]
fn codes() {
    let retried = [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "RequestThrottled",
        "SlowDown",
        "PriorRequestNotComplete",
        "EC2ThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "com.amazonaws.batch#ThrottlingException:http://internal.amazon.com/",
    ];
    let not = [
        "ClientException",
        "ServerException",
        "AccessDeniedException",
        "ExpiredTokenException",
        "ExpiredToken",
        "InvalidSignatureException",
        "IDPCommunicationError",
        "InternalError",
        "InternalFailure",
        "ServiceUnavailable",
        "throttling",
    ];
    let mut cases = Vec::new();
    for (code, tries) in retried
        .map(|it| (it, 2))
        .into_iter()
        .chain(not.map(|it| (it, 1)))
    {
        let case = Case::new(code, [failed("400 Bad Request", "", code), ok()]);
        cases.push((case, tries));
        let case = Case::new(format!("{code}, 503"), [failed("503 Busy", "", code), ok()]);
        cases.push((case, 2));
    }
    same(cases);
}

/// Protects the pauses that a service asks for: read in milliseconds, within limits, and only in
/// that header.
#[test]
fn retry_headers() {
    let values = [
        "0",
        "1",
        "60",
        "1500",
        "2999",
        "30000",
        "999999999999",
        "99999999999999999999",
        "-1",
        "1.5",
        "1e3",
        "soon",
        "",
        " 700 ",
        "Tue, 25 Nov 2025 00:00:00 GMT",
    ];
    let mut cases = Vec::new();
    for value in values {
        for name in ["x-amz-retry-after", "retry-after"] {
            let header = format!("{name}: {value}\r\n");
            for (status, code) in [
                ("500 Oh", "Other"),
                ("503 Busy", "SlowDown"),
                ("400 Bad Request", "ThrottlingException"),
                ("429 Too Many", "Other"),
                ("400 Bad Request", "ClientException"),
            ] {
                let scripts = [
                    failed(status, &header, code),
                    failed(status, &header, code),
                    ok(),
                ];
                let tries = match (name, code, &status[..3]) {
                    (_, "ClientException", _) | (_, "Other", "429") => 1,
                    _ => 3,
                };
                cases.push((
                    Case::new(format!("{header:?} {status} {code}"), scripts),
                    tries,
                ));
            }
        }
    }
    same(cases);
}

/// Protects limits of attempts: the number that is set, and the tokens that calls share.
#[test]
fn limits_of_attempts() {
    let always = |name: &str, attempts| {
        let case = Case::new(name, [failed("500 Oh", "", "Other")]);
        (case, attempts)
    };
    let throttled = || failed("400 Bad Request", "", "ThrottlingException");
    let with = |name, attempts, retries: RetryConfig| {
        let (case, attempts) = always(name, attempts);
        (case.tuned(|it| it.retries = retries), attempts)
    };
    let standard = RetryConfig::standard;
    let quota = |name: &str, quota, script: Vec<Step>, attempts| {
        let case = Case::new(name, [script]).tuned(|it| {
            it.calls = 12;
            it.quota = quota;
        });
        (case, attempts)
    };
    same(vec![
        with("never again", 1, RetryConfig::disabled()),
        with("one", 1, standard().with_max_attempts(1)),
        with("adaptive", 3, RetryConfig::adaptive()),
        with("seven", 7, standard().with_max_attempts(7)),
        with(
            "long pauses",
            5,
            standard()
                .with_max_attempts(5)
                .with_max_backoff(super::millis(300)),
        ),
        quota("tokens for errors", 60, failed("500 Oh", "", "Other"), 18),
        quota("tokens for throttling", 60, throttled(), 24),
        quota("no tokens", 0, failed("500 Oh", "", "Other"), 12),
        (
            Case::new("tokens come back", vec![[throttled(), ok()]; 12].concat()).tuned(|it| {
                it.calls = 12;
                it.quota = 20;
            }),
            24,
        ),
    ]);
}
