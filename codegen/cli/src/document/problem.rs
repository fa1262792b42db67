//! Problems of a document.

use std::fmt;
use std::ops::Range;

use hammersmith::document::wording;

/// One problem and its location.
///
/// `Display` has the path and the problem: `` `tags["team"]`: 300 characters, at most 256 allowed
/// ``.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The path of the value, e.g. `containerProperties.command[0]`; empty for the whole document.
    pub path: String,
    /// The problem.
    pub kind: ProblemKind,
    /// The location in the document, in bytes from its start.
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

/// The kind of a problem.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The member is required and unset.
    Required,
    /// The value is too short or too long.
    Length {
        /// Its length.
        found: u64,
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
    /// The number does not fit into its type.
    Misfit {
        /// The number, unless it is sensitive.
        found: Option<String>,
        /// The numbers that fit.
        expected: String,
    },
    /// The number is not an integer.
    NotInteger {
        /// The number, unless it is sensitive.
        found: Option<String>,
    },
    /// The string is not a timestamp in any form.
    NotTimestamp {
        /// The string, unless it is sensitive.
        found: Option<String>,
    },
    /// The number does not fit into a timestamp.
    TimestampMisfit {
        /// The number, unless it is sensitive.
        found: Option<String>,
    },
    /// The value cannot be sent.
    Unwritable(String),
    /// The number of members of a union that are set is not one.
    Union {
        /// The number of members that are set.
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
            Self::Required => f.write_str(wording::REQUIRED),
            Self::Length {
                found,
                unit,
                limit,
                below,
            } => f.write_str(&wording::length(*found, unit, *limit, *below)),
            Self::Range {
                found,
                limit,
                below,
            } => f.write_str(&wording::range(found.as_deref(), limit, *below)),
            Self::Pattern(pattern) => f.write_str(&wording::pattern(pattern)),
            Self::Duplicate { of } => f.write_str(&wording::duplicate(*of)),
            Self::UnknownValue { found, .. } => {
                f.write_str(&wording::unknown_value(found.as_deref()))
            }
            Self::UnknownMember { .. } => f.write_str("unknown member"),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Misfit { found, expected } => {
                f.write_str(&wording::misfit(found.as_deref(), expected))
            }
            Self::NotInteger { found } => f.write_str(&wording::not_an_integer(found.as_deref())),
            Self::NotTimestamp { found } => {
                f.write_str(&wording::not_a_timestamp(found.as_deref()))
            }
            Self::TimestampMisfit { found } => {
                f.write_str(&wording::timestamp_misfit(found.as_deref()))
            }
            Self::Unwritable(message) => f.write_str(message),
            Self::Union { found: 0 } => f.write_str("no member is set, exactly one is allowed"),
            Self::Union { found } => write!(f, "{found} members are set, exactly one is allowed"),
            Self::Empty => f.write_str("empty document; expected a JSON object"),
            Self::Malformed(message) => write!(f, "not JSON: {message}"),
        }
    }
}
