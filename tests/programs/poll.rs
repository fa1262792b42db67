//! Waits for messages, handles them, and deletes those that are done, many at a time.

use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata;
use aws_sdk_sqs::types::{
    DeleteMessageBatchRequestEntry, Message, QueueAttributeName, SendMessageBatchRequestEntry,
};

use crate::Failure;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    let created = client.create_queue().queue_name("polled").send().await?;
    let queue = created.queue_url().ok_or("no queue")?;
    for batch in 0..2 {
        let entries = (0..6).map(|number| {
            SendMessageBatchRequestEntry::builder()
                .id(number.to_string())
                .message_body(format!("message {batch} {number}"))
                .build()
        });
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        let send = client.send_message_batch().queue_url(queue);
        let sent = send.set_entries(Some(entries)).send().await?;
        println!("send_message_batch: {}", sent.successful().len());
    }
    println!("get_queue_attributes: {:?}", waiting(&client, queue).await?);
    let mut bodies = Vec::new();
    loop {
        let receive = client.receive_message().queue_url(queue);
        let receive = receive.max_number_of_messages(10).wait_time_seconds(1);
        let messages = receive.send().await?.messages.unwrap_or_default();
        if messages.is_empty() {
            break;
        }
        // The service may return fewer than there are.
        delete(&client, queue, &messages).await?;
        bodies.extend(messages.into_iter().filter_map(|message| message.body));
    }
    bodies.sort();
    println!("receive_message: {bodies:?}");
    println!("get_queue_attributes: {:?}", waiting(&client, queue).await?);
    refused(&client, queue).await
}

/// The number of messages that wait.
async fn waiting(client: &Client, queue: &str) -> Result<Option<String>, Failure> {
    let name = QueueAttributeName::ApproximateNumberOfMessages;
    let get = client.get_queue_attributes().queue_url(queue);
    let got = get.attribute_names(name.clone()).send().await?;
    Ok(got.attributes().and_then(|it| it.get(&name)).cloned())
}

async fn delete(client: &Client, queue: &str, messages: &[Message]) -> Result<(), Failure> {
    let entries = messages.iter().enumerate().map(|(number, message)| {
        DeleteMessageBatchRequestEntry::builder()
            .id(number.to_string())
            .set_receipt_handle(message.receipt_handle.clone())
            .build()
    });
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let delete = client.delete_message_batch().queue_url(queue);
    let deleted = delete.set_entries(Some(entries)).send().await?;
    let failed = deleted.failed().len();
    println!("delete_message_batch: failed {failed}");
    Ok(())
}

/// Entries that cannot be deleted, and calls that cannot be made.
async fn refused(client: &Client, queue: &str) -> Result<(), Failure> {
    let entry = DeleteMessageBatchRequestEntry::builder()
        .id("0")
        .receipt_handle("unknown")
        .build()?;
    let delete = client.delete_message_batch().queue_url(queue);
    match delete.entries(entry).send().await {
        Ok(deleted) => {
            let failed = deleted.failed().iter();
            let failed: Vec<_> = failed.map(|it| (it.id(), it.code())).collect();
            println!("delete_message_batch: failed {failed:?}");
        }
        Err(error) => println!("delete_message_batch: {:?}", error.code()),
    }
    let incomplete = DeleteMessageBatchRequestEntry::builder().id("0").build();
    println!("entry: refused {}", incomplete.is_err());
    let change = client.change_message_visibility().queue_url(queue);
    let change = change.receipt_handle("unknown").visibility_timeout(5);
    let error = change.send().await.err().ok_or("an unknown message")?;
    let error = error.into_service_error();
    let is_invalid = error.is_receipt_handle_is_invalid();
    println!("change_message_visibility: {is_invalid} {:?}", error.code());
    Ok(())
}
