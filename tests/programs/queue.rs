//! Sends messages with attributes, one by one and many at a time, and receives them.

use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{
    MessageAttributeValue, MessageSystemAttributeName, QueueAttributeName,
    SendMessageBatchRequestEntry,
};

use crate::Failure;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    let create = client.create_queue().queue_name("programs");
    let created = create
        .attributes(QueueAttributeName::VisibilityTimeout, "60")
        .send()
        .await?;
    let queue = created.queue_url().ok_or("no queue")?;
    let colour = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("blue")
        .build()?;
    let sent = client
        .send_message()
        .queue_url(queue)
        .message_body("<one> & two")
        .message_attributes("colour", colour)
        .send()
        .await?;
    println!("send_message: {:?}", sent.md5_of_message_body());
    let entry = |id: &str, delay: i32| {
        SendMessageBatchRequestEntry::builder()
            .id(id)
            .message_body(format!("message {id}"))
            .delay_seconds(delay)
            .build()
    };
    let batch = client.send_message_batch().queue_url(queue);
    let batch = batch.entries(entry("a", 0)?).entries(entry("b", 901)?);
    match batch.send().await {
        Ok(batch) => {
            let ids: Vec<_> = batch.successful().iter().map(|it| it.id()).collect();
            let failed: Vec<_> = batch
                .failed()
                .iter()
                .map(|it| (it.id(), it.code()))
                .collect();
            println!("send_message_batch: {ids:?}, failed {failed:?}");
        }
        Err(error) => println!("send_message_batch: {:?}", error.into_service_error()),
    }
    receive(&client, queue).await
}

async fn receive(client: &Client, queue: &str) -> Result<(), Failure> {
    let receive = client
        .receive_message()
        .queue_url(queue)
        .max_number_of_messages(10)
        .wait_time_seconds(1)
        .message_attribute_names("All")
        .message_system_attribute_names(MessageSystemAttributeName::ApproximateReceiveCount);
    let received = receive.send().await?;
    for message in received.messages() {
        let attributes = message.message_attributes();
        let colour = attributes.and_then(|it| it.get("colour"));
        println!(
            "receive_message: {:?} {:?} {:?}",
            message.body(),
            colour.and_then(|colour| colour.string_value()),
            message.attributes()
        );
        let delete = client.delete_message().queue_url(queue);
        let delete = delete.set_receipt_handle(message.receipt_handle.clone());
        delete.send().await?;
    }
    let missing = client.get_queue_url().queue_name("missing").send().await;
    let error = missing.err().ok_or("the queue exists")?;
    let error = error.into_service_error();
    println!("get_queue_url: {}", error.is_queue_does_not_exist());
    Ok(())
}
