//! The result of a run.

use std::collections::BTreeMap;
use std::fmt;

use super::{Accepted, Case, Difference};

/// A case in which the clients differ, after shrinking.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The number of the case it was found with.
    pub number: u64,
    /// The case.
    pub case: Case,
    /// The difference.
    pub difference: Difference,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The operations that were played.
    pub operations: usize,
    /// The cases that were played.
    pub cases: u64,
    /// The number of cases that sent a request.
    pub sent: u64,
    /// The number of cases that returned an output.
    pub outputs: u64,
    /// The number of cases that returned a modelled error.
    pub errors: u64,
    /// The failures: the first of each kind of difference and operation.
    pub failures: Vec<Failure>,
    /// The number of cases that differ.
    pub failed: u64,
    /// The number of cases that differ in nothing but what is accepted.
    pub passed_over: u64,
    /// The number of cases for each difference that is accepted.
    pub accepted: BTreeMap<Accepted, u64>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (case, response) = (&self.case, &self.case.response);
        writeln!(
            f,
            "{} differs in {}, case {}",
            case.operation, self.difference.what, self.number
        )?;
        writeln!(f, "  settings  number {}", case.situation)?;
        writeln!(f, "  input     {}", case.input.compact())?;
        writeln!(f, "  response  {} {:?}", response.status, response.headers)?;
        let body = String::from_utf8_lossy(&response.body.bytes()).into_owned();
        writeln!(f, "  body      {body:?}")?;
        writeln!(f, "  official  {}", self.difference.official)?;
        writeln!(f, "  ours      {}", self.difference.ours)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "{failure}")?;
        }
        write!(
            f,
            "{} operations, {} cases: {} requests, {} outputs, {} modelled errors; {} differ",
            self.operations, self.cases, self.sent, self.outputs, self.errors, self.failed
        )?;
        if self.passed_over > 0 {
            write!(f, ", {} as accepted:", self.passed_over)?;
        }
        for (position, (accepted, count)) in self.accepted.iter().enumerate() {
            let comma = if position > 0 { "," } else { "" };
            write!(f, "{comma} {count} {}", accepted.name())?;
        }
        Ok(())
    }
}
