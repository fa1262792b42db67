//! Calls of many tasks through clones of one client, and a call that is given up half way.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use tokio::task::JoinSet;

use crate::Failure;

const BUCKET: &str = "concurrent-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    let mut tasks = JoinSet::new();
    for number in 0..12 {
        let client = client.clone();
        tasks.spawn(async move {
            let body = ByteStream::from(format!("content {number}").into_bytes());
            let put = client
                .put_object()
                .bucket(BUCKET)
                .key(format!("{number:02}"));
            put.body(body).send().await
        });
    }
    let mut done = 0;
    while let Some(put) = tasks.join_next().await {
        put??;
        done += 1;
    }
    println!("put {done}");
    let get = client.get_object().bucket(BUCKET).key("03");
    let given_up = tokio::time::timeout(Duration::from_nanos(1), get.clone().send()).await;
    println!("given up {}", given_up.is_err());
    let body = get.send().await?.body.collect().await?.to_vec();
    println!("get {}", String::from_utf8(body)?);
    let mut keys = Vec::new();
    let mut pages = client
        .list_objects_v2()
        .bucket(BUCKET)
        .max_keys(5)
        .into_paginator()
        .send();
    while let Some(page) = pages.try_next().await? {
        keys.extend(
            page.contents
                .unwrap_or_default()
                .into_iter()
                .filter_map(|it| it.key),
        );
        if keys.len() > 5 {
            break;
        }
    }
    println!("listed {}", keys.len());
    Ok(())
}
