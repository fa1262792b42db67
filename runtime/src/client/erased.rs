//! The functions of an operation with one signature each.
//!
//! These are the only parts of a call that are compiled for each operation, so they do nothing but
//! cast. An input or output of another type than the operation's can only come from an interceptor
//! that has put it there.

use std::fmt;

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::retries::classifiers::RetryAction;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;

#[cfg(feature = "checksums")]
use crate::client::checksum::{ErasedChecksums, erased_checksums};
use crate::client::classifier::Classifier;
use crate::client::endpoint::{invalid_params, settings};
use crate::client::error::BoxError;
use crate::client::operation::ClientOperation;
use crate::client::span::Span;
use crate::client::telemetry::Capture;
use crate::presigning::Form;
use crate::protocol::Protocol;
use crate::{ServiceInfo, Signing, http};

/// An operation with its types erased: one `static` table of functions.
pub struct OperationSpec {
    pub(crate) name: &'static str,
    pub(crate) service: &'static ServiceInfo,
    pub(crate) signing: Signing,
    pub(crate) sensitive_output: bool,
    pub(crate) stalled_stream_protection: bool,
    pub(crate) long_polling: bool,
    /// The way in which the operation is presigned.
    pub(crate) form: Form,
    pub(crate) span: Span,
    #[cfg(feature = "compression")]
    pub(crate) compresses: bool,
    #[cfg(feature = "checksums")]
    pub(crate) checksums: Option<&'static ErasedChecksums>,
    pub(crate) take_stream: Option<fn(&mut Input) -> Option<ByteStream>>,
    pub(crate) put_stream: Option<fn(&mut Output, ByteStream)>,
    #[cfg(feature = "event-stream")]
    pub(crate) events: crate::client::events::Events,
    pub(crate) serialize: fn(&Input) -> Result<http::Request, BoxError>,
    pub(crate) parse: fn(&http::Response<'_>) -> Result<Output, OrchestratorError<Error>>,
    pub(crate) endpoint_params: fn(&Input, &ConfigBag) -> Result<EndpointResolverParams, BoxError>,
    pub(crate) telemetry: fn(&Input, &mut Capture<'_>),
    pub(crate) idempotency_token: fn(&mut Input, &dyn Fn() -> String),
    pub(crate) classify: fn(Classifier, &InterceptorContext, &RetryAction) -> RetryAction,
}

impl OperationSpec {
    /// The table of `O`.
    #[inline]
    pub fn of<O: ClientOperation>() -> &'static Self {
        const { &spec::<O>() }
    }
}

impl fmt::Debug for OperationSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OperationSpec").field(&self.name).finish()
    }
}

const fn spec<O: ClientOperation>() -> OperationSpec {
    OperationSpec {
        name: O::NAME,
        service: O::SERVICE,
        signing: O::SIGNING,
        sensitive_output: O::SENSITIVE_OUTPUT,
        stalled_stream_protection: O::STALLED_STREAM_PROTECTION && !has_events::<O>(),
        long_polling: O::LONG_POLLING,
        form: Form::of::<O>(),
        span: O::SPAN,
        #[cfg(feature = "compression")]
        compresses: O::COMPRESSES,
        #[cfg(feature = "checksums")]
        checksums: match O::CHECKSUMS {
            Some(_) => Some(const { &erased_checksums::<O>() }),
            None => None,
        },
        take_stream: match O::REQUEST_STREAM {
            Some(_) => Some(take_stream::<O>),
            None => None,
        },
        put_stream: if has_stream::<O>() {
            Some(put_stream::<O>)
        } else {
            None
        },
        #[cfg(feature = "event-stream")]
        events: crate::client::events::Events::of::<O>(),
        serialize: serialize::<O>,
        parse: parse::<O>,
        endpoint_params: endpoint_params::<O>,
        telemetry: telemetry::<O>,
        idempotency_token: idempotency_token::<O>,
        classify: classify::<O>,
    }
}

/// True if the body of requests or responses is a stream of events, in which nothing may happen for
/// a long time.
#[cfg_attr(
    not(feature = "event-stream"),
    allow(
        clippy::extra_unused_type_parameters,
        reason = "no operation has any without the feature"
    )
)]
const fn has_events<O: ClientOperation>() -> bool {
    #[cfg(feature = "event-stream")]
    if O::REQUEST_EVENTS.is_some() || O::RESPONSE_EVENTS.is_some() {
        return true;
    }
    false
}

/// True if the body of responses is a stream, of bytes or events.
const fn has_stream<O: ClientOperation>() -> bool {
    #[cfg(feature = "event-stream")]
    if O::RESPONSE_EVENTS.is_some() {
        return true;
    }
    O::RESPONSE_STREAM.is_some()
}

fn take_stream<O: ClientOperation>(input: &mut Input) -> Option<ByteStream> {
    input.downcast_mut().and_then(O::take_stream)
}

fn put_stream<O: ClientOperation>(output: &mut Output, body: ByteStream) {
    if let Some(output) = output.downcast_mut() {
        // It has a place for the stream.
        let _ = O::put_stream(output, body);
    }
}

fn serialize<O: ClientOperation>(input: &Input) -> Result<http::Request, BoxError> {
    match input.downcast_ref() {
        // Interceptors add the checksums, since the caller's may change the body before.
        Some(input) => O::Protocol::request::<O>(input).map_err(Into::into),
        None => Err(foreign(O::NAME)),
    }
}

fn parse<O: ClientOperation>(
    response: &http::Response<'_>,
) -> Result<Output, OrchestratorError<Error>> {
    match O::parse(response) {
        Ok(output) => Ok(Output::erase(output)),
        Err(error) => Err(OrchestratorError::operation(Error::erase(error))),
    }
}

fn endpoint_params<O: ClientOperation>(
    input: &Input,
    config: &ConfigBag,
) -> Result<EndpointResolverParams, BoxError> {
    let Some(input) = input.downcast_ref() else {
        return Err(foreign(O::NAME));
    };
    match O::endpoint_params(input, settings(config, O::SERVICE)) {
        Ok(params) => Ok(EndpointResolverParams::new(params)),
        Err(error) => Err(invalid_params(error)),
    }
}

fn telemetry<O: ClientOperation>(input: &Input, capture: &mut Capture<'_>) {
    if let Some(input) = input.downcast_ref() {
        O::telemetry(input, capture);
    }
}

fn idempotency_token<O: ClientOperation>(input: &mut Input, token: &dyn Fn() -> String) {
    if let Some(input) = input.downcast_mut() {
        O::idempotency_token(input, token);
    }
}

fn classify<O: ClientOperation>(
    classifier: Classifier,
    context: &InterceptorContext,
    previous: &RetryAction,
) -> RetryAction {
    classifier.classify::<O::Error>(O::SERVICE, context, previous)
}

fn foreign(operation: &str) -> BoxError {
    format!("an interceptor has replaced the input of {operation} by a value of another type")
        .into()
}
