//! The errors after which a client tries again.

use crate::plan::operation::{Fault, Retry};

/// Why a client tries again after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retried {
    /// Too many requests: it waits longer before it does.
    Throttling,
    /// The error goes away by itself.
    Transient,
}

/// The codes of the runtime's retry classifier for throttling, whatever the model says of them.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Its codes for what goes away by itself.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// Its statuses for the same.
const TRANSIENT_STATUSES: [u16; 4] = [500, 502, 503, 504];

impl Fault {
    /// The reason why a client tries again after it, as the retry classifiers of the AWS runtime
    /// decide: by the model's `@retryable`, then by its code, then by its status.
    pub fn retried(&self) -> Option<Retried> {
        let code = self.code.as_str();
        match self.retry {
            Some(Retry::Throttling) => Some(Retried::Throttling),
            Some(Retry::Client | Retry::Server) => Some(Retried::Transient),
            None if THROTTLING.contains(&code) => Some(Retried::Throttling),
            None if TRANSIENT.contains(&code) => Some(Retried::Transient),
            None => TRANSIENT_STATUSES
                .contains(&self.status)
                .then_some(Retried::Transient),
        }
    }
}
