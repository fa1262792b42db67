//! Bodies that are sent: objects of S3.

use std::io::Write;

use s3::config::{Builder, Config, RequestChecksumCalculation, retry::RetryConfig};
use s3::error::DisplayErrorContext;
use s3::operation::put_object::builders::PutObjectFluentBuilder;
use s3::primitives::ByteStream;
use s3::types::ChecksumAlgorithm;

use crate::s3_body::{BODY, CHECKSUMS, File, Sent, stream};
use crate::server::{serve, serve_each};
use crate::{client, run};

/// The request of a call, and its error. The server answers that there is nothing wrong.
fn put(
    settings: Builder,
    call: impl FnOnce(PutObjectFluentBuilder) -> PutObjectFluentBuilder,
) -> (Sent, Option<String>) {
    let (url, server) = serve(|head, connection| {
        let body = connection.body(&head);
        connection.respond("200 OK", "", "");
        Sent { head, body }
    });
    let error = run(async {
        let put = client!(s3, &url)
            .put_object()
            .bucket("a-bucket")
            .key("a-key");
        let sent = call(put).customize().config_override(settings).send().await;
        sent.err()
            .map(|error| DisplayErrorContext(&error).to_string())
    });
    (server.join().expect("the server"), error)
}

/// Protects objects on their way to S3: the checksum that the caller has chosen stands in a header,
/// or behind the last chunk of a stream, and the lengths are those of what is sent.
#[test]
fn checksums_are_sent() {
    for (algorithm, checksum) in CHECKSUMS {
        let name = format!("x-amz-checksum-{}", algorithm.to_lowercase());
        let chosen = ChecksumAlgorithm::from(algorithm);
        let (sent, error) = put(Config::builder(), |put| {
            let put = put.checksum_algorithm(chosen.clone());
            put.body(ByteStream::from_static(BODY))
        });
        assert_eq!(error, None);
        assert_eq!(sent.header(&name), checksum);
        assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), algorithm);
        assert_eq!(sent.header("content-length"), "11");
        assert_eq!(sent.head.header("expect"), None);
        assert_eq!(sent.head.header("content-md5"), None);
        assert_eq!(sent.body, BODY);

        let (sent, error) = put(Config::builder(), |put| {
            put.checksum_algorithm(chosen).body(stream(11))
        });
        assert_eq!(error, None);
        assert_eq!(sent.header("x-amz-trailer"), name);
        assert_eq!(sent.header("x-amz-decoded-content-length"), "11");
        assert_eq!(sent.header("content-encoding"), "aws-chunked");
        assert_eq!(sent.head.header("transfer-encoding"), None);
        assert_eq!(
            sent.header("x-amz-content-sha256"),
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
        );
        let (chunks, lines) = sent.decoded();
        assert_eq!(chunks, [BODY]);
        assert_eq!(lines[0], format!("{name}:{checksum}"));
        let (signature, digits) = lines[1].split_once(':').expect("a signature");
        assert_eq!((signature, digits.len()), ("x-amz-trailer-signature", 64));
        assert_eq!(lines.len(), 2);
    }
}

/// Protects objects of several chunks, whose size the caller may set, but not to one that S3
/// refuses: the length of the request is that of what is sent.
#[test]
fn long_streams_are_sent_in_chunks() {
    let mut file = File::new("chunks");
    let content: Vec<u8> = (0..200_001_u32).map(|at| (at % 251) as u8).collect();
    file.file.write_all(&content).expect("a file");
    let cases: [(Option<Option<usize>>, &[usize]); 3] = [
        (None, &[65_536, 65_536, 65_536, 3393]),
        (Some(Some(100_000)), &[100_000, 100_000, 1]),
        (Some(None), &[200_001]),
    ];
    for (size, expected) in cases {
        let mut settings = Config::builder();
        settings.set_aws_chunked_encoding_chunk_size(size);
        let body = run(ByteStream::from_path(&file.path)).expect("a file");
        let (sent, error) = put(settings, |put| put.body(body));
        assert_eq!(error, None);
        assert_eq!(sent.header("x-amz-decoded-content-length"), "200001");
        let chunks = sent.decoded().0;
        assert!(chunks.concat() == content, "{size:?}");
        let lengths: Vec<_> = chunks.iter().map(Vec::len).collect();
        assert_eq!(lengths, expected);
    }
    let settings = Config::builder().aws_chunked_encoding_chunk_size(Some(8191));
    let put = client!(s3, "http://127.0.0.1:1").put_object();
    let put = put.bucket("a-bucket").key("a-key").body(stream(11));
    let error = run(put.customize().config_override(settings).send()).expect_err("a small chunk");
    let error = DisplayErrorContext(&error).to_string();
    assert!(error.contains("at least 8192 bytes, but"), "{error}");
}

/// Protects uploads that nobody signs, over plain HTTP: their chunks have no signatures.
#[test]
fn anonymous_streams_are_sent_in_chunks() {
    let (url, server) = serve(|head, connection| {
        let body = connection.body(&head);
        connection.respond("200 OK", "", "");
        Sent { head, body }
    });
    let config = Config::builder().behavior_version_latest().allow_no_auth();
    let region = s3::config::Region::new("eu-west-1");
    let client = s3::Client::from_conf(config.region(region).endpoint_url(url).build());
    let put = client.put_object().bucket("a-bucket").key("a-key");
    run(put.body(stream(11)).send()).expect("a response");
    let sent = server.join().expect("the server");
    assert_eq!(sent.head.header("authorization"), None);
    assert_eq!(
        sent.header("x-amz-content-sha256"),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    );
    let body = b"B\r\nHello world\r\n0\r\nx-amz-checksum-crc32:i9aeUg==\r\n\r\n";
    assert_eq!(sent.body, body);
}

/// Protects callers who have no use for a hash of the body in the signature.
#[test]
fn bodies_may_be_unsigned() {
    let (url, server) = serve(|head, connection| {
        let body = connection.body(&head);
        connection.respond("200 OK", "", "");
        Sent { head, body }
    });
    run(async {
        let put = client!(s3, &url)
            .put_object()
            .bucket("a-bucket")
            .key("a-key");
        let put = put.body(ByteStream::from_static(BODY)).customize();
        put.disable_payload_signing()
            .send()
            .await
            .expect("a response");
    });
    let sent = server.join().expect("the server");
    assert_eq!(sent.header("x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
    assert_eq!(sent.header("x-amz-checksum-crc32"), "i9aeUg==");
}

/// Protects callers who have no use for a checksum, or have calculated one.
#[test]
fn bodies_may_be_unchecked() {
    let settings = || {
        let when = RequestChecksumCalculation::WhenRequired;
        Config::builder().request_checksum_calculation(when)
    };
    for (settings, checksum) in [(Config::builder(), "AAAA"), (settings(), "")] {
        let (sent, error) = put(settings, |put| {
            let checksum = (!checksum.is_empty()).then(|| checksum.to_owned());
            put.set_checksum_sha1(checksum).body(stream(11))
        });
        assert_eq!(error, None);
        assert_eq!(sent.header("x-amz-checksum-sha1"), checksum);
        assert_eq!(sent.header("x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
        assert_eq!(sent.header("content-length"), "11");
        assert_eq!(sent.head.header("x-amz-trailer"), None);
        assert_eq!(sent.body, BODY);
    }
    // Without a checksum, a stream of unknown length is sent as HTTP has it.
    let (url, server) = serve(|head, connection| {
        let mut body = Vec::new();
        loop {
            let chunk = connection.chunk();
            if chunk.is_empty() {
                connection.respond("200 OK", "", "");
                return Sent { head, body };
            }
            body.extend(chunk);
        }
    });
    run(async {
        let put = client!(s3, &url)
            .put_object()
            .bucket("a-bucket")
            .key("a-key");
        let put = put
            .body(stream(None))
            .customize()
            .config_override(settings());
        put.send().await.expect("a response");
    });
    let sent = server.join().expect("the server");
    assert_eq!(sent.header("transfer-encoding"), "chunked");
    assert_eq!(sent.body, BODY);
}

/// Protects from objects that are cut off or filled up on their way to S3: a stream whose length is
/// another than it or the caller says is an error, whether or not it is sent in chunks.
#[test]
fn lengths_that_do_not_hold_are_errors() {
    let settings = |when: RequestChecksumCalculation| {
        let builder = Config::builder().retry_config(RetryConfig::disabled());
        builder.request_checksum_calculation(when)
    };
    let short = "the body of the request ends after 11 bytes, but its length is 12";
    let long = "the body of the request has more bytes than its length, which is";
    type Case = (Option<i64>, ByteStream, &'static str);
    let cases = || -> [Case; 6] {
        [
            (None, stream(12), short),
            (None, stream(10), long),
            (None, stream(6), long),
            (Some(12), stream(None), short),
            (Some(10), stream(11), "`content-length` is 10, but"),
            (
                Some(10),
                ByteStream::from_static(BODY),
                "`content-length` is 10, but",
            ),
        ]
    };
    let whens = [
        RequestChecksumCalculation::WhenRequired,
        RequestChecksumCalculation::WhenSupported,
    ];
    for when in whens {
        for (length, body, expected) in cases() {
            // The client may never get so far as to connect.
            let (url, _server) = serve(|head, connection| connection.body(&head));
            let put = client!(s3, &url)
                .put_object()
                .bucket("a-bucket")
                .key("a-key");
            let put = put.set_content_length(length).body(body).customize();
            let sent = run(put.config_override(settings(when.clone())).send());
            let error = sent.expect_err(expected);
            let error = DisplayErrorContext(&error).to_string();
            assert!(error.contains(expected), "{when:?}: {error}");
        }
    }
    let unknown = "a stream that is sent in chunks has to have a known length";
    let put = client!(s3, "http://127.0.0.1:1")
        .put_object()
        .bucket("a-bucket");
    let error = run(put.key("a-key").body(stream(None)).send()).expect_err(unknown);
    let error = DisplayErrorContext(&error).to_string();
    assert!(error.contains(unknown), "{error}");
    let put = client!(s3, "http://127.0.0.1:1")
        .put_object()
        .bucket("a-bucket");
    let put = put.key("a-key").checksum_algorithm("CRC16".into());
    let error = run(put.body(stream(11)).send()).expect_err("an unknown algorithm");
    let error = DisplayErrorContext(&error).to_string();
    assert!(
        error.contains("unknown checksum algorithm `CRC16`"),
        "{error}"
    );
}

/// Protects uploads that fail once: what can be read again is sent again, with the same checksum,
/// and what cannot is not.
#[test]
fn only_bodies_that_can_be_read_again_are_sent_again() {
    let mut file = File::new("retried");
    file.file.write_all(BODY).expect("a file");
    let from_file = run(ByteStream::from_path(&file.path)).expect("a file");
    let cases = [
        (ByteStream::from_static(BODY), 2),
        (from_file, 2),
        (stream(11), 1),
    ];
    for (body, attempts) in cases {
        let (url, server) = serve_each(attempts, |number, head, connection| {
            let body = connection.body(&head);
            let status = ["503 Slow Down", "200 OK"][number];
            connection.respond(status, "connection: close\r\n", "");
            Sent { head, body }
        });
        let put = client!(s3, &url)
            .put_object()
            .bucket("a-bucket")
            .key("a-key");
        let sent = run(put.body(body).send());
        assert_eq!(sent.is_ok(), attempts == 2);
        let requests = server.join().expect("the server");
        let content = |sent: &Sent| match sent.head.header("x-amz-trailer") {
            Some(_) => {
                let (chunks, lines) = sent.decoded();
                (chunks.concat(), lines[0].clone())
            }
            None => {
                let checksum = sent.header("x-amz-checksum-crc32");
                (
                    sent.body.clone(),
                    format!("x-amz-checksum-crc32:{checksum}"),
                )
            }
        };
        for request in &requests {
            let expected = (BODY.to_vec(), "x-amz-checksum-crc32:i9aeUg==".to_owned());
            assert_eq!(content(request), expected);
        }
    }
}

/// Protects from uploads that wait for an answer that does not come: a connection that breaks in
/// the middle is an error, and so is the checksum that the service has found to be wrong.
#[test]
fn uploads_that_fail_are_errors() {
    let settings = || Config::builder().retry_config(RetryConfig::disabled());
    let (url, server) = serve(|_, connection| {
        connection.chunk_head();
    });
    let put = client!(s3, &url)
        .put_object()
        .bucket("a-bucket")
        .key("a-key");
    let mut file = File::new("broken");
    file.file.set_len(64 << 20).expect("a file");
    file.file.flush().expect("a file");
    let body = run(ByteStream::from_path(&file.path)).expect("a file");
    let put = put.body(body).customize().config_override(settings());
    let error = run(put.send()).expect_err("a connection that breaks");
    let text = DisplayErrorContext(&error).to_string();
    assert!(error.as_service_error().is_none(), "{text}");
    assert!(text.starts_with("dispatch failure"), "{text}");
    server.join().expect("the server");

    let (url, server) = serve(|head, connection| {
        connection.body(&head);
        let body = "<Error><Code>BadDigest</Code><Message>It is another.</Message></Error>";
        connection.respond("400 Bad Request", "", body);
    });
    let put = client!(s3, &url)
        .put_object()
        .bucket("a-bucket")
        .key("a-key");
    let error = run(put.body(stream(11)).send()).expect_err("a wrong checksum");
    let meta = s3::error::ProvideErrorMetadata::code(&error);
    assert_eq!(meta, Some("BadDigest"));
    server.join().expect("the server");
}
