//! Expected output that is in files: compared, or written anew.
//!
//! `UPDATE=1 cargo test` accepts all new output of the workspace. The tests of the other crates,
//! which do not depend on this one, read the same variable.

use std::fs;
use std::path::{Path, PathBuf};

/// True if the variable `UPDATE` asks for new output to be accepted.
pub fn accepts() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares text with a file.
///
/// # Panics
///
/// If they differ and `UPDATE` is not set, or the file cannot be written.
#[track_caller]
pub fn file(path: &Path, text: &str) {
    if accepts() {
        fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let known = fs::read_to_string(path).unwrap_or_default();
    assert!(
        known == text,
        "{} differs; `UPDATE=1 cargo test` accepts:\n{text}",
        path.display()
    );
}

/// Compares text with a snapshot of `tests/snapshots`, which `cargo insta review` knows, too:
/// `name` is its path without the extension.
///
/// # Panics
///
/// If they differ and `UPDATE` is not set, or the snapshot cannot be written.
#[track_caller]
pub fn snapshot(name: &str, text: &str) {
    let path = snapshots().join(name).with_extension("snap");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let (head, body) = parts(&known);
    if body.trim_end() != text.trim_end() {
        if accepts() {
            let folder = path.parent().expect("a snapshot is in a directory");
            fs::create_dir_all(folder).expect("a directory");
            fs::write(&path, format!("{head}{}\n", text.trim_end())).expect("a snapshot");
        } else {
            // The harness shows it with the failure.
            println!("`UPDATE=1 cargo test` accepts the new output of {name}");
        }
    }
    let (folder, name) = name.rsplit_once('/').expect("a directory and a name");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(snapshots().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The directory of all snapshots.
fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

/// The header that insta writes, and the output. A new snapshot gets a header.
fn parts(snapshot: &str) -> (&str, &str) {
    let end = snapshot
        .strip_prefix("---\n")
        .and_then(|rest| rest.find("\n---\n"));
    match end {
        Some(end) => snapshot.split_at(end + "---\n\n---\n".len()),
        None => ("---\nsource: tests/src/golden.rs\n---\n", ""),
    }
}
