//! The retries of Amazon DynamoDB, and the checksums of its responses.

mod checked;
mod crc32;

pub use checked::extension;

use std::time::Duration;

use aws_smithy_types::retry::{RetryConfig, RetrySpec};

/// The first time to wait, unless there are too many requests.
const FIRST: Duration = Duration::from_millis(25);

/// The number of attempts, unless the program has chosen one.
const ATTEMPTS: u32 = 4;

/// The retries of a client of DynamoDB. Older specifications of retries know nothing of the
/// service. `is_own` is true if the program has chosen them.
pub(crate) fn retries(retries: RetryConfig, is_own: bool) -> RetryConfig {
    let spec = retries.retry_spec();
    if !spec.is_some_and(|spec| spec.is_at_least(RetrySpec::V2_1)) {
        return retries;
    }
    let spec = RetrySpec::v2_1().with_non_throttling_initial_backoff(FIRST);
    let retries = retries.with_retry_spec(spec);
    if is_own {
        retries
    } else {
        retries.with_max_attempts(ATTEMPTS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the attempts of a program: those that it has chosen stay, and with the older
    /// specification nothing changes.
    #[test]
    fn attempts_are_those_of_dynamodb_unless_chosen() {
        let newer = RetryConfig::standard().with_retry_spec(RetrySpec::v2_1());
        let older = RetryConfig::standard().with_retry_spec(RetrySpec::v2_0());
        assert_eq!(retries(newer.clone(), false).max_attempts(), ATTEMPTS);
        assert_eq!(
            retries(newer.clone(), true).max_attempts(),
            newer.max_attempts()
        );
        assert_ne!(retries(newer.clone(), true), newer);
        assert_eq!(retries(older.clone(), false), older);
    }
}
