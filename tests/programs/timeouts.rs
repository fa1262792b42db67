//! Limits of time, against a server that does not answer.

use std::net::TcpListener;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::SdkError;

use crate::Failure;
use crate::retry::Attempts;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let silent = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", silent.local_addr()?);
    let short = Duration::from_millis(150);
    let limits = [
        (
            "operation",
            TimeoutConfig::builder().operation_timeout(short),
        ),
        (
            "attempt",
            TimeoutConfig::builder().operation_attempt_timeout(short),
        ),
        ("read", TimeoutConfig::builder().read_timeout(short)),
    ];
    for (name, limit) in limits {
        let attempts = Attempts::default();
        let retries = RetryConfig::standard().with_max_attempts(2);
        let settings = aws_sdk_sqs::config::Builder::from(config)
            .endpoint_url(&url)
            .timeout_config(limit.build())
            .retry_config(retries.with_initial_backoff(Duration::from_millis(1)))
            .interceptor(attempts.clone());
        let client = Client::from_conf(settings.build());
        let error = client.list_queues().send().await.err();
        let kind = match error.ok_or("an answer")? {
            SdkError::TimeoutError(_) => "TimeoutError".to_owned(),
            SdkError::DispatchFailure(failure) => {
                format!("DispatchFailure, timeout {}", failure.is_timeout())
            }
            other => format!("{other:?}"),
        };
        println!("{name}: {kind}, {} attempts", attempts.take());
    }
    Ok(())
}
