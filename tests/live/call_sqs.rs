//! Sends a message through a queue, and asks for a queue that does not exist.

use sqs::Client;
use sqs::error::ProvideErrorMetadata;
use sqs::operation::get_queue_url::GetQueueUrlError;
use sqs::types::{MessageAttributeValue, QueueAttributeName};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let create = client.create_queue().queue_name("jobs");
    let create = create.attributes(QueueAttributeName::VisibilityTimeout, "45");
    let created = create.send().await?;
    let queue = created.queue_url().ok_or("no queue URL")?;
    let named = queue.ends_with("/jobs");
    println!("sqs create_queue: ends with /jobs {named}");
    pass_message(client, queue).await?;
    read_attributes(client, queue).await?;
    find_missing(client).await
}

async fn pass_message(client: &Client, queue: &str) -> Result<(), Failure> {
    let colour = MessageAttributeValue::builder().data_type("String");
    let colour = colour.string_value("blue").build()?;
    let send = client.send_message().queue_url(queue);
    let send = send.message_body("<hello> & \"world\"");
    let sent = send.message_attributes("colour", colour).send().await?;

    let receive = client.receive_message().queue_url(queue);
    let receive = receive.max_number_of_messages(10);
    let received = receive.message_attribute_names("All").send().await?;
    for message in received.messages() {
        println!("sqs receive_message: {:?}", message.body());
        let same = message.message_id() == sent.message_id();
        println!("sqs receive_message: same ID {same}");
        let same = message.md5_of_body() == sent.md5_of_message_body();
        println!("sqs receive_message: same MD5 {same}");
        let attributes = message.message_attributes();
        let colour = attributes.and_then(|attributes| attributes.get("colour"));
        let colour = colour.and_then(|colour| colour.string_value());
        println!("sqs receive_message: {colour:?}");
        let handle = message.receipt_handle().ok_or("no receipt handle")?;
        let delete = client.delete_message().queue_url(queue);
        delete.receipt_handle(handle).send().await?;
    }
    Ok(())
}

async fn read_attributes(client: &Client, queue: &str) -> Result<(), Failure> {
    let get = client.get_queue_attributes().queue_url(queue);
    let got = get.attribute_names(QueueAttributeName::All).send().await?;
    let attributes = got.attributes().ok_or("no attributes")?;
    for name in [
        QueueAttributeName::ApproximateNumberOfMessages,
        QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName::VisibilityTimeout,
    ] {
        let value = attributes.get(&name);
        println!("sqs get_queue_attributes: {name} {value:?}");
    }
    Ok(())
}

async fn find_missing(client: &Client) -> Result<(), Failure> {
    let missing = client.get_queue_url().queue_name("missing").send().await;
    let error = missing.err().ok_or("the queue exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        GetQueueUrlError::QueueDoesNotExist(_) => "QueueDoesNotExist",
        _ => "another error",
    };
    let (code, fault) = (error.code(), error.meta().extra("type"));
    println!("sqs get_queue_url: {kind}, {code:?}, type {fault:?}");
    Ok(())
}
