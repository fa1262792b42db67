//! Writes and reads many items at a time, and sends again what the service left out.

use std::collections::{BTreeSet, HashMap};

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, PutRequest, WriteRequest};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;

use crate::Failure;

const TABLE: &str = "batches";

/// The most items of one call.
const MOST: usize = 25;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    crate::paginate::create_table(&client, TABLE).await?;
    let items: Vec<_> = (0..60).map(put).collect::<Result<_, _>>()?;
    for some in items.chunks(MOST) {
        let calls = write(&client, some.to_vec()).await?;
        println!("batch_write_item: {} items, {calls} calls", some.len());
    }
    read(&client).await?;
    let missing = client
        .batch_write_item()
        .request_items("missing", vec![put(0)?]);
    let error = missing
        .send()
        .await
        .err()
        .ok_or("a table that is missing")?;
    let error = error.into_service_error();
    println!(
        "batch_write_item: {}",
        error.is_resource_not_found_exception()
    );
    unprocessed(config).await
}

fn id(number: usize) -> AttributeValue {
    AttributeValue::S(format!("item {number}"))
}

fn put(number: usize) -> Result<WriteRequest, Failure> {
    let put = PutRequest::builder().item("id", id(number));
    let put = put.item("size", AttributeValue::N(number.to_string()));
    Ok(WriteRequest::builder().put_request(put.build()?).build())
}

/// Writes the items, and sends those again that were not processed. Returns the number of calls.
async fn write(client: &Client, items: Vec<WriteRequest>) -> Result<usize, Failure> {
    let mut left = HashMap::from([(TABLE.to_owned(), items)]);
    let mut calls = 0;
    while !left.is_empty() {
        calls += 1;
        let write = client.batch_write_item().set_request_items(Some(left));
        let written = write.send().await?;
        left = written.unprocessed_items.unwrap_or_default();
    }
    Ok(calls)
}

async fn read(client: &Client) -> Result<(), Failure> {
    let mut keys = KeysAndAttributes::builder()
        .projection_expression("id")
        .consistent_read(true);
    for number in [1, 59, 60] {
        keys = keys.keys(HashMap::from([("id".to_owned(), id(number))]));
    }
    let get = client.batch_get_item().request_items(TABLE, keys.build()?);
    let got = get.send().await?;
    let found = got.responses().and_then(|tables| tables.get(TABLE));
    let found = found.ok_or("no table")?.iter();
    // They come in any order.
    let found: BTreeSet<String> = found.map(|item| format!("{item:?}")).collect();
    let left = got.unprocessed_keys().map(HashMap::len);
    println!("batch_get_item: {found:?}, unprocessed {left:?}");
    Ok(())
}

/// A service that has no capacity for two of the items at first.
async fn unprocessed(config: &SdkConfig) -> Result<(), Failure> {
    let left = r#"{"UnprocessedItems":{"batches":[
        {"PutRequest":{"Item":{"id":{"S":"item 1"},"size":{"N":"1"}}}},
        {"DeleteRequest":{"Key":{"id":{"S":"item 2"}}}}]}}"#;
    let answers = [left, r#"{"UnprocessedItems":{}}"#].map(|body| {
        let request = http::Request::new(SdkBody::empty());
        ReplayEvent::new(request, http::Response::new(SdkBody::from(body)))
    });
    let server = StaticReplayClient::new(answers.into());
    let settings = aws_sdk_dynamodb::config::Builder::from(config).http_client(server.clone());
    let client = Client::from_conf(settings.build());
    let items = (0..3).map(put).collect::<Result<_, _>>()?;
    let calls = write(&client, items).await?;
    println!("batch_write_item: {calls} calls");
    for request in server.actual_requests() {
        let body = request.body().bytes().unwrap_or_default();
        let body: serde_json::Value = serde_json::from_slice(body)?;
        let items = body["RequestItems"][TABLE].as_array().map(Vec::len);
        println!("request: {items:?} items");
    }
    Ok(())
}
