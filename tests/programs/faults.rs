//! Calls of S3 over a network that fails: one call, by its name, and what a program sees of it.
//!
//! Requests are the same to the byte in every run.

#[path = "../src/side/caller.rs"]
mod caller;
#[path = "../src/wire.rs"]
mod wire;

#[path = "faults_events.rs"]
mod events;
#[path = "faults_waits.rs"]
mod waits;

/// The crate that `caller` makes clients of.
mod sdk {
    pub(crate) use aws_sdk_s3::*;
}

use std::error::Error;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::Credentials;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::{RequestId, RequestIdExt};
use aws_sdk_s3::primitives::{ByteStream, SdkBody};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use bytes::Bytes;
use http_body::{Body, Frame};

/// The size of bodies: several chunks of the encoding of S3.
const SIZE: usize = 150_000;

/// A body that can be read once: it has no way to start again.
struct Once(usize);

impl Body for Once {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let size = self.0.min(10_000);
        self.0 -= size;
        let piece = (size > 0).then(|| Ok(Frame::data(vec![b'o'; size].into())));
        Poll::Ready(piece)
    }
}

/// Keys that expire at once, so that each call has its own.
#[derive(Debug, Default)]
struct Numbered(AtomicUsize);

impl ProvideCredentials for Numbered {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let expiry = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_764_000_000);
        let key = format!("AKID{number}");
        let credentials = Credentials::new(key, "secret", None, Some(expiry), "numbered");
        future::ProvideCredentials::ready(Ok(credentials))
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("the URL of the server");
    let call = arguments.next().expect("the name of a call");
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = caller::config(&wire::Wire::default())
        .credentials_provider(caller::credentials())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .retry_config(retries);
    let (call, mut config) = waits::limited(&call, config);
    if call == "pages" {
        config = config.credentials_provider(Numbered::default());
    }
    let client = Client::from_conf(config.build());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(run(&client, call));
}

async fn run(client: &Client, call: &str) {
    match call {
        "get" => get(client).await,
        "pages" => pages(client).await,
        "select" => events::select(client).await,
        "wait" => waits::wait(client).await,
        "copy" => {
            let copy = client.copy_object().bucket("b").key("k");
            show(copy.copy_source("a/k").send().await);
        }
        "complete" => {
            let part = CompletedPart::builder().part_number(1).e_tag("e").build();
            let parts = CompletedMultipartUpload::builder().parts(part).build();
            let complete = client.complete_multipart_upload().bucket("b").key("k");
            show(complete.upload_id("u").multipart_upload(parts).send().await);
        }
        "delete" => show(
            client
                .abort_multipart_upload()
                .bucket("b")
                .key("k")
                .upload_id("u")
                .send()
                .await,
        ),
        "head" => show(client.head_object().bucket("b").key("k").send().await),
        _ => put(client, call).await,
    }
}

async fn put(client: &Client, call: &str) {
    let put = client.put_object().bucket("b").key("k");
    let path = std::env::temp_dir().join(format!("hammersmith-faults-{}", std::process::id()));
    let put = match call {
        "put" => put.body(ByteStream::from(vec![b'm'; SIZE])),
        "put file" => {
            std::fs::write(&path, vec![b'f'; SIZE]).expect("a file");
            put.body(ByteStream::from_path(&path).await.expect("a file"))
        }
        "put once" => {
            let length = i64::try_from(SIZE).expect("a length");
            put.content_length(length)
                .body(ByteStream::new(SdkBody::from_body_1_x(Once(SIZE))))
        }
        other => panic!("unknown call {other}"),
    };
    show(put.send().await);
    let _ = std::fs::remove_file(path);
}

async fn get(client: &Client) {
    match client.get_object().bucket("b").key("k").send().await {
        Ok(output) => {
            println!("head: {:?} {:?}", output.content_length(), output.e_tag());
            match output.body.collect().await {
                Ok(body) => println!("body: {} bytes", body.into_bytes().len()),
                Err(error) => println!("body: {:?}", sources(&error)),
            }
        }
        Err(error) => show::<(), _>(Err(error)),
    }
}

async fn pages(client: &Client) {
    let list = client.list_objects_v2().bucket("b");
    let mut pages = list.into_paginator().send();
    while let Some(page) = pages.next().await {
        if let Ok(page) = &page {
            println!("{} keys", page.contents().len());
        }
        show(page);
    }
}

fn show<T, E>(result: Result<T, SdkError<E>>)
where
    E: Error + ProvideErrorMetadata + 'static,
{
    let error = match result {
        Ok(_) => return println!("Ok"),
        Err(error) => error,
    };
    println!(
        "{} {:?} {:?}",
        caller::kind(&error),
        error.code(),
        error.message()
    );
    if let Some(service) = error.as_service_error() {
        let meta = service.meta();
        println!(
            "IDs {:?} {:?}",
            meta.request_id(),
            meta.extended_request_id()
        );
    }
    if let SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) = &error {
        println!("{:?}", sources(&error));
    }
}

/// The messages of an error and of those below it.
fn sources(error: &(dyn Error + 'static)) -> Vec<String> {
    let (mut lines, mut next) = (Vec::new(), Some(error));
    while let Some(current) = next {
        lines.push(current.to_string());
        next = current.source();
    }
    lines
}
