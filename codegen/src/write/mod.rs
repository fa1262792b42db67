//! The last stage: tokens become formatted text ([`render()`]), text becomes a [`FileSet`], and the
//! set becomes a directory that holds exactly it ([`write_dir`]), a single file ([`write_file`]),
//! or the answer to whether a directory still holds it ([`check_dir`]).
//!
//! A written directory has a manifest, `.hammersmith`, that lists the files that belong to the
//! generator. Whatever is not listed there is never changed or removed.
//!
//! While a run writes, the directory has `.hammersmith.lock`, for which other runs wait, and
//! `.hammersmith.tmp/` with the new contents. A run that is killed leaves both behind, and the next
//! removes them.

mod check;
mod commit;
mod disk;
mod error;
mod lock;
mod manifest;

pub use crate::files::{FileSet, PathError};
pub use crate::render::{RenderError, render};
pub use check::{Change, Drift, check_dir, check_file};
pub use commit::{Report, verify_dir, write_dir, write_file};
pub use error::WriteError;
