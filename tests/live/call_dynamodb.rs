//! Creates a table, writes and reads an item, and violates a condition.

use dynamodb::Client;
use dynamodb::error::ProvideErrorMetadata;
use dynamodb::operation::put_item::PutItemError;
use dynamodb::primitives::Blob;
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};

use crate::Failure;

const TITLE: &str = "Zwölf \"Töne\"";

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    create_table(client).await?;
    write_and_read(client).await?;
    violate_condition(client).await
}

async fn create_table(client: &Client) -> Result<(), Failure> {
    let mut create = client.create_table().table_name("songs");
    for (name, kind) in [("artist", KeyType::Hash), ("title", KeyType::Range)] {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        let attribute = attribute.attribute_type(ScalarAttributeType::S).build()?;
        let key = KeySchemaElement::builder().attribute_name(name);
        let key = key.key_type(kind).build()?;
        create = create.attribute_definitions(attribute).key_schema(key);
    }
    let created = create
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await?;
    let table = created.table_description().ok_or("no table")?;
    let (name, status) = (table.table_name(), table.table_status());
    println!("dynamodb create_table: {name:?} {status:?}");
    let dated = table.creation_date_time().is_some();
    println!("dynamodb create_table: has a creation time {dated}");
    Ok(())
}

async fn write_and_read(client: &Client) -> Result<(), Failure> {
    let takes = vec![
        AttributeValue::N("1".to_owned()),
        AttributeValue::M([("by".to_owned(), text("Bo"))].into()),
    ];
    let genres = vec!["jazz".to_owned(), "noise".to_owned()];
    let put = client
        .put_item()
        .table_name("songs")
        .item("artist", text("Ada"))
        .item("title", text(TITLE))
        .item("length", AttributeValue::N("217.5".to_owned()))
        .item("live", AttributeValue::Bool(true))
        .item("cover", AttributeValue::B(Blob::new([0, 159, 255])))
        .item("genres", AttributeValue::Ss(genres))
        .item("label", AttributeValue::Null(true))
        .item("takes", AttributeValue::L(takes));
    let item = put.get_item().clone().ok_or("no item")?;
    put.send().await?;

    let get = client.get_item().table_name("songs").consistent_read(true);
    let get = get.key("artist", text("Ada"));
    let got = get.clone().key("title", text(TITLE)).send().await?;
    let same = got.item() == Some(&item);
    println!("dynamodb get_item: the same item {same}");
    let absent = get.key("title", text("nothing")).send().await?;
    println!("dynamodb get_item: {:?}", absent.item());

    let query = client.query().table_name("songs");
    let query = query.key_condition_expression("artist = :artist");
    let query = query.expression_attribute_values(":artist", text("Ada"));
    let found = query.send().await?;
    let (count, scanned) = (found.count(), found.scanned_count());
    let same = found.items() == [item];
    println!("dynamodb query: {count} of {scanned}, the same {same}");
    Ok(())
}

async fn violate_condition(client: &Client) -> Result<(), Failure> {
    let put = client.put_item().table_name("songs");
    let put = put.item("artist", text("Ada")).item("title", text(TITLE));
    let put = put.condition_expression("attribute_not_exists(artist)");
    let error = put.send().await.err().ok_or("the condition holds")?;
    let error = error.into_service_error();
    let kind = match &error {
        PutItemError::ConditionalCheckFailedException(_) => "ConditionalCheckFailedException",
        _ => "another error",
    };
    let (code, message) = (error.code(), error.message());
    println!("dynamodb put_item: {kind}, {code:?} {message:?}");
    Ok(())
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}
