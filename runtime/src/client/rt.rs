//! Types of the AWS crates, and functions, that generated code names and programs rarely do.

pub use aws_types::sdk_config::SdkConfig;

pub use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
pub use aws_smithy_async::future::pagination_stream::PaginationStream;
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
pub use aws_smithy_runtime::client::interceptors::{
    MapRequestInterceptor, MutateRequestInterceptor,
};
pub use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
pub use aws_smithy_runtime_api::client::endpoint::{
    EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
pub use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
pub use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
pub use aws_smithy_runtime_api::client::waiters::FinalPoll;
pub use aws_smithy_runtime_api::client::waiters::error::WaiterError;
pub use aws_smithy_types::checksum_config::{
    RequestChecksumCalculation, ResponseChecksumValidation,
};
pub use aws_types::endpoint_config::AccountIdEndpointMode;
pub use aws_types::region::SigningRegionSet;

use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::FrozenLayer;

use super::{ClientOperation, OperationSpec, plugins};

/// The result of `RuntimePlugin::config` of an operation.
pub fn operation_config<O: ClientOperation>() -> FrozenLayer {
    plugins::operation_config(OperationSpec::of::<O>())
}

/// The result of `RuntimePlugin::runtime_components` of an operation.
pub fn operation_components<O: ClientOperation>() -> RuntimeComponentsBuilder {
    plugins::operation_components(OperationSpec::of::<O>())
}
