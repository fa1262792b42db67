//! The problems of an input.

use std::fmt;

use crate::codec::wording;

/// Every problem of an input.
///
/// `Display` lists them all in one line: `job_definition_name: required; type: required`.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationErrors {
    problems: Vec<Problem>,
}

impl ValidationErrors {
    pub(super) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// The problems, in the order of the input; there is at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problems, in the order of the input.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ValidationErrors {}

/// One problem and its path. `Display` shows both: `tags["team"]: 300 characters, at most 256
/// allowed`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The member at fault, e.g. `container_properties.resource_requirements[0].value`; empty for
    /// the whole input.
    pub path: String,
    /// The kind of the problem.
    pub kind: ProblemKind,
}

impl Problem {
    pub(super) fn new(path: String, kind: ProblemKind) -> Self {
        Self { path, kind }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

/// The kind of a problem.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The member is required and unset.
    Required,
    /// The value is too short or too long.
    Length {
        /// Its length.
        found: u64,
        /// The unit of the length: `characters`, `bytes` or `entries`.
        unit: &'static str,
        /// The least length.
        min: u64,
        /// The greatest length; `u64::MAX` if there is none.
        max: u64,
    },
    /// The number is too small or too large.
    Range {
        /// The number, unless it is sensitive.
        found: Option<String>,
        /// The limit that it breaks.
        limit: String,
        /// True if it is below the limit, false if it is above.
        below: bool,
    },
    /// The string does not match a regular expression.
    Pattern(String),
    /// The entry is equal to an earlier one of the list.
    Duplicate {
        /// The index of the earlier entry.
        of: usize,
    },
    /// The enum has no such value in the model.
    UnknownValue {
        /// The value, unless it is sensitive.
        found: Option<String>,
        /// The values of the enum.
        known: Vec<String>,
    },
    /// The value cannot be sent.
    Unwritable(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str(wording::REQUIRED),
            Self::Length {
                found,
                unit,
                min,
                max,
            } => {
                let below = found < min;
                let limit = if below { *min } else { *max };
                f.write_str(&wording::length(*found, unit, limit, below))
            }
            Self::Range {
                found,
                limit,
                below,
            } => f.write_str(&wording::range(found.as_deref(), limit, *below)),
            Self::Pattern(pattern) => f.write_str(&wording::pattern(pattern)),
            Self::Duplicate { of } => f.write_str(&wording::duplicate(*of)),
            Self::UnknownValue { found, known } => {
                f.write_str(&wording::unknown_value(found.as_deref()))?;
                list(f, known)
            }
            Self::Unwritable(message) => f.write_str(message),
        }
    }
}

/// The maximum number of names listed in a line.
const LISTED: usize = 12;

fn list(f: &mut fmt::Formatter<'_>, known: &[String]) -> fmt::Result {
    for (index, name) in known.iter().take(LISTED).enumerate() {
        let before = if index == 0 { ", known are" } else { "," };
        write!(f, "{before} `{name}`")?;
    }
    match known.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}
