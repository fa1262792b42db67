//! The public API of the generated crate is that of the official one.

use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_tests::{python, rustdoc, shared};
use serde_json::Value;

/// The least number of the official crate's items, of those that have to do with
/// `RegisterJobDefinition`. Of the others, 56 belong to members that are newer than the model; the
/// rest are listed in CONTRIBUTING.md.
const ITEMS: usize = 2_259;

/// The items that the generated crate derives from the model beyond prediction and official crate,
/// on purpose: endpoints can be resolved and inputs checked without a client.
const BEYOND: [&str; 4] = [
    "impl config::endpoint::ParamsBuilder From<Settings>",
    "method config::endpoint::Params::resolve fn(&self) -> Result<Endpoint, Error>",
    "method operation::register_job_definition::RegisterJobDefinitionInput::validate \
     fn(&self) -> Result<(), ValidationErrors>",
    "method operation::register_job_definition::RegisterJobDefinitionInput::validate_with \
     fn(&self, Options) -> Result<(), ValidationErrors>",
];

fn script(arguments: &[&Path]) -> String {
    let mut command = Command::new("python3");
    let output = python::run(command.args(arguments));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn documents() -> [PathBuf; 3] {
    let packages = [
        "aws-sdk-batch@1.138.0",
        "hammersmith-batch+test-util",
        "hammersmith",
    ];
    rustdoc::json(env!("CARGO_TARGET_TMPDIR"), packages)
}

/// Protects drop-in replacement: programs find what they use at the place and with the signature
/// they know.
#[test]
fn items_of_the_official_crate() {
    let Some(folder) = shared::folder("the comparison of public APIs") else {
        return;
    };
    let [official, ours, runtime] = documents();
    let tools = folder.join("tools");
    let parity = script(&[
        &tools.join("api_parity.py"),
        &official,
        &ours,
        Path::new("--cand-dep"),
        &runtime,
        Path::new("--ops"),
        Path::new("RegisterJobDefinition"),
    ]);
    let summary = parity.lines().last().unwrap_or_default();
    println!("{parity}");
    let counts = summary
        .split_whitespace()
        .nth(1)
        .and_then(|counts| counts.split_once('/'));
    let (found, all) = counts.expect("parity: FOUND/ALL items");
    assert_eq!(all, "2326", "{summary}");
    let found: usize = found.parse().expect("a number");
    assert!(found >= ITEMS, "{parity}");

    let model = shared::workspace().join("model/batch.json");
    let surface = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/surface.py");
    let surface = script(&[&surface, &tools, &model, &official, &ours, &runtime]);
    let surface: Value = serde_json::from_str(&surface).expect("JSON");
    assert_eq!(
        surface["missing"],
        Value::Array(Vec::new()),
        "predicted, but not there"
    );
    assert_eq!(
        surface["beyond"],
        Value::from_iter(BEYOND),
        "there, but not predicted"
    );
    println!("{} items are as predicted from the model", surface["both"]);
}
