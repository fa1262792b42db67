//! The reason why a call failed, in one line that says what to do.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::client::endpoint::error::ResolveEndpointError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use super::find::{find, says};
use super::{SdkError, identity};
use crate::client::config::check::InvalidConfig;
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
///     // RegisterJobDefinition: no region is set; set AWS_REGION, or `region` in …
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
    } else if says(source, "UnknownIssuer") {
        format!(
            "cannot connect: {what}; install root certificates, or name their file in SSL_CERT_FILE"
        )
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
    if let Some(error) = find::<InvalidConfig>(source) {
        return Some(error.to_string());
    }
    if let Some(text) = identity::problem(source) {
        return Some(text);
    }
    let unset = find::<InvalidParams>(source).and_then(InvalidParams::unset);
    if unset == Some("region") || REGION.iter().any(|text| says(source, text)) {
        let text = "no region is set; set AWS_REGION, or `region` in the client's config";
        return Some(text.to_owned());
    }
    let what = match find::<ResolveEndpointError>(source) {
        Some(error) => unresolved(error),
        None => find::<InvalidParams>(source)?.to_string(),
    };
    Some(format!("no endpoint: {what}; {}", help(&what)))
}

/// The messages of the endpoint rules of AWS services for a missing region.
const REGION: [&str; 3] = [
    "Missing Region",
    "Region must be set",
    "A region must be set",
];

/// The settings that endpoint rules talk of, by the words they use: each has its own spelling.
const SETTINGS: &[(&str, &str)] = &[
    ("fips", "`use_fips`"),
    ("dualstack", "`use_dual_stack`"),
    ("accelerate", "`accelerate`"),
    ("pathstyle", "`force_path_style`"),
    ("usearnregion", "`use_arn_region`"),
    ("arnsaredisabled", "`disable_multi_region_access_points`"),
    ("accountidendpointmode", "`account_id_endpoint_mode`"),
    ("customendpoint", "`endpoint_url`"),
    ("endpointoverride", "`endpoint_url`"),
    ("hostoverride", "`endpoint_url`"),
];

/// Words in messages about the input: names and ARNs that are part of the host.
const INPUT: [&str; 7] = [
    "accesspoint",
    "accountid",
    "arn",
    "bucketname",
    "endpointid",
    "hardwaretype",
    "outpost",
];

/// The instruction for a message, by the words in it.
fn help(message: &str) -> String {
    let letters = message.chars().filter(|char| char.is_ascii_alphabetic());
    let words: String = letters.map(|char| char.to_ascii_lowercase()).collect();
    let named: Vec<_> = SETTINGS
        .iter()
        .filter(|(word, _)| words.contains(word))
        .map(|(_, setting)| *setting)
        .collect();
    if words.contains("noaccountid") || words.contains("credentialssourced") {
        return "check the account ID of the credentials".to_owned();
    }
    // A message with a URL is about the endpoint; words in the URL do not count.
    let is_input = !message.contains("://") && INPUT.iter().any(|word| words.contains(word));
    match named.as_slice() {
        [] if is_input => "check the names and ARNs in the input".to_owned(),
        [] => "check the client's `endpoint_url` and region".to_owned(),
        [only] => format!("check the client's {only} and region"),
        [first @ .., last] => format!("check the client's {} and {last}", first.join(", ")),
    }
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

#[cfg(test)]
mod tests {
    use super::{ResolveEndpointError, help, setup};

    /// Messages of endpoint rules, and what to check.
    const MESSAGES: &[(&str, &str)] = &[
        (
            "Path-style addressing cannot be used with S3 Accelerate",
            "the client's `accelerate` and `force_path_style`",
        ),
        (
            "Host override cannot be combined with Dualstack, FIPS, or S3 Accelerate",
            "the client's `use_fips`, `use_dual_stack`, `accelerate` and `endpoint_url`",
        ),
        (
            "FIPS and DualStack are enabled, but this partition does not support one or both",
            "the client's `use_fips` and `use_dual_stack`",
        ),
        (
            "DualStack is enabled but this partition does not support DualStack",
            "the client's `use_dual_stack` and region",
        ),
        (
            "AccountIdEndpointMode is required but account endpoints are not supported in this \
             partition",
            "the client's `account_id_endpoint_mode` and region",
        ),
        (
            "AccountIdEndpointMode is required but no AccountID was provided or able to be loaded",
            "the account ID of the credentials",
        ),
        (
            "Credentials-sourced account ID parameter is invalid",
            "the account ID of the credentials",
        ),
        (
            "region from ARN `us-west-2` does not match client region `us-east-1` and \
             UseArnRegion is `false`",
            "the client's `use_arn_region` and region",
        ),
        (
            "Multi-Region Access Point ARNs are disabled.",
            "the client's `disable_multi_region_access_points` and region",
        ),
        (
            "Path-style addressing cannot be used with ARN buckets",
            "the client's `force_path_style` and region",
        ),
        ("Invalid region in ARN", "the names and ARNs in the input"),
        (
            "AccountId is required but not set",
            "the names and ARNs in the input",
        ),
        (
            "Unrecognized S3Express bucket name format.",
            "the names and ARNs in the input",
        ),
        (
            "`learn` does not start with `https://` or `http://`",
            "the client's `endpoint_url` and region",
        ),
        (
            "Invalid region: region was not a valid DNS name.",
            "the client's `endpoint_url` and region",
        ),
    ];

    /// Protects the help where endpoint rules return an error: it names the settings that
    /// contradict each other, or the wrong part of the input. Each service has its own spelling.
    #[test]
    fn the_cause_is_named() {
        for (message, expected) in MESSAGES {
            assert_eq!(help(message), format!("check {expected}"), "{message}");
        }
    }

    /// Protects the line of clients without a region, in all wordings of the rules of services.
    #[test]
    fn every_service_says_that_there_is_no_region() {
        for message in [
            "Invalid Configuration: Missing Region",
            "A region must be set when sending requests to S3.",
            "Region must be set",
        ] {
            let found = setup(&ResolveEndpointError::message(message));
            let found = found.unwrap_or_default();
            assert!(
                found.starts_with("no region is set; "),
                "{message}: {found}"
            );
        }
    }
}
