//! Failures on the way to a service: a server on loopback that breaks connections, stalls, or
//! answers with anything, by a script for each attempt.
//!
//! | module | what |
//! | --- | --- |
//! | `script` | scripts that many cases need |
//! | `server` | plays the scripts, and keeps what it receives |
//! | `sent` | requests as they came, in a form to compare |
//! | `frames` | frames of event streams |
//! | `clock` | clocks and sleeps that a test can look at |

pub mod clock;
pub mod frames;
pub mod script;
pub mod sent;
pub mod server;

pub use clock::{Moving, Slept, Stepping};
pub use sent::Sent;
pub use server::{Script, Server, Step};

use std::time::Duration;

use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

use crate::outcome::Outcome;

/// The settings of a client that calls over a network that fails.
#[derive(Clone, Debug)]
pub struct Tuning {
    /// The number of calls, one after the other.
    pub calls: usize,
    /// The time between calls, or after which a call is given up.
    pub between: Duration,
    /// When to try again.
    pub retries: RetryConfig,
    /// The tokens that retries are paid with.
    pub quota: usize,
    /// Limits of time.
    pub timeouts: TimeoutConfig,
    /// The protection against transfers that stall.
    pub protection: StalledStreamProtectionConfig,
    /// The time after which credentials expire; without it, they do not.
    pub lifetime: Option<Duration>,
    /// The time that the first credentials take to load.
    pub loading: Duration,
    /// True if the clock of a service that differs is taken for its own.
    pub corrects_clock: bool,
    /// True if sleeps are over at once, and the clock stands still: then requests are the same to
    /// the byte, and timeouts do not work.
    pub is_quick: bool,
    /// True if the clock goes on by the sleeps that are over at once. Adaptive retries wait for it.
    pub clock_steps: bool,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            calls: 1,
            between: Duration::ZERO,
            retries: RetryConfig::standard(),
            quota: 500,
            timeouts: TimeoutConfig::disabled(),
            protection: StalledStreamProtectionConfig::disabled(),
            lifetime: None,
            loading: Duration::ZERO,
            corrects_clock: true,
            is_quick: true,
            clock_steps: false,
        }
    }
}

/// The calls, as a program sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// For each call, the outcome, and what the errors of the network say.
    pub outcomes: Vec<(Outcome, Vec<String>)>,
    /// The pauses between attempts, where sleeps are over at once.
    pub slept: Vec<Duration>,
}

/// The remains of a call whose future was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// The number of tasks that are still there after a while.
    pub tasks: usize,
    /// The outcome of the next call.
    pub next: Outcome,
}
