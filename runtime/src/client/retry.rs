//! The decision whether an error is retried: the classifiers of the AWS crates, with their types
//! erased.

use aws_smithy_runtime::client::retries::classifiers::TransientErrorClassifier;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::error::ErrorMetadata;

use crate::client::classifier::Classifier;
use crate::client::erased::OperationSpec;

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
