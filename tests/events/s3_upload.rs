//! Bodies that are sent: objects of S3.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use s3::config::{Builder, Config, RequestChecksumCalculation, retry::RetryConfig};
use s3::error::DisplayErrorContext;
use s3::operation::put_object::builders::PutObjectFluentBuilder;
use s3::primitives::ByteStream;
use s3::types::ChecksumAlgorithm;

use crate::s3_stalled::File;
use crate::server::{Head, serve, serve_each};
use crate::{client, run};

const BODY: &[u8] = b"Hello world";

/// A stream in pieces, which says that it has that length.
struct Pieces {
    pieces: VecDeque<&'static [u8]>,
    length: Option<u64>,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.pieces.pop_front();
        Poll::Ready(piece.map(|piece| Ok(Frame::data(Bytes::from_static(piece)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// A stream of [`BODY`] that says that it has that length.
fn stream(length: impl Into<Option<u64>>) -> ByteStream {
    let pieces = [b"Hello".as_slice(), b" ", b"world"].into();
    let length = length.into();
    ByteStream::from_body_1_x(Pieces { pieces, length })
}

/// A request as a server has received it.
struct Sent {
    head: Head,
    body: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.head.header(name).unwrap_or_default()
    }

    /// The chunks of an `aws-chunked` body, and the lines behind the last.
    fn decoded(&self) -> (Vec<u8>, Vec<String>) {
        let (mut data, mut rest) = (Vec::new(), self.body.as_slice());
        loop {
            let end = rest.windows(2).position(|two| two == b"\r\n");
            let (line, after) = rest.split_at(end.expect("the head of a chunk"));
            let line = str::from_utf8(line).expect("text");
            let (length, signature) = line.split_once(";chunk-signature=").expect("a signature");
            assert_eq!(signature.len(), 64, "{line}");
            let length = usize::from_str_radix(length, 16).expect("a length");
            if length == 0 {
                let lines = str::from_utf8(&after[2..]).expect("text");
                assert!(lines.ends_with("\r\n\r\n"), "{lines:?}");
                return (data, lines.trim_end().lines().map(str::to_owned).collect());
            }
            data.extend_from_slice(&after[2..2 + length]);
            rest = &after[4 + length..];
        }
    }
}

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

/// The checksums of `Hello world`.
const CHECKSUMS: [(&str, &str); 10] = [
    ("CRC32", "i9aeUg=="),
    ("CRC32C", "crUfeA=="),
    ("CRC64NVME", "OOJZ0D8xKts="),
    ("MD5", "PiWWCnnbxptnTNTsZ6csYg=="),
    ("SHA1", "e1AsOh9IyGCa4hLN+2Od7jlnP14="),
    ("SHA256", "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw="),
    (
        "SHA512",
        "t/eDuu2Cl/DbkXRiGE/08I5pwtXl95qUJgD5cl9Yzh8pwYE5v4CwbA//K900c4RS7PQMSIwip+PYDN9vnBwNRw==",
    ),
    ("XXHASH3", "tqy52Eo4/3Q="),
    ("XXHASH64", "xQCwyRKzdtg="),
    ("XXHASH128", "c1H4mBL5c4K5HQWzHgTdfw=="),
];

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
        let (data, lines) = sent.decoded();
        assert_eq!(data, BODY);
        assert_eq!(lines[0], format!("{name}:{checksum}"));
        let (signature, digits) = lines[1].split_once(':').expect("a signature");
        assert_eq!((signature, digits.len()), ("x-amz-trailer-signature", 64));
        assert_eq!(lines.len(), 2);
    }
}

/// Protects objects of several chunks: the length of the request is that of what is sent.
#[test]
fn long_streams_are_sent_in_chunks() {
    let mut file = File::new("chunks");
    let content: Vec<u8> = (0..200_001_u32).map(|at| (at % 251) as u8).collect();
    file.file.write_all(&content).expect("a file");
    let body = run(ByteStream::from_path(&file.path)).expect("a file");
    let (sent, error) = put(Config::builder(), |put| put.body(body));
    assert_eq!(error, None);
    assert_eq!(sent.header("x-amz-decoded-content-length"), "200001");
    assert_eq!(sent.decoded().0, content);
}

/// Protects callers who have no use for a hash of the body in the signature, or a checksum.
#[test]
fn bodies_may_be_unsigned_and_unchecked() {
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
                let (data, lines) = sent.decoded();
                (data, lines[0].clone())
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

/// Protects from uploads that wait for an answer that does not come: a connection that breaks in the
/// middle is an error, and so is the checksum that the service has found to be wrong.
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
