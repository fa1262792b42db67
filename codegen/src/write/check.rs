//! The comparison of a directory with what would be generated.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use similar::TextDiff;

use super::commit::{Existing, check_is_directory, read};
use super::error::WriteError;
use super::manifest;
use crate::files::FileSet;

/// The most lines of a diff that are shown.
const SHOWN: usize = 80;

/// The difference between a directory and what would be generated. Its `Display` is for a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// The files that have other contents.
    pub changed: Vec<Change>,
    /// The files that are not there.
    pub missing: Vec<String>,
    /// The generated files of an earlier run that would no longer be made.
    pub extra: Vec<String>,
}

/// A file with other contents than it should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path, relative to the directory.
    pub path: String,
    /// The change that writing the file would make, as a unified diff. Long ones are cut.
    pub diff: String,
}

impl Drift {
    /// True if the directory is up to date.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.extra.is_empty()
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for path in &self.missing {
            writeln!(f, "missing: {path}")?;
        }
        for path in &self.extra {
            writeln!(f, "no longer generated: {path}")?;
        }
        for Change { path, diff } in &self.changed {
            writeln!(f, "changed: {path}\n{diff}")?;
        }
        let (changed, missing, extra) = (self.changed.len(), self.missing.len(), self.extra.len());
        write!(
            f,
            "{changed} changed, {missing} missing, {extra} no longer generated"
        )
    }
}

/// Compares a directory with what [`write_dir`](super::write_dir) would make of it, and changes
/// nothing. Line ends are not compared, since version control may have rewritten them.
///
/// # Errors
///
/// [`WriteError::NotADirectory`], [`WriteError::Manifest`] and [`WriteError::Io`], if the directory
/// cannot be read. A directory that does not exist is not an error: all files are missing.
pub fn check_dir(files: &FileSet, dir: &Path) -> Result<Drift, WriteError> {
    check_is_directory(dir)?;
    let listed = manifest::read(dir)?;
    let mut drift = Drift::default();
    for (path, contents) in files.iter() {
        compare(&mut drift, dir, path, contents)?;
    }
    let extra = listed
        .into_iter()
        .flat_map(|listed| listed.paths)
        .filter(|path| files.get(path).is_none());
    drift.extra = extra.collect();
    if drift.is_empty() {
        // Otherwise the manifest differs too, which would only repeat what the drift says.
        let list = manifest::text(files.iter().map(|(path, _)| path));
        compare(&mut drift, dir, manifest::NAME, &list)?;
    }
    Ok(drift)
}

/// Compares a single file with the text that [`write_file`](super::write_file) would give it.
///
/// # Errors
///
/// [`WriteError::NotADirectory`] and [`WriteError::Io`].
pub fn check_file(path: &Path, text: &str) -> Result<Drift, WriteError> {
    check_is_directory(path.parent().unwrap_or(Path::new("")))?;
    let mut drift = Drift::default();
    compare(&mut drift, Path::new(""), &path.to_string_lossy(), text)?;
    Ok(drift)
}

fn compare(drift: &mut Drift, dir: &Path, path: &str, new: &str) -> Result<(), WriteError> {
    let target = dir.join(path);
    let Existing::File(bytes) = read(&target)? else {
        drift.missing.push(path.into());
        return Ok(());
    };
    let old = String::from_utf8_lossy(&bytes);
    let (old, new) = (unix_lines(&old), unix_lines(new));
    if old != new {
        drift.changed.push(Change {
            path: path.into(),
            diff: unified(&old, &new),
        });
    }
    Ok(())
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    }
}

/// The hunks of a unified diff, without the final line end.
fn unified(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .to_string();
    let mut lines: Vec<&str> = diff.lines().take(SHOWN).collect();
    let more = diff.lines().count().saturating_sub(SHOWN);
    let rest = format!("… and {more} more lines");
    if more > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
