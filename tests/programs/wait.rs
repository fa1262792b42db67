//! Waits for what takes time, and gives up in time.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::client::Waiters as _;
use aws_sdk_s3::client::Waiters as _;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::waiters::object_exists::WaitUntilObjectExistsError;

use crate::Failure;

const BUCKET: &str = "waited-for";
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    bucket(&aws_sdk_s3::Client::new(config)).await?;
    table(&aws_sdk_dynamodb::Client::new(config)).await
}

async fn bucket(client: &aws_sdk_s3::Client) -> Result<(), Failure> {
    let wait = client.wait_until_bucket_not_exists().bucket(BUCKET);
    let absent = wait.wait(PATIENCE).await?;
    println!(
        "bucket_not_exists: an error {}",
        absent.as_result().is_err()
    );
    client.create_bucket().bucket(BUCKET).send().await?;
    let wait = client.wait_until_bucket_exists().bucket(BUCKET);
    let present = wait.wait(PATIENCE).await?;
    println!("bucket_exists: an output {}", present.as_result().is_ok());

    // Nobody uploads the object.
    let wait = client.wait_until_object_exists().bucket(BUCKET).key("late");
    let error = wait.wait(Duration::from_secs(1)).await.err();
    match error.ok_or("the object exists")? {
        WaitUntilObjectExistsError::ExceededMaxWait(context) => {
            let (limit, polls) = (context.max_wait(), context.poll_count());
            println!("object_exists: gave up, limit {limit:?}, calls {polls}");
        }
        other => println!("object_exists: {other}"),
    }
    let body = ByteStream::from_static(b"in time");
    let put = client.put_object().bucket(BUCKET).key("late").body(body);
    let wait = client.wait_until_object_exists().bucket(BUCKET).key("late");
    let (found, put) = tokio::join!(wait.wait(PATIENCE), put.send());
    put?;
    let length = found?.into_result()?.content_length();
    println!("object_exists: {length:?}");
    Ok(())
}

async fn table(client: &aws_sdk_dynamodb::Client) -> Result<(), Failure> {
    let (created, found) = tokio::join!(
        crate::paginate::create_table(client, "waited-for"),
        client
            .wait_until_table_exists()
            .table_name("waited-for")
            .wait(PATIENCE)
    );
    created?;
    let found = found?.into_result()?;
    let status = found.table().and_then(|table| table.table_status());
    println!("table_exists: {status:?}");
    let delete = client.delete_table().table_name("waited-for");
    delete.send().await?;
    let wait = client
        .wait_until_table_not_exists()
        .table_name("waited-for");
    let gone = wait.wait(PATIENCE).await?;
    let error = gone.into_result().err().ok_or("the table exists")?;
    let error = error.into_service_error();
    println!(
        "table_not_exists: {}",
        error.is_resource_not_found_exception()
    );
    Ok(())
}
