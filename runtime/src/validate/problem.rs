//! What can be wrong with an input.

use std::fmt;

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

/// One problem and its place. `Display` gives both: `tags["team"]: 300 characters, at most 256 allowed`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The member at fault, e.g. `container_properties.resource_requirements[0].value`; empty for the whole input.
    pub path: String,
    /// What is wrong with it.
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

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// It is not set.
    Required,
    /// It is too short or too long.
    Length {
        /// Its length.
        found: u64,
        /// What is counted: `characters`, `bytes` or `entries`.
        unit: &'static str,
        /// The least length.
        min: u64,
        /// The greatest length; `u64::MAX` if there is none.
        max: u64,
    },
    /// It is too small or too large.
    Range {
        /// The value, unless it is secret.
        found: Option<String>,
        /// The limit it breaks.
        limit: String,
        /// Whether it is below the limit, rather than above it.
        below: bool,
    },
    /// It has no match of a regular expression.
    Pattern(String),
    /// It stands in the list before.
    Duplicate {
        /// The index it has there.
        of: usize,
    },
    /// The model does not know this value of an enum.
    UnknownValue {
        /// The value, unless it is secret.
        found: Option<String>,
        /// Those the model knows.
        known: Vec<String>,
    },
    /// It has no form on the wire.
    Unwritable(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str("required"),
            Self::Length {
                found,
                unit,
                min,
                max,
            } => {
                let (bound, limit) = match found < min {
                    true => ("least", min),
                    false => ("most", max),
                };
                let unit = match (found, *unit) {
                    (1, "entries") => "entry",
                    (1, unit) => unit.trim_end_matches('s'),
                    (_, unit) => unit,
                };
                write!(f, "{found} {unit}, at {bound} {limit} allowed")
            }
            Self::Range {
                found,
                limit,
                below,
            } => {
                let bound = if *below { "least" } else { "most" };
                match found {
                    Some(found) => write!(f, "{found}, at {bound} {limit} allowed"),
                    None => write!(f, "at {bound} {limit} allowed"),
                }
            }
            Self::Pattern(pattern) => write!(f, "does not match the pattern `{pattern}`"),
            Self::Duplicate { of } => write!(f, "the same as [{of}], entries have to differ"),
            Self::UnknownValue { found, known } => {
                f.write_str("unknown value")?;
                if let Some(found) = found {
                    write!(f, " `{}`", found.escape_debug())?;
                }
                list(f, known)
            }
            Self::Unwritable(message) => f.write_str(message),
        }
    }
}

/// How many names are worth listing in one line.
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
