//! The default provider of the credentials of sessions, which begins a session where there is none.

use std::fmt;

use aws_credential_types::Credentials;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::orchestrator;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveCachedIdentity as _, ResolveIdentity,
};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::config_bag::ConfigBag;

use super::SessionParams;
use super::cache::Sessions;
use super::failure::{Failure, NAME};
use super::session::{Bucket, spec};
use crate::client::OperationSpec;
use crate::client::config::{BehaviorVersion, ConfigState, ServiceSpec, Settings};
use crate::client::error::{BoxError, Explain};
use crate::client::plugins::OperationPlugin;

/// The provider.
pub(super) struct SessionProvider {
    service: &'static ServiceSpec,
    version: BehaviorVersion,
    time: SharedTimeSource,
    sessions: Sessions,
    spec: &'static OperationSpec,
    bucket: fn(&EndpointResolverParams) -> Option<&str>,
}

impl SessionProvider {
    /// A provider of a client without any session.
    pub(super) fn new<P: SessionParams>(
        service: &'static ServiceSpec,
        version: BehaviorVersion,
        time: SharedTimeSource,
    ) -> Self {
        Self {
            service,
            version,
            time,
            sessions: Sessions::default(),
            spec: spec::<P>(),
            bucket: |params| params.get::<P>()?.bucket(),
        }
    }

    async fn identity(
        &self,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<Identity, BoxError> {
        let params = config.load::<EndpointResolverParams>();
        let bucket = params.and_then(self.bucket);
        let bucket = bucket.ok_or("a session requires a bucket")?;
        let resolver = components.identity_resolver(aws_runtime::auth::sigv4::SCHEME_ID);
        let resolver = resolver.ok_or("a session requires credentials, and the client has none")?;
        let cache = components.identity_cache();
        let own = cache
            .resolve_cached_identity(resolver, components, config)
            .await?;
        let own = own.data::<Credentials>();
        let own =
            own.ok_or("a session requires credentials, and the identity is of another kind")?;
        let session = self.sessions.get(bucket, own);
        let now = self.time.now();
        if let Some(identity) = session.yield_or_clear_if_expired(now).await {
            return Ok(identity);
        }
        let begin = || async move {
            let credentials = self.begin(bucket, components, config).await?;
            let expiry = credentials.expiry();
            let expiry = expiry.ok_or("the credentials of the session do not expire")?;
            Ok((Identity::from(credentials), expiry))
        };
        session.get_or_load(begin).await
    }

    /// Begins a session: a call with the settings and components of the one that needs it, but
    /// without its interceptors.
    async fn begin(
        &self,
        bucket: &str,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<Credentials, BoxError> {
        let mut settings = Settings::of_call(config, components);
        settings.set_behavior_version(Some(self.version));
        let state = ConfigState::new(settings, self.service);
        let plugins = state
            .plugins()?
            .0
            .with_operation_plugin(OperationPlugin::new(self.spec));
        let input = Input::erase(Bucket(bucket.to_owned()));
        let service = self.spec.service.sdk_id;
        let output = orchestrator::invoke(service, NAME, input, &plugins).await;
        let output = output.map_err(|error| error.map_service_error(failure).explain())?;
        let credentials = output.downcast::<Credentials>();
        credentials.map_err(|_| "the response of `CreateSession` has been replaced".into())
    }
}

fn failure(error: Error) -> Failure {
    error.downcast::<Failure>().unwrap_or_else(Failure::foreign)
}

impl fmt::Debug for SessionProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionProvider").finish_non_exhaustive()
    }
}

impl ResolveIdentity for SessionProvider {
    fn resolve_identity<'a>(
        &'a self,
        components: &'a RuntimeComponents,
        config: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::new(self.identity(components, config))
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}
