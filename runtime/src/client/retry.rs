//! Whether an error is worth another try: the classifiers of the AWS crates, with their types erased.

use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::{
    ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::error::ErrorMetadata;

use crate::client::operation::OperationSpec;

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
    fn official(self) -> Box<dyn ClassifyRetry> {
        match self {
            Self::Modeled => Box::new(ModeledAsRetryableClassifier::<ErrorMetadata>::new()),
            Self::Code => Box::new(AwsErrorCodeClassifier::<ErrorMetadata>::new()),
            Self::ClockSkew => Box::new(ServiceClockSkewClassifier::<ErrorMetadata>::new()),
        }
    }
}

/// Adds the classifiers of an operation, in the order they run in among equals.
pub(crate) fn add_classifiers(
    components: RuntimeComponentsBuilder,
    spec: &'static OperationSpec,
) -> RuntimeComponentsBuilder {
    let erased = |classifier| OperationClassifier { classifier, spec };
    components
        .with_retry_classifier(TransientErrorClassifier::<ErrorMetadata>::new())
        .with_retry_classifier(erased(Classifier::Modeled))
        .with_retry_classifier(erased(Classifier::Code))
        .with_retry_classifier(erased(Classifier::ClockSkew))
}

/// A classifier for the errors of one operation.
#[derive(Debug)]
struct OperationClassifier {
    classifier: Classifier,
    spec: &'static OperationSpec,
}

impl ClassifyRetry for OperationClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        (self.spec.classify)(self.classifier, context)
    }

    fn name(&self) -> &'static str {
        self.classifier.official().name()
    }

    fn priority(&self) -> RetryClassifierPriority {
        self.classifier.official().priority()
    }
}
