//! Presigned requests of S3, one line for each: the file beside this one has those of the official
//! crate. `official-tests -- s3` compares ours with it, `official-tests -- s3 --official` checks
//! it.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::Client;
use aws_sdk_s3::config::{Builder, Config, Credentials, Region};
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::{ByteStream, DateTime};
use aws_sdk_s3::types::{ChecksumAlgorithm, ObjectCannedAcl, RequestPayer, StorageClass};

fn client(token: Option<&str>, change: fn(Builder) -> Builder) -> Client {
    let token = token.map(str::to_owned);
    let keys = Credentials::new("AKIDEXAMPLE", "secret", token, None, "test");
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::new("eu-west-1"))
        .credentials_provider(keys);
    Client::from_conf(change(config).build())
}

fn validity() -> PresigningConfig {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_764_000_000);
    let config = PresigningConfig::builder().start_time(start);
    config.expires_in(Duration::from_secs(900)).build().unwrap()
}

fn line(what: &str, request: &PresignedRequest) -> String {
    let mut headers: Vec<String> = request
        .headers()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    headers.sort();
    let (method, uri) = (request.method(), request.uri());
    format!("{what}: {method} {uri} [{}]\n", headers.join(", "))
}

/// The lines of all operations that the official crate presigns.
async fn lines(what: &str, client: &Client, bucket: &str, key: &str) -> String {
    let stop = DateTime::from_secs(1_764_000_000);
    let get = client.get_object().bucket(bucket).key(key);
    let get = get
        .range("bytes=0-9")
        .version_id("v 1")
        .response_content_type("text/plain; charset=utf-8")
        .response_expires(stop)
        .request_payer(RequestPayer::Requester)
        .presigned(validity());
    let head = client.head_object().bucket(bucket).key(key);
    let head = head.if_none_match("\"tag\"").part_number(2);
    let put = client.put_object().bucket(bucket).key(key);
    let put = put
        .body(ByteStream::from_static(b"an object"))
        .content_type("text/plain")
        .content_length(9)
        .acl(ObjectCannedAcl::PublicRead)
        .storage_class(StorageClass::StandardIa)
        .metadata("note", "two  words")
        .tagging("a=b&c=d e")
        .presigned(validity());
    let part = client.upload_part().bucket(bucket).key(key);
    let part = part
        .upload_id("id/+=")
        .part_number(7)
        .checksum_algorithm(ChecksumAlgorithm::Sha256)
        .presigned(validity());
    let delete = client.delete_object().bucket(bucket).key(key);
    let delete = delete.mfa("serial code").bypass_governance_retention(true);
    let versions = client.list_object_versions().bucket(bucket);
    let versions = versions.prefix(key).max_keys(3).delimiter("/");
    let bare = client.put_object().bucket(bucket).key(key);
    let changed = client.get_object().bucket(bucket).key(key).customize();
    let changed = changed
        .config_override(Config::builder().region(Region::new("us-west-2")))
        .mutate_request(|request| {
            request.headers_mut().insert("x-own", "a  b");
        })
        .presigned(validity());
    [
        ("get", get.await.unwrap()),
        ("head", head.presigned(validity()).await.unwrap()),
        ("put", put.await.unwrap()),
        ("part", part.await.unwrap()),
        ("delete", delete.presigned(validity()).await.unwrap()),
        ("versions", versions.presigned(validity()).await.unwrap()),
        ("bare", bare.presigned(validity()).await.unwrap()),
        ("changed", changed.await.unwrap()),
    ]
    .iter()
    .map(|(operation, request)| line(&format!("{what} {operation}"), request))
    .collect()
}

/// A client and an object: a name, a session token, settings, bucket and key.
type Case = (
    &'static str,
    Option<&'static str>,
    fn(Builder) -> Builder,
    &'static str,
    &'static str,
);

fn cases() -> [Case; 11] {
    const KEY: &str = "a b/c+d=e&f/\u{e9}~*'();:@,?#%2F";
    const TOKEN: Option<&str> = Some("to/k+en==");
    const POINT: &str = "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine";
    // Signed for several regions at once.
    const GLOBAL: &str = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";
    let plain: fn(Builder) -> Builder = |config| config;
    let path: fn(Builder) -> Builder = |config| config.force_path_style(true);
    let local: fn(Builder) -> Builder = |config| config.endpoint_url("http://127.0.0.1:5000");
    let fast: fn(Builder) -> Builder = |config| config.accelerate(true);
    let ipv6: fn(Builder) -> Builder = |config| config.use_dual_stack(true);
    let fips: fn(Builder) -> Builder =
        |config| config.region(Region::new("us-gov-west-1")).use_fips(true);
    let regions: fn(Builder) -> Builder =
        |config| config.sigv4a_signing_region_set("eu-west-1,us-east-1");
    [
        ("plain", None, plain, "bucket", "key"),
        ("token", TOKEN, plain, "bucket", "dir//../key"),
        ("special", None, plain, "bucket", KEY),
        ("path", None, path, "Bucket.dot", KEY),
        ("local", None, local, "bucket", "key"),
        ("fast", None, fast, "bucket", "key"),
        ("ipv6", None, ipv6, "bucket", "key"),
        ("fips", None, fips, "b1c", "key"),
        ("point", None, plain, POINT, "key"),
        ("global", None, plain, GLOBAL, "key"),
        ("regions", TOKEN, regions, GLOBAL, "dir//../key"),
    ]
}

/// Protects every presigned request of a program that changes from the official crate to ours: the
/// URL is the same to the byte, and so are the headers that have to be sent.
#[tokio::test]
async fn requests_are_those_of_the_official_crate() {
    let mut found = String::new();
    for (what, token, change, bucket, key) in cases() {
        found += &lines(what, &client(token, change), bucket, key).await;
    }
    let expected = include_str!("presigned.txt");
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{found}");
}

/// A presigned request becomes one of either version of the `http` crate, with the same parts.
#[tokio::test]
#[allow(deprecated)]
async fn requests_of_both_versions_of_http() {
    let put = client(None, |config| config).put_object();
    let put = put
        .bucket("bucket")
        .key("a key")
        .metadata("note", "two  words");
    let presigned = put.presigned(validity()).await.unwrap();
    let headers: Vec<_> = presigned.headers().collect();
    assert!(
        headers.contains(&("x-amz-meta-note", "two  words")),
        "{headers:?}"
    );

    let old = presigned.make_http_02x_request("body");
    let new = presigned.make_http_1x_request("body");
    assert_eq!(old.method().as_str(), presigned.method());
    assert_eq!(old.uri().to_string(), presigned.uri());
    let text = old.headers().iter();
    let text = text.map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    assert_eq!(text.collect::<Vec<_>>(), headers);
    assert_eq!(new.method().as_str(), old.method().as_str());
    assert_eq!(new.uri().to_string(), old.uri().to_string());
    assert_eq!(old.into_body(), new.into_body());
    let count = headers.len();
    let own = presigned.clone().into_http_02x_request(());
    assert_eq!(own.headers().len(), count);
    assert_eq!(presigned.into_http_1x_request(()).headers().len(), count);
}
