//! Receives the events of a query of S3.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    CompressionType, CsvInput, CsvOutput, ExpressionType, FileHeaderInfo, InputSerialization,
    OutputSerialization, SelectObjectContentEventStream,
};

use crate::Failure;

const BUCKET: &str = "select-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    let body = ByteStream::from_static(b"name,size\none,1\ntwo,2\nthree,3\n");
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("table.csv")
        .body(body);
    put.send().await?;
    let input = InputSerialization::builder()
        .compression_type(CompressionType::None)
        .csv(
            CsvInput::builder()
                .file_header_info(FileHeaderInfo::Use)
                .build(),
        );
    let output = OutputSerialization::builder().csv(CsvOutput::builder().build());
    let mut selected = client
        .select_object_content()
        .bucket(BUCKET)
        .key("table.csv")
        .expression_type(ExpressionType::Sql)
        .expression("SELECT s.name FROM s3object s")
        .input_serialization(input.build())
        .output_serialization(output.build())
        .send()
        .await?;
    while let Some(event) = selected.payload.recv().await? {
        match event {
            SelectObjectContentEventStream::Records(records) => {
                let payload = records.payload().map(|it| it.as_ref()).unwrap_or_default();
                println!("records: {:?}", String::from_utf8_lossy(payload));
            }
            SelectObjectContentEventStream::Stats(stats) => {
                let details = stats.details().map(|it| it.bytes_returned());
                println!("stats: {details:?}");
            }
            SelectObjectContentEventStream::End(_) => println!("end"),
            _ => println!("another event"),
        }
    }
    Ok(())
}
