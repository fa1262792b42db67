//! The operations that change a disk, so that tests can make each of them fail.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;

/// A disk to write to.
pub(super) trait Disk {
    /// Makes one directory.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Makes or replaces a file. May leave part of it behind on failure.
    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()>;
    /// Puts a file in the place of another, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a directory if it is empty.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this system.
pub(super) struct System;

impl Disk for System {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            // Somebody else made it in the meantime.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            result => result,
        }
    }

    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        fs::write(path, contents)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// New contents of files, written beside them and put in their places all together. Dropping it
/// removes what has not been put in place.
pub(super) struct Stage<'d> {
    disk: &'d dyn Disk,
    /// Directories that were made, parents first.
    dirs: Vec<PathBuf>,
    /// Temporary files and what they will be.
    staged: Vec<(PathBuf, PathBuf)>,
}

impl<'d> Stage<'d> {
    pub(super) fn new(disk: &'d dyn Disk) -> Self {
        Self {
            disk,
            dirs: Vec::new(),
            staged: Vec::new(),
        }
    }

    /// Writes the contents that `target` shall have, beside it.
    pub(super) fn add(&mut self, target: &Path, contents: &str) -> Result<(), WriteError> {
        let parent = target.parent().unwrap_or(Path::new(""));
        // Files of one directory follow each other.
        let before = self.staged.last().and_then(|(_, target)| target.parent());
        if before != Some(parent) {
            self.create_dirs(parent)?;
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = parent.join(format!(".{name}.{}.tmp", std::process::id()));
        // Kept before it is written: a write that fails can leave a part of the file.
        self.staged.push((temporary.clone(), target.to_owned()));
        let written = self.disk.write(&temporary, contents.as_bytes());
        written.map_err(WriteError::io("write", target))
    }

    fn create_dirs(&mut self, dir: &Path) -> Result<(), WriteError> {
        let named = dir.ancestors().filter(|dir| !dir.as_os_str().is_empty());
        let missing: Vec<&Path> = named.take_while(|dir| !dir.exists()).collect();
        for dir in missing.into_iter().rev() {
            self.disk
                .create_dir(dir)
                .map_err(WriteError::io("create", dir))?;
            self.dirs.push(dir.to_owned());
        }
        Ok(())
    }

    /// Puts the files in place, in the order in which they were added.
    pub(super) fn commit(mut self) -> Result<(), WriteError> {
        let staged = std::mem::take(&mut self.staged);
        for (done, (temporary, target)) in staged.iter().enumerate() {
            if let Err(source) = self.disk.rename(temporary, target) {
                self.staged = staged.get(done..).unwrap_or_default().to_vec();
                let path = target.clone();
                return Err(WriteError::Io {
                    doing: "replace",
                    path,
                    source,
                    intact: done == 0,
                });
            }
        }
        self.dirs.clear();
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // There is nobody to tell if this fails too; the error that led here is the one to report.
        for (temporary, _) in &self.staged {
            let _gone = self.disk.remove_file(temporary);
        }
        for dir in self.dirs.iter().rev() {
            let _gone = self.disk.remove_dir(dir);
        }
    }
}
