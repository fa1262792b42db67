//! A set of files becomes a directory.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Disk, Stage, System, Workplace};
use super::error::WriteError;
use super::manifest;
use crate::files::{FileSet, belongs_to_run};

/// The changes that [`write_dir`] made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that are new or were changed, sorted.
    pub written: Vec<String>,
    /// The number of files whose contents were already right.
    pub unchanged: usize,
    /// The generated files of earlier runs that are no longer made, sorted.
    pub removed: Vec<String>,
    /// The lines of all files of the set.
    pub lines: usize,
    /// The size of all files of the set, in bytes.
    pub bytes: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            written,
            unchanged,
            removed,
            lines,
            bytes,
        } = self;
        let (written, removed) = (written.len(), removed.len());
        let kib = bytes.div_ceil(1024);
        write!(
            f,
            "{written} written, {unchanged} unchanged, {removed} removed; "
        )?;
        write!(f, "{lines} lines, {kib} KiB")
    }
}

/// Makes `dir` hold the files of the set: writes those that differ, and removes those that an
/// earlier run wrote and this one does not make. Nothing else in the directory is touched.
///
/// All new contents are on the disk before the first file is replaced, and each file is replaced in
/// one step, so that a full disk or a missing permission leaves the previous output whole. Files
/// that already have the right contents keep their modification time.
///
/// # Errors
///
/// [`WriteError::Foreign`] if files that were not generated are in the way, or `dir` has no
/// manifest and is not empty; [`WriteError::NotADirectory`], [`WriteError::Manifest`] and
/// [`WriteError::Io`].
pub fn write_dir(files: &FileSet, dir: &Path) -> Result<Report, WriteError> {
    write_dir_on(&System, files, dir)
}

/// Checks that [`write_dir`] can write to `dir`, so that several directories can be checked
/// before the first is written.
///
/// # Errors
///
/// As [`write_dir`]'s, but for what only writing shows.
pub fn verify_dir(files: &FileSet, dir: &Path) -> Result<(), WriteError> {
    Difference::find(files, dir).map(|_| ())
}

fn write_dir_on(disk: &dyn Disk, files: &FileSet, dir: &Path) -> Result<Report, WriteError> {
    let todo = Difference::find(files, dir)?;
    let workplace = Workplace::of_dir(dir);
    if todo.is_empty(files) && !workplace.is_in_use() {
        return Ok(todo.report(files));
    }
    let mut stage = Stage::new(disk, workplace)?;
    // A run that this one waited for may have changed anything.
    let todo = Difference::find(files, dir)?;
    let list = dir.join(manifest::NAME);
    let after = manifest::text(files.iter().map(|(path, _)| path));
    // Names the old files and the new while neither set is complete, so that a run that is cut
    // short leaves no file that nobody owns.
    let both = files.iter().map(|(path, _)| path);
    let between = manifest::text(both.chain(todo.vanished.iter().map(String::as_str)));

    if todo.before.as_ref() != Some(&between) {
        stage.add(&list, &between)?;
    }
    for (path, contents) in &todo.changed {
        stage.add(&dir.join(path), contents)?;
    }
    stage.commit()?;
    for path in &todo.vanished {
        remove(disk, dir, path)?;
    }
    if after != between {
        let replaced = stage.add(&list, &after).and_then(|()| stage.commit());
        replaced.map_err(WriteError::after_changes)?;
    }
    Ok(todo.report(files))
}

/// The changes to make in a directory that may be written to.
struct Difference<'f> {
    /// The text of the manifest, if the directory has one.
    before: Option<String>,
    changed: Vec<(&'f str, &'f str)>,
    vanished: Vec<String>,
}

impl<'f> Difference<'f> {
    /// True if the directory has the files, and a manifest that says so.
    fn is_empty(&self, files: &FileSet) -> bool {
        let list = || manifest::text(files.iter().map(|(path, _)| path));
        self.changed.is_empty() && self.vanished.is_empty() && self.before == Some(list())
    }

    /// The report of the changes that were made.
    fn report(self, files: &FileSet) -> Report {
        let changed = self.changed.iter();
        let contents = || files.iter().map(|(_, contents)| contents);
        Report {
            unchanged: files.len() - self.changed.len(),
            written: changed.map(|(path, _)| (*path).to_owned()).collect(),
            removed: self.vanished,
            lines: contents().map(|contents| contents.lines().count()).sum(),
            bytes: contents().map(str::len).sum(),
        }
    }

    fn find(files: &'f FileSet, dir: &Path) -> Result<Self, WriteError> {
        check_is_directory(dir)?;
        if !dir.exists() {
            // Nothing can be in the way.
            return Ok(Self {
                before: None,
                changed: files.iter().collect(),
                vanished: Vec::new(),
            });
        }
        let listed = manifest::read(dir)?;
        let mut changed = Vec::new();
        let mut foreign = Vec::new();
        let mut folder = None;
        for (path, contents) in files.iter() {
            let is_ours = listed
                .as_ref()
                .is_some_and(|listed| listed.paths.contains(path));
            let target = dir.join(path);
            // Files of one directory follow each other.
            let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
            if folder.replace(parent) != Some(parent) {
                check_is_directory(&dir.join(parent))?;
            }
            match read(&target)? {
                Existing::File(bytes) if bytes == contents.as_bytes() => continue,
                Existing::File(_) if !is_ours => foreign.push(path.to_owned()),
                Existing::Directory => foreign.push(format!("{path}/")),
                Existing::File(_) | Existing::Nothing => changed.push((path, contents)),
            }
        }
        if listed.is_none() && dir.is_dir() {
            let others = list(dir)?
                .into_iter()
                .filter(|path| files.get(path).is_none());
            foreign.extend(others);
            foreign.sort();
        }
        if !foreign.is_empty() {
            let (dir, files, ours) = (dir.to_owned(), foreign, listed.is_some());
            return Err(WriteError::Foreign { dir, files, ours });
        }
        let (before, paths) = match listed {
            Some(listed) => (Some(listed.text), listed.paths),
            None => (None, Default::default()),
        };
        let gone = paths.into_iter().filter(|path| files.get(path).is_none());
        let vanished = gone.collect();
        Ok(Self {
            before,
            changed,
            vanished,
        })
    }
}

/// The kind of file at a path.
pub(super) enum Existing {
    File(Vec<u8>),
    Directory,
    Nothing,
}

/// Reads what is at a path.
pub(super) fn read(path: &Path) -> Result<Existing, WriteError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Existing::File(bytes)),
        Err(_) if path.is_dir() => Ok(Existing::Directory),
        Err(error) if is_absence(&error) => Ok(Existing::Nothing),
        Err(error) => Err(WriteError::io("read", path)(error)),
    }
}

/// True if an error says that there is nothing at a path, or not even its directory.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Finds what keeps a path from being, or becoming, a directory.
pub(super) fn check_is_directory(path: &Path) -> Result<(), WriteError> {
    match path.ancestors().find(|path| path.exists()) {
        Some(path) if !path.is_dir() => Err(WriteError::NotADirectory {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// All files in a directory but those of version control and of runs, relative to it.
fn list(dir: &Path) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    let mut open = vec![(dir.to_owned(), String::new())];
    while let Some((dir, prefix)) = open.pop() {
        for entry in fs::read_dir(&dir).map_err(WriteError::io("read", &dir))? {
            let entry = entry.map_err(WriteError::io("read", &dir))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if belongs_to_run(&name) {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && name == ".git" => {}
                Ok(kind) if kind.is_dir() => open.push((entry.path(), name + "/")),
                _ => found.push(name),
            }
        }
    }
    Ok(found)
}

/// Removes a file, and the directories that it leaves empty.
fn remove(disk: &dyn Disk, dir: &Path, path: &str) -> Result<(), WriteError> {
    let target = dir.join(path);
    match disk.remove_file(&target) {
        Ok(()) => {}
        Err(error) if is_absence(&error) => {}
        Err(source) => {
            return Err(WriteError::Io {
                doing: "remove",
                path: target,
                source,
                intact: false,
            });
        }
    }
    let mut parents = target
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != dir);
    // The first that is not empty cannot be removed, and neither can those above it.
    while parents
        .next()
        .is_some_and(|parent| disk.remove_dir(parent).is_ok())
    {}
    Ok(())
}

/// Makes a single file have the given text, as a build script does in `OUT_DIR`; says whether it
/// had to be written. The file is replaced in one step, and left alone if it has the text already.
///
/// # Errors
///
/// [`WriteError::NotADirectory`] and [`WriteError::Io`]; the previous file is whole in either case.
pub fn write_file(path: &Path, text: &str) -> Result<bool, WriteError> {
    check_is_directory(path.parent().unwrap_or(Path::new("")))?;
    let has_text = || -> Result<bool, WriteError> {
        Ok(match read(path)? {
            Existing::File(bytes) => bytes == text.as_bytes(),
            _ => false,
        })
    };
    let workplace = Workplace::of_file(path);
    if has_text()? && !workplace.is_in_use() {
        return Ok(false);
    }
    let mut stage = Stage::new(&System, workplace)?;
    if has_text()? {
        return Ok(false);
    }
    stage.add(path, text)?;
    stage.commit()?;
    Ok(true)
}

#[cfg(test)]
#[path = "commit_tests.rs"]
mod tests;
