//! Looks at requests and responses on their way, and changes them.

use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeTransmitInterceptorContextMut, FinalizerInterceptorContextRef,
};
use aws_sdk_sqs::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_sqs::error::BoxError;
use aws_sdk_sqs::operation::list_queues::{ListQueuesInput, ListQueuesOutput};

use crate::Failure;

/// Prints what passes, and puts a prefix in front of the names that are asked for.
#[derive(Debug)]
struct Watch;

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = context.input_mut().downcast_mut::<ListQueuesInput>() {
            println!("input: {:?}", input.queue_name_prefix());
            let prefix = input.queue_name_prefix().unwrap_or_default();
            input.queue_name_prefix = Some(format!("live-{prefix}"));
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        request.headers_mut().insert("x-team", "blue");
        let body = request.body().bytes().unwrap_or_default();
        println!("request: {}", String::from_utf8_lossy(body));
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let authorization = context.request().headers().get("authorization");
        let is_signed = authorization.is_some_and(|it| it.contains("x-team"));
        println!("request: signs the header {is_signed}");
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let result = context.output_or_error();
        let output = result.ok();
        let output = output.and_then(|output| output.downcast_ref::<ListQueuesOutput>());
        println!("output: {:?}", output.map(|it| it.queue_urls().len()));
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let status = context.response().map(|it| it.status().as_u16());
        println!("done: {status:?}");
        Ok(())
    }
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    let create = client.create_queue().queue_name("live-intercepted");
    create.send().await?;
    let watched = aws_sdk_sqs::config::Builder::from(config).interceptor(Watch);
    let watched = Client::from_conf(watched.build());
    let found = watched
        .list_queues()
        .queue_name_prefix("inter")
        .send()
        .await?;
    println!("found {}", found.queue_urls().len());

    let found = client
        .list_queues()
        .queue_name_prefix("inter")
        .customize()
        .interceptor(Watch)
        .mutate_request(|request| {
            request.headers_mut().insert("x-mutated", "yes");
        })
        .map_request(|request| {
            let is_mutated = request.headers().get("x-mutated").is_some();
            println!("request: mutated {is_mutated}");
            Ok::<_, std::convert::Infallible>(request)
        })
        .send()
        .await?;
    println!("found {}", found.queue_urls().len());
    Ok(())
}
