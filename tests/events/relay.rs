//! Streams in both directions in rpcv2Cbor and rpcv2Json: the members of an input and output that
//! are not events are messages before them. The payloads are made and read by `ciborium` and
//! `serde_json`.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use ciborium::Value as Cbor;
use hammersmith::event::{Frames, encode};
use hammersmith::primitives::event_stream::{Header, HeaderValue, Message};
use serde_json::{Value as Json, json};

use crate::server::{Connection, Head, Step, serve};
use crate::{client, run};

/// A format of payloads.
struct Format {
    media_type: &'static str,
    /// The value of the header `accept` of requests whose response is a stream.
    accept: &'static str,
    write: fn(&Json) -> Vec<u8>,
    read: fn(&[u8]) -> Json,
}

const CBOR: Format = Format {
    media_type: "application/cbor",
    accept: "application/vnd.amazon.eventstream, application/cbor",
    write: |value| {
        let mut bytes = Vec::new();
        ciborium::into_writer(value, &mut bytes).expect("CBOR");
        bytes
    },
    read: |bytes| {
        let value: Cbor = ciborium::from_reader(bytes).expect("CBOR");
        value.deserialized().expect("what JSON can hold")
    },
};

const JSON: Format = Format {
    media_type: "application/json",
    accept: "application/vnd.amazon.eventstream",
    write: |value| value.to_string().into_bytes(),
    read: |bytes| serde_json::from_slice(bytes).expect("JSON"),
};

impl Format {
    fn message(&self, kind: &str, name: &str, payload: &Json) -> Message {
        let text = |name: &'static str, value: &str| {
            Header::new(name, HeaderValue::String(value.to_owned().into()))
        };
        let name_of_type = match kind {
            "exception" => ":exception-type",
            _ => ":event-type",
        };
        Message::new((self.write)(payload))
            .add_header(text(":message-type", kind))
            .add_header(text(name_of_type, name))
            .add_header(text(":content-type", self.media_type))
    }

    fn frame(&self, kind: &str, name: &str, payload: &Json) -> Step {
        let message = self.message(kind, name, payload);
        Step::Send(encode(&message).expect("a frame").to_vec())
    }

    fn note(&self, text: &str) -> Step {
        self.frame("event", "note", &json!({ "text": text, "sizes": [1, -2] }))
    }
}

/// The events of a request: the type and the payload of each, up to the one that ends the stream.
fn sent(format: &Format, connection: &mut Connection) -> Vec<(String, Json)> {
    let (mut outer, mut events) = (Frames::new(), Vec::new());
    loop {
        let Some(signed) = outer.next_message().expect("a frame") else {
            outer.push(&connection.chunk());
            continue;
        };
        if signed.payload().is_empty() {
            return events;
        }
        let mut inner = Frames::new();
        inner.push(signed.payload());
        let message = inner.next_message().expect("a frame").expect("all of it");
        let text = |name: &str| {
            let mut headers = message.headers().iter();
            let header = headers.find(|header| header.name().as_str() == name);
            let text = header.and_then(|header| header.value().as_string().ok());
            text.map(|text| text.as_str().to_owned())
        };
        assert_eq!(text(":message-type").as_deref(), Some("event"));
        assert_eq!(text(":content-type").as_deref(), Some(format.media_type));
        let payload = (format.read)(message.payload());
        events.push((text(":event-type").expect("a type"), payload));
    }
}

fn check(head: &Head, format: &Format) {
    assert_eq!(head.path, "/service/Relay/operation/Talk");
    let expected = [
        ("content-type", Some("application/vnd.amazon.eventstream")),
        ("accept", Some(format.accept)),
        ("content-length", None),
    ];
    for (name, value) in expected {
        assert_eq!(head.header(name), value, "{name}");
    }
}

/// A stream of these items.
struct Items<T>(Vec<T>);

impl<T> Unpin for Items<T> {}

impl<T> futures_core::Stream for Items<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.pop())
    }
}

/// What a client has of a call: the session in the output, the events, and the error at the end.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    session: Option<String>,
    events: Vec<String>,
    error: Option<String>,
}

/// The same calls of the two crates of the service.
macro_rules! talk {
    ($name:ident, $service:ident) => {
        async fn $name(url: &str) -> Outcome {
            use $service::types::{NoteEvent, Speech};

            let note = |text: &str| {
                let note = NoteEvent::builder().text(text).sizes(3).build();
                Ok(Speech::Note(note.expect("a text")))
            };
            let items = Items(vec![note("world"), note("hello")]);
            let call = client!($service, url).talk().room("blue").limit(2);
            let mut output = match call.events(items.into()).send().await {
                Ok(output) => output,
                Err(error) => {
                    let error = Some($service::Error::from(error).to_string());
                    return Outcome {
                        error,
                        ..Outcome::default()
                    };
                }
            };
            let mut outcome = Outcome {
                session: output.session.take(),
                ..Outcome::default()
            };
            loop {
                outcome.events.push(match output.events.recv().await {
                    Ok(Some(Speech::Note(note))) => format!("{} {:?}", note.text(), note.sizes()),
                    Ok(Some(event)) if event.is_unknown() => "unknown".to_owned(),
                    Ok(Some(event)) => format!("{event:?}"),
                    Ok(None) => return outcome,
                    Err(error) => {
                        assert!(matches!(output.events.recv().await, Ok(None)));
                        outcome.error = Some($service::Error::from(error).to_string());
                        return outcome;
                    }
                });
            }
        }
    };
}

talk!(talk_cbor, cbor);
talk!(talk_json, json);

/// Plays steps to a call in one of the formats.
fn outcome(format: &'static Format, steps: Vec<Step>) -> Outcome {
    let (url, server) = serve(move |head, connection| {
        check(&head, format);
        let note = |text: &str| json!({ "text": text, "sizes": [3] });
        let expected = [
            ("initial-request", json!({ "room": "blue", "limit": 2 })),
            ("note", note("hello")),
            ("note", note("world")),
        ];
        let expected = expected.map(|(kind, payload)| (kind.to_owned(), payload));
        assert_eq!(sent(format, connection), expected);
        connection.start();
        connection.play(steps);
    });
    let outcome = match format.media_type {
        "application/cbor" => run(talk_cbor(&url)),
        _ => run(talk_json(&url)),
    };
    server.join().expect("the server");
    outcome
}

/// Protects streams in both directions: the initial messages, the events, and a type that the union
/// does not have; with an initial response and without.
#[test]
fn initial_messages_are_members() {
    for format in [&CBOR, &JSON] {
        let initial = format.frame("event", "initial-response", &json!({ "session": "s" }));
        let new = format.frame("event", "brandNew", &json!({}));
        let events = [format.note("one"), new, format.note("two"), Step::End];
        for (first, session) in [(Some(initial), Some("s")), (None, None)] {
            let steps = first.into_iter().chain(events.iter().cloned());
            let expected = Outcome {
                session: session.map(str::to_owned),
                events: ["one [1, -2]", "unknown", "two [1, -2]"]
                    .map(str::to_owned)
                    .into(),
                error: None,
            };
            assert_eq!(
                outcome(format, steps.collect()),
                expected,
                "{}",
                format.media_type
            );
        }
    }
}

/// Protects errors that end a stream, and all that may be wrong with one, after the events before
/// it.
#[test]
fn broken_streams_are_errors() {
    for format in [&CBOR, &JSON] {
        let loud = json!({ "message": "no", "limit": 5 });
        let good = format.message("event", "note", &json!({ "text": "two" }));
        let good = encode(&good).expect("a frame").to_vec();
        let changed = |at: usize| {
            let mut frame = good.clone();
            frame[at] ^= 1;
            Step::Send(frame)
        };
        let half = Step::Send(good.get(..good.len() - 9).expect("a part").to_vec());
        let cases: Vec<(Vec<Step>, &str)> = vec![
            (
                vec![format.frame("exception", "tooLoud", &loud), Step::End],
                "Speech: TooLoud: no",
            ),
            (
                vec![format.frame("exception", "brandNew", &loud), Step::End],
                "Speech: brandNew: no",
            ),
            (vec![changed(9), Step::End], "the checksum of its prelude"),
            (
                vec![changed(good.len() - 1), Step::End],
                "the checksum of the message",
            ),
            (vec![half.clone(), Step::End], "ends within a frame"),
            (vec![half, Step::Break], "the connection failed"),
            (
                vec![
                    Step::Send(vec![0xff; 64]),
                    Step::Wait(Duration::from_millis(500)),
                ],
                "the checksum of its prelude",
            ),
            (
                vec![
                    format.frame("event", "note", &json!({ "text": 1 })),
                    Step::End,
                ],
                "the event `note` cannot be read",
            ),
            (
                vec![format.frame("event", "note", &json!(["text"])), Step::End],
                "the event `note` cannot be read",
            ),
        ];
        for (steps, text) in cases {
            let steps = [format.note("one")].into_iter().chain(steps);
            let found = outcome(format, steps.collect());
            assert_eq!(found.events, ["one [1, -2]"], "{text}: {found:?}");
            let error = found.error.expect(text);
            assert!(
                error.contains(text),
                "{}, {text}: {error}",
                format.media_type
            );
        }
    }
}

/// Protects calls whose first message is no stream of events, or an error in place of a response:
/// they fail, rather than their streams.
#[test]
fn errors_before_the_stream_are_those_of_the_call() {
    for format in [&CBOR, &JSON] {
        let found = outcome(format, vec![Step::Send(vec![0xff; 64]), Step::End]);
        assert_eq!((found.session, found.events), (None, Vec::new()));
        let error = found.error.expect("an error");
        let text = "Talk: the response cannot be read: invalid frame in the stream";
        assert!(error.starts_with(text), "{error}");

        let (url, server) = serve(move |head, connection| {
            check(&head, format);
            sent(format, connection);
            let body = (format.write)(&json!({ "__type": "com.example.relay#Busy" }));
            connection.respond("400 Bad Request", "", body);
        });
        let found = match format.media_type {
            "application/cbor" => run(talk_cbor(&url)),
            _ => run(talk_json(&url)),
        };
        let error = found.error.expect("an error");
        assert!(error.starts_with("Talk: Busy"), "{error}");
        server.join().expect("the server");
    }
}
