//! The calls of one client.

use super::sdk::primitives::ByteStream;
use super::sdk::types::ChecksumAlgorithm;
use super::sdk::{Client, Config, config::Region};
use aws_credential_types::Credentials;

use crate::body::Pieces;
use crate::{Failure, Transfer};

fn client(url: &str) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", "the-secret", None, None, "bench");
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .force_path_style(true)
        .credentials_provider(credentials)
        .build();
    Client::from_conf(config)
}

/// Uploads a stream, with its checksum in a trailer.
pub async fn put(transfer: &Transfer) -> Result<(), Failure> {
    let body = ByteStream::from_body_1_x(Pieces::new(transfer.length));
    let call = client(&transfer.url)
        .put_object()
        .bucket("a-bucket")
        .key("a-key")
        .content_length(transfer.length.try_into()?)
        .checksum_algorithm(ChecksumAlgorithm::from(transfer.algorithm.as_str()));
    call.body(body).send().await?;
    Ok(())
}

/// Downloads a stream, and checks its checksum.
pub async fn get(transfer: &Transfer) -> Result<(), Failure> {
    let call = client(&transfer.url).get_object();
    let mut body = call.bucket("a-bucket").key("a-key").send().await?.body;
    let mut length = 0;
    while let Some(bytes) = body.try_next().await? {
        length += bytes.len() as u64;
    }
    if length != transfer.length {
        return Err(format!("{length} bytes").into());
    }
    Ok(())
}
