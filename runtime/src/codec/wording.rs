//! The sentences about values that break the limits of their shape.
//!
//! The command `cargo hammersmith validate` calls them too, by way of `hammersmith::document`.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::LowerExp;

/// The reason for which something cannot be sent: errors of the AWS runtime have it as their
/// source.
pub fn reason(error: &dyn Error) -> String {
    let source = error.source();
    source.map_or_else(|| error.to_string(), ToString::to_string)
}

/// The start of a string that a message quotes: no message grows with its input.
pub fn shown(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 48;
    match text.char_indices().nth(LONGEST) {
        None => text.into(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
    }
}

/// A required member is unset.
pub const REQUIRED: &str = "required";

/// A length below or above its limit.
pub fn length(found: u64, unit: &str, limit: u64, below: bool) -> String {
    let unit = match (found, unit) {
        (1, "entries") => "entry",
        (1, unit) => unit.trim_end_matches('s'),
        (_, unit) => unit,
    };
    format!("{found} {unit}, at {} {limit} allowed", bound(below))
}

/// A number below or above its limit. Sensitive numbers are not quoted.
pub fn range(found: Option<&str>, limit: &str, below: bool) -> String {
    let found = found.map(|found| format!("{}, ", shown(found)));
    let found = found.unwrap_or_default();
    format!("{found}at {} {limit} allowed", bound(below))
}

fn bound(below: bool) -> &'static str {
    if below { "least" } else { "most" }
}

/// A string without a match of its pattern.
pub fn pattern(pattern: &str) -> String {
    format!("does not match the pattern `{pattern}`")
}

/// An entry that is equal to an earlier one, in a list that forbids it.
pub fn duplicate(of: usize) -> String {
    format!("duplicate of [{of}] in a list of unique entries")
}

/// A value that an enum does not have. Sensitive values are not quoted.
pub fn unknown_value(found: Option<&str>) -> String {
    match found {
        Some(found) => format!("unknown value `{}`", shown(found).escape_debug()),
        None => "unknown value".to_owned(),
    }
}

/// A number that its type cannot hold. Sensitive numbers are not quoted.
pub fn misfit(found: Option<&str>, expected: &str) -> String {
    match found {
        Some(found) => format!("`{}` does not fit; expected {expected}", shown(found)),
        None => format!("does not fit; expected {expected}"),
    }
}

/// The integers of a signed type, by the greatest of them.
pub fn integers(greatest: i64) -> String {
    format!("an integer from {} to {greatest}", -greatest - 1)
}

/// The numbers of a floating-point type, by the greatest of them.
pub fn numbers(greatest: impl LowerExp) -> String {
    format!("a number from -{greatest:e} to {greatest:e}")
}

/// Big integers, as the AWS runtime takes them.
pub const BIG_INTEGER: &str = "the digits of an integer";

/// Big decimals, as the AWS runtime takes them.
pub const BIG_DECIMAL: &str = "a decimal number with an exponent of at most 64 bits";

/// A string that is not a timestamp in any form. Sensitive strings are not quoted.
pub fn not_a_timestamp(found: Option<&str>) -> String {
    let found = found.map(|found| format!("`{}` is ", shown(found).escape_debug()));
    let found = found.unwrap_or_default();
    format!(
        "{found}not a timestamp; expected seconds since 1970, or a string like `2015-01-25T08:00:00Z` or \
         `Sun, 06 Nov 1994 08:49:37 GMT`"
    )
}

/// A number that is not an integer. Sensitive numbers are not quoted.
pub fn not_an_integer(found: Option<&str>) -> String {
    match found {
        Some(found) => format!("`{}` is not an integer", shown(found)),
        None => "not an integer".to_owned(),
    }
}

/// A number that does not fit into a timestamp. Sensitive numbers are not quoted.
pub fn timestamp_misfit(found: Option<&str>) -> String {
    misfit(found, "seconds since 1970 of at most 64 bits")
}
