//! Inputs of one side.

use super::sdk::operation::complete_multipart_upload::CompleteMultipartUploadInput;
use super::sdk::types::{CompletedMultipartUpload, CompletedPart};

/// An upload of 1,000 parts.
pub fn upload() -> CompleteMultipartUploadInput {
    let part = |number: i32| {
        CompletedPart::builder()
            .e_tag(format!("\"9b2cf535f27731c974343645a398{number:04}\""))
            .checksum_crc32("i9aeUg==")
            .part_number(number)
            .build()
    };
    let parts = (1..=1000).map(part).collect();
    let upload = CompletedMultipartUpload::builder().set_parts(Some(parts));
    CompleteMultipartUploadInput::builder()
        .bucket("reports-example")
        .key("reports/2026/large.parquet")
        .upload_id("VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA")
        .multipart_upload(upload.build())
        .build()
        .expect("an input")
}
