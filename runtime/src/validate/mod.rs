//! Checks of inputs against the constraints of the model: required members, lengths, ranges,
//! patterns.
//!
//! Generated inputs have a method `validate`, which calls [`structure`]. Constraints are data in
//! the rows of the input's types, and validation is a [`Sink`](crate::shape::Sink) that reads them;
//! a program that never validates pays nothing for it.

mod checker;
mod frame;
mod pattern;
mod problem;
mod strict;

pub use problem::{Problem, ProblemKind, ValidationErrors};
pub use strict::strict;
#[cfg(any(feature = "fake", feature = "serde"))]
pub(crate) use strict::unchecked;

use crate::shape::Structure;

/// The checks in addition to those of the model.
///
/// ```
/// use hammersmith::validate::Options;
///
/// let options = Options::new().enums();
/// assert_ne!(options, Options::new());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    enums: bool,
}

impl Options {
    /// The checks of the model; enums take any value.
    pub const fn new() -> Self {
        Self { enums: false }
    }

    /// Also refuses values of enums that the model does not know. The service may know more.
    pub const fn enums(self) -> Self {
        Self { enums: true }
    }
}

/// Checks a structure against its rows. Paths are of Rust names.
///
/// # Errors
///
/// Fails with every problem there is.
pub fn structure<S: Structure>(value: &S, options: Options) -> Result<(), ValidationErrors> {
    checker::check(value, options)
}
