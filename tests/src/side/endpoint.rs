//! The endpoints of requests.

use aws_smithy_types::endpoint::Endpoint;
use serde_json::Value;

use super::caller::Caller;
use super::client::signed;
use super::sdk::config::endpoint::{DefaultResolver, EndpointFuture, Params, ResolveEndpoint};
use crate::wire::Request;

/// The endpoint for parameters that are named as in a rule set, or why there is none.
pub fn resolve(parameters: &Value) -> Result<Endpoint, String> {
    let text = |name: &str| parameters[name].as_str().map(str::to_owned);
    let parameters = Params::builder()
        .set_region(text("Region"))
        .set_endpoint(text("Endpoint"))
        .set_use_fips(parameters["UseFIPS"].as_bool())
        .set_use_dual_stack(parameters["UseDualStack"].as_bool())
        .build()
        .map_err(|error| format!("parameters: {error}"))?;
    let resolver = DefaultResolver::new();
    ready(resolver.resolve_endpoint(&parameters)).map_err(|error| error.to_string())
}

/// Resolving waits for nothing, so that polling once is enough.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the endpoint of a region is not known at once"),
    }
}

/// The endpoint of a program, whatever the parameters are.
#[derive(Debug)]
struct Fixed(Endpoint);

impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(self.0.clone()))
    }
}

/// The request of a call at that endpoint; `None` if nothing was sent.
pub fn request_at(endpoint: &Endpoint) -> Option<Request> {
    let caller = Caller::new(|config| signed(config).endpoint_resolver(Fixed(endpoint.clone())));
    let call = caller.client.register_job_definition();
    // The request says it all.
    let _ = caller.wait(call.job_definition_name("a").send());
    caller.wire.take().pop()
}
