//! Commands in processes of their own, with limits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const COMMAND: &str = env!("CARGO_BIN_EXE_cargo-hammersmith");

/// The CPU time a command may take, in seconds.
const SECONDS: u32 = 60;

/// The memory it may use, in KiB. Threads that print have stacks of their own.
const MEMORY: u32 = 2_000_000;

/// A directory with a model and an empty input.
pub(crate) fn folder(name: &str, model: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("hostile")
        .join(name.replace(' ', "-"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("m.json"), model).unwrap();
    fs::write(folder.join("in.json"), "{}").unwrap();
    folder
}

/// The result of a command.
pub(crate) struct Run {
    /// None if a signal ended it.
    pub(crate) code: Option<i32>,
    /// The bytes on standard output.
    pub(crate) printed: u64,
    /// The end of what it said on standard error.
    pub(crate) said: String,
}

/// Runs a command in a directory.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    let out = fs::File::create(folder.join("stdout")).unwrap();
    let err = fs::File::create(folder.join("stderr")).unwrap();
    let limits = format!("ulimit -t {SECONDS}; ulimit -v {MEMORY}; exec \"$0\" hammersmith \"$@\"");
    let status = Command::new("sh")
        .args(["-c", &limits, COMMAND])
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status()
        .unwrap();
    let said = fs::read(folder.join("stderr")).unwrap();
    let end = said.len().saturating_sub(600);
    Run {
        code: status.code(),
        printed: fs::metadata(folder.join("stdout")).unwrap().len(),
        said: String::from_utf8_lossy(&said[end..]).into_owned(),
    }
}
