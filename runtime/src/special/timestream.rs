//! Endpoints of Amazon Timestream, which the service names itself and which change from time to
//! time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use aws_smithy_async::rt::sleep::{AsyncSleep as _, SharedAsyncSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_types::endpoint::Endpoint;

use crate::client::config::ConfigState;
use crate::client::error::BoxError;

/// The time between two looks at the clock.
const EACH: Duration = Duration::from_secs(60);

/// The time before the expiry of an endpoint at which another one is asked for.
const AHEAD: Duration = Duration::from_secs(120);

/// The address of an endpoint, and the minutes for which it is valid; `None` if there is none.
pub type Discovered = Result<Option<(String, i64)>, BoxError>;

type Load = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Discovered> + Send>> + Send + Sync>;

/// Asks for the endpoint of a client anew. Without that, the client uses the first one for ever.
#[must_use]
pub struct ReloadEndpoint {
    load: Load,
    shared: Weak<Shared>,
    sleep: SharedAsyncSleep,
    time: SharedTimeSource,
}

/// The parts that a client and its reloader share. The client holds it.
#[derive(Debug, Default)]
struct Shared(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    endpoint: Option<(Endpoint, SystemTime)>,
    error: Option<BoxError>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // It is whole whenever it is locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ReloadEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReloadEndpoint").finish_non_exhaustive()
    }
}

impl ReloadEndpoint {
    /// Asks for the endpoint once.
    pub async fn reload_once(&self) {
        let loaded = (self.load)().await;
        let now = self.time.now();
        let Some(shared) = self.shared.upgrade() else {
            return;
        };
        let mut state = shared.state();
        match loaded.and_then(|found| endpoint(found, now)) {
            Ok(endpoint) => {
                tracing::debug!(endpoint = ?endpoint, "discovered an endpoint");
                state.endpoint = Some(endpoint);
            }
            Err(error) => state.error = Some(error),
        }
    }

    /// Asks for the endpoint two minutes before it expires, again and again, until the client and
    /// its clones are dropped. Spawn it as a task.
    pub async fn reload_task(self) {
        loop {
            let expiry = match self.shared.upgrade() {
                Some(shared) => shared.state().endpoint.as_ref().map(|(_, expiry)| *expiry),
                None => break,
            };
            let now = self.time.now();
            let rest = expiry.and_then(|expiry| expiry.duration_since(now).ok());
            if rest.is_none_or(|rest| rest < AHEAD) {
                self.reload_once().await;
            }
            self.sleep.sleep(EACH).await;
        }
    }
}

fn endpoint(
    found: Option<(String, i64)>,
    now: SystemTime,
) -> Result<(Endpoint, SystemTime), BoxError> {
    let (address, minutes) = found.ok_or("`DescribeEndpoints` has returned no endpoint")?;
    let seconds = u64::try_from(minutes)
        .unwrap_or_default()
        .saturating_mul(60);
    let expiry = now.checked_add(Duration::from_secs(seconds));
    let expiry = expiry.ok_or("an endpoint is valid for too long")?;
    let endpoint = Endpoint::builder().url(format!("https://{address}"));
    Ok((endpoint.build(), expiry))
}

/// The resolver of a client whose endpoint was discovered.
#[derive(Debug)]
struct Resolver(Arc<Shared>);

impl ResolveEndpoint for Resolver {
    fn resolve_endpoint<'a>(&'a self, _: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let mut state = self.0.state();
        let endpoint = state
            .endpoint
            .as_ref()
            .map(|(endpoint, _)| endpoint.clone());
        let missing = "no endpoint was discovered";
        EndpointFuture::ready(match endpoint {
            Some(endpoint) => Ok(endpoint),
            None => Err(state.error.take().unwrap_or_else(|| missing.into())),
        })
    }
}

/// Discovers an endpoint by `load`, for a client with these settings. Returns the resolver of the
/// new client, and the reloader of its endpoint.
///
/// # Errors
///
/// Fails if the settings can neither sleep nor tell the time, or if `load` returns no endpoint.
pub async fn discover<F>(
    config: &ConfigState,
    load: impl Fn() -> F + Send + Sync + 'static,
) -> Result<(SharedEndpointResolver, ReloadEndpoint), BoxError>
where
    F: Future<Output = Discovered> + Send + 'static,
{
    let sleep = config.sleep_impl();
    let time = config.time_source();
    let missing = "endpoint discovery requires an implementation of sleep (`sleep_impl`) and a source \
                   of time (`time_source`) in the configuration";
    let (sleep, time) = sleep.zip(time).ok_or(missing)?;
    let shared = Arc::new(Shared::default());
    let reload = ReloadEndpoint {
        load: Box::new(move || Box::pin(load())),
        shared: Arc::downgrade(&shared),
        sleep,
        time,
    };
    reload.reload_once().await;
    if let Some(error) = shared.state().error.take() {
        return Err(error);
    }
    Ok((SharedEndpointResolver::new(Resolver(shared)), reload))
}
