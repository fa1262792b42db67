//! Puts objects from memory and from a file, in one piece and in parts, reads them back as streams,
//! lists them, and asks for one that does not exist.

use s3::Client;
use s3::error::ProvideErrorMetadata;
use s3::operation::get_object::GetObjectError;
use s3::primitives::ByteStream;
use s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};

use crate::Failure;

/// The bucket of all objects.
const BUCKET: &str = "live-bucket";

/// The least size of a part that is not the last.
const PART: usize = 5 << 20;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    client.create_bucket().bucket(BUCKET).send().await?;
    let location = client.get_bucket_location().bucket(BUCKET).send().await?;
    println!(
        "s3 get_bucket_location: {:?}",
        location.location_constraint()
    );
    objects(client).await?;
    file(client).await?;
    parts(client).await?;
    list(client).await?;
    missing(client).await
}

async fn objects(client: &Client) -> Result<(), Failure> {
    let put = client.put_object().bucket(BUCKET).key("a b/ü&.txt");
    let put = put.metadata("colour", "blue").content_type("text/plain");
    let sent = put.body(ByteStream::from_static(b"hello")).send().await?;
    println!(
        "s3 put_object: {:?}, CRC32 {:?}",
        sent.e_tag(),
        sent.checksum_crc32()
    );
    let got = client
        .get_object()
        .bucket(BUCKET)
        .key("a b/ü&.txt")
        .send()
        .await?;
    println!(
        "s3 get_object: {:?} {:?} {:?}",
        got.content_length(),
        got.content_type(),
        got.metadata().and_then(|it| it.get("colour"))
    );
    let body = got.body.collect().await?.to_vec();
    println!("s3 get_object: {:?}", String::from_utf8_lossy(&body));
    let head = client
        .head_object()
        .bucket(BUCKET)
        .key("a b/ü&.txt")
        .send()
        .await?;
    println!("s3 head_object: {:?}", head.content_length());
    Ok(())
}

/// A file of 300 kB, sent in chunks with its checksum behind the last.
async fn file(client: &Client) -> Result<(), Failure> {
    let path = std::env::temp_dir().join(format!("hammersmith-live-{}", std::process::id()));
    let content: Vec<u8> = (0..300_000_u32).map(|byte| (byte % 251) as u8).collect();
    std::fs::write(&path, &content)?;
    let body = ByteStream::from_path(&path).await?;
    let put = client.put_object().bucket(BUCKET).key("file");
    let put = put.checksum_algorithm(ChecksumAlgorithm::Sha256).body(body);
    let sent = put.send().await;
    std::fs::remove_file(&path)?;
    println!("s3 put_object of a file: {:?}", sent?.checksum_sha256());
    let mut got = client
        .get_object()
        .bucket(BUCKET)
        .key("file")
        .send()
        .await?;
    let (mut bytes, mut chunks) = (Vec::new(), 0);
    while let Some(chunk) = got.body.try_next().await? {
        bytes.extend_from_slice(&chunk);
        chunks += 1;
    }
    println!(
        "s3 get_object of a file: the same {}, in chunks {}",
        bytes == content,
        chunks > 0
    );
    Ok(())
}

async fn parts(client: &Client) -> Result<(), Failure> {
    let create = client.create_multipart_upload().bucket(BUCKET).key("parts");
    let created = create.send().await?;
    let upload = created.upload_id().ok_or("no upload ID")?;
    let mut done = CompletedMultipartUpload::builder();
    for (number, size) in [(1, PART), (2, 3)] {
        let part = client
            .upload_part()
            .bucket(BUCKET)
            .key("parts")
            .upload_id(upload);
        let part = part
            .part_number(number)
            .body(ByteStream::from(vec![b'x'; size]));
        let sent = part.send().await?;
        let completed = CompletedPart::builder().part_number(number);
        done = done.parts(completed.set_e_tag(sent.e_tag().map(str::to_owned)).build());
    }
    let complete = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("parts");
    let complete = complete.upload_id(upload).multipart_upload(done.build());
    let completed = complete.send().await?;
    println!("s3 complete_multipart_upload: {:?}", completed.e_tag());
    Ok(())
}

async fn list(client: &Client) -> Result<(), Failure> {
    let listed = client.list_objects_v2().bucket(BUCKET).send().await?;
    for object in listed.contents() {
        println!("s3 list_objects_v2: {:?} {:?}", object.key(), object.size());
    }
    let delete = client.delete_object().bucket(BUCKET).key("parts");
    delete.send().await?;
    let listed = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("p")
        .send()
        .await?;
    println!("s3 list_objects_v2: {:?} left", listed.key_count());
    Ok(())
}

async fn missing(client: &Client) -> Result<(), Failure> {
    let get = client
        .get_object()
        .bucket(BUCKET)
        .key("missing")
        .send()
        .await;
    let error = get.err().ok_or("the object exists")?.into_service_error();
    let kind = match &error {
        GetObjectError::NoSuchKey(_) => "NoSuchKey",
        _ => "another error",
    };
    println!("s3 get_object: {kind}, {:?}", error.code());
    let head = client
        .head_object()
        .bucket(BUCKET)
        .key("missing")
        .send()
        .await;
    let error = head.err().ok_or("the object exists")?.into_service_error();
    println!(
        "s3 head_object: not found {}, {:?}",
        error.is_not_found(),
        error.code()
    );
    Ok(())
}
