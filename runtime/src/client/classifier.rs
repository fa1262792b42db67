//! The classifiers of errors that look into the error of an operation.

use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::ModeledAsRetryableClassifier;
use aws_smithy_runtime_api::client::retries::classifiers::ClassifyRetry;
use aws_smithy_types::error::ErrorMetadata;

/// A classifier that has to look into the error of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Classifier {
    /// Errors that the model calls retryable
    Modeled,
    /// Codes that AWS services use for throttling and the like
    Code,
    /// Codes that follow from a clock that runs ahead or behind
    ClockSkew,
}

impl Classifier {
    /// The classifier for an error whose type does not matter, because only its name is asked for.
    pub(super) fn official(self) -> Box<dyn ClassifyRetry> {
        match self {
            Self::Modeled => Box::new(ModeledAsRetryableClassifier::<ErrorMetadata>::new()),
            Self::Code => Box::new(AwsErrorCodeClassifier::<ErrorMetadata>::new()),
            Self::ClockSkew => Box::new(ServiceClockSkewClassifier::<ErrorMetadata>::new()),
        }
    }
}
