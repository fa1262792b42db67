//! Inputs of one side.

use super::sdk::operation::publish_batch::PublishBatchInput;
use super::sdk::types::{MessageAttributeValue, PublishBatchRequestEntry};

/// As many messages as one call takes, each with an attribute.
pub fn messages() -> PublishBatchInput {
    let message = |index: usize| {
        let attribute = MessageAttributeValue::builder()
            .data_type("String")
            .string_value("order/created")
            .build()
            .expect("an attribute");
        PublishBatchRequestEntry::builder()
            .id(format!("message-{index}"))
            .message(format!(
                "{{\"order\":{index},\"customer\":\"012345678910\",\"lines\":[{{\"product\":\
                 \"B00{index:06}\",\"quantity\":2,\"title\":\"Hammer, 500 g\"}}]}}"
            ))
            .subject("A new order")
            .message_attributes("kind", attribute)
            .build()
            .expect("a message")
    };
    let messages = (0..10).map(message).collect();
    PublishBatchInput::builder()
        .topic_arn("arn:aws:sns:us-east-1:012345678910:orders")
        .set_publish_batch_request_entries(Some(messages))
        .build()
        .expect("an input")
}
