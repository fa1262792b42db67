//! Programs as the documentation of the AWS SDK for Rust teaches to write them: each is a module,
//! and prints one line per fact.
//!
//! `tests/src/programs` compiles this file twice, with the official crates and with generated ones
//! under their names, and compares the output of both against moto.

mod assume;
mod batches;
mod checksums;
mod concurrent;
mod endpoints;
mod errors;
mod intercept;
mod mock;
mod multipart;
mod overrides;
mod paginate;
mod poll;
#[cfg(feature = "presigning")]
mod presign;
mod progress;
mod provider;
mod queue;
mod replay;
mod retry;
mod select;
mod stream;
mod timeouts;
mod transact;
mod wait;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_s3::error::DisplayErrorContext;

/// Any error that ends a program.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// The configuration that `aws_config::load_from_env` returns, but for a server on this machine.
async fn configuration(url: &str) -> SdkConfig {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "programs");
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .load()
        .await
}

macro_rules! run {
    ($config:expr, $only:expr, $($program:ident),*) => {$(
        if $only.as_deref().is_none_or(|only| only == stringify!($program)) {
            println!("== {}", stringify!($program));
            if let Err(error) = $program::run($config).await {
                println!("failed: {}", DisplayErrorContext(&*error));
            }
        }
    )*};
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("the URL of the server");
    let only = arguments.next();
    let config = &configuration(&url).await;
    run!(
        config, only, paginate, wait, errors, retry, replay, overrides, intercept, mock, stream
    );
    run!(
        config, only, multipart, queue, assume, transact, timeouts, select, concurrent
    );
    run!(
        config, only, batches, checksums, poll, provider, endpoints, progress
    );
    #[cfg(feature = "presigning")]
    run!(config, only, presign);
}
