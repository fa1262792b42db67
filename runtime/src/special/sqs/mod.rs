//! The MD5 sums of messages of Amazon SQS.
//!
//! The service returns the sum of what it has received or stored. A message that differs is an
//! error of the call. It is not sent again by itself: the service has it already.

mod md5;
mod sums;

use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use crate::client::config::{Extension, checks_responses};
use crate::client::error::BoxError;
use sums::Sums;

/// The additions to clients of SQS.
pub const fn extension() -> Extension {
    Extension::new(|_, _, components| {
        components.push_interceptor(SharedInterceptor::permanent(Check));
    })
}

/// The sums of the messages of a request.
#[derive(Debug)]
struct Sent(Sums);

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}

/// Compares the sums of messages with those that the service returns.
#[derive(Debug)]
struct Check;

/// The name of the operation, if it sends or receives messages.
fn operation(config: &ConfigBag) -> Option<&str> {
    let name = config.load::<Metadata>()?.name();
    sums::OPERATIONS.contains(&name).then_some(name)
}

#[dyn_dispatch_hint]
impl Intercept for Check {
    fn name(&self) -> &'static str {
        "Md5OfSqs"
    }

    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if operation(config).is_none() || !checks_responses(config) {
            return Ok(());
        }
        let body = context.request().body().bytes();
        if let Some(sums) = body.and_then(Sums::of_request) {
            config.interceptor_state().store_put(Sent(sums));
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        let is_due = context.output_or_error().is_ok() && checks_responses(config);
        let body = response.body().bytes().filter(|_| is_due);
        let (Some(operation), Some(body)) = (operation(config), body) else {
            return Ok(());
        };
        let none = Sums::default();
        let sent = config.load::<Sent>().map_or(&none, |sent| &sent.0);
        Ok(sums::check(operation, sent, body)?)
    }
}
