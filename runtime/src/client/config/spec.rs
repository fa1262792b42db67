//! The description of a service from which its client is made.

use std::fmt;

use aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::Layer;
use aws_types::sdk_config::SdkConfig;

use super::{BehaviorVersion, RuntimeComponentsBuilder, Settings};
use crate::ServiceInfo;
use crate::client::auth::HttpAuth;

/// A service, as its client is set up for it: one constant per generated client.
#[derive(Clone, Copy)]
pub struct ServiceSpec {
    pub(crate) info: &'static ServiceInfo,
    pub(crate) name: &'static str,
    pub(crate) metrics_scope: &'static str,
    pub(crate) auth_scheme_resolver: fn() -> SharedAuthSchemeOptionResolver,
    pub(crate) endpoint_resolver: fn() -> SharedEndpointResolver,
    pub(crate) sigv4a: bool,
    pub(crate) http_auth: Option<&'static HttpAuth>,
    pub(crate) extension: Option<&'static Extension>,
}

/// The parts that clients of one service have in addition to those of all others.
#[derive(Debug)]
pub struct Extension {
    /// Sets what the settings of a program say of it.
    pub(crate) settings: fn(&SdkConfig, &mut Settings),
    /// Adds to the settings and components of a client. Those of the program come before them.
    pub(crate) extend: fn(&Extended<'_>, &mut Layer, &mut RuntimeComponentsBuilder),
    /// Makes the plugin of a client and of its calls that changes the components of others.
    pub(crate) around: Option<fn() -> SharedRuntimePlugin>,
}

/// A client that is extended.
pub(crate) struct Extended<'a> {
    pub(crate) service: &'static ServiceSpec,
    /// The components that the program has set.
    pub(crate) components: &'a RuntimeComponentsBuilder,
    pub(crate) version: BehaviorVersion,
}

impl Extension {
    pub(crate) const fn new(
        extend: fn(&Extended<'_>, &mut Layer, &mut RuntimeComponentsBuilder),
    ) -> Self {
        Self {
            settings: |_, _| {},
            extend,
            around: None,
        }
    }

    /// The plugin of a client.
    pub(crate) fn plugin(&self, client: &Extended<'_>) -> StaticRuntimePlugin {
        let name = client.service.info.sdk_id;
        let (mut layer, mut components) = (Layer::new(name), RuntimeComponentsBuilder::new(name));
        (self.extend)(client, &mut layer, &mut components);
        StaticRuntimePlugin::new()
            .with_order(Order::Defaults)
            .with_config(layer.freeze())
            .with_runtime_components(components)
    }
}

impl ServiceSpec {
    /// A service with its name in user agents and retry partitions, and in metrics; and what makes
    /// the resolvers that clients use unless they are given others.
    pub const fn new(
        info: &'static ServiceInfo,
        name: &'static str,
        metrics_scope: &'static str,
        auth_scheme_resolver: fn() -> SharedAuthSchemeOptionResolver,
        endpoint_resolver: fn() -> SharedEndpointResolver,
    ) -> Self {
        Self {
            info,
            name,
            metrics_scope,
            auth_scheme_resolver,
            endpoint_resolver,
            sigv4a: false,
            http_auth: None,
            extension: None,
        }
    }

    /// The same service, whose requests may be signed for several regions at once.
    #[must_use]
    pub const fn sigv4a(self) -> Self {
        Self {
            sigv4a: true,
            ..self
        }
    }

    /// The same service, which has ways of HTTP to authenticate requests.
    #[must_use]
    pub const fn http_auth(self, auth: &'static HttpAuth) -> Self {
        Self {
            http_auth: Some(auth),
            ..self
        }
    }

    /// The same service, whose clients have that in addition.
    #[must_use]
    pub const fn extended(self, extension: &'static Extension) -> Self {
        Self {
            extension: Some(extension),
            ..self
        }
    }
}

impl fmt::Debug for ServiceSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServiceSpec")
            .field(&self.info.sdk_id)
            .finish()
    }
}
