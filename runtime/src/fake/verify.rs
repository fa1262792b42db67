//! The check at the end of a test that all has been called as expected.

use std::fmt;

use super::fake::Fake;

impl Fake {
    /// Checks that the program has called all that the fake expects, and nothing else.
    ///
    /// ```no_run
    /// # let fake = hammersmith::fake::Fake::new();
    /// // At the end of a test:
    /// fake.verify().unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if a request was [refused](Self::refusals), if a handler was
    /// [not called](Self::unused), or if [`in_turn`](Self::in_turn) or
    /// [`replies`](Self::replies) has more to give. The error lists all of that.
    /// [`take_requests`](Self::take_requests) forgets refusals that a test expects.
    pub fn verify(&self) -> Result<(), Unmet> {
        let refusals = self.refusals().into_iter();
        let mut problems: Vec<String> = refusals
            .map(|reason| format!("a request was refused: {reason}"))
            .collect();
        for (service, handler) in self.handlers() {
            let name = handler.operation;
            match (handler.left)() {
                0 if !self.log.has_answered(service, name) => {
                    problems.push(format!("`{name}` was not called"));
                }
                0 => {}
                1 => problems.push(format!("1 reply of `{name}` was not given")),
                left => problems.push(format!("{left} replies of `{name}` were not given")),
            }
        }
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Unmet { problems }),
        }
    }
}

/// The reasons why a fake was not called as a test expects.
#[derive(Clone, PartialEq, Eq)]
pub struct Unmet {
    problems: Vec<String>,
}

impl Unmet {
    /// The reasons, one for each refused request and each handler.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fake was not called as expected: ")?;
        f.write_str(&self.problems.join("; "))
    }
}

/// As `Display`, since that is what `unwrap` prints.
impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Unmet {}
