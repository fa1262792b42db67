//! The cost of compiling crates for Batch.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hammersmith_tests::python::run;
use hammersmith_tests::shared::workspace;
use serde_json::Value;

use super::bench::{Bench, Subject};
use super::generated::{Generator, Wanted, operations};
use super::table::{absent, compare, compare_cost, figure};

/// The official crate, in the version that the tests compare with.
pub(crate) const OFFICIAL: &str = "aws-sdk-batch = \"=1.138.0\"\n";

/// The committed crate, as a dependency of that name; `more` are more keys.
pub(crate) fn committed(name: &str, more: &str) -> String {
    let root = workspace().canonicalize().expect("the workspace");
    let path = root.join("generated/batch");
    format!("{name} = {{ package = \"hammersmith-batch\", path = {path:?}{more} }}\n")
}

/// Protects the time people wait for a crate, and the memory they need for it.
pub(crate) fn one_operation(bench: &Bench) {
    let dependencies = format!("{OFFICIAL}{}", committed("hammersmith-batch", ""));
    let project = bench.library("compile", &dependencies);
    let crates = ["aws-sdk-batch", "hammersmith-batch", "hammersmith"];
    let subjects = crates.map(|name| Subject::dev(&project, name));
    let [official, ours, runtime] = bench.rustc(subjects, 3);
    let ratio = compare_cost(
        "compile `generated/batch` / aws-sdk-batch",
        official,
        ours,
        [Some(0.030), Some(0.225)],
    );
    bench.bar("Batch, the one operation called", ratio);
    figure(
        "compile the runtime, once for all services, CPU",
        runtime.cpu,
        None,
    );
}

/// Protects those who generate a whole service: per operation, since the official crate has more.
pub(crate) fn whole(bench: &Bench) {
    const WHAT: &str = "compile whole Batch with the client / aws-sdk-batch";
    let now = Generator::now(bench);
    let ours = match now.generate(bench, &Wanted::whole("batch")) {
        Ok(ours) => ours,
        Err(why) => return absent(WHAT, &why),
    };
    let project = bench.library(
        "whole-batch",
        &format!("{OFFICIAL}{}", ours.dependency("ours")),
    );
    let crates = ["aws-sdk-batch", &ours.name];
    let [official, cost] = bench.rustc(crates.map(|name| Subject::dev(&project, name)), 3);
    let theirs = official_operations(&project, "aws-sdk-batch");
    let count = operations("batch").expect("a model").len();
    let ratio = per_operation(WHAT, (official.cpu, theirs), (cost.cpu, count), 0.22);
    bench.bar("Batch, whole, per operation", ratio);
}

/// Compares two crates by the CPU time that each of their operations costs.
pub(crate) fn per_operation(
    what: &str,
    (official, theirs): (Duration, usize),
    (cpu, count): (Duration, usize),
    most: f64,
) -> f64 {
    compare(
        &format!(
            "{what}, per operation ({theirs} operations in {official:.2?}, {count} in {cpu:.2?}), CPU"
        ),
        official / theirs as u32,
        cpu / count as u32,
        Some(most),
    )
}

/// The number of operations of an official crate: each has a file of its own.
pub(crate) fn official_operations(project: &Path, package: &str) -> usize {
    let mut metadata = Command::new(env!("CARGO"));
    metadata
        .current_dir(project)
        .args(["metadata", "--format-version", "1", "--quiet"]);
    let metadata: Value = serde_json::from_slice(&run(&mut metadata).stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|it| it["name"] == package);
    let manifest = found.and_then(|found| found["manifest_path"].as_str());
    let manifest = Path::new(manifest.expect("the package"));
    let files = manifest.with_file_name("src").join("operation");
    let files = fs::read_dir(files).expect("operations");
    let is_rust = |path: &Path| path.extension().is_some_and(|extension| extension == "rs");
    files
        .filter(|file| file.as_ref().is_ok_and(|file| is_rust(&file.path())))
        .count()
}
