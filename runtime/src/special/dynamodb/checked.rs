//! The checksum that DynamoDB sends with each response.

use std::error::Error as StdError;
use std::fmt;

use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::crc32::crc32;
use crate::client::config::{Extension, checks_responses};
use crate::client::error::BoxError;

/// The header with the checksum, in decimal digits.
const HEADER: &str = "x-amz-crc32";

/// The additions to clients of DynamoDB.
pub const fn extension() -> Extension {
    Extension::new(|_, _, components| {
        components.push_interceptor(SharedInterceptor::permanent(Check));
        components.push_retry_classifier(Damaged);
    })
}

/// The error of a response whose body is not the one that the service has sent.
#[derive(Debug)]
struct Mismatch {
    sent: u32,
    received: u32,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, received } = self;
        write!(
            f,
            "the response body is damaged: its CRC-32 is {received}, and the service sent {sent}"
        )
    }
}

impl StdError for Mismatch {}

/// Compares the checksum of the body, as it was received, with that in the header.
#[derive(Debug)]
struct Check;

#[dyn_dispatch_hint]
impl Intercept for Check {
    fn name(&self) -> &'static str {
        "Crc32OfDynamoDb"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        let sent = response.headers().get(HEADER);
        let sent = sent.and_then(|sent| sent.trim().parse().ok());
        let (Some(sent), Some(body)) = (sent, response.body().bytes()) else {
            return Ok(());
        };
        if !checks_responses(config) {
            return Ok(());
        }
        match crc32(body) {
            received if received == sent => Ok(()),
            received => Err(Mismatch { sent, received }.into()),
        }
    }
}

/// Requests a damaged response once more.
#[derive(Debug)]
struct Damaged;

impl ClassifyRetry for Damaged {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else {
            return RetryAction::NoActionIndicated;
        };
        let mut next: Option<&(dyn StdError + 'static)> = Some(error);
        while let Some(error) = next {
            if error.is::<Mismatch>() {
                return RetryAction::transient_error();
            }
            next = error.source();
        }
        RetryAction::NoActionIndicated
    }

    fn name(&self) -> &'static str {
        "Crc32OfDynamoDb"
    }
}
