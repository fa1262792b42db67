//! Handles the modelled errors of DynamoDB by what they hold: the item that stood in the way, and
//! the reasons of a transaction that was cancelled.

use std::collections::HashMap;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    Update,
};

use crate::Failure;

const TABLE: &str = "accounts";

fn id(id: &str) -> AttributeValue {
    AttributeValue::S(id.to_owned())
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    crate::paginate::create_table(&client, TABLE).await?;
    for _ in 0..2 {
        let put = client.put_item().table_name(TABLE).item("id", id("a"));
        let put = put
            .item("balance", AttributeValue::N("10".to_owned()))
            .condition_expression("attribute_not_exists(id)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match put.send().await.map_err(|error| error.into_service_error()) {
            Ok(_) => println!("put_item: done"),
            Err(PutItemError::ConditionalCheckFailedException(failed)) => {
                let balance = failed.item().and_then(|item| item.get("balance"));
                println!("put_item: {:?}, balance {balance:?}", failed.message());
            }
            Err(other) => return Err(other.into()),
        }
    }
    transact(&client, "1").await?;
    transact(&client, "100").await?;
    let got = client.get_item().table_name(TABLE).key("id", id("a"));
    let got = got.consistent_read(true).send().await?;
    let balance = got.item().and_then(|item| item.get("balance"));
    println!("get_item: {balance:?}");
    Ok(())
}

async fn transact(client: &Client, amount: &str) -> Result<(), Failure> {
    let amount = AttributeValue::N(amount.to_owned());
    let update = Update::builder()
        .table_name(TABLE)
        .key("id", id("a"))
        .update_expression("SET balance = balance - :amount")
        .condition_expression("balance >= :amount")
        .expression_attribute_values(":amount", amount.clone())
        .build()?;
    let check = ConditionCheck::builder()
        .table_name(TABLE)
        .key("id", id("locked"))
        .condition_expression("attribute_not_exists(id)")
        .build()?;
    let log = HashMap::from([("id".to_owned(), id("log")), ("amount".to_owned(), amount)]);
    let put = Put::builder()
        .table_name(TABLE)
        .set_item(Some(log))
        .build()?;
    let write = client
        .transact_write_items()
        .transact_items(TransactWriteItem::builder().update(update).build())
        .transact_items(TransactWriteItem::builder().condition_check(check).build())
        .transact_items(TransactWriteItem::builder().put(put).build());
    match write
        .send()
        .await
        .map_err(|error| error.into_service_error())
    {
        Ok(_) => println!("transact_write_items: done"),
        Err(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
            let reasons = cancelled.cancellation_reasons();
            let codes: Vec<_> = reasons.iter().map(|reason| reason.code()).collect();
            println!("transact_write_items: cancelled, {codes:?}");
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
