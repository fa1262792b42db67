//! The classifiers of errors that look into the error of an operation.

use std::error::Error;

use aws_runtime::retries::classifiers::{AwsErrorCodeClassifier, TRANSIENT_ERRORS};
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::ModeledAsRetryableClassifier;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;

use crate::ServiceInfo;

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

    /// The verdict for an error of this type, after that of the classifiers before it.
    ///
    /// A classifier that has nothing to say of the error may still add a pause to a retry, the one
    /// that the service asks for.
    pub(crate) fn classify<E>(
        self,
        service: &ServiceInfo,
        context: &InterceptorContext,
        previous: &RetryAction,
    ) -> RetryAction
    where
        E: Error + ProvideErrorKind + ProvideErrorMetadata + Send + Sync + 'static,
    {
        match self {
            Self::Modeled => {
                ModeledAsRetryableClassifier::<E>::new().classify_retry_v2(context, previous)
            }
            Self::Code => codes::<E>(service).classify_retry_v2(context, previous),
            Self::ClockSkew => {
                ServiceClockSkewClassifier::<E>::new().classify_retry_v2(context, previous)
            }
        }
    }
}

/// The classifier of error codes, with those that are transient for the service.
fn codes<E>(service: &ServiceInfo) -> AwsErrorCodeClassifier<E> {
    if service.transient_codes.is_empty() {
        return AwsErrorCodeClassifier::new();
    }
    let codes = [TRANSIENT_ERRORS, service.transient_codes].concat();
    AwsErrorCodeClassifier::builder()
        .transient_errors(codes)
        .build()
}
