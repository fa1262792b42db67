//! The errors of the generator.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::{Problem, Problems, shown};
use crate::files::PathError;
use crate::layout::LayoutError;
use crate::render::RenderError;
use crate::write::WriteError;

/// The reason why nothing was generated. Existing files are unchanged.
///
/// `Debug` prints the same as `Display`, so that `unwrap` in a build script is readable.
pub enum Error {
    /// The model or the options are invalid; all problems at once.
    Problems(Problems),
    /// The output could not be written.
    Write(WriteError),
    /// The printed code is not valid Rust: a bug in the generator.
    Render(RenderError),
    /// A variable that Cargo sets for build scripts is missing.
    NoOutDir,
    /// The file to write exists and was not written by Hammersmith.
    Foreign(PathBuf),
}

impl Error {
    /// Converts the error to problems, for callers that print them in their own format.
    pub fn into_problems(self) -> Problems {
        match self {
            Self::Problems(problems) => problems,
            other => other.problem().into(),
        }
    }

    /// The problem, if it is a single one.
    fn problem(&self) -> Problem {
        match self {
            Self::Problems(problems) => Problem::new(problems.to_string()),
            Self::Write(error) => Problem::new(error.to_string()),
            Self::Render(error) => Problem::new(error.to_string())
                .with_help("this is a bug in Hammersmith; please report it with the model"),
            Self::NoOutDir => Problem::new("OUT_DIR is not set").with_help(
                "call `generate` from a build script; elsewhere, call `run` and write its `output`",
            ),
            Self::Foreign(path) => Problem::new(format!(
                "`{}` exists and was not written by Hammersmith; refusing to overwrite it",
                shown(path)
            ))
            .with_help("move it, or choose another path"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => problems.fmt(f),
            other => other.problem().fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `unwrap` prints its own text first.
        writeln!(f)?;
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl From<PathError> for Error {
    fn from(error: PathError) -> Self {
        Self::Write(error.into())
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<LayoutError> for Error {
    fn from(error: LayoutError) -> Self {
        match error {
            LayoutError::Render(error) => Self::Render(error),
            LayoutError::Files(error) => Self::Write(error.into()),
        }
    }
}
