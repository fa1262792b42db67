//! The check of settings: with some, no request can be sent, or the AWS runtime would panic.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_smithy_types::timeout::TimeoutConfig;

use super::{RuntimeComponentsBuilder, StalledStreamProtectionConfig};
use crate::client::error::BoxError;
use crate::error::chain;

/// The longest timeout and delay: 50 years, in seconds. The AWS runtime adds them up, for the time
/// that credentials may take, and to the time of a request, and panics where that leaves the range.
const LONGEST: u64 = 50 * 365 * 24 * 60 * 60;

/// The most attempts. The AWS runtime goes through their delays one by one in each call.
const MOST: u32 = 1_000_000;

/// A setting with which a client cannot work, and the way to mend it.
#[derive(Clone, Debug)]
pub(crate) struct InvalidConfig(Arc<str>);

impl InvalidConfig {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for InvalidConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid client configuration: {}", self.0)
    }
}

impl Error for InvalidConfig {}

impl From<BoxError> for InvalidConfig {
    fn from(error: BoxError) -> Self {
        Self::new(&chain(error.as_ref()))
    }
}

/// The facts about the settings of a client that those of its calls depend on.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    can_sleep: bool,
    is_before_epoch: bool,
}

impl Clock {
    fn of(components: &RuntimeComponentsBuilder, mode: Option<RetryMode>) -> Self {
        // Only adaptive retries read the clock before a request exists.
        let is_before_epoch = mode == Some(RetryMode::Adaptive)
            && components
                .time_source()
                .is_some_and(|clock| clock.now() < SystemTime::UNIX_EPOCH);
        Self {
            can_sleep: components.sleep_impl().is_some(),
            is_before_epoch,
        }
    }

    /// The clock of a call whose settings have these components.
    fn overridden(&self, components: &RuntimeComponentsBuilder, mode: Option<RetryMode>) -> Self {
        let own = Self::of(components, mode);
        Self {
            can_sleep: self.can_sleep || own.can_sleep,
            is_before_epoch: self.is_before_epoch || own.is_before_epoch,
        }
    }
}

/// Checks the settings of a client, and returns the facts that those of its calls depend on.
pub(crate) fn client(
    components: &RuntimeComponentsBuilder,
    config: &ConfigBag,
) -> Result<Clock, InvalidConfig> {
    let retries = config.load::<RetryConfig>();
    let clock = Clock::of(components, retries.map(RetryConfig::mode));
    settings(
        &clock,
        retries,
        config.load::<TimeoutConfig>(),
        config.load::<StalledStreamProtectionConfig>(),
    )?;
    // The HTTP client loads the root certificates of the system here, and panics where it cannot.
    let validated = catch_unwind(AssertUnwindSafe(|| {
        components.validate_base_client_config(config)
    }));
    match validated {
        Ok(validated) => validated.map_err(InvalidConfig::from)?,
        Err(panic) => {
            let problem = said(panic.as_ref());
            return Err(InvalidConfig::new(&format!(
                "the HTTP client cannot be set up: {problem}; install root certificates, name \
                 their file in SSL_CERT_FILE, or set `http_client`"
            )));
        }
    }
    Ok(clock)
}

/// Checks the settings of a call, of which `config` has those that are its own.
pub(crate) fn call(
    client: &Clock,
    components: &RuntimeComponentsBuilder,
    config: &Layer,
) -> Result<(), InvalidConfig> {
    let retries = config.load::<RetryConfig>();
    let clock = client.overridden(components, retries.map(RetryConfig::mode));
    settings(
        &clock,
        retries,
        config.load::<TimeoutConfig>(),
        config.load::<StalledStreamProtectionConfig>(),
    )
}

fn settings(
    clock: &Clock,
    retries: Option<&RetryConfig>,
    timeouts: Option<&TimeoutConfig>,
    protection: Option<&StalledStreamProtectionConfig>,
) -> Result<(), InvalidConfig> {
    let retries = retries.map_or(Ok(()), |retries| check_retries(clock, retries));
    retries.and_then(|()| match timeouts {
        Some(timeouts) => check_timeouts(clock, timeouts),
        None => Ok(()),
    })?;
    let is_on = protection.is_some_and(StalledStreamProtectionConfig::is_enabled);
    if is_on && !clock.can_sleep {
        return Err(asleep(
            "stalled stream protection",
            "`stalled_stream_protection` to `StalledStreamProtectionConfig::disabled()`",
        ));
    }
    Ok(())
}

fn check_retries(clock: &Clock, retries: &RetryConfig) -> Result<(), InvalidConfig> {
    if retries.max_attempts() == 0 {
        return Err(InvalidConfig::new(
            "`retry_config` allows 0 attempts, so that no request would be sent; allow at least 1, \
             or set it to `RetryConfig::disabled()` for no retries",
        ));
    }
    if retries.max_attempts() > MOST {
        return Err(InvalidConfig::new(&format!(
            "`retry_config` allows {} attempts; allow at most {MOST}",
            retries.max_attempts()
        )));
    }
    let longest = Duration::from_secs(LONGEST);
    if retries.max_backoff() > longest || retries.initial_backoff() > longest {
        return Err(InvalidConfig::new(
            "the delays of `retry_config` are longer than 50 years; set shorter ones",
        ));
    }
    if retries.has_retry() && !clock.can_sleep {
        return Err(asleep(
            "retries",
            "`retry_config` to `RetryConfig::disabled()`",
        ));
    }
    if clock.is_before_epoch {
        return Err(InvalidConfig::new(
            "`retry_config` is adaptive, which requires a clock that is past 1970; set the clock, \
             `time_source`, or `retry_config` to `RetryConfig::standard()`",
        ));
    }
    Ok(())
}

fn check_timeouts(clock: &Clock, timeouts: &TimeoutConfig) -> Result<(), InvalidConfig> {
    if timeouts.has_timeouts() && !clock.can_sleep {
        return Err(asleep(
            "timeouts",
            "`timeout_config` to `TimeoutConfig::disabled()`",
        ));
    }
    let longest = Duration::from_secs(LONGEST);
    for (name, timeout) in [
        ("connect_timeout", timeouts.connect_timeout()),
        ("read_timeout", timeouts.read_timeout()),
        (
            "operation_attempt_timeout",
            timeouts.operation_attempt_timeout(),
        ),
    ] {
        if timeout.is_some_and(|timeout| timeout > longest) {
            return Err(InvalidConfig::new(&format!(
                "the `{name}` of `timeout_config` is longer than 50 years; leave it unset, or call \
                 `disable_{name}()`, for no timeout"
            )));
        }
    }
    Ok(())
}

fn asleep(what: &str, off: &str) -> InvalidConfig {
    InvalidConfig::new(&format!(
        "{what} require an implementation of sleep; set `sleep_impl`, turn on the Cargo feature \
         `rt-tokio`, or set {off}"
    ))
}

/// The message of a panic.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects programs without an implementation of sleep, such as those without `rt-tokio`: each
    /// setting that requires one is refused, with the way to do without. A call may turn these
    /// features off, and requires none then.
    #[test]
    fn settings_without_sleep_are_refused() {
        let clock = Clock::of(&RuntimeComponentsBuilder::new("test"), None);
        let refused = |config: Layer| {
            let components = RuntimeComponentsBuilder::new("call");
            let said = call(&clock, &components, &config).map_err(|error| error.to_string());
            said.err().unwrap_or_default()
        };
        let with = |put: fn(&mut Layer)| {
            let mut layer = Layer::new("test");
            put(&mut layer);
            refused(layer)
        };
        for (put, off) in [
            (
                (|layer| {
                    layer.store_put(RetryConfig::standard());
                }) as fn(&mut Layer),
                "`RetryConfig::disabled()`",
            ),
            (
                |layer| {
                    let second = Duration::from_secs(1);
                    let timeouts = TimeoutConfig::builder().connect_timeout(second);
                    layer.store_put(timeouts.build());
                },
                "`TimeoutConfig::disabled()`",
            ),
            (
                |layer| {
                    layer.store_put(StalledStreamProtectionConfig::enabled().build());
                },
                "`StalledStreamProtectionConfig::disabled()`",
            ),
        ] {
            let said = with(put);
            assert!(
                said.contains("set `sleep_impl`") && said.contains(off),
                "{said}"
            );
        }
        let none = with(|layer| {
            layer.store_put(RetryConfig::disabled());
            layer.store_put(TimeoutConfig::disabled());
            layer.store_put(StalledStreamProtectionConfig::disabled());
        });
        assert_eq!(none, "");
    }
}
