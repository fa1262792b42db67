//! Problems of a document.

use std::fmt;
use std::ops::Range;

/// One problem and its place.
///
/// `Display` has the path and the problem: `` `tags["team"]`: 300 characters, at most 256 allowed ``.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The path of the value, e.g. `containerProperties.command[0]`; empty for the whole document.
    pub path: String,
    /// The problem.
    pub kind: ProblemKind,
    /// The place in the document, in bytes from its start.
    pub span: Range<usize>,
}

impl Problem {
    pub(super) fn new(path: String, kind: ProblemKind, span: Range<usize>) -> Self {
        Self { path, kind, span }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The member is required and unset.
    Required,
    /// The value is too short or too long.
    Length {
        /// Its length.
        found: usize,
        /// The unit of the length: `characters`, `bytes` or `entries`.
        unit: &'static str,
        /// The limit that it breaks.
        limit: u64,
        /// True if it is below the limit, false if it is above.
        below: bool,
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
    /// The enum has no such value.
    UnknownValue {
        /// The value, unless it is sensitive.
        found: Option<String>,
        /// The values of the enum.
        known: Vec<String>,
    },
    /// The structure or union has no such member.
    UnknownMember {
        /// Its members.
        known: Vec<String>,
    },
    /// The value is of the wrong type.
    WrongType {
        /// The expected type.
        expected: &'static str,
        /// The type of the value.
        found: &'static str,
    },
    /// The integer does not fit into that many bits.
    Width(u32),
    /// The number of members of a union that are set is not one.
    Union {
        /// How many are set.
        found: usize,
    },
    /// The document contains nothing.
    Empty,
    /// The document is not JSON from here on.
    Malformed(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str("it is required, and not there"),
            Self::Length {
                found,
                unit,
                limit,
                below,
            } => {
                let unit = match (found, *unit) {
                    (1, "entries") => "entry",
                    (1, unit) => unit.trim_end_matches('s'),
                    (_, unit) => unit,
                };
                write!(f, "{found} {unit}, at {} {limit} allowed", bound(*below))
            }
            Self::Range {
                found,
                limit,
                below,
            } => {
                if let Some(found) = found {
                    write!(f, "{found}, ")?;
                }
                write!(f, "at {} {limit} allowed", bound(*below))
            }
            Self::Pattern(pattern) => write!(f, "does not match the pattern `{pattern}`"),
            Self::Duplicate { of } => write!(f, "the same as [{of}], entries have to differ"),
            Self::UnknownValue { found, .. } => match found {
                Some(found) => write!(f, "there is no value `{found}`"),
                None => f.write_str("there is no such value"),
            },
            Self::UnknownMember { .. } => f.write_str("there is no such member"),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Width(bits) => write!(f, "does not fit into {bits} bits"),
            Self::Union { found: 0 } => f.write_str("no member is set, exactly one is allowed"),
            Self::Union { found } => write!(f, "{found} members are set, exactly one is allowed"),
            Self::Empty => f.write_str("there is no JSON in it"),
            Self::Malformed(message) => write!(f, "not JSON: {message}"),
        }
    }
}

fn bound(below: bool) -> &'static str {
    if below { "least" } else { "most" }
}
