//! Workspaces of generated crates and programs below the target directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::{rustdoc, shared};

/// The directory for temporary files in the target directory that the program that runs was built
/// in.
///
/// # Panics
///
/// If the program is not in a target directory.
#[must_use]
pub fn scratch() -> PathBuf {
    let program = std::env::current_exe().expect("the path of this program");
    let mut folders = program.ancestors().skip(2);
    folders.next().expect("a target directory").join("tmp")
}

/// The profiles of the workspace around, so that what was compiled for it is taken: of the packages
/// that have one of their own there, those that generated crates and macros depend on.
const PROFILES: &str = "\
[profile.dev]
debug = 0

[profile.test]
debug = 0

[profile.dev.package.proc-macro2]
opt-level = 1

[profile.dev.package.serde_json]
opt-level = 1

[profile.dev.package.syn]
opt-level = 1
";

/// Dependencies of a package with a client, for the features that they give to others: with them,
/// the AWS runtime and all below it are what was compiled for the workspace around.
pub const CLIENT: &str = "\
aws-config = { version = \"1\", default-features = false, features = [\"rt-tokio\"] }
aws-credential-types = { version = \"1\", features = [\"hardcoded-credentials\"] }
aws-runtime = { version = \"1\", features = [\"event-stream\"] }
aws-smithy-async = \"1\"
aws-smithy-runtime = { version = \"1\", features = [\"tls-rustls\"] }
aws-smithy-runtime-api = { version = \"1\", features = [\"client\", \"http-1x\"] }
aws-smithy-types = \"1\"
tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt\", \"time\"] }
ureq = { version = \"3.5\", default-features = false, features = [\"rustls\"] }
";

/// A workspace. Its target directory is that of the workspace around.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace in `scratch/name`, where `scratch` is `env!("CARGO_TARGET_TMPDIR")`, with
    /// these directories as its members.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn new(scratch: impl AsRef<Path>, name: &str, members: &[&str]) -> Self {
        Self::with(scratch, name, members, "")
    }

    /// As [`new`](Self::new), with more in its manifest.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn with(scratch: impl AsRef<Path>, name: &str, members: &[&str], more: &str) -> Self {
        let scratch = scratch.as_ref();
        let workspace = Self {
            folder: scratch.join(name),
            target: rustdoc::target_directory(scratch),
        };
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{PROFILES}{more}");
        workspace.save("Cargo.toml", &manifest);
        let base = fs::read_to_string(workspace.folder.join("Cargo.lock.base"));
        if base.ok() != Some(lock()) {
            workspace.lock();
        }
        workspace
    }

    /// Starts with the versions that the workspace around has, which are compiled already; Cargo
    /// adds others.
    fn lock(&self) {
        self.write(Path::new("Cargo.lock"), &lock());
        self.write(Path::new("Cargo.lock.base"), &lock());
    }

    /// The directory of the workspace.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The target directory.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file, unless it has that text already: nothing is compiled again without need.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn save(&self, path: impl AsRef<Path>, text: &str) {
        let path = path.as_ref();
        let is_changed = self.write(path, text);
        // With other dependencies, versions are chosen again.
        if is_changed && path.ends_with("Cargo.toml") {
            self.lock();
        }
    }

    /// Writes a file; returns true if it had another text.
    fn write(&self, path: &Path, text: &str) -> bool {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).ok().as_deref() == Some(text) {
            return false;
        }
        let folder = path.parent().expect("a file in a folder");
        fs::create_dir_all(folder).expect("a folder");
        fs::write(path, text).expect("a file");
        true
    }

    /// Cargo in the workspace.
    pub fn command(&self) -> Command {
        let mut command = shared::cargo(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Runs Cargo with these arguments.
    ///
    /// # Panics
    ///
    /// If Cargo cannot be run.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let output = self.command().args(arguments).output();
        output.expect("cargo")
    }
}

/// The lock file of the workspace around.
fn lock() -> String {
    let lock = shared::workspace().join("Cargo.lock");
    fs::read_to_string(lock).expect("a lock file")
}
