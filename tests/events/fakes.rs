//! Fakes of services with streams of events, called by our clients in memory and over loopback.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use hammersmith::primitives::Blob;
use hammersmith::primitives::event_stream::EventReceiver;
use transcribe::fake::Fake;
use transcribe::operation::start_stream_transcription::{
    StartStreamTranscription, StartStreamTranscriptionError, StartStreamTranscriptionOutput,
};
use transcribe::types::error::{
    AudioStreamError, BadRequestException, TranscriptResultStreamError,
};
use transcribe::types::{
    Alternative, AudioEvent, AudioStream, LanguageCode, MediaEncoding, Transcript, TranscriptEvent,
    TranscriptResultStream,
};

use crate::{client, run};

/// Audio that a program sends while it reads transcripts.
#[derive(Clone, Default)]
struct Audio(Arc<Mutex<(VecDeque<Option<AudioStream>>, Option<Waker>)>>);

impl Audio {
    fn push(&self, length: Option<usize>) {
        let audio = length.map(|length| {
            let chunk = Blob::new(vec![7; length]);
            AudioStream::AudioEvent(AudioEvent::builder().audio_chunk(chunk).build())
        });
        let mut this = self.0.lock().expect("no panic");
        this.0.push_back(audio);
        if let Some(waker) = this.1.take() {
            waker.wake();
        }
    }
}

impl futures_core::Stream for Audio {
    type Item = Result<AudioStream, AudioStreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.0.lock().expect("no panic");
        match this.0.pop_front() {
            Some(audio) => Poll::Ready(audio.map(Ok)),
            None => {
                this.1 = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

fn transcript(text: String) -> TranscriptResultStream {
    let alternative = Alternative::builder().transcript(text).build();
    let result = transcribe::types::Result::builder().alternatives(alternative);
    let transcript = Transcript::builder().results(result.build()).build();
    TranscriptResultStream::TranscriptEvent(
        TranscriptEvent::builder().transcript(transcript).build(),
    )
}

/// A fake whose transcripts are the lengths of the audio. It refuses some of them.
fn fake() -> Fake {
    Fake::new().on::<StartStreamTranscription>(|input| {
        if input.media_sample_rate_hertz() != Some(16_000) {
            let error = BadRequestException::builder().message("the rate");
            return Err(StartStreamTranscriptionError::BadRequestException(
                error.build(),
            ));
        }
        let mut sum = 0;
        let events = EventReceiver::answering(input.audio_stream, move |event| {
            let Some(event) = event else {
                return vec![Ok(transcript(format!("{sum} in all")))];
            };
            let length = match event.expect("an event") {
                AudioStream::AudioEvent(event) => {
                    event.audio_chunk().map_or(0, |it| it.as_ref().len())
                }
                other => panic!("{other:?}"),
            };
            sum += length;
            let error = TranscriptResultStreamError::BadRequestException(
                BadRequestException::builder().message("too short").build(),
            );
            let meta = transcribe::error::ErrorMetadata::builder()
                .code("Odd")
                .message("é");
            match length {
                0 => vec![],
                1 => vec![Err(error)],
                2 => vec![Err(TranscriptResultStreamError::generic(meta.build()))],
                3 => vec![
                    Ok(transcript("a".to_owned())),
                    Ok(transcript("b".to_owned())),
                ],
                _ => vec![Ok(transcript(length.to_string()))],
            }
        });
        Ok(StartStreamTranscriptionOutput::builder()
            .session_id("the-session")
            .transcript_result_stream(events)
            .build()
            .expect("a stream"))
    })
}

/// A client of a fake, in memory or over loopback.
fn transcriber(fake: &Fake, url: Option<&str>) -> transcribe::Client {
    let client = client!(transcribe, url.unwrap_or("http://127.0.0.1:1"));
    let config = client.config().to_builder();
    match url {
        Some(_) => client,
        None => transcribe::Client::from_conf(config.http_client(fake.clone()).build()),
    }
}

/// The next event of a stream as one line, or the error at the end.
async fn next(
    events: &mut EventReceiver<TranscriptResultStream, TranscriptResultStreamError>,
) -> String {
    match events.recv().await {
        Ok(Some(TranscriptResultStream::TranscriptEvent(event))) => {
            let results = event.transcript().expect("a transcript").results();
            results[0].alternatives()[0]
                .transcript()
                .expect("text")
                .to_owned()
        }
        Ok(other) => format!("{other:?}"),
        Err(error) => {
            let error = error.into_service_error();
            format!("{error} {}", error.is_bad_request_exception())
        }
    }
}

/// Protects programs that talk to a service while they listen: each event is answered before the
/// next one is sent, and exceptions end the stream, of the model or not.
#[test]
fn events_are_answered_while_they_come() {
    let fake = fake();
    let server = fake.serve().expect("a port");
    let url = server.url();
    let ends = [
        (None, "4 in all", "None"),
        (
            Some(1),
            "TranscriptResultStream: BadRequestException: too short true",
            "None",
        ),
        (Some(2), "TranscriptResultStream: Odd: é false", "None"),
    ];
    for url in [None, Some(url.as_str())] {
        for (last, said, then) in ends {
            run(async {
                let audio = Audio::default();
                let call = transcriber(&fake, url).start_stream_transcription();
                let call = call
                    .language_code(LanguageCode::EnGb)
                    .media_encoding(MediaEncoding::Pcm)
                    .media_sample_rate_hertz(16_000);
                let call = call.audio_stream(audio.clone().into()).send();
                let mut output = call.await.expect("a response");
                assert_eq!(output.session_id(), Some("the-session"));
                let events = &mut output.transcript_result_stream;
                audio.push(Some(0));
                audio.push(Some(4));
                assert_eq!(next(events).await, "4");
                audio.push(last);
                assert_eq!(next(events).await, said, "{url:?}");
                assert_eq!(next(events).await, then, "{url:?}");
            });
        }
    }
}

/// Protects calls that fail before there are events, and programs that send more than is read.
#[test]
fn calls_fail_before_their_events() {
    let fake = fake();
    let server = fake.serve().expect("a port");
    let url = server.url();
    for url in [None, Some(url.as_str())] {
        for (rate, said) in [
            (None, "rate"),
            (Some(2), "rate"),
            (Some(48_001), "media_sample_rate"),
        ] {
            let error = run(async {
                let audio = Audio::default();
                (0..9).for_each(|_| audio.push(Some(100_000)));
                let call = transcriber(&fake, url).start_stream_transcription();
                let call = call.set_media_sample_rate_hertz(rate);
                let call = call
                    .language_code(LanguageCode::EnGb)
                    .media_encoding(MediaEncoding::Pcm)
                    .audio_stream(audio.clone().into());
                call.send().await.expect_err("no rate").into_service_error()
            });
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}

/// Protects streams behind a message that has the other members: that of Kinesis.
#[test]
fn events_behind_a_message() {
    use kinesis::operation::subscribe_to_shard as subscribe;

    let fake = Fake::new().on::<subscribe::SubscribeToShard>(|input| {
        let event = kinesis::types::SubscribeToShardEvent::builder()
            .continuation_sequence_number(input.shard_id().unwrap_or_default())
            .millis_behind_latest(0)
            .set_records(Some(Vec::new()));
        let event = event.build().expect("an event");
        let event = kinesis::types::SubscribeToShardEventStream::SubscribeToShardEvent(event);
        let events = EventReceiver::from_events([Ok(event)]);
        let output = subscribe::SubscribeToShardOutput::builder().event_stream(events);
        Ok(output.build().expect("a stream"))
    });
    let server = fake.serve().expect("a port");
    let url = server.url();
    let kinesis = run(async {
        let position = kinesis::types::StartingPosition::builder()
            .r#type(kinesis::types::ShardIteratorType::Latest)
            .build()
            .expect("a position");
        let arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/a/consumer/b:1";
        let call = client!(kinesis, &url)
            .subscribe_to_shard()
            .consumer_arn(arn);
        let call = call.shard_id("shard-1").starting_position(position);
        let mut events = call.send().await.expect("a response").event_stream;
        let event = events.recv().await.expect("an event");
        assert!(events.recv().await.expect("the end").is_none());
        format!("{event:?}")
    });
    assert!(kinesis.contains("shard-1"), "{kinesis}");
}

/// Protects events whose members are a document: those of Bedrock.
#[test]
fn events_of_documents() {
    use bedrock::operation::invoke_model_with_response_stream as invoke;

    let fake = Fake::new().on::<invoke::InvokeModelWithResponseStream>(|input| {
        let bytes = input.body().cloned().unwrap_or_default();
        let chunk = bedrock::types::PayloadPart::builder().bytes(bytes).build();
        let events = EventReceiver::from_events([Ok(bedrock::types::ResponseStream::Chunk(chunk))]);
        let output = invoke::InvokeModelWithResponseStreamOutput::builder()
            .content_type("a/b")
            .body(events);
        Ok(output.build().expect("a stream"))
    });
    let server = fake.serve().expect("a port");
    let url = server.url();
    let bedrock = run(async {
        let call = client!(bedrock, &url).invoke_model_with_response_stream();
        let call = call.model_id("a-model").body(Blob::new("{}"));
        let mut output = call.send().await.expect("a response");
        assert_eq!(output.content_type(), "a/b");
        let event = output.body.recv().await.expect("an event");
        assert!(output.body.recv().await.expect("the end").is_none());
        event
    });
    let expected = bedrock::types::PayloadPart::builder().bytes(Blob::new("{}"));
    assert_eq!(
        bedrock,
        Some(bedrock::types::ResponseStream::Chunk(expected.build()))
    );
}

/// Protects events of XML, of bytes and without members: those of S3.
#[test]
fn events_of_xml() {
    use s3::operation::select_object_content as select;

    let fake = Fake::new().on::<select::SelectObjectContent>(|input| {
        use s3::types::SelectObjectContentEventStream as Event;
        use s3::types::{EndEvent, RecordsEvent, Stats, StatsEvent};

        let key = Blob::new(input.key().unwrap_or_default());
        let records = RecordsEvent::builder().payload(key).build();
        let stats = Stats::builder().bytes_scanned(7).build();
        let events = EventReceiver::from_events([
            Ok(Event::Records(records)),
            Ok(Event::Stats(StatsEvent::builder().details(stats).build())),
            Ok(Event::End(EndEvent::builder().build())),
        ]);
        Ok(select::SelectObjectContentOutput::builder()
            .payload(events)
            .build()
            .expect("a stream"))
    });
    let server = fake.serve().expect("a port");
    let url = server.url();
    let s3 = run(async {
        let call = client!(s3, &url)
            .select_object_content()
            .bucket("a-bucket")
            .key("a");
        let csv = s3::types::CsvInput::builder().build();
        let csv_output = s3::types::CsvOutput::builder().build();
        let call = call
            .expression("SELECT * FROM S3Object")
            .expression_type(s3::types::ExpressionType::Sql)
            .input_serialization(s3::types::InputSerialization::builder().csv(csv).build())
            .output_serialization(
                s3::types::OutputSerialization::builder()
                    .csv(csv_output)
                    .build(),
            );
        let mut payload = call.send().await.expect("a response").payload;
        let mut found = Vec::new();
        while let Some(event) = payload.recv().await.expect("an event") {
            found.push(event);
        }
        found
    });
    assert_eq!(s3.len(), 3, "{s3:?}");
    assert!(
        s3[0].is_records() && s3[1].is_stats() && s3[2].is_end(),
        "{s3:?}"
    );
}
