//! Streams of events that break off, or hold what is not an event.

use std::time::Duration;

use super::{Case, failed};
use crate::faults::frames::{chunk, event, frame};
use crate::faults::{Script, Step};

/// The start of a response whose body is a stream of events.
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nx-amz-request-id: r\r\ntransfer-encoding: chunked\r\n\r\n";

/// The end of a body in chunks.
const END: &[u8] = b"0\r\n\r\n";

/// A response with these frames, one chunk each, and what comes then.
fn stream(frames: &[Vec<u8>], end: impl IntoIterator<Item = Step>) -> Script {
    let head = [Step::Read, Step::Send(HEAD.into())];
    let frames = frames.iter().map(|frame| Step::Send(chunk(frame)));
    head.into_iter().chain(frames).chain(end).collect()
}

fn records() -> Vec<u8> {
    event("Records", "application/octet-stream", b"a,b\n")
}

/// All events of a query.
fn whole() -> Vec<Vec<u8>> {
    let stats = b"<Stats><BytesScanned>7</BytesScanned></Stats>";
    let end = event("End", "", b"");
    vec![
        records(),
        event("Cont", "", b""),
        event("Stats", "text/xml", stats),
        end,
    ]
}

/// A frame that was changed on its way.
fn changed(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut frame = records();
    change(&mut frame);
    frame
}

/// Frames that end a stream with an error.
fn errors() -> Vec<(&'static str, Vec<u8>)> {
    let last = |frame: &mut Vec<u8>| *frame.last_mut().expect("a byte") ^= 1;
    vec![
        ("a wrong checksum", changed(last)),
        ("a wrong prelude", changed(|frame| frame[9] ^= 1)),
        (
            "an error of the service",
            frame(
                &[
                    (":message-type", "error"),
                    (":error-code", "OverMaxRecordSize"),
                    (":error-message", "too long"),
                ],
                b"",
            ),
        ),
        (
            "an exception",
            frame(
                &[(":message-type", "exception"), (":exception-type", "Odd")],
                b"<Error><Message>odd</Message></Error>",
            ),
        ),
        ("no type", frame(&[(":event-type", "Records")], b"a")),
        (
            "not a document",
            event("Stats", "text/xml", b"<Stats><Bytes"),
        ),
    ]
}

/// The cases in which ours differs on purpose, with the lines that it prints: an error ends a stream,
/// and an error of the service is one even if the model does not have it.
pub(super) const DIFFERENT: [(&str, &str); 6] = [
    ("closed in a frame", "DispatchFailure"),
    ("reset in a frame", "DispatchFailure"),
    ("a wrong checksum", "ResponseError"),
    ("a wrong prelude", "ResponseError"),
    ("an error of the service", "ServiceError"),
    ("not a document", "ResponseError"),
];

/// Streams whose connections break, and streams that say what is wrong.
pub(super) fn cases() -> Vec<Case> {
    let end = || [Step::Send(END.into())];
    let pause = || Step::Wait(Duration::from_millis(20));
    let half = || vec![records(), records()[..20].to_vec()];
    let mut slow = vec![Step::Read, Step::Send(HEAD.into())];
    let bytes = records();
    slow.extend(bytes.iter().map(|byte| Step::Send(chunk(&[*byte]))));
    slow.extend(end());
    let unknown = vec![event("New", "", b"?"), event("End", "", b"")];
    let whole_again = || stream(&whole(), end());
    let mut cases = vec![
        ("whole", vec![whole_again()], 1),
        ("byte by byte", vec![slow], 1),
        ("an event of another kind", vec![stream(&unknown, end())], 1),
        ("no events", vec![stream(&[], end())], 1),
        ("no last event", vec![stream(&[records()], end())], 1),
        ("half a frame", vec![stream(&half(), end())], 1),
        ("closed in a frame", vec![stream(&half(), [Step::Close])], 1),
        (
            "reset in a frame",
            vec![stream(&half(), [pause(), Step::Reset])],
            1,
        ),
        (
            "closed between frames",
            vec![stream(&[records()], [Step::Close])],
            1,
        ),
        (
            "reset between frames",
            vec![stream(&[records()], [pause(), Step::Reset])],
            1,
        ),
        ("closed before a frame", vec![stream(&[], [Step::Close])], 1),
        (
            "an error",
            vec![failed("503 Slow", "SlowDown"), whole_again()],
            2,
        ),
        (
            "a refusal",
            vec![failed("400 Bad", "InvalidTextEncoding")],
            1,
        ),
        (
            "a reset",
            vec![vec![Step::Read, Step::Reset], whole_again()],
            2,
        ),
    ];
    for (name, frame) in errors() {
        // The frame behind it shows whether the stream goes on.
        cases.push((
            name,
            vec![stream(&[records(), frame, event("End", "", b"")], end())],
            1,
        ));
    }
    let cases = cases.into_iter();
    cases
        .map(|(name, scripts, tries)| ("select", name, scripts, tries))
        .collect()
}
