//! The reason why a call failed, in one line that says what to do.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::client::endpoint::error::ResolveEndpointError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use super::find::{find, says};
use super::{SdkError, identity};
use crate::endpoint::InvalidParams;
use crate::error::{BuildError, Unhandled, chain, input_text};

/// Says in one line what happened to a call: the operation, the error's code and message or what
/// stood in the way and what to do about it, the HTTP status, the request id.
///
/// The crate's root `Error` and the errors of operations print that line themselves. An
/// [`SdkError`] prints only "service error" or the like, so it has this method.
///
/// ```no_run
/// use hammersmith::client::error::{Explain, NamesOperation, SdkError};
///
/// fn report<E: NamesOperation>(error: &SdkError<E>) {
///     // RegisterJobDefinition: ClientException: Job type is missing (HTTP 400, request id 1f2e…)
///     // RegisterJobDefinition: no region is set; set AWS_REGION, or `region` in the client's config
///     eprintln!("{}", error.explain());
/// }
/// ```
pub trait Explain {
    /// The line.
    fn explain(&self) -> String;
}

/// An error that only one operation returns.
pub trait NamesOperation: Error + 'static {
    /// The name of the operation in the model, e.g. `RegisterJobDefinition`.
    const OPERATION: &'static str;
}

impl<E: NamesOperation, R: fmt::Debug> Explain for SdkError<E, R> {
    fn explain(&self) -> String {
        match self {
            Self::ServiceError(context) => context.err().to_string(),
            other => {
                let error = unhandled_text(other);
                let text = format!("{}: {error}", E::OPERATION);
                text.replace(char::is_control, " ")
            }
        }
    }
}

/// The message and source of a call without a response.
#[doc(hidden)]
pub fn unhandled<E, R>(error: SdkError<E, R>) -> Unhandled
where
    E: NamesOperation + ProvideErrorMetadata + Send + Sync,
    R: fmt::Debug + Send + Sync + 'static,
{
    let meta: ErrorMetadata = ProvideErrorMetadata::meta(&error).clone();
    let text = unhandled_text(&error);
    Unhandled::explained(error.into(), text, meta).of_operation(E::OPERATION)
}

/// The message, without the operation.
fn unhandled_text<E, R>(error: &SdkError<E, R>) -> String
where
    E: Error + 'static,
    R: fmt::Debug,
{
    let Some(source) = error.source() else {
        return error.to_string();
    };
    match error {
        SdkError::ConstructionFailure(_) => construction(source),
        SdkError::TimeoutError(_) => timeout(source),
        SdkError::DispatchFailure(failure) => dispatch(failure.as_connector_error(), source),
        SdkError::ResponseError(_) => format!("the response cannot be read: {}", chain(source)),
        _ => chain(source),
    }
}

fn construction(source: &(dyn Error + 'static)) -> String {
    if let Some(error) = find::<BuildError>(source) {
        return input_text(error);
    }
    setup(source).unwrap_or_else(|| format!("the request cannot be made: {}", chain(source)))
}

fn timeout(source: &(dyn Error + 'static)) -> String {
    let what = chain(source);
    format!("timed out: {what}; increase the client's `timeout_config` or check the network")
}

fn dispatch(connector: Option<&ConnectorError>, source: &(dyn Error + 'static)) -> String {
    if let Some(text) = setup(source) {
        return text;
    }
    let is = |kind: fn(&ConnectorError) -> bool| connector.is_some_and(kind);
    let what = chain(source);
    if is(ConnectorError::is_timeout) {
        timeout(source)
    } else if is(ConnectorError::is_user) {
        format!("the request cannot be sent: {what}")
    } else if says(source, "client error (Connect)") {
        format!("cannot connect: {what}; check the endpoint, the region and the network")
    } else if is(ConnectorError::is_io) {
        format!("the connection failed: {what}; check the network, or try again")
    } else {
        format!("the request failed: {what}")
    }
}

/// The problem with credentials or endpoint, if the error is about one of them.
fn setup(source: &(dyn Error + 'static)) -> Option<String> {
    if let Some(text) = identity::problem(source) {
        return Some(text);
    }
    let unset = find::<InvalidParams>(source).and_then(InvalidParams::unset);
    // The rules of AWS services say it in these words.
    if unset == Some("region") || says(source, "Missing Region") {
        let text = "no region is set; set AWS_REGION, or `region` in the client's config";
        return Some(text.to_owned());
    }
    let what = match find::<ResolveEndpointError>(source) {
        Some(error) => unresolved(error),
        None => find::<InvalidParams>(source)?.to_string(),
    };
    Some(format!(
        "no endpoint: {what}; check the client's `endpoint_url` and region"
    ))
}

fn unresolved(error: &ResolveEndpointError) -> String {
    // Some of its messages go on with the whole request.
    let text = error.to_string();
    let end = text.find(" to request `").unwrap_or(text.len());
    let text = text.get(..end).unwrap_or_default();
    match error.source() {
        Some(source) => format!("{text}: {}", chain(source)),
        None => text.to_owned(),
    }
}
