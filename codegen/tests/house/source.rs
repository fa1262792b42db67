//! The source files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

/// Files of `emit/` without a file of the same name in `plan/`, each with the reason.
pub(crate) const PRINTERS: [(&str, &str); 20] = [
    ("module_path", "paths between modules of the output"),
    ("builder", "the builder of `plan/structure.rs`"),
    ("client", "prints `plan/service.rs`"),
    ("config", "prints `plan/settings/`"),
    (
        "data",
        "the same for every structure: `impl` lines of `serde`",
    ),
    ("error", "prints the faults of `plan/operation.rs`"),
    ("fluent", "the fluent builder of `plan/operation.rs`"),
    ("fragment", "small pieces that many items share"),
    ("import", "`use` lines of the output"),
    ("inline", "attributes that every small method has"),
    ("member", "pieces that structures and builders share"),
    ("mod", "the tree of modules"),
    ("package", "the tree of modules"),
    ("place", "the tree of modules"),
    ("root", "the tree of modules"),
    ("shape", "prints the rows of `plan/row.rs`"),
    ("shorten", "`use` lines of the output"),
    ("types", "the tree of modules"),
    (
        "unmodelled",
        "the errors of `plan/operation.rs`, if there are none",
    ),
    ("validate", "the same for every operation"),
];

/// One file: its path from the root of what was asked for, and its text.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// The sources of a crate, by their paths from its `src`.
pub(crate) fn crate_files(folder: &str) -> Vec<Source> {
    let mut all = files(&workspace().join(folder).join("src"));
    // Tests may use everything.
    all.retain(|file| !file.name.ends_with("tests.rs"));
    all
}

/// All sources that people write.
pub(crate) fn workspace_files() -> Vec<Source> {
    let mut all = files(&workspace());
    // What the generator writes is as long as the model, and targets of builds may stand anywhere.
    // Snapshots are output, too.
    let written = ["generated/", "tests/snapshots/"];
    all.retain(|file| {
        !written.iter().any(|folder| file.name.starts_with(folder))
            && !file.name.contains("target/")
    });
    all
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a directory") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if name.ends_with(".rs") {
                let name = path.strip_prefix(root).expect("a path below the root");
                let text = fs::read_to_string(&path).expect("a file in UTF-8");
                found.push(Source::new(
                    &name.to_string_lossy().replace('\\', "/"),
                    &text,
                ));
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!found.is_empty(), "no sources below {}", root.display());
    found
}
