//! Uploads a file in parts, reads it back, and abandons another upload.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};

use crate::Failure;
use crate::stream::{File, content};

const BUCKET: &str = "parts-bucket";
const PART: u64 = 5 << 20;
const SIZE: u64 = 2 * PART + 1000;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    let create = client.create_multipart_upload().bucket(BUCKET).key("whole");
    let created = create.send().await?;
    let upload = created.upload_id().ok_or("no upload ID")?;
    let file = File::new("parts", SIZE as usize)?;
    let mut parts = Vec::new();
    for number in 0..SIZE.div_ceil(PART) {
        let offset = number * PART;
        let body = ByteStream::read_from()
            .path(&file.0)
            .offset(offset)
            .length(Length::Exact(PART.min(SIZE - offset)))
            .build()
            .await?;
        let number = i32::try_from(number + 1)?;
        let part = client
            .upload_part()
            .bucket(BUCKET)
            .key("whole")
            .upload_id(upload)
            .part_number(number)
            .body(body)
            .send()
            .await?;
        println!(
            "upload_part: {:?} {:?}",
            part.e_tag(),
            part.checksum_crc32()
        );
        let part = CompletedPart::builder()
            .part_number(number)
            .e_tag(part.e_tag().unwrap_or_default());
        parts.push(part.build());
    }
    let parts = CompletedMultipartUpload::builder().set_parts(Some(parts));
    let completed = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("whole")
        .upload_id(upload)
        .multipart_upload(parts.build())
        .send()
        .await?;
    println!("complete_multipart_upload: {:?}", completed.e_tag());
    let got = client
        .get_object()
        .bucket(BUCKET)
        .key("whole")
        .send()
        .await?;
    let bytes = got.body.collect().await?.to_vec();
    println!("get_object: the same {}", bytes == content(SIZE as usize));
    abandon(&client).await
}

async fn abandon(client: &Client) -> Result<(), Failure> {
    let create = client.create_multipart_upload().bucket(BUCKET).key("never");
    let created = create.send().await?;
    let upload = created.upload_id().ok_or("no upload ID")?;
    let abort = client.abort_multipart_upload().bucket(BUCKET).key("never");
    abort.upload_id(upload).send().await?;
    let part = client.upload_part().bucket(BUCKET).key("never");
    let part = part.upload_id(upload).part_number(1);
    let late = part.body(ByteStream::from_static(b"late")).send().await;
    let error = late.err().ok_or("the upload goes on")?;
    println!("upload_part: {:?}", error.code());
    Ok(())
}
