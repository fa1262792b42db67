//! Generated files, in memory.

use std::collections::BTreeMap;

use std::fmt;

use crate::diagnostic::visible;

/// The name of the list of generated files, in the output directory.
pub(crate) const MANIFEST: &str = ".hammersmith";

/// The start of the names that a run uses in an output directory while it writes.
pub(crate) const RUN_PREFIX: &str = ".hammersmith.";

/// True if a path in an output directory belongs to a run, or to one that was killed.
pub(crate) fn belongs_to_run(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let rest = first.strip_prefix(RUN_PREFIX);
    rest.is_some_and(|rest| rest == "lock" || rest == "tmp")
}

/// The files of a generated crate or module, by path relative to its root.
///
/// ```
/// # use hammersmith_codegen::write::FileSet;
/// let mut files = FileSet::default();
/// files.insert("src/lib.rs", "pub mod types;\n")?;
/// assert!(files.insert("src/lib.rs", "").is_err());
/// assert!(files.insert("../lib.rs", "").is_err());
/// # Ok::<(), hammersmith_codegen::write::PathError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
    /// The paths in lower case, with the one they stand for: what a file system that ignores case
    /// would take for the same file.
    folded: BTreeMap<String, String>,
}

impl FileSet {
    /// Adds a file. The path is relative and has `/` between its parts on every system.
    ///
    /// # Errors
    ///
    /// [`PathError`] if the path leads out of the root, is not portable, is there already
    /// (if only in another case), or needs a directory where the set has a file.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        contents: impl Into<String>,
    ) -> Result<(), PathError> {
        let path = path.into();
        let refuse = |why: String| {
            Err(PathError {
                path: path.clone(),
                why,
            })
        };
        if let Some(why) = objection(&path) {
            return refuse(why.into());
        }
        let folded = path.to_lowercase();
        if folded == MANIFEST || belongs_to_run(&folded) {
            return refuse("the name belongs to the generator itself".into());
        }
        if let Some(other) = self.folded.get(&folded) {
            return refuse(format!("`{other}` is there already"));
        }
        if let Some(other) = self.file_on_the_way(&folded) {
            return refuse(format!("`{other}` would be a file and a directory"));
        }
        self.folded.insert(folded, path.clone());
        self.files.insert(path, contents.into());
        Ok(())
    }

    /// The file of the set that is a directory of `folded`, or the other way round.
    fn file_on_the_way(&self, folded: &str) -> Option<&str> {
        let above = folded
            .match_indices('/')
            .find_map(|(end, _)| folded.get(..end).and_then(|parent| self.folded.get(parent)));
        let inside = format!("{folded}/");
        let below = self.folded.range(inside.clone()..).next();
        let below = below
            .filter(|(path, _)| path.starts_with(&inside))
            .map(|(_, path)| path);
        above.or(below).map(String::as_str)
    }

    /// The contents of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The paths and contents, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_str()))
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if the set has no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// A path that a [`FileSet`] cannot contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The path.
    pub path: String,
    /// The reason.
    pub why: String,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, why) = (visible(&self.path), visible(&self.why));
        write!(f, "cannot generate the file `{path}`: {why}")
    }
}

impl std::error::Error for PathError {}

/// The reason why a path is not valid, if it is not.
pub(crate) fn objection(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    if path.starts_with('#') {
        return Some("it starts like a comment of the list of generated files");
    }
    if path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) || path.contains(char::is_control) {
        return Some("it has a character that not every file system allows");
    }
    let odd = |part: &str| part.is_empty() || part == "." || part == "..";
    path.split('/')
        .any(odd)
        .then_some("it has an empty, `.` or `..` part")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects everything outside the output directory, and systems that ignore case.
    #[test]
    fn paths_that_cannot_be_written_everywhere_are_refused() {
        for (path, why) in [
            ("", "empty"),
            ("/etc/passwd", "absolute"),
            ("# x", "comment"),
            ("C:/x", "character"),
            ("a\\b", "character"),
            ("a\nb", "character"),
            ("../x", "`..`"),
            ("a/../../x", "`..`"),
            ("./x", "`.`"),
            ("a//b", "empty"),
            ("a/", "empty"),
            (".hammersmith", "belongs"),
            (".hammersmith.tmp/x", "belongs"),
            ("src/lib.rs", "already"),
            ("src/Lib.rs", "`src/lib.rs` is there already"),
            ("src", "a file and a directory"),
            ("src/lib.rs/x", "a file and a directory"),
        ] {
            let mut files = FileSet::default();
            files.insert("src/lib.rs", "").unwrap();
            let error = files.insert(path, "").unwrap_err().to_string();
            assert!(error.contains(why), "{path}: {error}");
            assert_eq!(files.len(), 1);
        }
    }

    #[test]
    fn files_come_out_sorted() {
        let mut files = FileSet::default();
        for path in ["src/types.rs", "Cargo.toml", "src/lib.rs", "src.rs"] {
            files.insert(path, path).unwrap();
        }
        let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(
            paths,
            ["Cargo.toml", "src.rs", "src/lib.rs", "src/types.rs"]
        );
        assert_eq!(files.get("src.rs"), Some("src.rs"));
    }
}
