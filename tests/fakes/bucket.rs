//! A fake of S3 with one bucket, for programs in other languages.
//!
//! Prints its URL, answers until the end of the standard input, and then prints what a test
//! asserts: requests that no handler has answered, and handlers that nothing has called.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Mutex};

use s3::error::ErrorMetadata;
use s3::fake::Fake;
use s3::operation::abort_multipart_upload::{AbortMultipartUpload, AbortMultipartUploadOutput};
use s3::operation::complete_multipart_upload::{
    CompleteMultipartUpload, CompleteMultipartUploadError, CompleteMultipartUploadOutput,
};
use s3::operation::create_multipart_upload::{CreateMultipartUpload, CreateMultipartUploadOutput};
use s3::operation::delete_object::{DeleteObject, DeleteObjectOutput};
use s3::operation::get_object::{GetObject, GetObjectError, GetObjectOutput};
use s3::operation::head_object::{HeadObject, HeadObjectError, HeadObjectOutput};
use s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use s3::operation::put_object::{PutObject, PutObjectOutput};
use s3::operation::upload_part::{UploadPart, UploadPartOutput};
use s3::primitives::ByteStream;
use s3::types::error::{NoSuchKey, NotFound};

/// The objects and the parts of uploads, by key and by upload.
#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Vec<u8>>,
    uploads: BTreeMap<String, BTreeMap<i32, Vec<u8>>>,
}

type Shared = Arc<Mutex<Bucket>>;

/// The bytes of a body, which fakes have in memory.
fn bytes(body: &ByteStream) -> Vec<u8> {
    body.bytes().unwrap_or_default().to_vec()
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", bytes.len())
}

fn key(key: Option<&str>) -> String {
    key.unwrap_or_default().to_owned()
}

/// The part of an object that a range is about: all of it without one.
fn ranged<'o>(object: &'o [u8], range: Option<&str>) -> (&'o [u8], Option<String>) {
    let range = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let Some((first, last)) = range else {
        return (object, None);
    };
    let first: usize = first.parse().unwrap_or_default();
    let last = last.parse().unwrap_or(object.len()).min(object.len() - 1);
    let part = object.get(first..=last).unwrap_or_default();
    (part, Some(format!("bytes {first}-{last}/{}", object.len())))
}

fn objects(fake: Fake, bucket: &Shared) -> Fake {
    let shared = || Arc::clone(bucket);
    let (put, get, head, delete) = (shared(), shared(), shared(), shared());
    fake.on::<PutObject>(move |input| {
        let object = bytes(&input.body);
        let output = PutObjectOutput::builder().e_tag(tag(&object));
        let mut bucket = put.lock().expect("no panic");
        bucket.objects.insert(key(input.key()), object);
        Ok(output.build())
    })
    .on::<GetObject>(move |input| {
        let bucket = get.lock().expect("no panic");
        let Some(object) = bucket.objects.get(input.key().unwrap_or_default()) else {
            let error = NoSuchKey::builder().message("no such key").build();
            return Err(GetObjectError::NoSuchKey(error));
        };
        let (part, range) = ranged(object, input.range());
        Ok(GetObjectOutput::builder()
            .e_tag(tag(object))
            .set_content_range(range)
            .metadata("made-by", "a fake")
            .body(part.to_vec().into())
            .build())
    })
    .on::<HeadObject>(move |input| {
        let bucket = head.lock().expect("no panic");
        match bucket.objects.get(input.key().unwrap_or_default()) {
            Some(object) => Ok(HeadObjectOutput::builder()
                .e_tag(tag(object))
                .content_length(object.len() as i64)
                .build()),
            None => Err(HeadObjectError::NotFound(NotFound::builder().build())),
        }
    })
    .on::<DeleteObject>(move |input| {
        let mut bucket = delete.lock().expect("no panic");
        bucket.objects.remove(input.key().unwrap_or_default());
        Ok(DeleteObjectOutput::builder().build())
    })
}

fn lists(fake: Fake, bucket: &Shared) -> Fake {
    let bucket = Arc::clone(bucket);
    fake.on::<ListObjectsV2>(move |input| {
        let bucket = bucket.lock().expect("no panic");
        let after = key(input.continuation_token());
        let most = input.max_keys().unwrap_or(1000) as usize;
        let prefix = key(input.prefix());
        let all = bucket.objects.iter();
        let all = all.filter(|(key, _)| **key > after && key.starts_with(&prefix));
        let all: Vec<_> = all.collect();
        let page = all.get(..most.min(all.len())).unwrap_or_default();
        let objects = page.iter().map(|(key, object)| {
            let object_of = s3::types::Object::builder().key(*key);
            object_of
                .size(object.len() as i64)
                .e_tag(tag(object))
                .build()
        });
        let is_truncated = page.len() < all.len();
        let next = page.last().filter(|_| is_truncated);
        Ok(ListObjectsV2Output::builder()
            .set_contents(Some(objects.collect()))
            .key_count(page.len() as i32)
            .is_truncated(is_truncated)
            .set_next_continuation_token(next.map(|(key, _)| (*key).clone()))
            .build())
    })
}

fn uploads(fake: Fake, bucket: &Shared) -> Fake {
    let shared = || Arc::clone(bucket);
    let (create, part, complete, abort) = (shared(), shared(), shared(), shared());
    fake.on::<CreateMultipartUpload>(move |input| {
        let mut bucket = create.lock().expect("no panic");
        let id = format!("upload-{}", bucket.uploads.len());
        bucket.uploads.insert(id.clone(), BTreeMap::new());
        let output = CreateMultipartUploadOutput::builder().upload_id(id);
        Ok(output
            .bucket(key(input.bucket()))
            .key(key(input.key()))
            .build())
    })
    .on::<UploadPart>(move |input| {
        let body = bytes(&input.body);
        let output = UploadPartOutput::builder().e_tag(tag(&body));
        let mut bucket = part.lock().expect("no panic");
        let parts = bucket.uploads.entry(key(input.upload_id())).or_default();
        parts.insert(input.part_number().unwrap_or_default(), body);
        Ok(output.build())
    })
    .on::<CompleteMultipartUpload>(move |input| {
        let mut bucket = complete.lock().expect("no panic");
        let Some(parts) = bucket.uploads.remove(&key(input.upload_id())) else {
            let error = ErrorMetadata::builder()
                .code("NoSuchUpload")
                .custom("http_status", "404");
            return Err(CompleteMultipartUploadError::generic(error.build()));
        };
        let object: Vec<u8> = parts.into_values().flatten().collect();
        let output = CompleteMultipartUploadOutput::builder().e_tag(tag(&object));
        bucket.objects.insert(key(input.key()), object);
        Ok(output.key(key(input.key())).build())
    })
    .on::<AbortMultipartUpload>(move |input| {
        let mut bucket = abort.lock().expect("no panic");
        bucket.uploads.remove(&key(input.upload_id()));
        Ok(AbortMultipartUploadOutput::builder().build())
    })
}

fn main() {
    let bucket = Shared::default();
    let fake = uploads(lists(objects(Fake::new(), &bucket), &bucket), &bucket);
    let server = fake.serve().expect("a port");
    println!("{}", server.url());
    let end = std::io::stdin().read_to_end(&mut Vec::new());
    end.expect("the end of the standard input");
    println!("refused {:?}", fake.refusals());
    println!("unused {:?}", fake.unused());
}
