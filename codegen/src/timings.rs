//! How long the stages take.

use std::time::{Duration, Instant};

/// How long each stage took, in the order they ran.
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
    /// Does the work of a stage, and notes how long that took.
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

    /// All stages together.
    pub fn total(&self) -> Duration {
        self.0.iter().map(|(_, took)| *took).sum()
    }
}
