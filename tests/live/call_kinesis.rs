//! Creates a stream, puts records, reads them back, and asks for a stream that does not exist.

use kinesis::Client;
use kinesis::error::ProvideErrorMetadata;
use kinesis::operation::describe_stream_summary::DescribeStreamSummaryError;
use kinesis::primitives::Blob;
use kinesis::types::{PutRecordsRequestEntry, ShardIteratorType};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let create = client.create_stream().stream_name("events").shard_count(1);
    create.send().await?;
    let mut put = client.put_records().stream_name("events");
    for (key, data) in [("a", &[0, 159, 255][..]), ("b", &b"text"[..])] {
        let record = PutRecordsRequestEntry::builder().partition_key(key);
        put = put.records(record.data(Blob::new(data)).build()?);
    }
    let sent = put.send().await?;
    println!(
        "kinesis put_records: {:?} failed",
        sent.failed_record_count()
    );

    let shards = client.list_shards().stream_name("events").send().await?;
    let shard = shards.shards().first().ok_or("no shard")?;
    println!("kinesis list_shards: {}", shard.shard_id());
    let iterator = client.get_shard_iterator().stream_name("events");
    let iterator = iterator.shard_id(shard.shard_id());
    let iterator = iterator.shard_iterator_type(ShardIteratorType::TrimHorizon);
    let iterator = iterator.send().await?;
    let get = client.get_records();
    let get = get.set_shard_iterator(iterator.shard_iterator().map(str::to_owned));
    for record in get.send().await?.records() {
        let (key, data) = (record.partition_key(), record.data().as_ref());
        let is_dated = record.approximate_arrival_timestamp().is_some();
        println!("kinesis get_records: {key} {data:?} {is_dated}");
    }

    let missing = client.describe_stream_summary().stream_name("missing");
    let error = missing.send().await.err().ok_or("the stream exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        DescribeStreamSummaryError::ResourceNotFoundException(_) => "ResourceNotFoundException",
        _ => "another error",
    };
    println!(
        "kinesis describe_stream_summary: {kind}, {:?}",
        error.code()
    );
    Ok(())
}
