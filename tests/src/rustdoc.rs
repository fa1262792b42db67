//! The public items of crates, as rustdoc sees them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::python::run;
use crate::shared::workspace;

/// The target directory that has `scratch` in it, where `scratch` is `env!("CARGO_TARGET_TMPDIR")`.
pub fn target_directory(scratch: impl AsRef<Path>) -> PathBuf {
    let scratch = scratch.as_ref();
    scratch
        .parent()
        .expect("a folder with tmp/ in it")
        .to_owned()
}

/// The rustdoc JSON of packages of the workspace, or of its dependencies: `package+feature` has
/// that feature.
///
/// # Panics
///
/// If rustdoc fails.
pub fn json<const N: usize>(scratch: &str, packages: [&str; N]) -> [PathBuf; N] {
    json_in(scratch, &workspace(), packages, None)
}

/// As [`json`], for packages of another workspace; those of `hidden` with the items that their
/// documentation hides.
///
/// # Panics
///
/// If rustdoc fails.
pub fn json_in<const N: usize>(
    scratch: &str,
    workspace: &Path,
    packages: [&str; N],
    hidden: Option<&str>,
) -> [PathBuf; N] {
    let rustdoc = unstable_rustdoc(Path::new(scratch));
    let target = target_directory(scratch);
    packages.map(|package| {
        let (package, features) = package.split_once('+').unwrap_or((package, ""));
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(workspace)
            .env("RUSTDOC", rustdoc)
            .args(["rustdoc", "--quiet", "--lib", "--package", package])
            .args(["--features", features])
            .arg("--target-dir")
            .arg(&target)
            .args(["--", "-Z", "unstable-options", "--output-format", "json"]);
        if hidden == Some(package) {
            command.arg("--document-hidden-items");
        }
        run(&mut command);
        let name = package
            .split('@')
            .next()
            .unwrap_or(package)
            .replace('-', "_");
        target.join("doc").join(name).with_extension("json")
    })
}

/// JSON is an unstable output of rustdoc. The variable that allows it must not be seen by build
/// scripts, or all dependencies would be built once with it and once without.
///
/// It is written once: tests that run at the same time would run half of it.
fn unstable_rustdoc(scratch: &Path) -> &'static Path {
    static SCRIPT: OnceLock<PathBuf> = OnceLock::new();
    SCRIPT.get_or_init(|| write_script(scratch.join("unstable-rustdoc"), scratch))
}

fn write_script(path: PathBuf, scratch: &Path) -> PathBuf {
    fs::create_dir_all(scratch).expect("a folder for temporary files");
    fs::write(&path, "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n").expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    path
}
