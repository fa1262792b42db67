//! Files the tests need and the project does not have: models of other services, request paths,
//! tools that compare public APIs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The folder `HAMMERSMITH_SHARED` names, or nothing, in which case the test says what it leaves
/// out.
pub fn folder(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("HAMMERSMITH_SHARED").map(PathBuf::from);
    if folder.is_none() {
        skip(&format!(
            "{what}; set HAMMERSMITH_SHARED to a folder with models/, smithy/ and tools/"
        ));
    }
    folder
}

/// Says what a test leaves out, where the harness does not capture it: the test counts as passed.
pub fn skip(what: &str) {
    // Not `eprintln!`, which is captured. Nothing can be done if nobody listens.
    let _ = writeln!(std::io::stderr(), "\nSKIPPED: {what}");
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The model that the committed crate is generated from.
pub fn our_model() -> Value {
    json(&workspace().join("model/batch.json"))
}

/// A JSON file.
pub fn json(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Cargo, without what the Cargo that runs this program has told it of its package: there are build
/// scripts that run again whenever that changes, and half of the dependencies are compiled after
/// them.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(folder);
    for (name, _) in std::env::vars_os() {
        let told = name.to_string_lossy();
        if told.starts_with("CARGO_MANIFEST_") || told.starts_with("CARGO_PKG_") {
            command.env_remove(&name);
        }
    }
    command
}
