//! Durations of the stages.

use std::time::{Duration, Instant};

/// The duration of each stage, in the order of execution.
///
/// ```
/// let mut timings = hammersmith_codegen::Timings::default();
/// assert_eq!(timings.measure("add", || 1 + 1), 2);
/// let stages: Vec<&str> = timings.iter().map(|(stage, _)| stage).collect();
/// assert_eq!(stages, ["add"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Runs a stage and records its duration.
    pub fn measure<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.0.push((stage, start.elapsed()));
        done
    }

    /// The stages so far, with the wall-clock time of each.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Duration)> + '_ {
        self.0.iter().copied()
    }

    /// The sum of all stages.
    pub fn total(&self) -> Duration {
        self.0.iter().map(|(_, took)| *took).sum()
    }
}
