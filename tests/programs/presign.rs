//! Requests that are signed ahead of time, and sent by somebody who has no credentials.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};

use crate::Failure;

const BUCKET: &str = "presigned-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    let valid = PresigningConfig::expires_in(Duration::from_secs(300))?;
    let put = client.put_object().bucket(BUCKET).key("a b/ü.txt");
    let put = put
        .content_type("text/plain")
        .presigned(valid.clone())
        .await?;
    describe("put", &put);
    println!("put: {}", send(&put, b"presigned")?.0);
    let get = client.get_object().bucket(BUCKET).key("a b/ü.txt");
    let get = get.range("bytes=3-5").presigned(valid).await?;
    describe("get", &get);
    let (status, body) = send(&get, b"")?;
    println!("get: {status} {body:?}");
    let week = PresigningConfig::expires_in(Duration::from_secs(7 * 24 * 3600 + 1));
    println!("too long: {}", week.is_err());
    Ok(())
}

fn describe(name: &str, request: &PresignedRequest) {
    println!("{name}: {}", request.method());
    let (path, query) = request.uri().split_once('?').unwrap_or((request.uri(), ""));
    println!("{name}: {}", path.splitn(4, '/').nth(3).unwrap_or_default());
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let varies = ["X-Amz-Date", "X-Amz-Signature", "X-Amz-Credential"].contains(&key);
        println!("{name}: {key}={}", if varies { "…" } else { value });
    }
    let mut headers: Vec<_> = request.headers().collect();
    headers.sort_unstable();
    println!("{name}: {headers:?}");
}

/// Sends the request with another HTTP stack.
fn send(request: &PresignedRequest, body: &'static [u8]) -> Result<(u16, String), Failure> {
    let mut http = http::Request::builder()
        .method(request.method())
        .uri(request.uri());
    for (name, value) in request.headers() {
        http = http.header(name, value);
    }
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let mut response = if body.is_empty() {
        agent.run(http.body(())?)?
    } else {
        agent.run(http.body(body)?)?
    };
    let text = response.body_mut().read_to_string()?;
    Ok((response.status().as_u16(), text))
}
