//! The endpoint of a request: from the settings of a call, through the rules of the service, to an
//! endpoint.

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;

use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{PoisonError, RwLock};

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::client::endpoint::error::ResolveEndpointError;
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

use crate::ServiceInfo;
use crate::client::config::context;
use crate::client::error::BoxError;
use crate::endpoint::{BadUrl, Error, InvalidParams, Params, Settings, check_url, region};

/// The settings of a call that endpoint rules may refer to by name.
pub(crate) fn settings(config: &ConfigBag, service: &ServiceInfo) -> Settings {
    let mut settings = Settings::new();
    let own = config.load::<Region>();
    settings.region = own.map(|own| region(own.as_ref()).into_owned());
    settings.use_dual_stack = config.load::<UseDualStack>().map(|setting| setting.0);
    settings.use_fips = config.load::<UseFips>().map(|setting| setting.0);
    settings.endpoint = config.load::<EndpointUrl>().map(|url| url.0.clone());
    settings.context = context(config);
    if service.account_id_endpoints {
        let mode = config.load::<AccountIdEndpointMode>().cloned();
        settings.account_id_endpoint_mode = Some(mode.unwrap_or_default().to_string());
    }
    settings
}

pub(crate) fn invalid_params(error: InvalidParams) -> BoxError {
    ContextAttachedError::new("endpoint params could not be built", error).into()
}

/// The account of the credentials, once they are known.
fn account(params: &EndpointResolverParams) -> Option<AccountId> {
    let identity = params.get_property::<Identity>()?;
    identity.property::<AccountId>().cloned()
}

/// The endpoint by the rules of the service, as the future that `ResolveEndpoint` of generated code
/// returns.
pub fn resolve<'a, P: Params>(params: &P) -> EndpointFuture<'a> {
    resolved(params, |_| ())
}

/// The number of successive calls with other parameters after which the kept endpoint is replaced.
/// Where the parameters of each call differ, keeping costs more than it saves.
const LEAST: u8 = 3;

/// The limit of that number, which doubles with each endpoint that was kept and never used again.
/// Beyond [`LEAST`] calls without a match, calls do not look at the kept endpoint.
const MOST: u8 = 60;

/// The last endpoint of a resolver, for further calls with the same parameters.
#[derive(Debug)]
pub struct Cache<P> {
    last: RwLock<Option<(P, Endpoint)>>,
    /// The number of successive calls that did not use the kept endpoint.
    misses: AtomicU8,
    /// The number of them after which it is replaced.
    patience: AtomicU8,
}

impl<P> Default for Cache<P> {
    fn default() -> Self {
        Self {
            last: RwLock::new(None),
            misses: AtomicU8::new(0),
            patience: AtomicU8::new(0),
        }
    }
}

impl<P: Params + PartialEq> Cache<P> {
    /// The same as [`resolve`], or the result of an earlier call of it.
    pub fn resolve<'a>(&self, params: &P) -> EndpointFuture<'a> {
        let misses = self.misses.load(Ordering::Relaxed);
        if misses <= LEAST {
            // A panic elsewhere cannot leave half an endpoint.
            let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
            if let Some((known, endpoint)) = &*last
                && known.is_same(params)
            {
                if misses != 0 {
                    self.patience.store(LEAST, Ordering::Relaxed);
                    self.misses.store(0, Ordering::Relaxed);
                }
                return EndpointFuture::ready(Ok(endpoint.clone()));
            }
        }
        resolved(params, |endpoint| {
            let patience = self.patience.load(Ordering::Relaxed);
            if misses < patience {
                // Two threads may count one call, which costs less than to exclude it.
                self.misses.store(misses + 1, Ordering::Relaxed);
            } else {
                self.keep(params, endpoint, patience);
            }
        })
    }

    #[cold]
    fn keep(&self, params: &P, endpoint: &Endpoint, patience: u8) {
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        *last = Some((params.clone(), endpoint.clone()));
        let patience = patience.saturating_mul(2).clamp(LEAST, MOST);
        self.patience.store(patience, Ordering::Relaxed);
        // Not zero, which is for an endpoint that has been used again.
        self.misses.store(1, Ordering::Relaxed);
    }
}

/// Evaluates the rules, and calls `keep` with the endpoint if it is valid.
#[inline]
fn resolved<'a, P: Params>(params: &P, keep: impl FnOnce(&Endpoint)) -> EndpointFuture<'a> {
    match params.resolve() {
        Ok(endpoint) => match check_url(endpoint.url()) {
            Ok(()) => {
                keep(&endpoint);
                EndpointFuture::ready(Ok(endpoint))
            }
            Err(error) => EndpointFuture::ready(Err(bad_url(&error))),
        },
        Err(error) => EndpointFuture::ready(Err(unresolved(error))),
    }
}

/// The runtime drops parts of URLs that it has no use for.
fn bad_url(BadUrl { shown, problem }: &BadUrl) -> BoxError {
    ResolveEndpointError::message(format!("`{shown}` {problem}")).into()
}

/// The error as programs know it, which may look for it by its type.
fn unresolved(error: Error) -> BoxError {
    ResolveEndpointError::message(error.to_string()).into()
}

/// Makes a resolver one of the AWS runtime. `resolve` is its method that returns the endpoint for
/// parameters of a service.
///
/// Each service has a trait `ResolveEndpoint` of its own, since its parameters are. The AWS runtime
/// has one trait for all, and hands the parameters over without their type.
pub fn share<P, T>(
    resolver: T,
    resolve: for<'a> fn(&'a T, &'a P) -> EndpointFuture<'a>,
) -> SharedEndpointResolver
where
    P: Params,
    T: Send + Sync + fmt::Debug + 'static,
{
    SharedEndpointResolver::new(Typed { resolver, resolve })
}

/// A resolver that takes parameters of the type `P`.
struct Typed<P, T> {
    resolver: T,
    resolve: for<'a> fn(&'a T, &'a P) -> EndpointFuture<'a>,
}

impl<P, T: fmt::Debug> fmt::Debug for Typed<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Typed").field(&self.resolver).finish()
    }
}

impl<P, T> ResolveEndpoint for Typed<P, T>
where
    P: Params,
    T: Send + Sync + fmt::Debug,
{
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<P>() {
            Some(params) => (self.resolve)(&self.resolver, params),
            None => EndpointFuture::ready(Err("the call has no endpoint parameters".into())),
        }
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        let account = account(params);
        if let (Some(account), Some(params)) = (account, params.get_mut::<P>()) {
            params.set_account_id(account.as_str());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parameters that count how often they are evaluated.
    #[derive(Clone, Debug, PartialEq)]
    struct Counted(u32);

    static EVALUATED: AtomicU8 = AtomicU8::new(0);

    impl Params for Counted {
        fn from_settings(_: Settings) -> Result<Self, InvalidParams> {
            Ok(Self(0))
        }

        fn resolve(&self) -> Result<Endpoint, Error> {
            EVALUATED.fetch_add(1, Ordering::Relaxed);
            Ok(Endpoint::builder()
                .url(format!("https://host-{}", self.0))
                .build())
        }
    }

    /// Protects the kept endpoint of resolvers: each call gets its own endpoint, and calls with the
    /// same parameters do not evaluate the rules. After other calls, a few are enough for that.
    #[test]
    fn endpoints_are_kept_for_the_same_parameters() {
        let cache = Cache::default();
        let calls = |numbers: &[u32]| {
            let before = EVALUATED.load(Ordering::Relaxed);
            for number in numbers {
                let future = std::pin::pin!(cache.resolve(&Counted(*number)));
                let mut context = std::task::Context::from_waker(std::task::Waker::noop());
                let std::task::Poll::Ready(endpoint) = future.poll(&mut context) else {
                    panic!("it waits for something");
                };
                let url = endpoint.expect("an endpoint").url().to_owned();
                assert_eq!(url, format!("https://host-{number}"));
            }
            EVALUATED.load(Ordering::Relaxed) - before
        };
        assert_eq!(calls(&[1; 20]), 1);
        // A call in between does not replace it.
        assert_eq!(calls(&[2, 1, 1, 2, 1]), 2);
        assert_eq!(calls(&[3; 20]), 4);
        let others: Vec<u32> = (100..300).collect();
        assert_eq!(usize::from(calls(&others)), others.len());
        assert!(calls(&[4; 250]) <= MOST + 1);
        assert_eq!(calls(&[4; 20]), 0);
    }

    /// Protects programs that set nothing: their requests go to the endpoint of the account where
    /// the service has one, and the rules of other services get no such parameter.
    #[test]
    fn endpoints_with_the_account_are_preferred() {
        let config = ConfigBag::base();
        let mode = |service| settings(&config, &service).account_id_endpoint_mode;
        let service = ServiceInfo::new("Example");
        assert_eq!(mode(service), None);
        let mode = mode(service.account_id_endpoints());
        assert_eq!(mode.as_deref(), Some("preferred"));
    }
}
