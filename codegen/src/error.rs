//! Why nothing was generated.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::Problems;
use crate::layout::LayoutError;
use crate::write::{RenderError, WriteError};

/// Why nothing was generated. Whatever was on disk before is still there, whole.
///
/// `Debug` prints what `Display` does, so that `unwrap` in a build script reads well.
pub enum Error {
    /// The model or the options are wrong; every problem there is, at once.
    Problems(Problems),
    /// The output could not be written.
    Write(WriteError),
    /// The printed code is no Rust: a defect of the generator.
    Render(RenderError),
    /// A variable that Cargo sets for build scripts is missing.
    NoOutDir,
    /// The file to write exists and was not generated.
    Foreign(PathBuf),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => problems.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Render(error) => error.fmt(f),
            Self::NoOutDir => f.write_str(
                "error: OUT_DIR is not set\n  help: `generate` is for build scripts; elsewhere, \
                 use `generate_file` or `generate_crate` with a path",
            ),
            Self::Foreign(path) => write!(
                f,
                "error: {} exists and was not generated\n  help: move it away or choose another path",
                path.display()
            ),
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

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<LayoutError> for Error {
    fn from(error: LayoutError) -> Self {
        match error {
            LayoutError::Render(error) => Self::Render(error),
            LayoutError::Files(error) => Self::Write(error),
        }
    }
}
