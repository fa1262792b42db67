//! The errors of writing files.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::{shown, visible};
use crate::files::{MANIFEST, PathError};

/// The most names that a message lists; the rest is counted.
const LISTED: usize = 8;

/// Why files could not be written or compared. Each message says what to do about it.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// A path that a [`FileSet`](crate::files::FileSet) cannot hold.
    Path(PathError),
    /// Something other than a directory is where the output, or one of its directories, would go.
    NotADirectory {
        /// The path of the existing file.
        path: PathBuf,
    },
    /// The output directory holds files of somebody else, without which nothing can be written.
    Foreign {
        /// The output directory.
        dir: PathBuf,
        /// The files, relative to it and sorted.
        files: Vec<String>,
        /// True if the directory has a manifest, so that it is the generator's but for these files.
        ours: bool,
    },
    /// The manifest is not one that was written here.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The reason.
        why: &'static str,
    },
    /// The system refused something.
    Io {
        /// The step that failed, as a verb: `write`, `replace`.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
        /// True if the output is as it was before. If not, some files are new and some are old.
        intact: bool,
    },
}

impl WriteError {
    /// Makes of an I/O error one that knows what was being done; nothing has been replaced yet.
    pub(super) fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io {
            doing,
            path,
            source,
            intact: true,
        }
    }

    /// The same error, when files have been replaced already.
    pub(super) fn after_changes(self) -> Self {
        match self {
            Self::Io {
                doing,
                path,
                source,
                ..
            } => Self::Io {
                doing,
                path,
                source,
                intact: false,
            },
            other => other,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::NotADirectory { path } => {
                let path = shown(path);
                write!(
                    f,
                    "`{path}` is not a directory; move it away or choose another output directory"
                )
            }
            Self::Foreign { dir, files, ours } => {
                let (dir, manifest) = (shown(dir), MANIFEST);
                if *ours {
                    write!(
                        f,
                        "`{dir}` has files that were not generated in place of generated ones: "
                    )?;
                } else {
                    write!(
                        f,
                        "`{dir}` holds files and was not generated (it has no `{manifest}`): "
                    )?;
                }
                list(f, files)?;
                f.write_str("; move them away, or choose another output directory")
            }
            Self::Manifest { path, line, why } => {
                let path = shown(path);
                write!(
                    f,
                    "`{path}`, line {line}: {why}; restore the file, or delete the directory and generate it again"
                )
            }
            Self::Io {
                doing,
                path,
                source,
                intact,
            } => {
                write!(f, "cannot {doing} `{}`: {source}; ", shown(path))?;
                f.write_str(if *intact {
                    "nothing was changed"
                } else {
                    "some files are changed already, generate again to change the rest"
                })
            }
        }
    }
}

impl From<PathError> for WriteError {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

fn list(f: &mut fmt::Formatter<'_>, files: &[String]) -> fmt::Result {
    for (at, file) in files.iter().take(LISTED).enumerate() {
        write!(f, "{}`{}`", if at == 0 { "" } else { ", " }, visible(file))?;
    }
    match files.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
