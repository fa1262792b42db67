//! Waits for what was created and deleted, and for what never comes.

use std::time::Duration;

use crate::Failure;
use crate::paging::{create_database, run_instance};

/// The greatest time that anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A time that is over before the second call.
const SHORT: Duration = Duration::from_millis(10);

pub(crate) async fn dynamodb(client: &dynamodb::Client) -> Result<(), Failure> {
    use dynamodb::client::Waiters;
    let wait = client.wait_until_table_exists().table_name("songs");
    let found = wait.wait(PATIENCE).await?.into_result()?;
    let status = found.table().and_then(|it| it.table_status());
    println!("dynamodb table_exists: {status:?}");
    let wait = client.wait_until_table_not_exists().table_name("nothing");
    let gone = wait.wait(PATIENCE).await?;
    println!(
        "dynamodb table_not_exists: an error {}",
        gone.as_result().is_err()
    );
    let wait = client.wait_until_table_exists().table_name("nothing");
    let error = wait.wait(SHORT).await.err().ok_or("the table exists")?;
    println!("dynamodb table_exists: {error}");
    Ok(())
}

pub(crate) async fn s3(client: &s3::Client) -> Result<(), Failure> {
    use s3::client::Waiters;
    let wait = client.wait_until_bucket_exists().bucket("live-pages");
    wait.wait(PATIENCE).await?.into_result()?;
    let wait = client.wait_until_object_exists().bucket("live-pages");
    let found = wait.key("k/1&").wait(PATIENCE).await?.into_result()?;
    println!("s3 object_exists: {:?}", found.content_length());
    let wait = client.wait_until_object_not_exists().bucket("live-pages");
    let gone = wait.key("nothing").wait(PATIENCE).await?.into_result();
    let error = gone.err().ok_or("the object exists")?.into_service_error();
    println!("s3 object_not_exists: {}", error.is_not_found());
    Ok(())
}

pub(crate) async fn ecs(client: &ecs::Client) -> Result<(), Failure> {
    use ecs::client::Waiters;
    let create = client.create_service().cluster("live").service_name("idle");
    let create = create.task_definition("web:1").desired_count(0);
    create.send().await?;
    let wait = || client.wait_until_services_stable().cluster("live");
    let stable = wait()
        .services("idle")
        .wait(PATIENCE)
        .await?
        .into_result()?;
    println!("ecs services_stable: {}", stable.services().len());
    let missing = wait().services("missing").wait(PATIENCE).await;
    println!(
        "ecs services_stable: {}",
        missing.err().ok_or("the service exists")?
    );
    let delete = client.delete_service().cluster("live").service("idle");
    delete.send().await?;
    let wait = client.wait_until_services_inactive().cluster("live");
    let inactive = wait.services("idle").wait(PATIENCE).await?.into_result()?;
    let status = inactive.services().first().and_then(|it| it.status());
    println!("ecs services_inactive: {status:?}");
    Ok(())
}

pub(crate) async fn rds(client: &rds::Client) -> Result<(), Failure> {
    use rds::client::Waiters;
    create_database(client, "waited-for").await?;
    let wait = client.wait_until_db_instance_available();
    let wait = wait.db_instance_identifier("waited-for").wait(PATIENCE);
    let available = wait.await?.into_result()?;
    let instance = available.db_instances().first();
    println!(
        "rds db_instance_available: {:?}",
        instance.and_then(|it| it.db_instance_status())
    );
    let delete = client.delete_db_instance().skip_final_snapshot(true);
    delete.db_instance_identifier("waited-for").send().await?;
    let wait = client.wait_until_db_instance_deleted();
    let wait = wait.db_instance_identifier("waited-for").wait(PATIENCE);
    println!(
        "rds db_instance_deleted: an error {}",
        wait.await?.as_result().is_err()
    );
    Ok(())
}

pub(crate) async fn ec2(client: &ec2::Client) -> Result<(), Failure> {
    use ec2::client::Waiters;
    let id = run_instance(client).await?.ok_or("no instance")?;
    let wait = client.wait_until_instance_running().instance_ids(&id);
    let running = wait.wait(PATIENCE).await?.into_result()?;
    let instances = running.reservations().iter().flat_map(|it| it.instances());
    for instance in instances {
        println!(
            "ec2 instance_running: {:?}",
            instance.state().and_then(|it| it.name())
        );
    }
    client
        .terminate_instances()
        .instance_ids(&id)
        .send()
        .await?;
    let wait = client.wait_until_instance_terminated().instance_ids(&id);
    wait.wait(PATIENCE).await?.into_result()?;
    let wait = client.wait_until_instance_running().instance_ids(&id);
    let error = wait.wait(PATIENCE).await.err().ok_or("it runs")?;
    println!("ec2 instance_running: {error}");
    let wait = client
        .wait_until_instance_exists()
        .instance_ids("i-01234567890abcdef");
    let error = wait.wait(SHORT).await.err().ok_or("it exists")?;
    println!("ec2 instance_exists: {error}");
    Ok(())
}
