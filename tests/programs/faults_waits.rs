//! Limits of time, and a waiter.

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::client::Waiters as _;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{Builder, StalledStreamProtectionConfig};
use aws_sdk_s3::waiters::object_exists::WaitUntilObjectExistsError as Failed;
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;

/// The limits that calls have: long enough for a server that is alive.
const LIMIT: Duration = Duration::from_millis(1500);

/// The longest that a waiter waits, by its own clock.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sets the limit that the name of a call ends with, and returns the name without it.
pub(crate) fn limited(call: &str, config: Builder) -> (&str, Builder) {
    let none = || TimeoutConfig::builder().disable_connect_timeout();
    let unprotected = StalledStreamProtectionConfig::disabled();
    let (call, limit) = match call.rsplit_once(' ') {
        Some((call, limit @ ("attempt" | "operation" | "read" | "stalled"))) => (call, limit),
        _ => (call, ""),
    };
    let timeouts = match limit {
        "attempt" => none().operation_attempt_timeout(LIMIT).build(),
        "operation" => none().operation_timeout(LIMIT).build(),
        "read" => none().read_timeout(LIMIT).build(),
        _ => TimeoutConfig::disabled(),
    };
    let protection = match limit {
        "stalled" => StalledStreamProtectionConfig::enabled()
            .grace_period(LIMIT)
            .build(),
        _ => unprotected,
    };
    let config = config.timeout_config(timeouts);
    let config = config.stalled_stream_protection(protection);
    if limit.is_empty() {
        return (call, config);
    }
    let once = aws_sdk_s3::config::retry::RetryConfig::standard().with_max_attempts(2);
    let once = once.with_initial_backoff(Duration::from_millis(1));
    (call, config.retry_config(once))
}

/// Sleeps that are over at once, and the time that they would have taken.
#[derive(Clone, Debug, Default)]
struct Quick(std::sync::Arc<std::sync::Mutex<Duration>>);

impl AsyncSleep for Quick {
    fn sleep(&self, duration: Duration) -> Sleep {
        // The sleeps between attempts are shorter than a second, and random.
        *self.0.lock().expect("the time") += Duration::from_secs(duration.as_secs());
        Sleep::new(tokio::time::sleep(Duration::from_millis(20)))
    }
}

impl TimeSource for Quick {
    fn now(&self) -> std::time::SystemTime {
        let since = *self.0.lock().expect("the time");
        std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_764_000_000) + since
    }
}

/// Waits for an object, and prints how that ends.
pub(crate) async fn wait(client: &Client) {
    let quick = Quick::default();
    let config = client.config().to_builder();
    let config = config.sleep_impl(quick.clone()).time_source(quick);
    let client = Client::from_conf(config.build());
    // The delays of a waiter are random.
    fastrand::seed(17);
    let wait = client.wait_until_object_exists().bucket("b").key("k");
    match wait.wait(PATIENCE).await {
        Ok(found) => println!("found: {:?}", found.as_result().is_ok()),
        Err(Failed::ExceededMaxWait(context)) => {
            println!(
                "gave up: {} calls, {:?}",
                context.poll_count(),
                context.max_wait()
            );
        }
        Err(Failed::OperationFailed(failed)) => {
            println!("failed: {}", super::caller::kind(failed.error()));
        }
        Err(other) => println!("{other}"),
    }
}
