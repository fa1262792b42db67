//! Requests and responses of S3.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    write_case!(
        "S3 CompleteMultipartUpload of 1,000 parts",
        complete_multipart_upload,
        CompleteMultipartUpload,
        upload
    );
    read_case!(
        "S3 ListObjectsV2 of 1,000 objects",
        list_objects_v2,
        ListObjectsV2,
        ListObjectsV2Output,
        &objects()
    );
}

/// A page of objects, as the service returns it.
fn objects() -> String {
    let object = |index: usize| {
        format!(
            "<Contents><Key>reports/2026/01/02/part-{index:05}.parquet</Key>\
             <LastModified>2026-01-02T03:04:05.000Z</LastModified>\
             <ETag>&quot;9b2cf535f27731c974343645a398{index:04}&quot;</ETag>\
             <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>\
             <Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
            index * 1234
        )
    };
    let objects: String = (0..1000).map(object).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>reports-example</Name><Prefix>reports/2026/</Prefix>\
         <NextContinuationToken>1w41l63U0xa8q7smH50vCxyTQqdxo69O3EmK28Bi5PcROI4wI</NextContinuationToken>\
         <KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>\
         {objects}</ListBucketResult>"
    )
}
