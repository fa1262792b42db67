//! Uploads with checksums: calculated by the client, known before, and of an object in parts.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode, CompletedMultipartUpload, CompletedPart};
use aws_smithy_http_client::test_util::capture_request;

use crate::Failure;
use crate::stream::content;

const BUCKET: &str = "checked-bucket";

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    for algorithm in [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ] {
        let put = client.put_object().bucket(BUCKET).key("object");
        let put = put.checksum_algorithm(algorithm.clone());
        let put = put.body(ByteStream::from(content(1000))).send().await;
        println!("put_object: {algorithm}, {}", put.is_ok());
    }
    known(&client).await?;
    parts(&client).await?;
    sent(config).await
}

/// A checksum that the caller has calculated.
async fn known(client: &Client) -> Result<(), Failure> {
    let put = client.put_object().bucket(BUCKET).key("known");
    let put = put
        .body(ByteStream::from_static(b"hello"))
        .checksum_crc32("NhCmhg==")
        .send()
        .await?;
    println!("put_object: {:?}", put.checksum_crc32());
    let get = client.get_object().bucket(BUCKET).key("known");
    let got = get.checksum_mode(ChecksumMode::Enabled).send().await?;
    println!("get_object: {:?}", got.checksum_crc32());
    let body = got.body.collect().await;
    println!("get_object: {:?}", body?.into_bytes());
    let head = client.head_object().bucket(BUCKET).key("known");
    let head = head.checksum_mode(ChecksumMode::Enabled).send().await?;
    println!("head_object: {:?}", head.checksum_crc32());
    Ok(())
}

/// Two parts, each with its own checksum, which the end of the upload repeats.
async fn parts(client: &Client) -> Result<(), Failure> {
    let algorithm = ChecksumAlgorithm::Sha256;
    let create = client.create_multipart_upload().bucket(BUCKET).key("parts");
    let create = create.checksum_algorithm(algorithm.clone());
    let created = create.send().await?;
    println!("create: {:?}", created.checksum_algorithm());
    let upload = created.upload_id().ok_or("no upload ID")?;
    let mut parts = CompletedMultipartUpload::builder();
    for (number, size) in [(1, 5 << 20), (2, 1000)] {
        let part = client.upload_part().bucket(BUCKET).key("parts");
        let part = part
            .upload_id(upload)
            .part_number(number)
            .checksum_algorithm(algorithm.clone())
            .body(ByteStream::from(content(size)))
            .send()
            .await?;
        println!(
            "upload_part: {:?} {:?}",
            part.checksum_sha256(),
            part.e_tag()
        );
        let done = CompletedPart::builder().part_number(number);
        let done = done.set_e_tag(part.e_tag.clone());
        parts = parts.parts(
            done.set_checksum_sha256(part.checksum_sha256.clone())
                .build(),
        );
    }
    let complete = client.complete_multipart_upload().bucket(BUCKET);
    let complete = complete.key("parts").upload_id(upload);
    let completed = complete.multipart_upload(parts.build()).send().await?;
    println!(
        "complete: {:?} {:?}",
        completed.e_tag(),
        completed.checksum_sha256()
    );
    Ok(())
}

/// The headers of requests, and the sums that are asked for.
async fn sent(config: &SdkConfig) -> Result<(), Failure> {
    for (calculation, validation) in [
        (
            RequestChecksumCalculation::WhenSupported,
            ResponseChecksumValidation::WhenSupported,
        ),
        (
            RequestChecksumCalculation::WhenRequired,
            ResponseChecksumValidation::WhenRequired,
        ),
    ] {
        let settings = || {
            aws_sdk_s3::config::Builder::from(config)
                .request_checksum_calculation(calculation)
                .response_checksum_validation(validation)
        };
        let (server, request) = capture_request(None);
        let client = Client::from_conf(settings().http_client(server).build());
        let put = client.put_object().bucket(BUCKET).key("sent");
        let put = put.body(ByteStream::from_static(b"hello")).send().await;
        println!("put_object: {}", put.is_ok());
        headers(&request.expect_request());
        let (server, request) = capture_request(None);
        let client = Client::from_conf(settings().http_client(server).build());
        let got = client.get_object().bucket(BUCKET).key("sent").send().await;
        match got {
            Ok(got) => println!("get_object: {:?}", got.body.collect().await?.into_bytes()),
            Err(error) => println!("get_object: {}", DisplayErrorContext(&error)),
        }
        headers(&request.expect_request());
    }
    Ok(())
}

fn headers(request: &aws_smithy_runtime_api::client::orchestrator::HttpRequest) {
    let headers = request.headers().iter();
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| name.contains("checksum"))
        .collect();
    headers.sort_unstable();
    println!("request: {headers:?}");
}
