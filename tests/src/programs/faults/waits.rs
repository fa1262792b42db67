//! Servers that are slow or require pauses, clocks that differ, and waiters over a network that
//! fails.

use std::time::Duration;

use super::{Case, error, failed, object, ok};
use crate::faults::script::{answered, raw};
use crate::faults::{Script, Step};

/// A time that is far beyond any limit of the calls.
const LONG: Duration = Duration::from_secs(8);

fn silent() -> Script {
    vec![Step::Read, Step::Wait(LONG), Step::Close]
}

/// Limits of time: of an attempt, of silence, and of bodies that stall.
fn limits() -> Vec<Case> {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n";
    let loris = vec![
        Step::Read,
        Step::Trickle(head.into(), Duration::from_millis(100)),
        Step::Wait(LONG),
        Step::Close,
    ];
    let stalled = |bytes: &str| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{bytes}");
        raw(&head, [Step::Wait(LONG), Step::Close])
    };
    // Of a body in memory, everything may be sent by the time that nothing is read.
    let unread = vec![Step::ReadSome(2000), Step::Wait(LONG), Step::Close];
    vec![
        ("get attempt", "silence", vec![silent(), object("")], 2),
        ("get attempt", "always silence", vec![silent()], 2),
        (
            "get attempt",
            "slow loris",
            vec![loris.clone(), object("")],
            2,
        ),
        ("get attempt", "always slow loris", vec![loris.clone()], 2),
        ("get read", "silence", vec![silent(), object("")], 2),
        ("get read", "slow loris", vec![loris.clone(), object("")], 2),
        ("get operation", "slow loris", vec![loris], 1),
        ("get stalled", "half a body", vec![stalled("hello")], 1),
        ("get stalled", "no body", vec![stalled("")], 1),
        ("put attempt", "silence", vec![silent(), ok()], 2),
        ("put once attempt", "silence", vec![silent(), ok()], 1),
        ("put attempt", "nothing is read", vec![unread, ok()], 2),
    ]
}

/// Pauses that the service requires.
fn pauses() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, header) in [
        (
            "a pause",
            "x-amz-retry-after: 30\r\nx-amz-request-id: r\r\n",
        ),
        (
            "not a pause",
            "x-amz-retry-after: soon\r\nx-amz-request-id: r\r\n",
        ),
        (
            "a pause of HTTP",
            "retry-after: 1\r\nx-amz-request-id: r\r\n",
        ),
    ] {
        for (status, code, tries) in [
            ("503 Slow Down", "SlowDown", 3),
            ("500 Oh", "InternalError", 3),
            ("429 Too Many", "TooManyRequests", 1),
            ("403 Forbidden", "AccessDenied", 1),
        ] {
            let no = || answered(status, header, &error(code));
            cases.push(("get", name, vec![no(), no(), object("")], tries));
        }
    }
    cases
}

/// Clocks that differ by half an hour: the next attempt has the time of the service.
fn clocks() -> Vec<Case> {
    let skewed = |code: &str| {
        let date = "date: Mon, 24 Nov 2025 16:30:00 GMT\r\nx-amz-request-id: r\r\n";
        answered("403 Forbidden", date, &error(code))
    };
    let late = || skewed("RequestTimeTooSkewed");
    let head = "HTTP/1.1 403 Forbidden\r\ndate: Mon, 24 Nov 2025 16:30:00 GMT\r\n\r\n";
    vec![
        ("get", "a clock", vec![late(), object("")], 2),
        ("get", "always a clock", vec![late()], 3),
        ("put", "a clock", vec![late(), ok()], 2),
        ("put file", "a clock", vec![late(), ok()], 2),
        ("put once", "a clock", vec![late(), ok()], 1),
        (
            "get",
            "expired",
            vec![skewed("RequestExpired"), object("")],
            1,
        ),
        (
            "get",
            "a signature",
            vec![skewed("SignatureDoesNotMatch"), object("")],
            2,
        ),
        ("head", "a clock", vec![raw(head, []), ok()], 1),
    ]
}

/// Waiters: for an object that exists after some attempts, and over a network that fails.
fn waiters() -> Vec<Case> {
    let missing = || raw("HTTP/1.1 404 Not Found\r\nx-amz-request-id: r\r\n\r\n", []);
    let status = |status: &str| {
        raw(
            &format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n"),
            [],
        )
    };
    let reset = || vec![Step::Read, Step::Reset];
    vec![
        ("wait", "late", vec![missing(), missing(), ok()], 3),
        ("wait", "a reset", vec![missing(), reset(), ok()], 3),
        ("wait", "always a reset", vec![missing(), reset()], 4),
        (
            "wait",
            "errors",
            vec![status("503 Busy"), missing(), status("500 Oh"), ok()],
            4,
        ),
        ("wait", "always errors", vec![status("500 Oh")], 3),
        (
            "wait",
            "a refusal",
            vec![missing(), status("403 Forbidden"), ok()],
            2,
        ),
        ("wait", "never", vec![missing()], 3),
    ]
}

/// All of them.
pub(super) fn cases() -> Vec<Case> {
    [limits(), pauses(), clocks(), waiters(), failures_of_pages()].concat()
}

/// Pages that are interrupted: the service is slow, requires a pause, or has another clock.
fn failures_of_pages() -> Vec<Case> {
    let page = |next: &str| {
        let is_truncated = !next.is_empty();
        let body = format!(
            "<ListBucketResult><IsTruncated>{is_truncated}</IsTruncated>{next}</ListBucketResult>"
        );
        answered("200 OK", "", &body)
    };
    let more = || page("<NextContinuationToken>n</NextContinuationToken>");
    let date = "date: Mon, 24 Nov 2025 16:30:00 GMT\r\nx-amz-request-id: r\r\n";
    let skewed = || answered("403 Forbidden", date, &error("RequestTimeTooSkewed"));
    let again = || page("<NextContinuationToken>n</NextContinuationToken>");
    let half = raw(
        "HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n<List",
        [Step::Close],
    );
    vec![
        ("pages", "a clock", vec![more(), skewed(), page("")], 3),
        ("pages", "half a page", vec![more(), half, page("")], 3),
        (
            "pages",
            "throttling",
            vec![more(), failed("503 Slow", "SlowDown"), page("")],
            3,
        ),
        (
            "pages",
            "a token twice",
            vec![more(), again(), again(), page("")],
            2,
        ),
    ]
}
