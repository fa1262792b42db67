//! What a client has to know about an operation, and the same with the types erased.

use std::error::Error as StdError;
use std::fmt;

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::client::retries::classifiers::RetryAction;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;

use crate::client::erased;
use crate::client::error::BoxError;
use crate::client::retry::Classifier;
use crate::client::span::Span;
use crate::client::telemetry::Capture;
use crate::{Operation, ServiceInfo, Signing, http};

/// The error of an operation, with all that retrying and reporting need.
pub trait OperationError:
    StdError + ProvideErrorKind + ProvideErrorMetadata + CreateUnhandledError + Send + Sync + 'static
{
}

impl<T> OperationError for T where
    T: StdError
        + ProvideErrorKind
        + ProvideErrorMetadata
        + CreateUnhandledError
        + Send
        + Sync
        + 'static
{
}

/// An operation that a client can send.
///
/// What has a default is what most operations need.
pub trait ClientOperation: Operation<Error: OperationError> {
    /// Whether a transfer that has come to a halt is given up.
    const STALLED_STREAM_PROTECTION: bool = true;

    /// The name of the tracing span around a call.
    fn span() -> Span;

    /// Offers the members of the input that telemetry may record.
    fn telemetry(_input: &Self::Input, _capture: &mut Capture<'_>) {}
}

/// An operation with its types erased: one `static` table of functions.
pub struct OperationSpec {
    pub(crate) name: &'static str,
    pub(crate) service: &'static ServiceInfo,
    pub(crate) signing: Signing,
    pub(crate) sensitive_output: bool,
    pub(crate) stalled_stream_protection: bool,
    pub(crate) span: fn() -> Span,
    pub(crate) serialize: fn(&Input) -> Result<http::Request, BoxError>,
    pub(crate) parse: fn(&http::Response<'_>) -> Result<Output, OrchestratorError<Error>>,
    pub(crate) endpoint_params: fn(&Input, &ConfigBag) -> Result<EndpointResolverParams, BoxError>,
    pub(crate) telemetry: fn(&Input, &mut Capture<'_>),
    pub(crate) idempotency_token: fn(&mut Input, &dyn Fn() -> String),
    pub(crate) classify: fn(Classifier, &InterceptorContext) -> RetryAction,
}

impl OperationSpec {
    /// The table of `O`.
    #[inline]
    pub fn of<O: ClientOperation>() -> &'static Self {
        const { &erased::spec::<O>() }
    }
}

impl fmt::Debug for OperationSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OperationSpec").field(&self.name).finish()
    }
}
