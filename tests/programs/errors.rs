//! Tells errors apart: by variant, by code, by what the network did, and with `?`.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::get_object::{GetObjectError, GetObjectOutput};
use aws_sdk_s3::operation::{RequestId, RequestIdExt};
use aws_sdk_s3::types::error::NoSuchKey;

use crate::Failure;

const BUCKET: &str = "errors-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    println!("key: {}", explain(get(&client, BUCKET).await));
    println!("bucket: {}", explain(get(&client, "no-such-bucket").await));
    let unreachable = aws_sdk_s3::config::Builder::from(config)
        .endpoint_url("http://127.0.0.1:1")
        .retry_config(aws_sdk_s3::config::retry::RetryConfig::disabled())
        .build();
    let unreachable = Client::from_conf(unreachable);
    println!("network: {}", explain(get(&unreachable, BUCKET).await));
    let unnamed = client.get_object().key("a").send().await;
    println!("input: {}", explain(unnamed));
    if let Err(error) = all(&client).await {
        match &error {
            aws_sdk_s3::Error::NoSuchKey(inner) => {
                println!(
                    "of the service: no such key, code {:?}",
                    inner.meta().code()
                );
            }
            other => println!("of the service: {:?}", other.code()),
        }
    }
    let head = client.head_object().bucket(BUCKET).key("missing").send();
    let error = head.await.err().ok_or("the object exists")?;
    let status = error.raw_response().map(|it| it.status().as_u16());
    println!(
        "head: {status:?}, not found {}",
        error.into_service_error().is_not_found()
    );
    let location = client.get_bucket_location().bucket("no-such-bucket");
    let error = location.send().await.err().ok_or("the bucket exists")?;
    println!("unmodelled: {:?} {:?}", error.code(), error.message());
    Ok(())
}

async fn get(client: &Client, bucket: &str) -> Result<GetObjectOutput, SdkError<GetObjectError>> {
    client
        .get_object()
        .bucket(bucket)
        .key("missing")
        .send()
        .await
}

/// The error of any operation becomes that of the service with `?`.
async fn all(client: &Client) -> Result<(), aws_sdk_s3::Error> {
    get(client, BUCKET).await?;
    Ok(())
}

fn explain(result: Result<GetObjectOutput, SdkError<GetObjectError>>) -> String {
    let error = match result {
        Ok(_) => return "an object".to_owned(),
        Err(error) => error,
    };
    match error {
        SdkError::ServiceError(context) => {
            let status = context.raw().status().as_u16();
            let ids = context.err().request_id().is_some();
            let extended = context.err().extended_request_id().is_some();
            match context.err() {
                GetObjectError::NoSuchKey(NoSuchKey { message, .. }) => {
                    format!("no such key, {message:?}, {status}, IDs {ids} {extended}")
                }
                GetObjectError::InvalidObjectState(_) => "archived".to_owned(),
                other if other.code() == Some("NoSuchBucket") => {
                    format!("no such bucket, {:?}, {status}", other.message())
                }
                other => format!("another error, {:?}", other.code()),
            }
        }
        SdkError::DispatchFailure(failure) => {
            let (is_io, is_timeout) = (failure.is_io(), failure.is_timeout());
            format!("no connection: I/O {is_io}, timeout {is_timeout}")
        }
        SdkError::ConstructionFailure(_) => "no request".to_owned(),
        other => format!("{other}"),
    }
}
