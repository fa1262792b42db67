//! The description of a service from which its client is made.

use std::fmt;

use aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;

use crate::ServiceInfo;

/// A service, as its client is set up for it: one constant per generated client.
#[derive(Clone, Copy)]
pub struct ServiceSpec {
    pub(crate) info: &'static ServiceInfo,
    pub(crate) name: &'static str,
    pub(crate) metrics_scope: &'static str,
    pub(crate) auth_scheme_resolver: fn() -> SharedAuthSchemeOptionResolver,
    pub(crate) endpoint_resolver: fn() -> SharedEndpointResolver,
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
