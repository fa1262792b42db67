//! A query of S3, of which each event and each error is printed.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    CsvInput, CsvOutput, ExpressionType, InputSerialization, OutputSerialization,
    SelectObjectContentEventStream as Event,
};

/// Receives until the stream ends, and twice after that.
pub(crate) async fn select(client: &Client) {
    let csv = CsvInput::builder().build();
    let input = InputSerialization::builder().csv(csv);
    let csv = CsvOutput::builder().build();
    let output = OutputSerialization::builder().csv(csv);
    let sent = client
        .select_object_content()
        .bucket("b")
        .key("k")
        .expression_type(ExpressionType::Sql)
        .expression("SELECT * FROM S3Object")
        .input_serialization(input.build())
        .output_serialization(output.build())
        .send()
        .await;
    let mut payload = match sent {
        Ok(output) => output.payload,
        Err(error) => return super::show::<(), _>(Err(error)),
    };
    let mut ends = 0;
    while ends < 2 {
        match payload.recv().await {
            Ok(Some(Event::Records(records))) => {
                let bytes = records.payload().map(|it| it.as_ref()).unwrap_or_default();
                println!("records: {:?}", String::from_utf8_lossy(bytes));
            }
            Ok(Some(Event::Stats(stats))) => {
                println!("stats: {:?}", stats.details().map(|it| it.bytes_scanned()));
            }
            Ok(Some(Event::Cont(_))) => println!("cont"),
            Ok(Some(Event::End(_))) => println!("end"),
            Ok(Some(_)) => println!("another event"),
            Ok(None) => {
                println!("nothing follows");
                ends += 1;
            }
            Err(error) => {
                println!("{}", super::caller::kind(&error));
                ends += 1;
            }
        }
    }
}
