//! Calls of `RegisterJobDefinition` over a network that fails.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_http_client::Builder as HttpBuilder;
use tokio::runtime::{Handle, Runtime};

use super::caller;
use super::result::outcome;
use super::sdk;
use super::sdk::config::retry::{RetryPartition, TokenBucket};
use super::sdk::config::{Builder, Credentials};
use super::sdk::error::SdkError;
use crate::faults::{Cancelled, Moving, Played, Slept, Stepping, Tuning};
use crate::wire::Wire;

/// New keys for each identity, which expire after a while. The first take a while to load.
#[derive(Clone, Debug)]
struct Numbered {
    count: Arc<AtomicU64>,
    lifetime: Duration,
    loading: Duration,
}

impl ProvideCredentials for Numbered {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(START) + self.lifetime;
        let key = format!("AKID{number}");
        let credentials = Credentials::new(key, "secret", None, Some(expiry), "numbered");
        future::ProvideCredentials::new(async move {
            if number == 0 && !self.loading.is_zero() {
                tokio::time::sleep(self.loading).await;
            }
            Ok(credentials)
        })
    }
}

/// The time at which calls start.
const START: u64 = 1_764_000_000;

/// Makes the calls of a case, one after the other, with one client.
pub fn play(url: &str, tuning: &Tuning) -> Played {
    let slept = Slept::default();
    let mut config = configuration(url, tuning);
    if tuning.is_quick {
        config = config
            .sleep_impl(slept.clone())
            .time_source(StaticTimeSource::from_secs(START));
    }
    if tuning.clock_steps {
        config = config.time_source(Stepping::from_secs(START, &slept));
    }
    // The jitter of retries is that of this thread.
    fastrand::seed(17);
    let client = sdk::Client::from_conf(config.build());
    let runtime = runtime();
    let calls = (0..tuning.calls).map(|number| {
        if number > 0 && !tuning.between.is_zero() {
            runtime.block_on(async { tokio::time::sleep(tuning.between).await });
        }
        let call = client.register_job_definition().job_definition_name("a");
        let result = runtime.block_on(call.send());
        let sources = match &result {
            Err(SdkError::DispatchFailure(_) | SdkError::TimeoutError(_)) => sources(
                result
                    .as_ref()
                    .err()
                    .map(|error| error as &(dyn Error + 'static)),
            ),
            _ => Vec::new(),
        };
        (outcome(result), sources)
    });
    Played {
        outcomes: calls.collect(),
        slept: slept.take(),
    }
}

fn runtime() -> Runtime {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime")
}

/// Drops the future of a call a while after it is time to, and makes another one with the same
/// client. The first has a name of that length.
pub fn cancel(url: &str, tuning: &Tuning, length: usize, is_time: &dyn Fn() -> bool) -> Cancelled {
    let client = sdk::Client::from_conf(configuration(url, tuning).build());
    let runtime = runtime();
    let call = client.register_job_definition();
    let call = call.job_definition_name("a".repeat(length));
    runtime.block_on(async {
        let wait = async {
            while !is_time() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            tokio::time::sleep(tuning.between).await;
        };
        tokio::select! {
            () = wait => {}
            result = call.send() => panic!("the call is over: {result:?}"),
        }
    });
    let tasks = runtime.block_on(async {
        for _ in 0..100 {
            // Tasks see that nobody waits for them any more.
            tokio::time::sleep(Duration::from_millis(10)).await;
            if Handle::current().metrics().num_alive_tasks() == 0 {
                return 0;
            }
        }
        Handle::current().metrics().num_alive_tasks()
    });
    let next = client.register_job_definition().job_definition_name("b");
    let next = outcome(runtime.block_on(next.send()));
    Cancelled { tasks, next }
}

fn configuration(url: &str, tuning: &Tuning) -> Builder {
    // Clients of one partition would share their tokens.
    let partition = RetryPartition::custom("a-case")
        .token_bucket(TokenBucket::builder().capacity(tuning.quota).build());
    let mut config = caller::config(&Wire::default())
        .credentials_provider(caller::credentials())
        .http_client(HttpBuilder::new().build_http())
        .endpoint_url(url)
        .time_source(Moving::from_secs(START))
        .retry_config(tuning.retries.clone())
        .retry_partition(partition.build())
        .timeout_config(tuning.timeouts.clone())
        .stalled_stream_protection(tuning.protection.clone());
    if let Some(lifetime) = tuning.lifetime {
        config = config.credentials_provider(Numbered {
            count: Arc::default(),
            lifetime,
            loading: tuning.loading,
        });
    }
    if !tuning.corrects_clock {
        config.set_disable_clock_skew_correction(Some(true));
    }
    config
}

/// The messages of an error and of those below it.
fn sources(mut error: Option<&(dyn Error + 'static)>) -> Vec<String> {
    let mut lines = Vec::new();
    while let Some(current) = error {
        lines.push(current.to_string());
        error = current.source();
    }
    lines
}
