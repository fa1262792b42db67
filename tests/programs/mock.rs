//! Clients whose answers a test makes up: rules of `aws-smithy-mocks`.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::operation::get_object::{GetObjectError, GetObjectOutput};
use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::Object;
use aws_sdk_s3::types::error::NoSuchKey;
use aws_smithy_mocks::{RuleMode, mock, mock_client};

use crate::Failure;

/// The code under test: the sizes of the objects below a prefix, summed up.
async fn total(client: &Client, prefix: &str) -> Result<i64, aws_sdk_s3::Error> {
    let mut pages = client
        .list_objects_v2()
        .bucket("mocked")
        .prefix(prefix)
        .into_paginator()
        .send();
    let mut total = 0;
    while let Some(page) = pages.try_next().await? {
        total += page.contents().iter().filter_map(Object::size).sum::<i64>();
    }
    Ok(total)
}

async fn read(client: &Client, key: &str) -> Result<String, Failure> {
    let got = client.get_object().bucket("mocked").key(key).send().await;
    match got.map_err(|error| error.into_service_error()) {
        Ok(got) => Ok(String::from_utf8(got.body.collect().await?.to_vec())?),
        Err(error) => Ok(format!("no such key {}", error.is_no_such_key())),
    }
}

pub(crate) async fn run(_: &SdkConfig) -> Result<(), Failure> {
    let first = mock!(Client::list_objects_v2)
        .match_requests(|request| request.continuation_token().is_none())
        .then_output(|| {
            ListObjectsV2Output::builder()
                .contents(Object::builder().size(3).build())
                .contents(Object::builder().size(4).build())
                .next_continuation_token("next")
                .build()
        });
    let second = mock!(Client::list_objects_v2)
        .match_requests(|request| request.continuation_token() == Some("next"))
        .then_output(|| {
            ListObjectsV2Output::builder()
                .contents(Object::builder().size(5).build())
                .build()
        });
    let client = mock_client!(aws_sdk_s3, [&first, &second]);
    println!("total {}", total(&client, "a/").await?);
    println!("calls {} {}", first.num_calls(), second.num_calls());

    let there = mock!(Client::get_object)
        .match_requests(|request| request.key() == Some("there"))
        .then_output(|| {
            GetObjectOutput::builder()
                .body(ByteStream::from_static(b"made up"))
                .build()
        });
    let missing = mock!(Client::get_object).then_error(|| {
        GetObjectError::NoSuchKey(NoSuchKey::builder().message("made up, too").build())
    });
    let client = mock_client!(aws_sdk_s3, RuleMode::MatchAny, [&there, &missing]);
    println!("there: {}", read(&client, "there").await?);
    println!("missing: {}", read(&client, "missing").await?);

    let flaky = mock!(Client::get_object)
        .sequence()
        .http_status(503, None)
        .times(2)
        .output(|| {
            GetObjectOutput::builder()
                .body(ByteStream::from_static(b"at last"))
                .build()
        })
        .build();
    let client = mock_client!(aws_sdk_s3, RuleMode::Sequential, [&flaky]);
    println!("flaky: {}", read(&client, "flaky").await?);
    println!("calls {}", flaky.num_calls());
    Ok(())
}
