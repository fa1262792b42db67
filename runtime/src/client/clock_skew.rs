//! How far the clock of a service is ahead of ours: signatures have its time.
//!
//! The AWS runtime measures it, too, in `ServiceClockSkewInterceptor`, but shows it to its own
//! signer only. The rules here are those of that interceptor; where it is disabled, nothing is
//! measured.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_runtime::service_clock_skew::{DisableClockSkewCorrection, ServiceClockSkewInterceptor};
use aws_smithy_runtime_api::client::interceptors::DisableInterceptor;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::date_time::Format;

/// The longest time between a request and its response from which the skew is measured.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The skew that the last response to any call of a client had, in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct ClientSkew(AtomicI64);

/// The skew of the last response to a call, or that of the client before the first one.
#[derive(Debug)]
struct CallSkew {
    milliseconds: AtomicI64,
    /// The time at which the last request was sent.
    sent: Mutex<Option<SystemTime>>,
}

impl Storable for CallSkew {
    type Storer = StoreReplace<Self>;
}

impl ClientSkew {
    /// Starts to measure for a call.
    pub(crate) fn begin(&self, config: &mut ConfigBag) {
        let correction = config.load::<DisableClockSkewCorrection>();
        if correction.is_some_and(DisableClockSkewCorrection::is_disabled)
            || config
                .load::<DisableInterceptor<ServiceClockSkewInterceptor>>()
                .is_some()
        {
            return;
        }
        config.interceptor_state().store_put(CallSkew {
            milliseconds: AtomicI64::new(self.0.load(Ordering::Relaxed)),
            sent: Mutex::new(None),
        });
    }

    /// Measures by a response that comes at this time.
    pub(crate) fn receive(&self, headers: &Headers, now: SystemTime, config: &ConfigBag) {
        let Some(call) = config.load::<CallSkew>() else {
            return;
        };
        let sent = *call.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(skew) = sent.and_then(|sent| measured(headers, sent, now)) {
            call.milliseconds.store(skew, Ordering::Relaxed);
            self.0.store(skew, Ordering::Relaxed);
        }
    }
}

/// Notes that a request is sent at this time.
pub(crate) fn send(now: SystemTime, config: &ConfigBag) {
    if let Some(call) = config.load::<CallSkew>() {
        *call.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }
}

/// The time to sign for.
pub(crate) fn signing_time(now: SystemTime, config: &ConfigBag) -> SystemTime {
    let Some(call) = config.load::<CallSkew>() else {
        return now;
    };
    let skew = call.milliseconds.load(Ordering::Relaxed);
    let duration = Duration::from_millis(skew.unsigned_abs());
    let shifted = if skew < 0 {
        now.checked_sub(duration)
    } else {
        now.checked_add(duration)
    };
    shifted.unwrap_or(now)
}

/// The skew by a response, in milliseconds: its date against the middle of the time between the
/// request and the response. `None` for one without a date, and for one from a cache.
fn measured(headers: &Headers, sent: SystemTime, now: SystemTime) -> Option<i64> {
    if headers.contains_key("age") {
        return None;
    }
    let date = DateTime::from_str(headers.get("date")?, Format::HttpDate).ok()?;
    let elapsed = now.duration_since(sent).unwrap_or_default();
    if elapsed > LONGEST {
        return None;
    }
    let date = SystemTime::try_from(date).ok()?;
    let milliseconds = |duration: Duration| i64::try_from(duration.as_millis()).ok();
    match date.duration_since(sent + elapsed / 2) {
        Ok(ahead) => milliseconds(ahead),
        Err(behind) => milliseconds(behind.duration()).map(|behind| -behind),
    }
}
