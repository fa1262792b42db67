//! Transfers that come to a halt.

use std::error::Error;
use std::io::Write;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use s3::config::{Builder, Config, StalledStreamProtectionConfig, retry::RetryConfig};
use s3::error::DisplayErrorContext;
use s3::primitives::ByteStream;

use crate::s3_body::File;
use crate::server::{Step, serve};
use crate::{client, run};

/// The time that a transfer may stand still.
const GRACE: Duration = Duration::from_millis(500);

/// The time after which the protection does not work.
const LATE: Duration = Duration::from_secs(6);

/// The error of a transfer that is given up.
const GIVEN_UP: &str = "minimum throughput was specified at 1 B/s, but throughput of 0 B/s was \
                        observed";

fn settings() -> Builder {
    let protection = StalledStreamProtectionConfig::enabled()
        .grace_period(GRACE)
        .build();
    Config::builder()
        .stalled_stream_protection(protection)
        .retry_config(RetryConfig::disabled())
}

/// Asserts that a transfer was given up, in time.
fn assert_given_up(start: Instant, error: &(dyn Error + 'static)) {
    let (took, error) = (start.elapsed(), DisplayErrorContext(error).to_string());
    assert!(error.contains(GIVEN_UP), "{error}");
    assert!(took >= GRACE && took < LATE, "{took:?}");
}

/// Protects programs from servers that stop in the middle of an object.
#[test]
fn downloads_that_stall_are_given_up() {
    let (done, wait) = mpsc::channel::<()>();
    let (url, server) = serve(move |_, connection| {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nHello";
        connection.play(vec![Step::Raw(head.into())]);
        let _ = wait.recv_timeout(LATE);
    });
    run(async {
        let start = Instant::now();
        let call = client!(s3, &url)
            .get_object()
            .bucket("a-bucket")
            .key("a-key");
        let call = call.customize().config_override(settings());
        let body = call.send().await.expect("a response").body;
        assert_given_up(start, &body.collect().await.expect_err("it stalls"));
    });
    drop(done);
    server.join().expect("the server");
}

/// Protects programs from servers that stop to read an object.
#[test]
fn uploads_that_stall_are_given_up() {
    let (done, wait) = mpsc::channel::<()>();
    let (url, server) = serve(move |_, _| {
        let _ = wait.recv_timeout(LATE);
    });
    run(async {
        let mut file = File::new("stalled");
        // More than the buffers of a connection hold.
        file.file.set_len(64 << 20).expect("a file");
        file.file.flush().expect("a file");
        let body = ByteStream::from_path(&file.path).await.expect("a file");
        let start = Instant::now();
        let call = client!(s3, &url)
            .put_object()
            .bucket("a-bucket")
            .key("a-key");
        let call = call.body(body).customize().config_override(settings());
        assert_given_up(start, &call.send().await.expect_err("it stalls"));
    });
    drop(done);
    server.join().expect("the server");
}

/// Protects copies, which S3 may take long for after it has begun its answer: they are not given
/// up.
#[test]
fn copies_may_take_their_time() {
    let (url, server) = serve(|_, connection| {
        let result = "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>";
        let length = result.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n<Copy");
        connection.play(vec![
            Step::Raw(head.into()),
            Step::Wait(GRACE * 5),
            Step::Raw(result.as_bytes()[5..].to_vec()),
        ]);
    });
    run(async {
        let call = client!(s3, &url).copy_object().bucket("a-bucket");
        let call = call.key("a-key").copy_source("another-bucket/a-key");
        let call = call.customize().config_override(settings());
        let output = call.send().await.expect("a response");
        let result = output.copy_object_result().expect("a result");
        assert_eq!(result.e_tag(), Some("e"));
    });
    server.join().expect("the server");
}
