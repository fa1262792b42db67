//! The options of a run, also as a command line writes them.

/// The options of a run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The seed of all cases.
    pub seed: u64,
    /// The number of the first case.
    pub first: u64,
    /// The number of cases.
    pub cases: u64,
    /// The names of the operations to play; all if empty.
    pub operations: Vec<String>,
    /// The number of failures after which the run ends.
    pub failures: usize,
    /// Differences to ignore: `request.uri`, `outcome.debug` and the like.
    pub except: Vec<String>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            seed: 1,
            first: 0,
            cases: 2_000,
            operations: Vec::new(),
            failures: 20,
            except: Vec::new(),
        }
    }
}

impl Run {
    /// Sets the option that is written so on a command line; `None` if it is unknown or has another
    /// kind of value.
    pub fn set(&mut self, option: &str, value: &str) -> Option<()> {
        match option {
            "--seed" => self.seed = value.parse().ok()?,
            "--first" => self.first = value.parse().ok()?,
            "--cases" => self.cases = value.parse().ok()?,
            "--failures" => self.failures = value.parse().ok()?,
            "--operation" => self.operations.push(value.to_owned()),
            _ => return None,
        }
        Some(())
    }
}
