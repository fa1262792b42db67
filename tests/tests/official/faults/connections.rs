//! Connections that break, and what is not HTTP.

use hammersmith_tests::faults::Step;

use super::{Case, failed, millis, ok, raw, response, same};

/// The start of a response of which half of the body comes.
const HALF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"jobDefinitionName";

/// Connections that end before a response is there, or in the middle of it.
fn broken() -> Vec<(Case, usize)> {
    let once =
        |name: &str, script: Vec<Step>, attempts| (Case::new(name, [script, ok()]), attempts);
    vec![
        once("reset after it is accepted", vec![Step::Reset], 1),
        once("closed after it is accepted", vec![Step::Close], 1),
        once(
            "reset in the middle of the request",
            vec![Step::ReadSome(100), Step::Reset],
            2,
        ),
        once(
            "closed in the middle of the request",
            vec![Step::ReadSome(100), Step::Close],
            2,
        ),
        once("reset after the request", vec![Step::Read, Step::Reset], 2),
        once("closed after the request", vec![Step::Read, Step::Close], 2),
        once(
            "closed in the middle of the head",
            raw("HTTP/1.1 200 OK\r\ncontent-le", [Step::Close]),
            2,
        ),
        once(
            "reset in the middle of the body",
            raw(HALF, [Step::Wait(millis(20)), Step::Reset]),
            2,
        ),
        once(
            "closed in the middle of the body",
            raw(HALF, [Step::Close]),
            2,
        ),
        once(
            "closed in the middle of a chunk",
            raw(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{\"jo",
                [Step::Close],
            ),
            2,
        ),
        once(
            "closed before the last chunk",
            raw(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n",
                [Step::Close],
            ),
            2,
        ),
        (
            Case::new("always reset", [vec![Step::Read, Step::Reset]]),
            3,
        ),
        (Case::new("always half", [raw(HALF, [Step::Close])]), 3),
    ]
}

/// Bytes that are not a response.
fn nonsense() -> Vec<(Case, usize)> {
    let head = |headers: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{{}}");
    let no_size = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n";
    let cases = [
        ("another protocol", "SSH-2.0-OpenSSH_9.6\r\n".to_owned()),
        (
            "a status that is not a number",
            "HTTP/1.1 OK\r\n\r\n".into(),
        ),
        ("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n".into()),
        ("a length that is not a number", head("content-length: two")),
        ("a negative length", head("content-length: -2")),
        (
            "two lengths",
            head("content-length: 2\r\ncontent-length: 3"),
        ),
        (
            "one length twice",
            head("content-length: 2\r\ncontent-length: 2"),
        ),
        ("an encoding nobody knows", head("transfer-encoding: odd")),
        ("a control character", head("a: \x01\r\ncontent-length: 2")),
        ("not UTF-8", head("a: \u{80}\r\ncontent-length: 2")),
        (
            "no length",
            "HTTP/1.1 200 OK\r\n\r\n{\"revision\":7}".into(),
        ),
        ("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n{\"revision\":7}".into()),
        ("a body that is too long", head("content-length: 1")),
        ("a chunk of no size", no_size.into()),
    ];
    let cases = cases.map(|(name, bytes)| {
        // What comes behind a head that can be read counts as a broken connection.
        let attempts = if bytes == no_size { 2 } else { 1 };
        let case = Case::new(name, [raw(&bytes, [Step::Close]), ok()]);
        (case, attempts)
    });
    cases.into()
}

/// Connections that are kept for the next call, and are gone by then.
fn kept() -> Vec<(Case, usize)> {
    let twice = |name: &str, end: Vec<Step>| {
        let first = [ok(), end].concat();
        let case = Case::new(name, [first, ok()]).tuned(|it| {
            it.calls = 2;
            it.between = millis(400);
        });
        (case, 2)
    };
    let close = "connection: close\r\n";
    vec![
        twice("kept", vec![]),
        twice("closed between calls", vec![Step::Close]),
        twice(
            "reset between calls",
            vec![Step::Wait(millis(10)), Step::Reset],
        ),
        twice(
            "bytes between calls",
            vec![
                Step::Send(b"HTTP/1.1 408 Request Timeout\r\n\r\n".into()),
                Step::Close,
            ],
        ),
        (
            Case::new(
                "closed at once",
                [vec![Step::Read, response("200 OK", close, "{}")]],
            )
            .tuned(|it| it.calls = 2),
            2,
        ),
        (
            // The connection is closed when the second request is on its way.
            Case::new(
                "closed by the second request",
                [ok(), vec![Step::ReadSome(1), Step::Reset], ok()],
            )
            .tuned(|it| it.calls = 2),
            3,
        ),
        (
            Case::new(
                "an error keeps it",
                [failed("400 Bad Request", "", "ClientException")],
            )
            .tuned(|it| it.calls = 2),
            2,
        ),
        (
            // One that has failed to do its work is not used again.
            Case::new(
                "a transient error ends it",
                [failed("500 Oh", "", "Other"), ok()],
            )
            .tuned(|it| it.calls = 2),
            3,
        ),
    ]
}

/// Protects calls from networks: what is tried again, on which connection, and what is not.
#[test]
fn connections_that_break() {
    same(
        [broken(), nonsense(), kept()]
            .into_iter()
            .flatten()
            .collect(),
    );
}
