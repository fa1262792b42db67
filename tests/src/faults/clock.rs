//! Clocks and sleeps that a test can look at.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;

/// A clock that starts at a fixed time and goes on as time does.
#[derive(Clone, Debug)]
pub struct Moving {
    start: SystemTime,
    since: Instant,
}

impl Moving {
    /// A clock that shows this time now.
    pub fn from_secs(epoch: u64) -> Self {
        Self {
            start: SystemTime::UNIX_EPOCH + Duration::from_secs(epoch),
            since: Instant::now(),
        }
    }
}

impl TimeSource for Moving {
    fn now(&self) -> SystemTime {
        self.start + self.since.elapsed()
    }
}

/// Sleeps that are over at once, and what was asked for.
#[derive(Clone, Debug, Default)]
pub struct Slept(Arc<Mutex<Vec<Duration>>>);

impl Slept {
    /// The sleeps so far.
    pub fn take(&self) -> Vec<Duration> {
        let mut slept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut slept)
    }
}

/// A clock that starts at a fixed time, and goes on by the sleeps alone.
#[derive(Clone, Debug)]
pub struct Stepping {
    start: SystemTime,
    slept: Slept,
}

impl Stepping {
    /// A clock that shows this time before the first sleep.
    pub fn from_secs(epoch: u64, slept: &Slept) -> Self {
        Self {
            start: SystemTime::UNIX_EPOCH + Duration::from_secs(epoch),
            slept: slept.clone(),
        }
    }
}

impl TimeSource for Stepping {
    fn now(&self) -> SystemTime {
        let slept = self.slept.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.start + slept.iter().sum::<Duration>()
    }
}

impl AsyncSleep for Slept {
    fn sleep(&self, duration: Duration) -> Sleep {
        let mut slept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slept.push(duration);
        // A connection is back in the pool by then, or its end is seen.
        Sleep::new(tokio::time::sleep(Duration::from_millis(20)))
    }
}
