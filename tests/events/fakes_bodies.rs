//! Fakes of services whose requests and responses have bodies of other forms: in chunks with
//! checksums, compressed, from files.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use hammersmith::fake::Fake;
use http_body::{Body, Frame};
use s3::operation::get_object::{GetObject, GetObjectOutput};
use s3::operation::put_object::{PutObject, PutObjectInput, PutObjectOutput};
use s3::primitives::ByteStream;
use s3::types::ChecksumAlgorithm;

use crate::s3_body::{BODY, CHECKSUMS, File, stream};
use crate::{client, run};

/// Waits for a future within a handler, whatever runs that.
fn ready<F: Future>(future: F) -> F::Output {
    let (mut future, mut cx) = (pin!(future), Context::from_waker(Waker::noop()));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        std::thread::yield_now();
    }
}

/// A client of a fake, in memory or over loopback.
fn s3(fake: &Fake, url: Option<&str>) -> s3::Client {
    let client = client!(s3, url.unwrap_or("http://127.0.0.1:1"));
    let config = client.config().to_builder();
    match url {
        Some(_) => client,
        None => s3::Client::from_conf(config.http_client(fake.clone()).build()),
    }
}

/// A fake that keeps the objects that it receives.
fn receiving() -> (Fake, Arc<Mutex<Vec<PutObjectInput>>>) {
    let inputs = Arc::new(Mutex::new(Vec::new()));
    let received = Arc::clone(&inputs);
    let fake = Fake::new().on::<PutObject>(move |input| {
        received.lock().expect("no panic").push(input);
        Ok(PutObjectOutput::builder().build())
    });
    (fake, inputs)
}

/// Protects handlers of uploads, whose body may be sent in chunks: they receive the content, its
/// length, and its checksum by each algorithm, whether that is a header or behind the chunks.
#[test]
fn checksums_of_uploads() {
    let (fake, inputs) = receiving();
    let server = fake.serve().expect("a port");
    let url = server.url();
    for url in [None, Some(url.as_str())] {
        for (algorithm, checksum) in CHECKSUMS {
            for body in [ByteStream::from_static(BODY), stream(11)] {
                let is_chunked = body.bytes().is_none();
                let put = s3(&fake, url).put_object().bucket("a-bucket").key("a");
                let put = put.checksum_algorithm(ChecksumAlgorithm::from(algorithm));
                run(put.body(body).send()).expect("an upload");
                let input = inputs.lock().expect("no panic").remove(0);
                assert_eq!(input.body.bytes(), Some(BODY), "{algorithm}");
                assert_eq!(input.content_length(), Some(11), "{algorithm} {is_chunked}");
                let debug = format!("{input:?}");
                let found = debug.contains(&format!("Some({checksum:?})"));
                assert!(found, "{algorithm} {is_chunked}: {debug}");
                assert_eq!(input.content_encoding(), None);
            }
        }
    }
    fake.verify().expect("nothing but uploads");
}

/// A body in chunks, of that content and with that checksum behind it.
fn chunked(length: usize, checksum: &str) -> http::Request<String> {
    let request = http::Request::put("/a-bucket/a")
        .header("content-encoding", "aws-chunked")
        .header("x-amz-decoded-content-length", length)
        .header("x-amz-trailer", "x-amz-checksum-crc32");
    let body = format!("b\r\nHello world\r\n0\r\nx-amz-checksum-crc32:{checksum}\r\n\r\n");
    request.body(body).expect("a request")
}

/// Protects programs that send checksums or lengths of other content, which a service refuses; a
/// fake that does not validate accepts wrong checksums.
#[test]
fn damaged_uploads() {
    let (fake, inputs) = receiving();
    let lenient = fake.clone().without_validation();
    let bad = "BadDigest: the body has the `x-amz-checksum-crc32` `i9aeUg==`, not `AAAAAA==`";
    let short = "SerializationException: the chunks hold 11 bytes, but \
                 `x-amz-decoded-content-length` is 12";
    let table = [
        (&fake, chunked(11, "i9aeUg=="), ""),
        (&fake, chunked(11, "AAAAAA=="), bad),
        (&lenient, chunked(11, "AAAAAA=="), ""),
        (&lenient, chunked(12, "i9aeUg=="), short),
    ];
    for (fake, request, expected) in table {
        let response = fake.respond(&request);
        let text = String::from_utf8_lossy(response.body());
        let tag = |name: &str| {
            let rest = text.split_once(&format!("<{name}>"))?.1;
            Some(rest.split_once('<')?.0)
        };
        let error = tag("Code").zip(tag("Message"));
        let error = error.map(|(code, message)| format!("{code}: {message}"));
        assert_eq!(error.unwrap_or_default(), expected);
    }
    assert_eq!(inputs.lock().expect("no panic").len(), 2);
    let mut md5 = http::Request::put("/a-bucket/a")
        .body(BODY)
        .expect("a request");
    md5.headers_mut()
        .insert("content-md5", http::HeaderValue::from_static("a"));
    assert_eq!(fake.respond(&md5).status(), 400);
}

/// A body that takes some time, which a timer of tokio measures.
struct Slow(Option<Pin<Box<tokio::time::Sleep>>>, bool);

impl Body for Slow {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if self.1 {
            return Poll::Ready(None);
        }
        let later = || Box::pin(tokio::time::sleep(Duration::from_millis(3)));
        let sleep = self.0.get_or_insert_with(later);
        std::task::ready!(sleep.as_mut().poll(cx));
        self.1 = true;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(BODY)))))
    }
}

/// Protects handlers whose responses require an async runtime: a file, and a body with a timer. A
/// server has one for them; in place of the network, the client runs in one.
#[test]
fn responses_that_require_a_runtime() {
    let file = File::new("fake");
    std::fs::write(&file.path, BODY).expect("a file");
    let path = file.path.clone();
    let fake = Fake::new().on::<GetObject>(move |input| {
        let body = match input.key() {
            Some("file") => ready(ByteStream::from_path(&path)).expect("a file"),
            _ => ByteStream::from_body_1_x(Slow(None, false)),
        };
        Ok(GetObjectOutput::builder().body(body).build())
    });
    let server = fake.serve().expect("a port");
    let url = server.url();
    for url in [None, Some(url.as_str())] {
        for (key, length) in [("file", Some(11)), ("slow", None)] {
            let (found, bytes) = run(async {
                let get = s3(&fake, url).get_object().bucket("a-bucket").key(key);
                let output = get.send().await.expect("an object");
                let length = output.content_length();
                (length, output.body.collect().await.expect("bytes").to_vec())
            });
            assert_eq!(bytes, BODY, "{key} {url:?}");
            assert_eq!(found, length, "{key} {url:?}");
        }
    }
    fake.verify().expect("nothing but downloads");
}

/// Protects programs whose requests are compressed: handlers receive them as the program has made
/// them, also where the body names the operation. What claims to be compressed, and is not, is an
/// error.
#[test]
fn compressed_requests() {
    use cloudwatch::operation::put_metric_data::{PutMetricData, PutMetricDataOutput};
    use cloudwatch::types::MetricDatum;

    let counts = Arc::new(Mutex::new(Vec::new()));
    let received = Arc::clone(&counts);
    let fake = Fake::new().on::<PutMetricData>(move |input| {
        let count = input.metric_data().len();
        received.lock().expect("no panic").push(count);
        Ok(PutMetricDataOutput::builder().build())
    });
    let server = fake.serve().expect("a port");
    let data = |count: usize| {
        let datum =
            |number: usize| MetricDatum::builder().metric_name(format!("a metric {number}"));
        let data = (0..count).map(|number| datum(number).value(number as f64).build());
        Some(data.collect::<Vec<_>>())
    };
    for count in [1, 900] {
        let client = client!(cloudwatch, &server.url());
        let call = client
            .put_metric_data()
            .namespace("a")
            .set_metric_data(data(count));
        run(call.send()).expect("an answer");
    }
    assert_eq!(*counts.lock().expect("no panic"), [1, 900]);
    let requests = fake.requests();
    let encodings = requests
        .iter()
        .map(|it| it.request.headers().get("content-encoding"));
    assert_eq!(
        encodings.map(|it| it.is_some()).collect::<Vec<_>>(),
        [false, true]
    );
    let inputs = fake.inputs::<PutMetricData>();
    let counts = inputs.iter().map(|it| it.metric_data().len());
    assert_eq!(counts.collect::<Vec<_>>(), [1, 900]);
    let broken = http::Request::post("/").header("content-encoding", "gzip");
    let broken = broken
        .body(b"\x1f\x8b\x08 no gzip".as_slice())
        .expect("a request");
    let response = fake.respond(&broken);
    let text = String::from_utf8_lossy(response.body());
    assert_eq!(response.status(), 400);
    assert!(text.contains("the body is not gzip"), "{text}");
}
