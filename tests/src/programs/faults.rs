//! Calls of S3 over a network that fails: streams that can be sent again and that cannot, objects
//! and events that break off, errors behind a success, limits of time and waiters.

mod events;
mod waits;

use std::time::Duration;

use super::Programs;
use crate::faults::script::{answered, raw, response};
use crate::faults::{Script, Sent, Server, Step};

/// A case: the call, what the server does, its name, and the number of attempts.
type Case = (&'static str, &'static str, Vec<Script>, usize);

/// An error as S3 sends it.
fn error(code: &str) -> String {
    format!("<Error><Code>{code}</Code><Message>no</Message><RequestId>r</RequestId></Error>")
}

fn failed(status: &str, code: &str) -> Script {
    let headers = "x-amz-request-id: r\r\nx-amz-id-2: extended\r\n";
    answered(status, headers, &error(code))
}

fn ok() -> Script {
    answered("200 OK", "etag: \"e\"\r\n", "")
}

/// An answer before the end of the request, and the end of the connection.
fn early(status: &str, code: &str) -> Script {
    let refused = response(
        status,
        "connection: close\r\nx-amz-request-id: r\r\n",
        &error(code),
    );
    vec![Step::ReadSome(2000), refused, Step::Close]
}

/// A response whose body the connection does not bring to an end.
fn half(head: &str, end: impl IntoIterator<Item = Step>) -> Script {
    raw(&format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\nhello"), end)
}

/// An object, with these headers.
fn object(headers: &str) -> Script {
    half(&format!("etag: \"e\"\r\n{headers}content-length: 5"), [])
}

/// Uploads: what is read again from its start, and what cannot be.
fn uploads() -> Vec<Case> {
    let mut cases = Vec::new();
    for (call, again) in [("put", 2), ("put file", 2), ("put once", 1)] {
        let elsewhere = "location: http://127.0.0.1:1/b/k\r\nx-amz-request-id: r\r\n";
        let elsewhere = answered("307 Temporary", elsewhere, &error("TemporaryRedirect"));
        let rows = [
            ("nothing", ok(), 1),
            ("an error", failed("500 Oh", "InternalError"), again),
            ("throttling", failed("503 Slow Down", "SlowDown"), again),
            ("a timeout", failed("400 Bad", "RequestTimeout"), again),
            ("a refusal", failed("403 Forbidden", "AccessDenied"), 1),
            ("an early error", early("500 Oh", "InternalError"), again),
            ("an early refusal", early("403 No", "AccessDenied"), 1),
            ("a reset", vec![Step::Read, Step::Reset], again),
            (
                "an early reset",
                vec![Step::ReadSome(3000), Step::Reset],
                again,
            ),
            ("a close", vec![Step::Read, Step::Close], again),
            ("a redirect", elsewhere, 1),
        ];
        let rows = rows.into_iter();
        cases.extend(rows.map(|(name, first, attempts)| (call, name, vec![first, ok()], attempts)));
    }
    cases
}

/// Downloads: tried again up to the head of a response, and an error of the body from there on.
fn downloads() -> Vec<Case> {
    let crc = |value: &str| object(&format!("x-amz-checksum-crc32: {value}\r\n"));
    let reset = [Step::Wait(Duration::from_millis(20)), Step::Reset];
    let error = "HTTP/1.1 404 No\r\ncontent-length: 90\r\n\r\n<Err";
    let same = "HTTP/1.1 304 Not Modified\r\netag: \"e\"\r\n\r\n";
    let rows = [
        ("an object", object(""), 1),
        ("an error", failed("503 Busy", "SlowDown"), 2),
        ("a close", vec![Step::Read, Step::Close], 2),
        ("half", half("content-length: 50", [Step::Close]), 1),
        ("a reset", half("content-length: 50", reset), 1),
        (
            "not a chunk",
            half("transfer-encoding: chunked", [Step::Close]),
            1,
        ),
        ("a checksum", crc("NhCmhg=="), 1),
        ("another checksum", crc("AAAAAA=="), 1),
        ("not a checksum", crc("???"), 1),
        ("half an error", raw(error, [Step::Close]), 2),
        ("not found", failed("404 Not Found", "NoSuchKey"), 1),
        ("304", raw(same, []), 1),
    ];
    let rows = rows.into_iter();
    rows.map(|(name, first, attempts)| ("get", name, vec![first, object("")], attempts))
        .collect()
}

/// Responses without a body.
fn empty() -> Vec<Case> {
    let missing = "HTTP/1.1 404 Not Found\r\nx-amz-request-id: r\r\n\r\n";
    let busy = "HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n";
    let gone = || raw("HTTP/1.1 204 No Content\r\n\r\n", []);
    let reset = vec![Step::Read, Step::Reset];
    vec![
        ("head", "not found", vec![raw(missing, [])], 1),
        ("head", "503", vec![raw(busy, []), ok()], 2),
        ("delete", "204", vec![gone()], 1),
        ("delete", "a reset", vec![reset, gone()], 2),
    ]
}

/// Errors behind a status of success.
fn late() -> Vec<Case> {
    let late = |code| answered("200 OK", "x-amz-request-id: r\r\n", &error(code));
    let oh = || late("InternalError");
    let copied = "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>";
    let copied = || answered("200 OK", "", copied);
    let completed = "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>";
    let completed = answered("200 OK", "", completed);
    let nothing = answered("200 OK", "", "");
    vec![
        ("copy", "a late error", vec![oh(), copied()], 2),
        ("copy", "throttling", vec![late("SlowDown"), copied()], 2),
        ("copy", "always a late error", vec![oh()], 3),
        ("copy", "nothing", vec![nothing, copied()], 1),
        ("complete", "a late error", vec![oh(), completed], 2),
        ("complete", "always a late error", vec![oh()], 3),
    ]
}

/// Pages whose connections break and whose credentials expire between them.
fn pages() -> Vec<Case> {
    let page = |next: &str| {
        let is_truncated = !next.is_empty();
        let body = format!(
            "<ListBucketResult><IsTruncated>{is_truncated}</IsTruncated>{next}\
             <Contents><Key>k</Key></Contents></ListBucketResult>"
        );
        answered("200 OK", "", &body)
    };
    let more = || page("<NextContinuationToken>n</NextContinuationToken>");
    let last = || page("");
    let expired = failed("400 Bad Request", "ExpiredToken");
    let reset = vec![Step::Read, Step::Reset];
    let oh = || failed("500 Oh", "InternalError");
    vec![
        ("pages", "two pages", vec![more(), last()], 2),
        ("pages", "expired", vec![more(), expired, last()], 2),
        ("pages", "a reset", vec![more(), reset, last()], 3),
        ("pages", "an error", vec![more(), oh(), last()], 3),
        ("pages", "always an error", vec![more(), oh()], 4),
    ]
}

/// The behaviour of one side in a case.
fn play(programs: &Programs, server: &Server, side: usize, case: &Case) -> (String, Vec<Sent>) {
    server.play(&case.2);
    let printed = programs.one(side, "faults", &[server.url(), case.0]);
    (printed, server.take())
}

/// Plays all cases with both sides. Returns the number of cases, and a text about each in which
/// they differ, or in which the number of attempts is another than the one that the case is about.
pub fn differences(programs: &Programs) -> (usize, Vec<String>) {
    let cases = [uploads(), downloads(), empty(), late(), pages()];
    let cases = [cases.concat(), events::cases(), waits::cases()].concat();
    // Both call the same server, since requests name its port.
    let server = Server::start();
    let mut wrong = Vec::new();
    for case in &cases {
        let (call, name, _, attempts) = case;
        let [(theirs, sent), (ours, ours_sent)] =
            [0, 1].map(|side| play(programs, &server, side, case));
        if !is_as_expected(case, &theirs, &ours) {
            wrong.push(format!("{call}, {name}: prints\n{theirs}ours\n{ours}"));
        }
        let (sent, ours_sent) = (lines(&sent), lines(&ours_sent));
        if sent != ours_sent {
            wrong.push(format!(
                "{call}, {name}: sends\n{sent:#?}\nours\n{ours_sent:#?}"
            ));
        }
        if ours_sent.len() != *attempts {
            let found = ours_sent.len();
            wrong.push(format!(
                "{call}, {name}: {found} attempts, expected {attempts}\n{ours}"
            ));
        }
    }
    (cases.len(), wrong)
}

/// True if both print the same, or if ours prints what it does on purpose where they differ.
fn is_as_expected((call, name, ..): &Case, theirs: &str, ours: &str) -> bool {
    let mut different = events::DIFFERENT.iter();
    match different.find(|(case, _)| *call == "select" && case == name) {
        Some((_, error)) => {
            let expected = format!("records: \"a,b\\n\"\n{error}\nnothing follows\n");
            ours == expected && theirs != ours
        }
        None => theirs == ours,
    }
}

fn lines(sent: &[Sent]) -> Vec<String> {
    sent.iter().map(|sent| sent.lines(true)).collect()
}
