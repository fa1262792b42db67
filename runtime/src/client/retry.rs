//! The decision whether an error is retried: the classifiers of the AWS crates, with their types
//! erased.

use aws_smithy_runtime::client::retries::classifiers::TransientErrorClassifier;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};

use crate::client::classifier::Classifier;
use crate::client::erased::OperationSpec;
use crate::client::error::BoxError;

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

/// Marks an operation that waits for something to happen: its retries wait even if there have been
/// too many of them, or a program that calls it in a loop would send still more requests.
#[derive(Debug)]
pub(crate) struct LongPolling;

#[dyn_dispatch_hint]
impl Intercept for LongPolling {
    fn name(&self) -> &'static str {
        "LongPollingInterceptor"
    }

    fn modify_before_retry_loop(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(retries) = config.load::<RetryConfig>().cloned() else {
            return Ok(());
        };
        let spec = retries.retry_spec().cloned();
        // The older specification knows nothing of it.
        let newer = spec.filter(|spec| spec.is_at_least(RetrySpec::V2_1));
        if let Some(spec) = newer {
            let retries = retries.with_retry_spec(spec.with_long_polling(true));
            config.interceptor_state().store_put(retries);
        }
        Ok(())
    }
}

/// A classifier for the errors of one operation.
#[derive(Debug)]
struct OperationClassifier {
    classifier: Classifier,
    spec: &'static OperationSpec,
}

impl ClassifyRetry for OperationClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        self.classify_retry_v2(context, &RetryAction::NoActionIndicated)
    }

    fn classify_retry_v2(
        &self,
        context: &InterceptorContext,
        previous: &RetryAction,
    ) -> RetryAction {
        (self.spec.classify)(self.classifier, context, previous)
    }

    fn name(&self) -> &'static str {
        self.classifier.official().name()
    }

    fn priority(&self) -> RetryClassifierPriority {
        self.classifier.official().priority()
    }
}
