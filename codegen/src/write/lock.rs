//! One run at a time in one place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Keeps other runs from writing to the same place until it is dropped. The system gives the lock
/// back when a process dies, so the file of a run that was killed locks nobody out.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Makes the file at `path` and locks it; waits for the run that has it locked.
    ///
    /// # Errors
    ///
    /// If the file cannot be made, e.g. since its directory is not there.
    pub(super) fn take(path: &Path) -> io::Result<Self> {
        loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)?;
            match file.lock() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // Some network drives have no locks. One run at a time works there all the same.
                Err(_) | Ok(()) => {}
            }
            // The run before this one may have removed the file that this one waited for.
            if is_at(&file, path) {
                let path = path.to_owned();
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is locked: whoever waits for it looks for a new one.
        let _gone = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(locked), Ok(there)) => (locked.dev(), locked.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
