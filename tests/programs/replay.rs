//! A server that is played from a list: its first answers are errors.

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;

use crate::Failure;

fn event(status: u16, body: &'static str) -> Result<ReplayEvent, Failure> {
    let request = http::Request::builder()
        .method("POST")
        .uri("https://dynamodb.eu-west-1.amazonaws.com/")
        .header("x-amz-target", "DynamoDB_20120810.GetItem")
        .body(SdkBody::from(
            r#"{"TableName":"songs","Key":{"id":{"S":"one"}}}"#,
        ))?;
    let response = http::Response::builder()
        .status(status)
        .body(SdkBody::from(body))?;
    Ok(ReplayEvent::new(request, response))
}

pub(crate) async fn run(_: &SdkConfig) -> Result<(), Failure> {
    let throttled = r#"{"__type":"ProvisionedThroughputExceededException","message":"slow down"}"#;
    let server = StaticReplayClient::new(vec![
        event(500, "{}")?,
        event(400, throttled)?,
        event(200, r#"{"Item":{"id":{"S":"one"},"length":{"N":"3"}}}"#)?,
    ]);
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version_latest()
        .region(aws_sdk_dynamodb::config::Region::new("eu-west-1"))
        .credentials_provider(aws_sdk_dynamodb::config::Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "programs",
        ))
        .retry_config(
            RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1)),
        )
        .http_client(server.clone())
        .build();
    let client = Client::from_conf(config);
    let get = client.get_item().table_name("songs");
    let get = get.key(
        "id",
        aws_sdk_dynamodb::types::AttributeValue::S("one".into()),
    );
    let output = get.send().await?;
    let length = output.item().and_then(|item| item.get("length"));
    println!("length {:?}", length.and_then(|length| length.as_n().ok()));
    for request in server.actual_requests() {
        let info = request.headers().get("amz-sdk-request");
        println!("{} {:?}", request.method(), info);
    }
    server.assert_requests_match(&["x-amz-user-agent", "authorization"]);
    Ok(())
}
