//! Streams in both directions, whose messages are signed: Transcribe's.

use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::event_stream::{sign_empty_message, sign_message};
use aws_sigv4::sign::v4;
use hammersmith::event::Frames;
use hammersmith::primitives::Blob;
use hammersmith::primitives::event_stream::{EventStreamSender, HeaderValue, Message};
use transcribe::error::SdkError;
use transcribe::types::error::AudioStreamError;
use transcribe::types::{
    AudioEvent, AudioStream, LanguageCode, MediaEncoding, TranscriptResultStream,
};

use crate::server::{Connection, Head, Step, frame, serve};
use crate::{client, run};

fn value<'m>(message: &'m Message, name: &str) -> Option<&'m HeaderValue> {
    let mut headers = message.headers().iter();
    headers
        .find(|header| header.name().as_str() == name)
        .map(|header| header.value())
}

/// Reads signed messages of a request, and checks each signature by those before it.
struct Signed<'c> {
    connection: &'c mut Connection,
    frames: Frames,
    signature: String,
}

impl<'c> Signed<'c> {
    fn new(head: &Head, connection: &'c mut Connection) -> Self {
        let authorization = head.header("authorization").expect("a signature");
        let (_, signature) = authorization.split_once("Signature=").expect("a signature");
        Self {
            connection,
            frames: Frames::new(),
            signature: signature.to_owned(),
        }
    }

    /// The next event; `None` for the message that ends the stream.
    fn event(&mut self) -> Option<Message> {
        let outer = loop {
            match self.frames.next_message().expect("a frame") {
                Some(message) => break message,
                None => self.frames.push(&self.connection.chunk()),
            }
        };
        let Some(HeaderValue::Timestamp(date)) = value(&outer, ":date") else {
            panic!("no date: {outer:?}");
        };
        let credentials = Credentials::new("AKIDEXAMPLE", "the-secret", None, None, "test");
        let identity = credentials.into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region("eu-west-1")
            .name("transcribe")
            .time(SystemTime::try_from(*date).expect("a time"))
            .settings(())
            .build()
            .expect("all parameters");
        let inner = (!outer.payload().is_empty()).then(|| {
            let mut frames = Frames::new();
            frames.push(outer.payload());
            frames
                .next_message()
                .expect("a frame")
                .expect("a whole frame")
        });
        let signed = match &inner {
            Some(inner) => sign_message(inner, &self.signature, &params),
            None => sign_empty_message(&self.signature, &params),
        };
        let (expected, signature) = signed.expect("a signature").into_parts();
        let name = ":chunk-signature";
        assert_eq!(
            value(&outer, name),
            value(&expected, name),
            "the chain of signatures"
        );
        self.signature = signature;
        inner
    }
}

/// Audio that a test sends piece by piece.
struct Audio(Vec<Result<AudioStream, AudioStreamError>>);

impl futures_core::Stream for Audio {
    type Item = Result<AudioStream, AudioStreamError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop())
    }
}

fn audio(bytes: Vec<u8>) -> AudioStream {
    AudioStream::AudioEvent(AudioEvent::builder().audio_chunk(Blob::new(bytes)).build())
}

fn transcript(text: &str) -> Vec<u8> {
    let payload = format!(
        r#"{{"Transcript":{{"Results":[{{"Alternatives":[{{"Transcript":"{text}"}}]}}]}}}}"#
    );
    frame("event", "TranscriptEvent", payload.as_bytes())
}

async fn call(
    url: &str,
    audio: EventStreamSender<AudioStream, AudioStreamError>,
) -> Result<Vec<String>, transcribe::Error> {
    let call = client!(transcribe, url).start_stream_transcription();
    let mut output = call
        .language_code(LanguageCode::EnGb)
        .media_encoding(MediaEncoding::Pcm)
        .media_sample_rate_hertz(16_000)
        .audio_stream(audio)
        .send()
        .await?;
    assert_eq!(output.session_id(), Some("the-session"));
    let mut texts = Vec::new();
    while let Some(event) = output.transcript_result_stream.recv().await? {
        let TranscriptResultStream::TranscriptEvent(event) = event else {
            panic!("{event:?}");
        };
        let results = event.transcript().expect("a transcript").results();
        let text = results[0].alternatives()[0].transcript().expect("text");
        texts.push(text.to_owned());
    }
    Ok(texts)
}

/// Protects streams in both directions: each message is signed by those before it, and the last one
/// says that the stream ends.
#[test]
fn messages_are_signed_in_both_directions() {
    let pieces = [vec![1; 8_192], vec![2; 3], Vec::new()];
    let expected = pieces.clone();
    let (url, server) = serve(move |head, connection| {
        assert_eq!(head.path, "/stream-transcription");
        let media_type = head.header("content-type");
        assert_eq!(media_type, Some("application/vnd.amazon.eventstream"));
        assert_eq!(head.header("content-length"), None);
        assert_eq!(head.header("x-amzn-transcribe-sample-rate"), Some("16000"));
        let mut signed = Signed::new(&head, connection);
        let mut received = Vec::new();
        while let Some(event) = signed.event() {
            let text = |name| value(&event, name).and_then(|value| value.as_string().ok());
            assert_eq!(text(":message-type").map(|it| it.as_str()), Some("event"));
            assert_eq!(
                text(":event-type").map(|it| it.as_str()),
                Some("AudioEvent")
            );
            let media_type = text(":content-type").map(|it| it.as_str());
            assert_eq!(media_type, Some("application/octet-stream"));
            received.push(event.payload().to_vec());
        }
        assert_eq!(received, expected);
        connection.start();
        let steps = [
            Step::Send(transcript("hello")),
            Step::Send(transcript("world")),
            Step::End,
        ];
        connection.play(steps.to_vec());
    });
    let texts = run(async {
        let audio = pieces.into_iter().rev().map(|bytes| Ok(audio(bytes)));
        call(&url, Audio(audio.collect()).into())
            .await
            .expect("transcripts")
    });
    assert_eq!(texts, ["hello", "world"]);
    server.join().expect("the server");
}

/// Protects that what is received does not wait for all that is sent.
#[test]
fn events_are_received_while_others_are_sent() {
    let (sender, receiver) = mpsc::channel();
    let (url, server) = serve(move |head, connection| {
        assert!(Signed::new(&head, connection).event().is_some());
        connection.start();
        connection.play(vec![Step::Send(transcript("early"))]);
        // The audio goes on only after the client has the transcript.
        receiver.recv().expect("the client");
        connection.play(vec![Step::End]);
    });
    run(async {
        struct Endless(bool);
        impl futures_core::Stream for Endless {
            type Item = Result<AudioStream, AudioStreamError>;

            fn poll_next(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<Self::Item>> {
                match std::mem::replace(&mut self.0, false) {
                    true => Poll::Ready(Some(Ok(audio(vec![1])))),
                    false => Poll::Pending,
                }
            }
        }
        let call = client!(transcribe, &url).start_stream_transcription();
        let mut output = call
            .audio_stream(Endless(true).into())
            .send()
            .await
            .expect("a response");
        let event = output
            .transcript_result_stream
            .recv()
            .await
            .expect("an event");
        assert!(event.is_some());
        sender.send(()).expect("the server");
        assert!(
            output
                .transcript_result_stream
                .recv()
                .await
                .expect("the end")
                .is_none()
        );
    });
    server.join().expect("the server");
}

/// Protects inputs without a stream, and errors that a program has in place of an event.
#[test]
fn what_cannot_be_sent_is_an_error() {
    let error = run(async {
        let call = client!(transcribe, "http://127.0.0.1:1").start_stream_transcription();
        transcribe::Error::from(call.send().await.expect_err("no stream"))
    });
    assert!(
        error.to_string().contains("audio_stream was missing"),
        "{error}"
    );

    let (url, server) = serve(|head, connection| {
        let mut signed = Signed::new(&head, connection);
        let message = signed.event().expect("an exception");
        let kind = value(&message, ":message-type").and_then(|it| it.as_string().ok());
        assert_eq!(kind.map(|it| it.as_str()), Some("exception"));
        assert!(signed.event().is_none());
        connection.start();
        connection.play(vec![Step::End]);
    });
    let own = AudioStreamError::unhandled("the microphone is gone");
    let texts = run(call(&url, EventStreamSender::once(Err(own))));
    assert_eq!(texts.expect("an end"), [""; 0]);
    server.join().expect("the server");
}

/// Audio without an end.
struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<AudioStream, AudioStreamError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(audio(vec![7; 8_192]))))
    }
}

/// Protects a program whose peer reads nothing of what it sends: events are received anyway, and
/// the end of the response is the end.
#[test]
fn peers_may_stop_reading() {
    let (sender, receiver) = mpsc::channel();
    let (url, server) = serve(move |_, connection| {
        connection.start();
        let steps = ["one", "two"].map(|text| Step::Send(transcript(text)));
        connection.play(steps.into_iter().chain([Step::End]).collect());
        // A connection that ends with unread bytes is broken.
        receiver.recv().expect("the client");
    });
    let texts = run(call(&url, Endless.into()));
    assert_eq!(texts.expect("transcripts"), ["one", "two"]);
    sender.send(()).expect("the server");
    server.join().expect("the server");
}

/// Protects what a program learns while it sends: an error of the service in place of a response,
/// and a connection that breaks, before a response and in the middle of one.
#[test]
fn errors_come_while_events_are_sent() {
    let (url, server) = serve(|head, connection| {
        assert!(Signed::new(&head, connection).event().is_some());
        let header = "x-amzn-errortype: BadRequestException\r\nconnection: close\r\n";
        connection.respond("400 Bad Request", header, r#"{"Message":"too loud"}"#);
        while connection.some().is_some() {}
    });
    let error = run(call(&url, Endless.into())).expect_err("an error");
    let is_modelled = matches!(error, transcribe::Error::BadRequestException(_));
    assert!(
        is_modelled && error.to_string().contains("too loud"),
        "{error}"
    );
    server.join().expect("the server");

    for starts in [false, true] {
        let (sender, receiver) = mpsc::channel();
        let (url, server) = serve(move |head, connection| {
            assert!(Signed::new(&head, connection).event().is_some());
            if starts {
                connection.start();
                connection.play(vec![Step::Send(transcript("one"))]);
                receiver.recv().expect("the client");
            }
            connection.play(vec![Step::Break]);
        });
        let (has_started, is_io) = run(async {
            let call = client!(transcribe, &url).start_stream_transcription();
            let mut stream = match call.audio_stream(Endless.into()).send().await {
                Ok(output) => output.transcript_result_stream,
                Err(error) => return (false, matches!(error, SdkError::DispatchFailure(_))),
            };
            assert!(matches!(stream.recv().await, Ok(Some(_))));
            sender.send(()).expect("the server");
            let error = stream.recv().await.expect_err("a broken connection");
            assert!(matches!(stream.recv().await, Ok(None)));
            (true, matches!(error, SdkError::DispatchFailure(_)))
        });
        assert_eq!((has_started, is_io), (starts, true));
        server.join().expect("the server");
    }
}
