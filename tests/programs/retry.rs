//! Retries: how often, by whose decision, and with what is counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::interceptors::{BeforeTransmitInterceptorContextRef, InterceptorContext};
use aws_sdk_s3::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::error::{BoxError, ProvideErrorMetadata};

use crate::Failure;

/// Counts attempts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attempts(Arc<AtomicUsize>);

impl Attempts {
    pub(crate) fn take(&self) -> usize {
        self.0.swap(0, Ordering::SeqCst)
    }
}

impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Asks again for what does not exist.
#[derive(Debug)]
struct RetryMissing;

impl ClassifyRetry for RetryMissing {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let status = context.response().map(|it| it.status().as_u16());
        match status {
            Some(404) => RetryAction::server_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "RetryMissing"
    }
}

fn fast(attempts: u32) -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(attempts)
        .with_initial_backoff(Duration::from_millis(1))
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let attempts = Attempts::default();
    let settings = || {
        aws_sdk_s3::config::Builder::from(config)
            .interceptor(attempts.clone())
            .retry_config(fast(4))
    };
    let client = Client::from_conf(settings().build());
    call(&client).await;
    println!("a missing object: {} attempts", attempts.take());
    let stubborn = Client::from_conf(settings().retry_classifier(RetryMissing).build());
    call(&stubborn).await;
    println!("with a classifier of our own: {} attempts", attempts.take());
    let gone = Client::from_conf(settings().endpoint_url("http://127.0.0.1:1").build());
    call(&gone).await;
    println!("nobody listens: {} attempts", attempts.take());
    for retries in [fast(2), RetryConfig::disabled(), RetryConfig::adaptive()] {
        let limit = retries.max_attempts();
        let retries = retries.with_initial_backoff(Duration::from_millis(1));
        let gone = settings().endpoint_url("http://127.0.0.1:1");
        call(&Client::from_conf(gone.retry_config(retries).build())).await;
        println!("limit {limit}: {} attempts", attempts.take());
    }
    Ok(())
}

async fn call(client: &Client) {
    let get = client.get_object().bucket("retry-bucket").key("missing");
    let error = get.send().await.err();
    println!("code {:?}", error.as_ref().and_then(|error| error.code()));
}
