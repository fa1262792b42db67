//! Checks of inputs against what the model asks of them: what is required, lengths, ranges, patterns.
//!
//! Generated inputs have a method `validate`, which calls [`input`] with what their model asks as a
//! [`Schema`]. The schema is data, not code, so a program that never validates pays nothing for it.
//! [`document`] checks JSON of any origin against the same data.
//!
//! ```
//! use hammersmith::validate::{Member, Options, Schema, Shape, Value, document};
//!
//! const SCHEMA: Schema<'static> = Schema::new(&[
//!     Shape::Structure(&[
//!         Member::new("jobName", "job_name", Value::STRING.length(1, 128)).required(),
//!         Member::new("platforms", "platforms", Value::list(&Value::shape(1))),
//!     ]),
//!     Shape::Enum(&["EC2", "FARGATE"]),
//! ]);
//!
//! let errors = document(&SCHEMA, 0, Options::new().enums(), br#"{"platforms": ["EC"]}"#).unwrap_err();
//! assert_eq!(
//!     errors.to_string(),
//!     "platforms[0]: unknown value `EC`, known are `EC2`, `FARGATE`; jobName: required",
//! );
//! ```

mod pattern;
mod problem;
mod scalar;
mod schema;
mod unique;
mod walk;

pub use problem::{Problem, ProblemKind, ValidationErrors};
pub use schema::{Kind, Member, Schema, Shape, Value};

use aws_smithy_types::error::operation::BuildError;

use crate::json::{self, ObjectWriter};

/// Which checks there are beside those of the model, and how places are called.
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
    unknown_members: bool,
    nulls: bool,
    rust_names: bool,
}

impl Options {
    /// The checks of the model; enums take any value, and members that the model does not know are passed over.
    pub const fn new() -> Self {
        Self {
            enums: false,
            unknown_members: false,
            nulls: false,
            rust_names: false,
        }
    }

    /// Refuses values of enums that the model does not know, too. The service may know more.
    pub const fn enums(self) -> Self {
        Self {
            enums: true,
            ..self
        }
    }

    /// Refuses members that the model does not know, too.
    pub const fn unknown_members(self) -> Self {
        Self {
            unknown_members: true,
            ..self
        }
    }

    /// Refuses members that are null, too; they stand for members that are not set otherwise.
    pub const fn nulls(self) -> Self {
        Self {
            nulls: true,
            ..self
        }
    }

    /// Paths are of Rust names (`container_properties`), not of those on the wire (`containerProperties`).
    pub const fn rust_names(self) -> Self {
        Self {
            rust_names: true,
            ..self
        }
    }
}

/// Checks the members that `write` writes against the structure at `root` of `schema`. Paths are of Rust names.
///
/// # Errors
///
/// Fails with every problem there is.
pub fn input(
    schema: &Schema<'_>,
    root: usize,
    options: Options,
    write: impl FnOnce(&mut ObjectWriter<'_>),
) -> Result<(), ValidationErrors> {
    let options = options.rust_names();
    match json::object(write) {
        Ok(text) => document(schema, root, options, &text),
        Err(error) => Err(ValidationErrors::of(Problem::unwritable(&error))),
    }
}

/// Checks a JSON document against the structure at `root` of `schema`.
///
/// # Errors
///
/// Fails with every problem there is; a document that is not JSON has none after the place where it goes wrong.
pub fn document(
    schema: &Schema<'_>,
    root: usize,
    options: Options,
    text: &[u8],
) -> Result<(), ValidationErrors> {
    let problems = walk::document(schema, root, options, text);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(ValidationErrors::new(problems)),
    }
}

/// Checks what a builder has built, where the crate is generated with the option `strict`.
///
/// # Errors
///
/// Fails with every problem there is, in one error.
#[doc(hidden)]
pub fn strict<T>(
    input: T,
    name: &'static str,
    check: impl FnOnce(&T) -> Result<(), ValidationErrors>,
) -> Result<T, BuildError> {
    match check(&input) {
        Ok(()) => Ok(input),
        Err(errors) => Err(BuildError::invalid_field(name, errors.to_string())),
    }
}
