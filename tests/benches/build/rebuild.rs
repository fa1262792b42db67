//! Programs with the client: what it costs to compile and rebuild them, and how large they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::bench::{Bench, Subject};
use super::compile::{OFFICIAL, committed};
use super::generated::{Generator, Wanted};
use super::process::cpu_of;
use super::table::{absent, compare};

/// Registers the first example, with the environment's configuration.
pub(crate) const ONE_CALL: &str = include_str!("programs/client.rs");
/// Makes twelve calls.
const TWELVE_CALLS: &str = include_str!("programs/twelve.rs");

/// The number of times that each program is edited and rebuilt.
const EDITS: usize = 8;

/// A program with the official crate and with ours, where ours is there.
struct Pair {
    names: [String; 2],
    projects: [PathBuf; 2],
}

impl Pair {
    fn new(bench: &Bench, name: &str, ours: &str, source: &str) -> Self {
        let names = ["official", "ours"].map(|side| format!("{name}-{side}"));
        let project = |name: &str, batch: &str| {
            let rest = format!(
                "[dependencies]\n{batch}aws-config = \"1\"\n\
                 tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n\
                 [profile.release]\nstrip = true\n"
            );
            bench.project(name, &rest, &[("src/main.rs", source)])
        };
        let projects = [project(&names[0], OFFICIAL), project(&names[1], ours)];
        Self { names, projects }
    }

    /// The program with one call, whose crate has only that operation.
    fn one(bench: &Bench) -> Self {
        let ours = committed("aws-sdk-batch", "");
        Self::new(bench, "one-call", &ours, ONE_CALL)
    }

    /// The program with twelve calls, whose crate has all operations.
    fn twelve(bench: &Bench) -> Result<Self, String> {
        let ours = Generator::now(bench).generate(bench, &Wanted::whole("batch"))?;
        let ours = ours.dependency("aws-sdk-batch");
        Ok(Self::new(bench, "twelve-calls", &ours, TWELVE_CALLS))
    }
}

/// Protects the program that calls it: what a library leaves inline is compiled with its callers.
pub(crate) fn caller(bench: &Bench) {
    let pair = Pair::one(bench);
    let subjects = [0, 1].map(|side| Subject::dev(&pair.projects[side], &pair.names[side]));
    let [official, ours] = bench.rustc(subjects, 3).map(|cost| cost.cpu);
    let what = "compile and link the program with one call / with aws-sdk-batch, CPU";
    compare(what, official, ours, None);
}

/// Protects the wait after each edit.
pub(crate) fn rebuild(bench: &Bench) {
    let what = |calls: &str| {
        format!("edit and rebuild the program with {calls} / with aws-sdk-batch, debug, CPU")
    };
    rebuild_pair(bench, &what("1 call"), &Pair::one(bench));
    match Pair::twelve(bench) {
        Ok(pair) => rebuild_pair(bench, &what("12 calls of whole Batch"), &pair),
        Err(why) => absent(&what("12 calls of whole Batch"), &why),
    }
}

fn rebuild_pair(bench: &Bench, what: &str, pair: &Pair) {
    let mut best = [Duration::MAX; 2];
    // The first round builds all that the programs depend on, and does not count.
    for round in 0..=EDITS {
        for (project, best) in pair.projects.iter().zip(&mut best) {
            edit(project, round);
            // As people build: incrementally, which Cargo's own default is for the dev profile.
            let mut build = bench.cargo(project, &["build"]);
            let time = cpu_of(build.env("CARGO_INCREMENTAL", "1"));
            if round > 0 {
                *best = time.min(*best);
            }
        }
    }
    compare(what, best[0], best[1], Some(1.0));
}

/// Changes what the program prints.
fn edit(project: &Path, round: usize) {
    let path = project.join("src/main.rs");
    let source = fs::read_to_string(&path).expect("the program");
    let is_print = |line: &&str| line.trim_start().starts_with("println!");
    let line = source.lines().find(is_print).expect("a line that prints");
    let edited = format!("    println!(\"{round} {{:?}}\", output);");
    fs::write(&path, source.replacen(line, &edited, 1)).expect("the program");
}

/// Protects what people ship.
pub(crate) fn binary(bench: &Bench) {
    let what = |calls: &str| format!("stripped release program with {calls} / with aws-sdk-batch");
    let size = |pair: &Pair, what: &str, most: f64| {
        let [official, ours] =
            [0, 1].map(|side| bench.release_size(&pair.projects[side], &pair.names[side]));
        compare(what, official, ours, Some(most));
    };
    size(&Pair::one(bench), &what("1 call"), 1.0);
    match Pair::twelve(bench) {
        Ok(pair) => size(&pair, &what("12 calls of whole Batch"), 0.8),
        Err(why) => absent(&what("12 calls of whole Batch"), &why),
    }
}
