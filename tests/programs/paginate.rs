//! Reads a table and a bucket page by page, and item by item.

use std::collections::BTreeSet;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use aws_sdk_s3::primitives::ByteStream;

use crate::Failure;

const TABLE: &str = "pages";
const BUCKET: &str = "pages-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    table(&aws_sdk_dynamodb::Client::new(config)).await?;
    bucket(&aws_sdk_s3::Client::new(config)).await
}

/// Creates a table whose key is the attribute `id`.
pub(crate) async fn create_table(
    client: &aws_sdk_dynamodb::Client,
    name: &str,
) -> Result<(), Failure> {
    let attribute = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S)
        .build()?;
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash)
        .build()?;
    client
        .create_table()
        .table_name(name)
        .attribute_definitions(attribute)
        .key_schema(key)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await?;
    Ok(())
}

async fn table(client: &aws_sdk_dynamodb::Client) -> Result<(), Failure> {
    create_table(client, TABLE).await?;
    for number in 0..7 {
        client
            .put_item()
            .table_name(TABLE)
            .item("id", AttributeValue::S(format!("item {number}")))
            .item("size", AttributeValue::N(number.to_string()))
            .send()
            .await?;
    }
    let mut pages = client
        .scan()
        .table_name(TABLE)
        .into_paginator()
        .page_size(3)
        .send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let is_last = page.last_evaluated_key().is_none();
        println!("scan: {} items, last {is_last}", page.items().len());
    }
    let items: Result<Vec<_>, _> = client
        .scan()
        .table_name(TABLE)
        .into_paginator()
        .page_size(2)
        .items()
        .send()
        .collect()
        .await;
    let ids = items?.into_iter().filter_map(|mut item| item.remove("id"));
    let ids: BTreeSet<String> = ids.filter_map(|id| id.as_s().ok().cloned()).collect();
    println!("scan: {ids:?}");
    let mut missing = client.scan().table_name("missing").into_paginator().send();
    let error = missing.next().await.ok_or("no page")?.err();
    let error = error.ok_or("the table exists")?.into_service_error();
    println!(
        "scan: not found {}",
        error.is_resource_not_found_exception()
    );
    println!("scan: ended {}", missing.next().await.is_none());
    Ok(())
}

async fn bucket(client: &aws_sdk_s3::Client) -> Result<(), Failure> {
    client.create_bucket().bucket(BUCKET).send().await?;
    for key in ["a/1", "a/2", "b/1", "b/2", "c"] {
        let body = ByteStream::from_static(b"content");
        let put = client.put_object().bucket(BUCKET).key(key).body(body);
        put.send().await?;
    }
    let mut pages = client
        .list_objects_v2()
        .bucket(BUCKET)
        .max_keys(2)
        .into_paginator()
        .send();
    while let Some(page) = pages.try_next().await? {
        let keys: Vec<_> = page.contents().iter().filter_map(|it| it.key()).collect();
        println!("list_objects_v2: {keys:?}, more {:?}", page.is_truncated());
    }
    let page = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("b/")
        .into_paginator()
        .send()
        .try_collect()
        .await?;
    let sizes = page.iter().flat_map(|page| page.contents());
    let sizes: Vec<_> = sizes.map(|object| object.size()).collect();
    println!("list_objects_v2: sizes {sizes:?}");
    Ok(())
}
