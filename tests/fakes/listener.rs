//! Sends audio to a fake of Transcribe with the official client, and prints what it receives.
//!
//! Each piece of audio is sent once the transcript of the one before it is there.

use std::pin::Pin;
use std::task::{Context, Poll};

use aws_sdk_transcribestreaming::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_transcribestreaming::error::ProvideErrorMetadata;
use aws_sdk_transcribestreaming::primitives::Blob;
use aws_sdk_transcribestreaming::types::error::AudioStreamError;
use aws_sdk_transcribestreaming::types::{
    AudioEvent, AudioStream, LanguageCode, MediaEncoding, TranscriptResultStream,
};
use aws_sdk_transcribestreaming::{Client, Config};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

struct Audio(UnboundedReceiver<usize>);

impl futures_core::Stream for Audio {
    type Item = Result<AudioStream, AudioStreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|length| {
            let chunk = Blob::new(vec![7; length?]);
            let event = AudioEvent::builder().audio_chunk(chunk).build();
            Some(Ok(AudioStream::AudioEvent(event)))
        })
    }
}

async fn play(client: &Client, rate: i32, lengths: &[usize]) {
    let (sender, receiver) = unbounded_channel();
    let call = client
        .start_stream_transcription()
        .language_code(LanguageCode::EnGb)
        .media_encoding(MediaEncoding::Pcm)
        .media_sample_rate_hertz(rate)
        .audio_stream(Audio(receiver).into());
    let mut output = match call.send().await {
        Ok(output) => output,
        Err(error) => {
            println!("{:?} {:?}", error.code(), error.message());
            return;
        }
    };
    println!("{:?} {:?}", output.session_id(), output.language_code());
    let mut lengths = lengths.iter();
    let mut sender = Some(sender);
    loop {
        match lengths.next() {
            Some(length) => drop(sender.as_ref().map(|sender| sender.send(*length))),
            None => sender = None,
        }
        match output.transcript_result_stream.recv().await {
            Ok(Some(TranscriptResultStream::TranscriptEvent(event))) => {
                println!("{:?}", event.transcript().expect("a transcript").results());
            }
            Ok(Some(other)) => println!("{other:?}"),
            Ok(None) => return println!("the end"),
            Err(error) => {
                let error = error.into_service_error();
                let is_modelled = error.is_bad_request_exception();
                return println!("{is_modelled} {:?}", error.message());
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("the URL of the fake");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "test",
        ))
        .endpoint_url(url);
    let client = Client::from_conf(config.build());
    play(&client, 16_000, &[8_192, 3]).await;
    play(&client, 16_000, &[5, 1]).await;
    play(&client, 16_000, &[2]).await;
    play(&client, 7, &[5]).await;
}
