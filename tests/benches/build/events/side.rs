//! The same calls of the official crates and of ours.

use aws_smithy_eventstream::frame::{DeferredSignerSender, NoOpSigner};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;

use crate::stream;

/// The configuration of an operation.
fn bag(operation: &impl RuntimePlugin) -> ConfigBag {
    let mut bag = ConfigBag::base();
    bag.push_shared_layer(operation.config().expect("a configuration"));
    bag
}

/// The request for an input, whose messages are not signed.
fn request(serializer: &SharedRequestSerializer, input: Input) -> SdkBody {
    let mut bag = ConfigBag::base();
    let request: HttpRequest = serializer
        .serialize_input(input, &mut bag)
        .expect("a request");
    let sender = bag
        .load::<DeferredSignerSender>()
        .expect("a place for a signer");
    sender
        .send(Box::new(NoOpSigner {}))
        .expect("it is waited for");
    request.into_body()
}

/// The output of a response with that body.
fn output(bag: &ConfigBag, body: SdkBody) -> Output {
    let deserializer = bag.load::<SharedResponseDeserializer>();
    let deserializer = deserializer.expect("a deserializer");
    let status = StatusCode::try_from(200).expect("a status");
    let mut response = HttpResponse::new(status, body);
    let output = deserializer.deserialize_streaming_with_config(&mut response, bag);
    output.expect("a stream").expect("an output")
}

macro_rules! config {
    ($service:ident, $frames:expr) => {
        $service::Config::builder()
            .behavior_version_latest()
            .region($service::config::Region::new("eu-west-1"))
            .credentials_provider($service::config::Credentials::new(
                "AKIDEXAMPLE",
                "the-secret",
                None,
                None,
                "bench",
            ))
            .http_client(memory::client($frames))
            .build()
    };
}

macro_rules! side {
    ($name:ident, $transcribe:ident, $bedrock:ident) => {
        pub(crate) mod $name {
            use super::*;
            use crate::measure::{Variant, variant};
            use crate::memory;
            use $bedrock::operation::invoke_model_with_response_stream as invoke;
            use $bedrock::types::ResponseStream;
            use $transcribe::operation::start_stream_transcription as start;
            use $transcribe::types::{AudioEvent, AudioStream, LanguageCode, MediaEncoding};

            fn input(audio: &[u8]) -> start::StartStreamTranscriptionInput {
                let chunk = $transcribe::primitives::Blob::new(audio);
                let event = AudioEvent::builder().audio_chunk(chunk).build();
                let events = stream::Repeat::new(AudioStream::AudioEvent(event));
                start::StartStreamTranscriptionInput::builder()
                    .language_code(LanguageCode::EnGb)
                    .media_encoding(MediaEncoding::Pcm)
                    .media_sample_rate_hertz(16_000)
                    .audio_stream(events.into())
                    .build()
                    .expect("a stream")
            }

            fn serializer() -> SharedRequestSerializer {
                let bag = bag(&start::StartStreamTranscription::new());
                bag.load::<SharedRequestSerializer>().expect("one").clone()
            }

            fn deserializer() -> ConfigBag {
                bag(&invoke::InvokeModelWithResponseStream::new())
            }

            /// All bytes of a request.
            pub(crate) fn sent(audio: &[u8]) -> Vec<u8> {
                let body = request(&serializer(), Input::erase(input(audio)));
                let mut bytes = Vec::new();
                stream::drain(body, |piece| bytes.extend_from_slice(piece));
                bytes
            }

            pub(crate) fn write(audio: &[u8]) -> Variant<'_> {
                let serializer = serializer();
                variant(
                    move || Input::erase(input(audio)),
                    move |input| stream::drain(request(&serializer, input), |_| {}),
                )
            }

            async fn bytes_of(output: invoke::InvokeModelWithResponseStreamOutput) -> usize {
                let mut body = output.body;
                let mut bytes = 0;
                while let Some(event) = body.recv().await.expect("an event") {
                    let ResponseStream::Chunk(part) = event else {
                        panic!("another event");
                    };
                    bytes += part.bytes().expect("bytes").as_ref().len();
                }
                bytes
            }

            fn read_all(output: Output) -> usize {
                let output = output.downcast().expect("the output of the operation");
                stream::block_on(bytes_of(output))
            }

            /// The number of bytes in all chunks of a response.
            pub(crate) fn received(frames: &[Bytes]) -> usize {
                read_all(output(&deserializer(), stream::body(frames)))
            }

            pub(crate) fn read(frames: &[Bytes]) -> Variant<'_> {
                let deserializer = deserializer();
                variant(
                    || stream::body(frames),
                    move |body| read_all(output(&deserializer, body)),
                )
            }

            /// Sends audio with the client.
            pub(crate) fn call(audio: &[u8]) -> Variant<'_> {
                let client = $transcribe::Client::from_conf(config!($transcribe, &[]));
                let runtime = runtime();
                variant(
                    || input(audio).audio_stream,
                    move |events| {
                        let call = client.start_stream_transcription().audio_stream(events);
                        let call = call.language_code(LanguageCode::EnGb);
                        let call = call.media_encoding(MediaEncoding::Pcm);
                        let call = call.media_sample_rate_hertz(16_000);
                        let output = runtime.block_on(call.send());
                        output.map(|_| 1).expect("an output")
                    },
                )
            }

            /// Receives chunks with the client.
            pub(crate) fn answer(frames: &[Bytes]) -> Variant<'_> {
                let client = $bedrock::Client::from_conf(config!($bedrock, frames));
                let runtime = runtime();
                variant(
                    || (),
                    move |()| {
                        let call = client.invoke_model_with_response_stream();
                        let body = $bedrock::primitives::Blob::new("{}");
                        let call = call.model_id("a-model").body(body);
                        runtime.block_on(async {
                            bytes_of(call.send().await.expect("an output")).await
                        })
                    },
                )
            }
        }
    };
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().build().expect("a runtime")
}

side!(official, official_transcribe, official_bedrock);
side!(ours, our_transcribe, our_bedrock);
