//! The time for which a presigned request is valid.

use std::fmt;
use std::time::{Duration, SystemTime};

/// The longest validity that services accept.
const ONE_WEEK: Duration = Duration::from_secs(604_800);

/// The shortest one: a presigned request states it in seconds, as an integer.
const ONE_SECOND: Duration = Duration::from_secs(1);

/// The validity of a presigned request.
///
/// ```
/// use std::time::Duration;
/// use hammersmith::presigning::PresigningConfig;
///
/// let config = PresigningConfig::expires_in(Duration::from_secs(300))?;
/// assert_eq!(config.expires().as_secs(), 300);
/// # Ok::<(), hammersmith::presigning::PresigningConfigError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PresigningConfig {
    start_time: SystemTime,
    expires_in: Duration,
}

impl PresigningConfig {
    /// A request that is valid from now on, for this time.
    ///
    /// It becomes invalid sooner if its credentials expire before.
    ///
    /// # Errors
    ///
    /// As [`PresigningConfigBuilder::build`].
    pub fn expires_in(expires_in: Duration) -> Result<Self, PresigningConfigError> {
        Self::builder().expires_in(expires_in).build()
    }

    /// A builder for `PresigningConfig`.
    pub fn builder() -> PresigningConfigBuilder {
        PresigningConfigBuilder::default()
    }

    /// The time for which the request is valid, from [`start_time`](Self::start_time) on.
    pub fn expires(&self) -> Duration {
        self.expires_in
    }

    /// The time at which the request becomes valid.
    pub fn start_time(&self) -> SystemTime {
        self.start_time
    }
}

/// A builder for [`PresigningConfig`].
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PresigningConfigBuilder {
    start_time: Option<SystemTime>,
    expires_in: Option<Duration>,
}

impl PresigningConfigBuilder {
    /// Sets the time at which the request becomes valid. The default value is the current time.
    pub fn start_time(mut self, start_time: SystemTime) -> Self {
        self.set_start_time(Some(start_time));
        self
    }

    /// Sets or clears the time at which the request becomes valid.
    pub fn set_start_time(&mut self, start_time: Option<SystemTime>) {
        self.start_time = start_time;
    }

    /// Sets the time for which the request is valid: one second to one week. Required.
    ///
    /// The request becomes invalid sooner if its credentials expire before.
    pub fn expires_in(mut self, expires_in: Duration) -> Self {
        self.set_expires_in(Some(expires_in));
        self
    }

    /// Sets or clears the time for which the request is valid.
    pub fn set_expires_in(&mut self, expires_in: Option<Duration>) {
        self.expires_in = expires_in;
    }

    /// The validity.
    ///
    /// # Errors
    ///
    /// Fails if `expires_in` is unset, shorter than one second, or longer than one week.
    pub fn build(self) -> Result<PresigningConfig, PresigningConfigError> {
        let expires_in = self.expires_in.ok_or(Kind::Missing)?;
        check(expires_in)?;
        Ok(PresigningConfig {
            start_time: self.start_time.unwrap_or_else(SystemTime::now),
            expires_in,
        })
    }
}

/// Checks the time for which a request is to be valid.
pub(crate) fn check(expires_in: Duration) -> Result<(), PresigningConfigError> {
    if expires_in > ONE_WEEK {
        return Err(Kind::TooLong.into());
    }
    if expires_in < ONE_SECOND {
        return Err(Kind::TooShort.into());
    }
    Ok(())
}

/// An invalid [`PresigningConfig`].
#[derive(Debug)]
pub struct PresigningConfigError {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    TooLong,
    TooShort,
    Missing,
}

impl From<Kind> for PresigningConfigError {
    fn from(kind: Kind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for PresigningConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::TooLong => "`expires_in` must be no longer than one week",
            Kind::TooShort => "`expires_in` must be no shorter than one second",
            Kind::Missing => "`expires_in` is required",
        })
    }
}

impl std::error::Error for PresigningConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects whoever gets a URL from one that is never valid, or that services refuse.
    #[test]
    fn a_validity_is_a_second_to_a_week() {
        let cases = [
            (
                Some(Duration::ZERO),
                Err("`expires_in` must be no shorter than one second"),
            ),
            (
                Some(Duration::from_millis(999)),
                Err("`expires_in` must be no shorter than one second"),
            ),
            (Some(ONE_SECOND), Ok(ONE_SECOND)),
            (Some(ONE_WEEK), Ok(ONE_WEEK)),
            (
                Some(ONE_WEEK + Duration::from_nanos(1)),
                Err("`expires_in` must be no longer than one week"),
            ),
            (None, Err("`expires_in` is required")),
        ];
        for (expires_in, expected) in cases {
            let mut builder = PresigningConfig::builder();
            builder.set_expires_in(expires_in);
            let built = builder.build().map(|config| config.expires());
            assert_eq!(
                built.map_err(|error| error.to_string()),
                expected.map_err(str::to_owned)
            );
        }
    }
}
