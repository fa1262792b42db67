//! Streams of events and of bytes, and calls that are given up, against a server on loopback.

mod bedrock;
mod fakes;
mod fakes_bodies;
mod fakes_refuse;
mod fakes_several;
mod kinesis;
mod relay;
mod s3_body;
mod s3_cancelled;
mod s3_download;
mod s3_select;
mod s3_stalled;
mod s3_upload;
mod server;
mod transcribe;

use std::time::Duration;

/// The time after which a test counts as one that hangs.
const LIMIT: Duration = Duration::from_secs(15);

/// Runs a test, which must not hang.
fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let limited = async { tokio::time::timeout(LIMIT, test).await.expect("it hangs") };
    runtime.expect("a runtime").block_on(limited)
}

/// A client of that generated crate, for a server at that URL.
macro_rules! client {
    ($service:ident, $url:expr) => {{
        let credentials = hammersmith::client::config::Credentials::new(
            "AKIDEXAMPLE",
            "the-secret",
            None,
            None,
            "test",
        );
        let config = $service::Config::builder()
            .behavior_version_latest()
            .region($service::config::Region::new("eu-west-1"))
            .endpoint_url($url)
            .credentials_provider(credentials)
            .build();
        $service::Client::from_conf(config)
    }};
}

pub(crate) use client;
