//! Buckets in another region than that of the client: S3 returns the region of the bucket, and the
//! request is sent there once. The region is kept for the requests that follow.
//!
//! As in other SDKs, a redirect is not a retry: it does not wait and does not count as an attempt,
//! and it is followed even if retries are off.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextMut, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::retries::{
    RequestAttempts, RetryStrategy, SharedRetryStrategy, ShouldAttempt,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::endpoint_config::EndpointUrl;

use super::express::SessionParams;
use crate::client::around::around;
use crate::client::config::{RuntimeComponentsBuilder, Settings};
use crate::client::error::BoxError;

/// The header with the region of the bucket.
const HEADER: &str = "x-amz-bucket-region";

/// The code of an error that says which region a request has to be signed for.
const OTHER_REGION: &str = "<Code>AuthorizationHeaderMalformed</Code>";

/// The buckets whose region is kept.
const MOST: usize = 1_000;

/// Adds the redirects to the components of a client.
pub(super) fn add<P: SessionParams>(components: &mut RuntimeComponentsBuilder) {
    components.push_interceptor(SharedInterceptor::permanent(Redirects {
        regions: Mutex::default(),
        place: |params| {
            let params = params.get::<P>()?;
            Some((params.bucket()?, params.region()?))
        },
        moved: |params, region| {
            let moved = params.get::<P>()?.in_region(region)?;
            Some(EndpointResolverParams::new(moved))
        },
    }));
}

/// True if requests are sent to the region of their bucket, which is the default.
#[derive(Clone, Copy, Debug)]
struct FollowRegionRedirects(bool);

impl Storable for FollowRegionRedirects {
    type Storer = StoreReplace<Self>;
}

impl Settings {
    /// Sets or clears the flag that sends requests to the region of their bucket. The default value
    /// is true.
    pub fn set_follow_region_redirects(&mut self, value: Option<bool>) {
        self.layer.store_or_unset(value.map(FollowRegionRedirects));
    }
}

/// The state of a call that is redirected to another region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Redirect {
    /// The next request is the first one to that region.
    Due,
    /// A request has been sent to that region.
    Done,
}

impl Storable for Redirect {
    type Storer = StoreReplace<Self>;
}

/// The interceptor that sends requests to the region of their bucket.
struct Redirects {
    /// The regions of buckets that are not in that of the client.
    regions: Mutex<HashMap<String, String>>,
    /// The bucket and the region of a request.
    place: fn(&EndpointResolverParams) -> Option<(&str, &str)>,
    /// The same parameters in another region.
    moved: fn(&EndpointResolverParams, &str) -> Option<EndpointResolverParams>,
}

impl fmt::Debug for Redirects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirects").finish_non_exhaustive()
    }
}

impl Redirects {
    fn regions(&self) -> MutexGuard<'_, HashMap<String, String>> {
        // It is whole whenever it is locked.
        self.regions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bucket and the region of a request that may go to another region.
    fn place<'c>(&self, config: &'c ConfigBag) -> Option<(&'c str, &'c str)> {
        let follows = config.load::<FollowRegionRedirects>();
        if follows.is_some_and(|it| !it.0) || config.load::<EndpointUrl>().is_some() {
            return None;
        }
        let (bucket, region) = (self.place)(config.load::<EndpointResolverParams>()?)?;
        // Directory buckets and access points name their place.
        let is_fixed = bucket.ends_with("--x-s3") || bucket.starts_with("arn:");
        (!is_fixed).then_some((bucket, region))
    }

    /// Has the next attempt go to the region.
    fn go(&self, config: &mut ConfigBag, region: &str) -> bool {
        let params = config.load::<EndpointResolverParams>();
        let moved = params.and_then(|params| (self.moved)(params, region));
        let is_moved = moved.is_some();
        if let Some(moved) = moved {
            config.interceptor_state().store_put(moved);
        }
        is_moved
    }
}

#[dyn_dispatch_hint]
impl Intercept for Redirects {
    fn name(&self) -> &'static str {
        "RegionRedirects"
    }

    fn modify_before_retry_loop(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let known = self.place(config).and_then(|(bucket, region)| {
            let known = self.regions().get(bucket).cloned();
            known.filter(|known| known != region)
        });
        if let Some(region) = known {
            self.go(config, &region);
        }
        Ok(())
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if config.load::<Redirect>().is_some() {
            // The attempt that ended in a redirect and the next one count as one.
            let number = config.load::<RequestAttempts>();
            let number = number.map_or(1, |it| it.attempts().saturating_sub(1));
            let state = config.interceptor_state();
            state.store_put(RequestAttempts::new(number));
            state.store_put(Redirect::Done);
        }
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_error = matches!(context.output_or_error(), Some(Err(_)));
        let found = context.response().filter(|_| is_error).and_then(region);
        let (Some(found), Some((bucket, region)), None) =
            (found, self.place(config), config.load::<Redirect>())
        else {
            return Ok(());
        };
        if found == region {
            return Ok(());
        }
        let bucket = bucket.to_owned();
        if self.go(config, &found) {
            config.interceptor_state().store_put(Redirect::Due);
            let mut regions = self.regions();
            if regions.len() >= MOST {
                regions.clear();
            }
            regions.insert(bucket, found);
        }
        Ok(())
    }
}

/// The region that an error says the bucket is in.
fn region(response: &HttpResponse) -> Option<String> {
    let status = response.status().as_u16();
    let body = response.body().bytes().unwrap_or_default();
    let body = std::str::from_utf8(body).unwrap_or_default();
    match status {
        301 | 302 | 307 | 308 => {}
        // The answer to `HEAD` has no body.
        400 if body.is_empty() || body.contains(OTHER_REGION) => {}
        _ => return None,
    }
    let of_body = || {
        let (_, rest) = body.split_once("<Region>")?;
        Some(rest.split_once("</Region>")?.0)
    };
    let region = response.headers().get(HEADER).or_else(of_body)?;
    // It becomes a part of the host.
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!region.is_empty() && region.chars().all(is_part)).then(|| region.to_owned())
}

/// The plugin that follows redirects, independent of the retry settings of a client or a call.
pub(super) fn plugin() -> SharedRuntimePlugin {
    around("redirects", |current, own| {
        own.set_retry_strategy(current.retry_strategy().map(Follow));
    })
}

/// Sends a redirected request without a delay, and leaves all others to the retry strategy.
#[derive(Debug)]
struct Follow(SharedRetryStrategy);

impl RetryStrategy for Follow {
    fn should_attempt_initial_request(
        &self,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<ShouldAttempt, BoxError> {
        self.0.should_attempt_initial_request(components, config)
    }

    fn should_attempt_retry(
        &self,
        context: &InterceptorContext,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<ShouldAttempt, BoxError> {
        match config.load::<Redirect>() {
            Some(Redirect::Due) if context.is_failed() => Ok(ShouldAttempt::Yes),
            _ => self.0.should_attempt_retry(context, components, config),
        }
    }
}
