//! Real models, and those of Smithy's own tests.
//!
//! They are not part of this repository, but in the directories `models/` and `smithy/` of the
//! directory that the variable `HAMMERSMITH_SHARED` names.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::super::{Selection, Source, load, select};
use super::canonical;

/// A directory below the one with the models. `None`, with a message on stderr, if
/// `HAMMERSMITH_SHARED` is unset.
fn shared(below: &str) -> Option<PathBuf> {
    let root = std::env::var_os("HAMMERSMITH_SHARED").map(PathBuf::from);
    let folder = root.map(|root| root.join(below)).filter(|f| f.is_dir());
    if folder.is_none() {
        println!("skipped: set HAMMERSMITH_SHARED to a folder with {below}/ to run this");
    }
    folder
}

/// All `*.json` files below a directory, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut next = vec![folder.to_owned()];
    while let Some(path) = next.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).unwrap();
            next.extend(entries.map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ext| ext == "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Loads each model, cuts it down to its first operation, prints and reads that;
/// and also the whole, if there is time for it.
fn all_are_fine(folder: &Path, whole: bool) -> usize {
    let start = Instant::now();
    let mut failed = Vec::new();
    let files = files(folder);
    let mut shapes = 0;
    for file in &files {
        match load(&[Source::File(file.clone())]) {
            Ok(model) => {
                shapes += model.shapes().count();
                if whole {
                    super::selecting::round_trips(&model);
                }
                for service in model.services() {
                    let operations = model.service_operations(&service.id);
                    let first = operations.first().map(|b| b.operation.to_string());
                    let selection = Selection {
                        service: Some(service.id.to_string()),
                        operations: first.into_iter().collect(),
                        resources: Vec::new(),
                    };
                    let selected = select(&model, &selection).unwrap();
                    super::selecting::round_trips(&selected.model);
                }
            }
            Err(problems) => failed.push(format!("{}:\n{problems}", file.display())),
        }
    }
    println!(
        "{} files, {shapes} shapes, {:?}",
        files.len(),
        start.elapsed()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    files.len()
}

/// Protects: every real model loads without a complaint, and survives being cut
/// down, printed and read again.
#[test]
fn real_models_are_fine() {
    if let Some(folder) = shared("models") {
        assert!(all_are_fine(&folder, false) >= 361);
    }
}

/// Protects: the same for the models of Smithy's protocol tests, which use
/// mixins, custom traits and `idRef`.
#[test]
fn protocol_test_models_are_fine() {
    if let Some(folder) = shared("smithy/protocol-tests") {
        assert!(all_are_fine(&folder, true) >= 16);
    }
}

/// Protects: what Smithy itself makes of the models of its loader tests, many
/// of them written in 1.0, is what we make of them.
#[test]
fn models_mean_what_smithy_says() {
    let Some(folder) = shared("smithy/idl") else {
        return;
    };
    let written = folder.join("valid");
    let common = written.join("__shared.json");
    let mut compared = 0;
    for file in files(&written) {
        let below = file.strip_prefix(&written).unwrap();
        let said = folder.join("valid-canonical").join(below);
        // This one has numbers that are too large for 64 bits.
        if file == common || below == Path::new("traits.json") || !said.exists() {
            continue;
        }
        let read = |file: &Path| {
            let sources: [Source; 2] = [file.into(), common.as_path().into()];
            let model = load(&sources).unwrap_or_else(|problems| panic!("{problems}"));
            canonical(&model)
        };
        assert_eq!(read(&file), read(&said), "{}", file.display());
        compared += 1;
    }
    assert!(compared >= 50, "only {compared} were compared");
}
