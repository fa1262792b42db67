//! The configuration of retries.
//!
//! [`RetryConfig`] holds the number of attempts and the delay between them. All clients and
//! operations of one [`RetryPartition`] draw on one [`TokenBucket`], which ends retries early when
//! a service fails altogether.

pub use aws_smithy_runtime::client::retries::{ClientRateLimiter, RetryPartition, TokenBucket};
pub use aws_smithy_runtime_api::client::retries::ShouldAttempt;
pub use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
pub use aws_smithy_types::retry::{ReconnectMode, RetryConfig, RetryConfigBuilder, RetryMode};
