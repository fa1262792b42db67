//! Streams of a protocol of XML documents: those of S3.

use s3::types::SelectObjectContentEventStream as Event;
use s3::types::{CsvInput, CsvOutput, ExpressionType, InputSerialization, OutputSerialization};

use crate::server::{Step, frame_of, serve};
use crate::{client, run};

/// Protects events whose payloads are XML documents or bytes, or that have none.
#[test]
fn payloads_are_documents_of_xml() {
    let stats = "<?xml version=\"1.0\"?><Stats><BytesScanned>7</BytesScanned></Stats>";
    let steps = [
        frame_of("event", "Records", "application/octet-stream", b"a,b\n"),
        frame_of("event", "Cont", "", b""),
        frame_of("event", "Stats", "text/xml", stats.as_bytes()),
        frame_of("event", "End", "", b""),
    ];
    let (url, server) = serve(move |head, connection| {
        connection.body(&head);
        connection.start();
        let steps = steps.into_iter().map(Step::Send).chain([Step::End]);
        connection.play(steps.collect());
    });
    let found = run(async {
        let call = client!(s3, &url).select_object_content();
        let input = InputSerialization::builder()
            .csv(CsvInput::builder().build())
            .build();
        let output = OutputSerialization::builder()
            .csv(CsvOutput::builder().build())
            .build();
        let call = call
            .bucket("a-bucket")
            .key("a-key")
            .expression("SELECT * FROM S3Object");
        let call = call.expression_type(ExpressionType::Sql);
        let call = call.input_serialization(input).output_serialization(output);
        let mut payload = call.send().await.expect("a response").payload;
        let mut found = Vec::new();
        while let Some(event) = payload.recv().await.expect("an event") {
            found.push(match event {
                Event::Records(records) => {
                    let bytes = records.payload().expect("bytes").as_ref().to_vec();
                    String::from_utf8(bytes).expect("text")
                }
                Event::Stats(stats) => {
                    let details = stats.details().expect("details");
                    format!("{:?}", details.bytes_scanned())
                }
                Event::Cont(_) => "cont".to_owned(),
                Event::End(_) => "end".to_owned(),
                other => panic!("{other:?}"),
            });
        }
        found
    });
    assert_eq!(found, ["a,b\n", "cont", "Some(7)", "end"]);
    server.join().expect("the server");
}
