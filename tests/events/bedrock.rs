//! Streams that are received: Bedrock's.

use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use bedrock::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use bedrock::operation::invoke_model_with_response_stream::InvokeModelWithResponseStreamOutput;
use bedrock::types::ResponseStream;
use bedrock::types::error::ResponseStreamError;
use hammersmith::event::encode;
use hammersmith::primitives::Blob;
use hammersmith::primitives::event_stream::Message;

use crate::server::{Step, frame, serve};
use crate::{client, run};

fn chunk(text: &str) -> Vec<u8> {
    let bytes = hammersmith_base64(text.as_bytes());
    frame(
        "event",
        "chunk",
        format!(r#"{{"bytes":"{bytes}"}}"#).as_bytes(),
    )
}

fn hammersmith_base64(bytes: &[u8]) -> String {
    aws_smithy_types::base64::encode(bytes)
}

/// The events that a client reads of a body, and how the stream ends.
fn received(steps: Vec<Step>) -> (Vec<String>, Result<(), SdkErrorOf>) {
    let (url, server) = serve(move |head, connection| {
        connection.body(&head);
        connection.start();
        connection.play(steps);
    });
    let received = run(async {
        let output: InvokeModelWithResponseStreamOutput = client!(bedrock, &url)
            .invoke_model_with_response_stream()
            .model_id("a-model")
            .body(Blob::new("{}"))
            .send()
            .await
            .expect("a response");
        assert_eq!(output.content_type(), "application/json");
        let mut body = output.body;
        let mut events = Vec::new();
        let end = loop {
            match body.recv().await {
                Ok(Some(ResponseStream::Chunk(part))) => {
                    let bytes = part.bytes().expect("bytes").as_ref().to_vec();
                    events.push(String::from_utf8(bytes).expect("text"));
                }
                Ok(Some(event)) if event.is_unknown() => events.push("unknown".to_owned()),
                Ok(Some(other)) => panic!("{other:?}"),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        assert!(
            matches!(body.recv().await, Ok(None)),
            "nothing comes after the end"
        );
        (events, end)
    });
    server.join().expect("the server");
    received
}

type SdkErrorOf = SdkError<ResponseStreamError, aws_smithy_types::event_stream::RawMessage>;

/// Protects events in frames that come in pieces of any length, and those of a kind that is not
/// known.
#[test]
fn events_are_received() {
    let mut bytes = chunk("one");
    bytes.extend(frame("event", "brandNew", b"{}"));
    bytes.extend(chunk("two"));
    for length in [1, 7, bytes.len()] {
        let pieces = bytes.chunks(length).map(|piece| Step::Send(piece.to_vec()));
        let (events, end) = received(pieces.chain([Step::End]).collect());
        assert_eq!(events, ["one", "unknown", "two"], "pieces of {length}");
        assert!(end.is_ok(), "{end:?}");
    }
}

/// Protects the longest frame that is read, of 16 MiB, and refuses a longer one without waiting for
/// it.
#[test]
fn frames_have_a_greatest_length() {
    const LONGEST: usize = 16 << 20;
    // The payload has the text in base64, and 12 bytes around it; the text is cut to what fits.
    let overhead = chunk("").len();
    let fits = "a".repeat((LONGEST - overhead) / 4 * 3);
    let frame = chunk(&fits);
    assert!(frame.len() <= LONGEST && LONGEST - frame.len() < 4);
    let longer = chunk(&format!("{fits}aaa"));
    assert!(longer.len() > LONGEST);

    let pieces = frame
        .chunks(1 << 20)
        .map(|piece| Step::Send(piece.to_vec()));
    let last = [Step::Send(chunk("two")), Step::End];
    let (events, end) = received(pieces.chain(last).collect());
    assert!(end.is_ok(), "{end:?}");
    let lengths: Vec<usize> = events.iter().map(String::len).collect();
    assert_eq!(lengths, [fits.len(), 3]);

    // The rest of it never comes.
    let start = longer.get(..100).expect("a start").to_vec();
    let wait = Step::Wait(Duration::from_secs(1));
    let (events, end) = received(vec![Step::Send(chunk("one")), Step::Send(start), wait]);
    assert_eq!(events, ["one"]);
    let text = DisplayErrorContext(end.expect_err("an error")).to_string();
    assert!(
        text.contains(&format!("a frame of {} bytes", longer.len())),
        "{text}"
    );
}

/// Protects a program that gives up waiting for a peer that stalls within a frame, and waits again:
/// nothing is lost.
#[test]
fn waiting_can_be_given_up() {
    let (sender, receiver) = mpsc::channel();
    let (url, server) = serve(move |head, connection| {
        connection.body(&head);
        connection.start();
        let frame = chunk("late");
        let (start, end) = frame.split_at(40);
        connection.play(vec![Step::Send(start.to_vec())]);
        receiver.recv().expect("the client");
        connection.play(vec![Step::Send(end.to_vec()), Step::End]);
    });
    run(async {
        let call = client!(bedrock, &url).invoke_model_with_response_stream();
        let call = call.model_id("a-model").body(Blob::new("{}"));
        let mut body = call.send().await.expect("a response").body;
        for _ in 0..3 {
            let limit = Duration::from_millis(200);
            let waited = tokio::time::timeout(limit, body.recv()).await;
            assert!(waited.is_err(), "{waited:?}");
        }
        sender.send(()).expect("the server");
        assert!(matches!(
            body.recv().await,
            Ok(Some(ResponseStream::Chunk(_)))
        ));
        assert!(matches!(body.recv().await, Ok(None)));
    });
    server.join().expect("the server");
}

/// Protects that a stream in which nothing happens for a while is not given up.
#[test]
fn pauses_are_not_the_end() {
    let wait = Step::Wait(Duration::from_secs(6));
    let steps = vec![
        Step::Send(chunk("one")),
        wait,
        Step::Send(chunk("two")),
        Step::End,
    ];
    let (events, end) = received(steps);
    assert_eq!(events, ["one", "two"]);
    assert!(end.is_ok(), "{end:?}");
}

/// Protects the errors of the service that end a stream.
#[test]
fn exceptions_are_errors() {
    let known = frame(
        "exception",
        "throttlingException",
        br#"{"message":"too fast"}"#,
    );
    let (events, end) = received(vec![Step::Send(chunk("one")), Step::Send(known), Step::End]);
    assert_eq!(events, ["one"]);
    let error = end.expect_err("an error").into_service_error();
    assert!(error.is_throttling_exception(), "{error:?}");
    assert_eq!(error.message(), Some("too fast"));
    assert_eq!(error.code(), Some("throttlingException"));
    let text = "ResponseStream: ThrottlingException: too fast";
    assert_eq!(bedrock::Error::from(error).to_string(), text);

    let new = frame("exception", "newException", br#"{"message":"who knows"}"#);
    let (_, end) = received(vec![Step::Send(new), Step::End]);
    let error = end.expect_err("an error");
    let text = "ResponseStream: newException: who knows";
    assert_eq!(bedrock::Error::from(error).to_string(), text);
}

/// Streams that are broken after their first event: the bytes, the end, and what the error says.
fn broken() -> [(Vec<u8>, Step, &'static str); 11] {
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut frame = chunk("two");
        change(&mut frame);
        frame
    };
    let garbage = b"HTTP/1.1 500 Internal Server Error".to_vec();
    let half = with(&|frame| frame.truncate(20));
    let wrong = "the checksum of its prelude";
    let wait = Step::Wait(Duration::from_secs(1));
    let payload = frame("event", "chunk", b"{");
    let bare = encode(&Message::new("{}")).expect("a frame").to_vec();
    let message = with(&|frame| *frame.last_mut().expect("a byte") ^= 1);
    [
        (garbage, Step::End, wrong),
        (b"oh".to_vec(), Step::End, "ends within the prelude"),
        // The stream goes on, but no frame of four gigabytes is waited for.
        (vec![0xff; 64], wait, wrong),
        (message, Step::End, "the checksum of the message"),
        (with(&|frame| frame[9] ^= 1), Step::End, wrong),
        (half.clone(), Step::End, "ends within a frame"),
        (half, Step::Break, "dispatch failure"),
        // Between two frames, too, the end of the connection is not that of the stream.
        (Vec::new(), Step::Break, "dispatch failure"),
        (prelude(32 << 20), Step::End, "a frame of 33554432 bytes"),
        (payload, Step::End, "the event `chunk` cannot be read"),
        (bare, Step::End, "missing header `:message-type`"),
    ]
}

/// Protects what a program learns of a stream that is broken: an error each, after the events
/// before it.
#[test]
fn broken_streams_are_errors() {
    for (bytes, end, text) in broken() {
        let is_break = matches!(end, Step::Break);
        let mut steps = vec![Step::Send(chunk("one"))];
        // A chunk of no bytes would be the end of the body.
        steps.extend((!bytes.is_empty()).then_some(Step::Send(bytes)));
        steps.push(end);
        let (events, end) = received(steps);
        assert_eq!(events, ["one"], "{text}");
        let error = end.expect_err(text);
        let found = DisplayErrorContext(&error).to_string();
        assert!(found.contains(text), "{text}: {found}");
        let is_io = matches!(error, SdkError::DispatchFailure(_));
        assert_eq!(is_io, is_break, "{error:?}");
    }
}

/// The prelude of a frame of that length.
fn prelude(length: u32) -> Vec<u8> {
    let mut prelude = length.to_be_bytes().to_vec();
    prelude.extend(16_u32.to_be_bytes());
    let checksum = crc32fast::hash(&prelude);
    prelude.extend(checksum.to_be_bytes());
    prelude
}

/// Protects errors that come instead of a stream: those of the stream are also those of the
/// operation.
#[test]
fn errors_before_the_stream_are_those_of_the_operation() {
    let (url, server) = serve(|head, connection| {
        connection.body(&head);
        let header = "x-amzn-errortype: ModelStreamErrorException\r\n";
        connection.respond("424 Failed Dependency", header, r#"{"message":"no model"}"#);
    });
    let error = run(async {
        let call = client!(bedrock, &url).invoke_model_with_response_stream();
        call.model_id("a-model")
            .body(Blob::new("{}"))
            .send()
            .await
            .expect_err("an error")
    });
    assert!(
        error
            .as_service_error()
            .is_some_and(|error| error.is_model_stream_error_exception()),
        "{error:?}"
    );
    assert!(error.source().is_some());
    server.join().expect("the server");
}
