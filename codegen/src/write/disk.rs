//! The operations that change a disk, so that tests can make each of them fail.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::lock::Lock;
use crate::files::RUN_PREFIX;

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

/// The names of what a run has on the disk while it works.
#[derive(Clone, Debug)]
pub(super) struct Workplace {
    /// The file that keeps other runs out.
    lock: PathBuf,
    /// The directory with the new contents.
    contents: PathBuf,
}

impl Workplace {
    /// The workplace of an output directory.
    pub(super) fn of_dir(dir: &Path) -> Self {
        Self::new(dir, RUN_PREFIX)
    }

    /// The workplace of a single file: beside it, for there may be others.
    pub(super) fn of_file(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let parent = path.parent().unwrap_or(Path::new(""));
        Self::new(parent, &format!(".{name}{}", RUN_PREFIX))
    }

    fn new(dir: &Path, prefix: &str) -> Self {
        Self {
            lock: dir.join(format!("{prefix}lock")),
            contents: dir.join(format!("{prefix}tmp")),
        }
    }

    /// True if a run is at work, or was killed.
    pub(super) fn is_in_use(&self) -> bool {
        self.lock.exists() || self.contents.exists()
    }
}

fn is_gone(dir: &Path) -> bool {
    !dir.as_os_str().is_empty() && !dir.exists()
}

/// New contents of files, written aside and put in their places all together. Dropping it removes
/// what has not been put in place.
///
/// While it is there, other runs wait. What a run left behind that was killed is removed first.
pub(super) struct Stage<'d> {
    disk: &'d dyn Disk,
    workplace: Workplace,
    /// Directories that were made, parents first.
    dirs: Vec<PathBuf>,
    /// Temporary files and what they will be.
    staged: Vec<(PathBuf, PathBuf)>,
    lock: Option<Lock>,
}

impl<'d> Stage<'d> {
    pub(super) fn new(disk: &'d dyn Disk, workplace: Workplace) -> Result<Self, WriteError> {
        let mut stage = Self {
            disk,
            workplace,
            dirs: Vec::new(),
            staged: Vec::new(),
            lock: None,
        };
        let lock = stage.workplace.lock.clone();
        let contents = stage.workplace.contents.clone();
        let dir = lock.parent().unwrap_or(Path::new(""));
        loop {
            stage.create_dirs(dir)?;
            match Lock::take(&lock) {
                Ok(taken) => break stage.lock = Some(taken),
                // The run before this one failed, and removed the directory that it had made.
                Err(error) if error.kind() == io::ErrorKind::NotFound && is_gone(dir) => {}
                Err(error) => return Err(WriteError::io("write", lock)(error)),
            }
        }
        if contents.exists() {
            let removed = fs::remove_dir_all(&contents);
            removed.map_err(WriteError::io("remove", contents))?;
        }
        Ok(stage)
    }

    /// Writes the contents that `target` shall have, aside.
    pub(super) fn add(&mut self, target: &Path, contents: &str) -> Result<(), WriteError> {
        let parent = target.parent().unwrap_or(Path::new(""));
        // Files of one directory follow each other.
        let before = self.staged.last().and_then(|(_, target)| target.parent());
        if before != Some(parent) {
            self.create_dirs(parent)?;
        }
        let aside = self.workplace.contents.clone();
        if self.staged.is_empty() {
            let made = self.disk.create_dir(&aside);
            made.map_err(WriteError::io("create", &aside))?;
        }
        let temporary = aside.join(format!("{}.tmp", self.staged.len()));
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

    /// Puts the files in place, in the order in which they were added. Other runs still wait.
    pub(super) fn commit(&mut self) -> Result<(), WriteError> {
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
        let _gone = self.disk.remove_dir(&self.workplace.contents);
        drop(self.lock.take());
        for dir in self.dirs.iter().rev() {
            let _gone = self.disk.remove_dir(dir);
        }
    }
}
