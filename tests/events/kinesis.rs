//! Streams with a message before the events: those of a protocol without HTTP bindings.

use kinesis::types::SubscribeToShardEventStream;

use crate::server::{Step, frame, serve};
use crate::{client, run};

fn events(steps: Vec<Step>) -> (Vec<String>, Option<String>) {
    let (url, server) = serve(move |head, connection| {
        assert_eq!(
            head.header("content-type"),
            Some("application/x-amz-json-1.1")
        );
        connection.body(&head);
        connection.start();
        connection.play(steps);
    });
    let received = run(async {
        let call = client!(kinesis, &url).subscribe_to_shard();
        let position = kinesis::types::StartingPosition::builder()
            .r#type(kinesis::types::ShardIteratorType::Latest)
            .build()
            .expect("a position");
        let call = call
            .consumer_arn("arn")
            .shard_id("shard")
            .starting_position(position);
        let mut output = match call.send().await {
            Ok(output) => output,
            Err(error) => return (Vec::new(), Some(kinesis::Error::from(error).to_string())),
        };
        let id = kinesis::operation::RequestId::request_id(&output);
        assert_eq!(id, Some("the-request"));
        let mut events = Vec::new();
        loop {
            match output.event_stream.recv().await {
                Ok(Some(SubscribeToShardEventStream::SubscribeToShardEvent(event))) => {
                    events.push(event.continuation_sequence_number().to_owned());
                }
                Ok(Some(other)) => panic!("{other:?}"),
                Ok(None) => return (events, None),
                Err(error) => return (events, Some(kinesis::Error::from(error).to_string())),
            }
        }
    });
    server.join().expect("the server");
    received
}

fn event(number: &str) -> Step {
    let payload = format!(
        r#"{{"Records":[],"ContinuationSequenceNumber":"{number}","MillisBehindLatest":0}}"#
    );
    Step::Send(frame("event", "SubscribeToShardEvent", payload.as_bytes()))
}

/// Protects the initial response, which is not an event, and streams without one.
#[test]
fn initial_responses_are_not_events() {
    let initial = Step::Send(frame("event", "initial-response", b"{}"));
    for first in [vec![initial], Vec::new()] {
        let steps = first.into_iter().chain([event("1"), event("2"), Step::End]);
        assert_eq!(
            events(steps.collect()),
            (vec!["1".to_owned(), "2".to_owned()], None)
        );
    }
}

/// Protects calls whose first message cannot be read: they fail, rather than their streams.
#[test]
fn broken_initial_responses_are_errors_of_the_call() {
    let (events, error) = events(vec![Step::Send(vec![0xff; 64]), Step::End]);
    assert!(events.is_empty());
    let error = error.expect("an error");
    let text = "SubscribeToShard: the response cannot be read: invalid frame in the stream";
    assert!(error.starts_with(text), "{error}");
}
