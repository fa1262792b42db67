//! The settings of a client, and every type they are made of.

pub use aws_credential_types::Credentials;
pub use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::http::{Login, Token};
pub use aws_smithy_runtime_api::client::identity::{
    ResolveCachedIdentity, ResolveIdentity, SharedIdentityCache,
};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
pub use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_runtime_api::shared::IntoShared;
pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
pub use aws_types::app_name::AppName;
pub use aws_types::region::Region;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

pub mod http;
pub mod interceptors;
pub mod retry;
pub mod timeout;

pub(crate) mod check;
mod chunks;
mod compression;
mod context;
mod inherited;
mod sdk_config;
mod settings;
mod spec;
mod state;

#[cfg(feature = "checksums")]
pub(crate) use chunks::ChunkSize;
#[cfg(feature = "compression")]
pub(crate) use compression::{DisableRequestCompression, RequestMinCompressionSize};
pub(crate) use context::{context, set_parameter};
pub(crate) use settings::checks_responses;
pub use settings::{Settings, TestDefaults};
pub(crate) use spec::Extended;
pub use spec::{Extension, ServiceSpec};
pub use state::ConfigState;
pub(crate) use state::signing_region;
