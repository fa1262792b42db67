//! Streams of events that fakes refuse, since the model does not allow them.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::task::{Context, Poll, Waker};

use hammersmith::event::{Frames, encode};
use hammersmith::primitives::event_stream::{EventReceiver, Header, HeaderValue, Message};
use json::fake::Fake;

fn message(kind: &str, payload: &str) -> Vec<u8> {
    let text = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let message = Message::new(payload.as_bytes().to_vec())
        .add_header(text(":message-type", "event"))
        .add_header(text(":event-type", kind));
    encode(&message).expect("a frame").to_vec()
}

/// The first words of what a fake of the relay answers to such messages: the status, and the
/// events or the document.
fn relayed(operation: &str, messages: &[Vec<u8>]) -> (u16, String) {
    use json::operation::{speak, talk};
    use json::types::{NoteEvent, Speech};

    let fake = Fake::new()
        .on::<speak::Speak>(|input| {
            let mut count = 0;
            let mut events = Box::pin(input.events.into_events());
            let mut cx = Context::from_waker(Waker::noop());
            while let Poll::Ready(Some(_)) =
                futures_core::Stream::poll_next(events.as_mut(), &mut cx)
            {
                count += 1;
            }
            Ok(speak::SpeakOutput::builder().count(count).build())
        })
        .on::<talk::Talk>(|input| {
            let room = input.room().unwrap_or_default().to_owned();
            let note = NoteEvent::builder().text(room).build().expect("a text");
            let events = EventReceiver::from_events([Ok(Speech::Note(note))]);
            Ok(talk::TalkOutput::builder()
                .session("s")
                .events(events)
                .build()
                .expect("events"))
        });
    let request = http::Request::post(format!("/service/Relay/operation/{operation}"))
        .header("smithy-protocol", "rpc-v2-json")
        .header("content-type", "application/vnd.amazon.eventstream")
        .body(messages.concat())
        .expect("a request");
    let response = fake.respond(&request);
    assert_eq!(fake.requests()[0].operation, Some(operation));
    let mut said = String::new();
    if response.headers()["content-type"] == "application/vnd.amazon.eventstream" {
        let mut frames = Frames::new();
        frames.push(response.body());
        while let Some(message) = frames.next_message().expect("a frame") {
            let payload = String::from_utf8_lossy(message.payload()).into_owned();
            said.push_str(&payload);
        }
    } else {
        said = String::from_utf8_lossy(response.body()).into_owned();
    }
    (response.status().as_u16(), said)
}

/// Protects services from requests that the model does not allow, and from those that are not
/// streams: each is refused, and one that is right is answered.
#[test]
fn events_that_the_model_does_not_allow() {
    let initial = || message("initial-request", r#"{"room":"blue"}"#);
    let note = || message("note", r#"{"text":"a"}"#);
    let mut broken = note();
    broken[9] ^= 1;
    let talk = |messages: &[Vec<u8>], status: u16, said: &str| {
        let found = relayed("Talk", messages);
        assert_eq!(found.0, status, "{found:?}");
        assert!(found.1.contains(said), "{found:?}");
    };
    talk(
        &[initial(), note()],
        200,
        r#"{"session":"s"}{"text":"blue"}"#,
    );
    talk(&[initial()], 200, r#"{"text":"blue"}"#);
    talk(&[note()], 400, "room: required");
    talk(&[initial(), message("note", "{}")], 400, "text");
    talk(&[initial(), message("note", "[")], 400, "invalid JSON");
    talk(&[initial(), message("shout", "{}")], 400, "Speech");
    talk(&[initial(), broken], 400, "checksum of its prelude");
    let mut unreadable = note();
    unreadable[9] ^= 1;
    talk(&[unreadable], 400, "checksum of its prelude");
    talk(
        &[initial(), b"bytes that are not a frame".to_vec()],
        400,
        "invalid frame",
    );
    talk(&[message("initial-request", r#"{"room":1}"#)], 400, "room");
    let (status, said) = relayed("Speak", &[note(), note()]);
    assert_eq!((status, said.as_str()), (200, r#"{"count":2}"#));
    let (status, said) = relayed("Speak", &[note(), message("note", "{}")]);
    assert_eq!(status, 400, "{said}");
}

/// A fake that answers each note by its text, and the end of the notes by `the end`.
fn echo() -> Fake {
    use json::operation::talk;
    use json::types::{NoteEvent, Speech};

    Fake::new().on::<talk::Talk>(|input| {
        let events = EventReceiver::answering(input.events, |event| {
            let text = match event {
                Some(Ok(Speech::Note(note))) => note.text,
                Some(other) => panic!("{other:?}"),
                None => "the end".to_owned(),
            };
            let note = NoteEvent::builder().text(text).build().expect("a text");
            [Ok(Speech::Note(note))]
        });
        let output = talk::TalkOutput::builder().events(events);
        Ok(output.build().expect("events"))
    })
}

/// The response over loopback to these messages, which the fake reads one by one.
fn spoken(fake: &Fake, messages: &[Vec<u8>]) -> String {
    let server = fake.serve().expect("a port");
    let mut stream = TcpStream::connect(server.address()).expect("a connection");
    let body = messages.concat();
    let head = format!(
        "POST /service/Relay/operation/Talk HTTP/1.1\r\nsmithy-protocol: rpc-v2-json\r\n\
         content-type: application/vnd.amazon.eventstream\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let sent = stream.write_all(&[head.as_bytes(), &body].concat());
    sent.and_then(|()| stream.shutdown(Shutdown::Write))
        .expect("a request");
    let mut response = Vec::new();
    stream.read_to_end(&mut response).expect("a response");
    String::from_utf8_lossy(&response).into_owned()
}

/// Protects what tests assert of refusals, and handlers from half of a request as if it were the
/// whole: an event that is refused after others were answered ends the stream, is recorded, and
/// looks unlike the end of the events.
#[test]
fn refusals_within_a_stream() {
    let initial = || message("initial-request", r#"{"room":"blue"}"#);
    let note = || message("note", r#"{"text":"green"}"#);
    let half = || note()[..20].to_vec();
    let table = [
        (note(), "the end", None),
        (message("note", "{}"), "text", Some("text")),
        (half(), "SerializationException", Some("")),
        (
            message("said", "{}"),
            "the handler panicked",
            Some("panicked"),
        ),
    ];
    for (last, said, refused) in table {
        let fake = echo();
        let text = spoken(&fake, &[initial(), note(), last]);
        assert!(text.contains("green") && text.contains(said), "{text}");
        assert_eq!(text.contains("the end"), refused.is_none(), "{text}");
        let refusals = fake.refusals();
        assert_eq!(refusals.len(), usize::from(refused.is_some()), "{said}");
        assert!(refusals.concat().contains(refused.unwrap_or_default()));
        assert_eq!(fake.requests()[0].operation, Some("Talk"));
    }
}
