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

use crate::client::endpoint::EndpointParams;
use crate::client::erased;
use crate::client::error::BoxError;
use crate::client::retry::Classifier;
use crate::client::span::Span;
use crate::client::telemetry::Capture;
use crate::{Operation, ServiceInfo, http};

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
    /// What the endpoint of its requests depends on.
    type EndpointParams: EndpointParams;

    /// How its requests are signed.
    const SIGNING: Signing = Signing::new();

    /// Whether responses hold secrets, and so are not logged.
    const SENSITIVE_OUTPUT: bool = false;

    /// Whether a transfer that has come to a halt is given up.
    const STALLED_STREAM_PROTECTION: bool = true;

    /// The tracing span around a call, made by [`operation_span!`](crate::operation_span).
    fn span() -> Span;

    /// Offers the members of the input that telemetry may record.
    fn telemetry(_input: &Self::Input, _capture: &mut Capture<'_>) {}

    /// Fills the members that make a repeated request count once, where they are unset.
    fn idempotency_token(_input: &mut Self::Input, _token: &dyn Fn() -> String) {}

    /// Adds what the endpoint depends on besides the client's settings.
    fn endpoint_params(
        _input: &Self::Input,
        params: <Self::EndpointParams as EndpointParams>::Builder,
    ) -> <Self::EndpointParams as EndpointParams>::Builder {
        params
    }
}

/// How the requests of an operation are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signing {
    pub(crate) double_uri_encode: bool,
    pub(crate) normalize_uri_path: bool,
    pub(crate) content_sha256_header: bool,
    pub(crate) unsigned_payload: bool,
}

impl Signing {
    /// As almost every service wants it: the path normalised and encoded twice, the body signed.
    pub const fn new() -> Self {
        Self {
            double_uri_encode: true,
            normalize_uri_path: true,
            content_sha256_header: false,
            unsigned_payload: false,
        }
    }

    /// The same with the path signed as it is sent, and the hash of the body in a header.
    pub const fn verbatim_path(self) -> Self {
        Self {
            double_uri_encode: false,
            normalize_uri_path: false,
            content_sha256_header: true,
            ..self
        }
    }

    /// The same without the body in the signature.
    pub const fn unsigned_payload(self) -> Self {
        Self {
            unsigned_payload: true,
            ..self
        }
    }
}

impl Default for Signing {
    fn default() -> Self {
        Self::new()
    }
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
