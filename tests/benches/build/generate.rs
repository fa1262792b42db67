//! The cost of generating, and of building the generator.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hammersmith_tests::shared::workspace;

use super::bench::Bench;
use super::generated::{Generator, model};
use super::process::{Cost, cpu_of, measured};
use super::table::{Bytes, absent, figure};

/// The most that generating whole QuickSight may need, 260 MB as the system counts: in KiB.
const MEMORY: Bytes = Bytes(260_000 * 1024);

/// Protects that generating is nothing to wait for.
pub(crate) fn one_operation(bench: &Bench) {
    let model = workspace().join("model/batch.json");
    let operation = ["--operations", "RegisterJobDefinition"];
    let cost = generate(bench, &model, &operation, 40);
    let what = format!(
        "`cargo-hammersmith hammersmith generate --model model/batch.json --operations RegisterJobDefinition --out NEW`, release, CPU (wall {:.1?})",
        cost.wall
    );
    figure(&what, cost.cpu, Some(Duration::from_millis(40)));
}

/// Protects those who generate the largest services.
pub(crate) fn quicksight(bench: &Bench) {
    let what = "`generate` of whole QuickSight";
    let cost = match model("quicksight") {
        Ok(model) => generate(bench, &model, &[], 5),
        Err(why) => return absent(what, &why),
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let wall = format!("{what}, wall time on {cores} cores (CPU {:.2?})", cost.cpu);
    figure(&wall, cost.wall, Some(Duration::from_millis(1600)));
    let memory = format!("{what}, peak memory");
    figure(&memory, Bytes(cost.memory), Some(MEMORY));
}

/// The best of some rounds of the command, each of which writes all files.
fn generate(bench: &Bench, model: &Path, more: &[&str], rounds: usize) -> Cost {
    let now = Generator::now(bench);
    let out = bench.folder.join("generated");
    let log = bench.folder.join("generate.log");
    let model = model.display().to_string();
    let remove = || {
        if out.exists() {
            fs::remove_dir_all(&out).expect("the files of all rounds go");
        }
    };
    remove();
    fs::create_dir_all(&out).expect("a folder for all rounds");
    let mut best = Cost::MAX;
    for round in 0..rounds {
        // A new directory each time: ext4 takes long to make files just after others were removed.
        let to = out.join(round.to_string()).display().to_string();
        let mut arguments = vec!["hammersmith", "generate", "--model", &model, "--out", &to];
        arguments.extend(more);
        best = best.min(measured(&log, &now.program, &arguments, &bench.folder));
    }
    remove();
    best
}

/// Protects what a build script costs that has nothing built yet.
pub(crate) fn cold(bench: &Bench) {
    let root = workspace().canonicalize().expect("the workspace");
    let dependencies = format!(
        "[build-dependencies]\nhammersmith-codegen = {{ path = {:?} }}\n",
        root.join("codegen")
    );
    let files = [("src/lib.rs", ""), ("build.rs", "fn main() {}\n")];
    let project = bench.project("cold", &dependencies, &files);
    let target = bench.folder.join("cold-target");
    let mut best = Duration::MAX;
    for _ in 0..3 {
        if target.exists() {
            fs::remove_dir_all(&target).expect("the last round's files go");
        }
        let mut build = Command::new(env!("CARGO"));
        build
            .current_dir(&project)
            .args(["build", "--quiet", "--target-dir"])
            .arg(&target);
        best = best.min(cpu_of(&mut build));
    }
    let what = "the generator as a cold build-dependency (`cargo build`, dev profile), CPU of all processes";
    figure(what, best, Some(Duration::from_secs(17)));
}
