//! Uploads a file and downloads it: piece by piece, as an async reader, a range of it, and by a
//! pipe whose length is known.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::{ByteStream, Length, SdkBody};
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode};
use tokio::io::AsyncReadExt;

use crate::Failure;

const BUCKET: &str = "stream-bucket";
const SIZE: usize = 300_000;

/// A file of `size` bytes, which is removed when this is dropped.
pub(crate) struct File(pub(crate) std::path::PathBuf);

impl File {
    pub(crate) fn new(name: &str, size: usize) -> Result<Self, Failure> {
        let name = format!("hammersmith-programs-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, content(size))?;
        Ok(Self(path))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // Nothing is left to do about one that is gone.
        let _ = std::fs::remove_file(&self.0);
    }
}

pub(crate) fn content(size: usize) -> Vec<u8> {
    (0..size).map(|byte| (byte % 251) as u8).collect()
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    upload(&client).await?;
    pieces(&client).await?;
    reader(&client).await?;
    range(&client).await
}

async fn upload(client: &Client) -> Result<(), Failure> {
    let file = File::new("stream", SIZE)?;
    let body = ByteStream::from_path(&file.0).await?;
    println!("length {:?}", body.size_hint());
    let put = client.put_object().bucket(BUCKET).key("file").body(body);
    let put = put.checksum_algorithm(ChecksumAlgorithm::Crc32C);
    println!("put_object: {:?}", put.send().await?.checksum_crc32_c());

    let body = ByteStream::read_from()
        .path(&file.0)
        .offset(1000)
        .length(Length::Exact(5000))
        .build()
        .await?;
    let put = client.put_object().bucket(BUCKET).key("part").body(body);
    println!("put_object: {:?}", put.send().await?.checksum_crc32());

    let body = ByteStream::new(SdkBody::from(content(10)));
    let put = client.put_object().bucket(BUCKET).key("memory").body(body);
    println!("put_object: {:?}", put.send().await?.e_tag());
    Ok(())
}

async fn pieces(client: &Client) -> Result<(), Failure> {
    let get = client.get_object().bucket(BUCKET).key("file");
    let mut got = get.checksum_mode(ChecksumMode::Enabled).send().await?;
    println!("get_object: {:?}", got.content_length());
    let mut bytes = Vec::new();
    while let Some(piece) = got.body.try_next().await? {
        bytes.extend_from_slice(&piece);
    }
    println!("get_object: the same {}", bytes == content(SIZE));
    Ok(())
}

async fn reader(client: &Client) -> Result<(), Failure> {
    let get = client.get_object().bucket(BUCKET).key("part");
    let mut reader = get.send().await?.body.into_async_read();
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).await?;
    println!(
        "get_object: {} bytes, the same {}",
        bytes.len(),
        bytes == content(SIZE)[1000..6000]
    );
    Ok(())
}

async fn range(client: &Client) -> Result<(), Failure> {
    let get = client.get_object().bucket(BUCKET).key("file");
    let got = get.range("bytes=10-19").send().await?;
    println!("get_object: {:?}", got.content_range());
    let bytes = got.body.collect().await?.into_bytes();
    println!("get_object: {bytes:?}");
    Ok(())
}
