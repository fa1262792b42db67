//! Publishes to a topic with attributes, reads it back, and asks for a topic that does not exist;
//! by STS, asks who the caller is.

use sns::Client;
use sns::error::ProvideErrorMetadata;
use sns::operation::get_topic_attributes::GetTopicAttributesError;
use sns::types::{MessageAttributeValue, PublishBatchRequestEntry, Tag};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let tag = Tag::builder().key("colour").value("blue & green").build()?;
    let create = client.create_topic().name("news").tags(tag);
    let created = create.attributes("DisplayName", "N & <M>").send().await?;
    let topic = created.topic_arn().ok_or("no ARN")?;
    println!("sns create_topic: {topic}");
    publish(client, topic).await?;

    let got = client
        .get_topic_attributes()
        .topic_arn(topic)
        .send()
        .await?;
    let attributes = got.attributes().ok_or("no attributes")?;
    let name = attributes.get("DisplayName");
    println!("sns get_topic_attributes: {name:?}");
    let tags = client.list_tags_for_resource().resource_arn(topic);
    let tags = tags.send().await?;
    println!("sns list_tags_for_resource: {:?}", tags.tags());

    let missing = client.get_topic_attributes().topic_arn(format!("{topic}2"));
    let error = missing.send().await.err().ok_or("the topic exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        GetTopicAttributesError::NotFoundException(_) => "NotFoundException",
        _ => "another error",
    };
    println!("sns get_topic_attributes: {kind}, {:?}", error.code());
    Ok(())
}

async fn publish(client: &Client, topic: &str) -> Result<(), Failure> {
    let colour = MessageAttributeValue::builder().data_type("String");
    let colour = colour.string_value("blue").build()?;
    let publish = client
        .publish()
        .topic_arn(topic)
        .message("<hello> & \"world\"\n");
    let sent = publish.message_attributes("colour", colour).send().await?;
    let has_id = sent.message_id().is_some_and(|id| !id.is_empty());
    println!("sns publish: has an ID {has_id}");
    let mut batch = client.publish_batch().topic_arn(topic);
    for id in ["a", "b"] {
        let entry = PublishBatchRequestEntry::builder().id(id).message("m");
        batch = batch.publish_batch_request_entries(entry.build()?);
    }
    let sent = batch.send().await?;
    let ids = sent.successful().iter().map(|entry| entry.id());
    println!(
        "sns publish_batch: {:?}, {:?}",
        ids.collect::<Vec<_>>(),
        sent.failed()
    );
    Ok(())
}

pub(crate) async fn identify(client: &sts::Client) -> Result<(), Failure> {
    let caller = client.get_caller_identity().send().await?;
    println!("sts get_caller_identity: {:?}", caller.account());
    let assume = client.assume_role().role_session_name("live");
    let role = assume.role_arn("arn:aws:iam::123456789012:role/reader");
    let assumed = role.send().await?;
    let credentials = assumed.credentials().ok_or("no credentials")?;
    let lives = credentials.expiration().secs() > 0;
    let user = assumed.assumed_role_user().ok_or("no user")?;
    println!("sts assume_role: expires {lives}, {}", user.arn());
    Ok(())
}
