//! Enum values that a client does not know.

use std::fmt;

/// A string that is not a known value of an enum.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    /// An error about the string.
    #[doc(hidden)]
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
        }
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl std::error::Error for UnknownVariantError {}

/// The value in the `Unknown` variant of an enum.
///
/// There is nothing to match on; ask the enum itself for its string. Only the conversion from a
/// string makes one, so that a value a later version knows is never mistaken for an unknown one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// A value the enum does not know. Not inlined: each enum calls it.
    #[doc(hidden)]
    #[inline(never)]
    pub fn new(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// The value as a string.
    #[doc(hidden)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
