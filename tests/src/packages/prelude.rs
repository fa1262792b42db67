// What official tests of endpoints call on the crate they are part of: `DefaultResolver` has a
// method there that is not async, and parameters can be built without a look at their values.
use std::future::Future as _;
pub(crate) trait Resolve {
    fn resolve_endpoint(
        &self,
        params: &sdk::config::endpoint::Params,
    ) -> Result<::aws_smithy_types::endpoint::Endpoint, ::aws_smithy_runtime_api::box_error::BoxError>;
}
impl Resolve for sdk::config::endpoint::DefaultResolver {
    fn resolve_endpoint(
        &self,
        params: &sdk::config::endpoint::Params,
    ) -> Result<::aws_smithy_types::endpoint::Endpoint, ::aws_smithy_runtime_api::box_error::BoxError>
    {
        let future = sdk::config::endpoint::ResolveEndpoint::resolve_endpoint(self, params);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::pin!(future).poll(&mut context) {
            std::task::Poll::Ready(endpoint) => endpoint,
            std::task::Poll::Pending => panic!("the rules wait for something"),
        }
    }
}
pub(crate) trait BuildWithoutValidators {
    fn build_without_validators(
        self,
    ) -> Result<sdk::config::endpoint::Params, sdk::config::endpoint::InvalidParams>;
}
impl BuildWithoutValidators for sdk::config::endpoint::ParamsBuilder {
    fn build_without_validators(
        self,
    ) -> Result<sdk::config::endpoint::Params, sdk::config::endpoint::InvalidParams> {
        self.build()
    }
}
