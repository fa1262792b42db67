//! Several services behind one fake, each with its own protocol.

use hammersmith::fake::{Fake, Reply};
use hammersmith::primitives::Blob;
use hammersmith::primitives::event_stream::EventReceiver;
use s3::primitives::ByteStream;

use crate::{client, run};

/// A fake of five services: restXml, restJson1, awsJson1_1, awsQuery, and the protocols rpcv2Cbor
/// and rpcv2Json of one service. Those whose requests are most alike come first.
fn fake() -> Fake {
    use bedrock::operation::invoke_model_with_response_stream as invoke;
    use cbor::types::{NoteEvent, Speech};
    use cloudwatch::operation::put_metric_data::{PutMetricData, PutMetricDataOutput};
    use kinesis::operation::subscribe_to_shard::SubscribeToShard;

    Fake::new()
        .on::<s3::operation::get_object::GetObject>(|input| {
            let key = input.key().unwrap_or_default().to_owned();
            let body = ByteStream::from(key.into_bytes());
            Ok(s3::operation::get_object::GetObjectOutput::builder()
                .body(body)
                .build())
        })
        .reply::<json::operation::listen::Listen>(|_| Reply::status(418))
        .on::<cbor::operation::listen::Listen>(|_| {
            let note = NoteEvent::builder().text("a note").build();
            let note = Speech::Note(note.expect("a text"));
            let output = cbor::operation::listen::ListenOutput::builder();
            Ok(output
                .events(EventReceiver::from_events([Ok(note)]))
                .build()
                .expect("a stream"))
        })
        .on::<invoke::InvokeModelWithResponseStream>(|input| {
            let chunk = bedrock::types::PayloadPart::builder();
            let chunk = chunk.set_bytes(input.body().cloned()).build();
            let chunk = bedrock::types::ResponseStream::Chunk(chunk);
            let output = invoke::InvokeModelWithResponseStreamOutput::builder();
            let output = output.content_type("a/b");
            Ok(output
                .body(EventReceiver::from_events([Ok(chunk)]))
                .build()
                .expect("a stream"))
        })
        .on::<PutMetricData>(|_| Ok(PutMetricDataOutput::builder().build()))
        .reply::<SubscribeToShard>(|_| Reply::code(400, "ResourceInUseException", "busy"))
}

/// Protects programs that call several services, which a test replaces by one server: each request
/// reaches its service, and has a response in the protocol of that.
#[test]
fn several_services() {
    let fake = fake();
    let server = fake.serve().expect("a port");
    let url = &server.url();
    run(async {
        let get = client!(s3, url).get_object().bucket("a-bucket").key("a/b");
        let body = get.send().await.expect("an object").body;
        assert_eq!(body.collect().await.expect("bytes").to_vec(), b"a/b");

        let invoke = client!(bedrock, url).invoke_model_with_response_stream();
        let invoke = invoke.model_id("a-model").body(Blob::new("{}"));
        let mut body = invoke.send().await.expect("a response").body;
        let chunk = body.recv().await.expect("an event");
        assert!(chunk.is_some_and(|chunk| chunk.is_chunk()));

        let put = client!(cloudwatch, url).put_metric_data();
        put.namespace("a").send().await.expect("an output");

        let mut events = client!(cbor, url).listen().send().await;
        let events = &mut events.as_mut().expect("a response").events;
        let event = events.recv().await.expect("an event");
        assert!(event.is_some_and(|event| event.is_note()));

        let error = client!(json, url)
            .listen()
            .send()
            .await
            .expect_err("a status");
        let status = error.raw_response().map(|it| it.status().as_u16());
        assert_eq!(status, Some(418));

        let position = kinesis::types::StartingPosition::builder()
            .r#type(kinesis::types::ShardIteratorType::Latest)
            .build();
        let subscribe = client!(kinesis, url)
            .subscribe_to_shard()
            .consumer_arn("arn:aws:kinesis:eu-west-1:123456789012:stream/a/consumer/b:1")
            .shard_id("shard-1")
            .starting_position(position.expect("a position"));
        let error = subscribe.send().await.expect_err("an error");
        let error = error.into_service_error();
        assert!(error.is_resource_in_use_exception(), "{error}");
    });
    fake.verify().expect("a call of each operation");
    // Operations of the same name.
    assert_eq!(fake.calls::<cbor::operation::listen::Listen>(), 1);
    assert_eq!(fake.inputs::<json::operation::listen::Listen>().len(), 1);
}

/// A request and what its answer is: the method, the URI, a header and the body; the status, the
/// media type, and a part of the body.
type Case = (
    [&'static str; 3],
    &'static str,
    u16,
    &'static str,
    &'static str,
);

const CASES: [Case; 9] = [
    (
        ["GET /a/b", "authorization", BEDROCK],
        "",
        404,
        "application/json",
        "`GET /a/b`",
    ),
    (
        ["PATCH /a", "authorization", BEDROCK],
        "",
        404,
        "application/json",
        "`PATCH /a`",
    ),
    (
        ["PATCH /a", "authorization", S3],
        "",
        404,
        XML,
        "`PATCH /a`",
    ),
    (
        ["POST /", "content-type", FORM],
        "Action=ListMetrics",
        404,
        "text/xml",
        "(ListMetrics)",
    ),
    (
        ["POST /", "x-amz-target", TARGET],
        "{}",
        404,
        "application/x-amz-json-1.1",
        "(ListShards)",
    ),
    (
        [
            "POST /service/Relay/operation/Odd",
            "smithy-protocol",
            "rpc-v2-cbor",
        ],
        "",
        404,
        "application/cbor",
        "calls no operation of `S3`, `Relay`, `Relay`, `Bedrock Runtime`, `CloudWatch`",
    ),
    (
        ["PUT /a-bucket/a", "authorization", S3],
        "",
        501,
        XML,
        "no handler for `PutObject`; add one by `on::&lt;PutObject&gt;`",
    ),
    // Unsigned: the path says most for the service that has it.
    (
        ["POST /model/a/invoke-with-response-stream", "a", "b"],
        "{",
        200,
        "application/vnd.amazon.eventstream",
        "",
    ),
    (["GET /model/a", "a", "b"], "", 200, BYTES, "a"),
];

const BEDROCK: &str =
    "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/bedrock/aws4_request, Signature=a";
const S3: &str = "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/s3/aws4_request, Signature=a";
const TARGET: &str = "Kinesis_20131202.ListShards";
const FORM: &str = "application/x-www-form-urlencoded";
const XML: &str = "application/xml";
const BYTES: &str = "application/octet-stream";

/// Protects whoever calls an operation that no service has: the error is in the protocol that the
/// request speaks, names what it calls, and says what to do. The same for an operation without a
/// handler, which others have.
#[test]
fn unknown_operations_of_several_services() {
    let fake = fake();
    for ([line, name, value], body, status, media_type, said) in CASES {
        let (method, uri) = line.split_once(' ').expect("a method");
        let request = http::Request::builder().method(method).uri(uri);
        let request = request.header(name, value).body(body).expect("a request");
        let response = fake.respond(&request);
        let text = String::from_utf8_lossy(response.body());
        assert_eq!(response.status(), status, "{line} {value}: {text}");
        assert_eq!(
            response.headers()["content-type"],
            media_type,
            "{line} {value}"
        );
        assert!(text.contains(said), "{line} {value}: {text}");
        let is_s3 = response.headers().contains_key("x-amz-request-id");
        assert_eq!(is_s3, [XML, BYTES].contains(&media_type), "{line} {value}");
    }
}
