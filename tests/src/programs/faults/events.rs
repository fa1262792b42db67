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

/// The cases in which ours differs on purpose, with the lines that it prints. An error ends a
/// stream, and an error that the model does not have is a service error as well.
pub(super) const DIFFERENT: [(&str, &str); 6] = [
    ("closed in a frame", "DispatchFailure"),
    ("reset in a frame", "DispatchFailure"),
    ("a wrong checksum", "ResponseError"),
    ("a wrong prelude", "ResponseError"),
    ("an error of the service", "ServiceError"),
    ("not a document", "ResponseError"),
];

/// The step that ends a body in order.
fn end() -> [Step; 1] {
    [Step::Send(END.into())]
}

/// A pause, after which what was sent is read.
fn pause() -> Step {
    Step::Wait(Duration::from_millis(20))
}

/// The frames of a stream that breaks off.
fn half() -> Vec<Vec<u8>> {
    vec![records(), records()[..20].to_vec()]
}

/// A case without the call: its name, what the server does, and the number of attempts.
type Stream = (&'static str, Vec<Script>, usize);

/// Streams that end in order, and calls that have none.
fn ordered() -> Vec<Stream> {
    let mut slow = vec![Step::Read, Step::Send(HEAD.into())];
    let bytes = records();
    slow.extend(bytes.iter().map(|byte| Step::Send(chunk(&[*byte]))));
    slow.extend(end());
    let unknown = vec![event("New", "", b"?"), event("End", "", b"")];
    let all = || stream(&whole(), end());
    let late = vec![failed("503 Slow", "SlowDown"), all()];
    let reset = vec![Step::Read, Step::Reset];
    let refused = failed("400 Bad", "InvalidTextEncoding");
    vec![
        ("whole", vec![all()], 1),
        ("byte by byte", vec![slow], 1),
        ("an event of another kind", vec![stream(&unknown, end())], 1),
        ("no events", vec![stream(&[], end())], 1),
        ("no last event", vec![stream(&[records()], end())], 1),
        ("an error", late, 2),
        ("a refusal", vec![refused], 1),
        ("a reset", vec![reset, all()], 2),
    ]
}

/// Streams whose connections break.
fn broken() -> Vec<Stream> {
    let reset = || [pause(), Step::Reset];
    let one = [records()];
    let streams = [
        ("half a frame", stream(&half(), end())),
        ("closed in a frame", stream(&half(), [Step::Close])),
        ("reset in a frame", stream(&half(), reset())),
        ("closed between frames", stream(&one, [Step::Close])),
        ("reset between frames", stream(&one, reset())),
        ("closed before a frame", stream(&[], [Step::Close])),
    ];
    let streams = streams.into_iter();
    streams
        .map(|(name, script)| (name, vec![script], 1))
        .collect()
}

/// All of them.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = [ordered(), broken()].concat();
    for (name, frame) in errors() {
        // The frame behind it shows whether the stream goes on.
        let frames = [records(), frame, event("End", "", b"")];
        cases.push((name, vec![stream(&frames, end())], 1));
    }
    let cases = cases.into_iter();
    cases
        .map(|(name, scripts, tries)| ("select", name, scripts, tries))
        .collect()
}
