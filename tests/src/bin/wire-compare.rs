//! Compares the requests and outcomes of the official crate of a service with ours.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin wire-compare -- lambda --seed 7 --cases 2000
//! $ cargo run -p hammersmith-tests --bin wire-compare -- batch --operation SubmitJob
//! ```
//!
//! The model comes from `HAMMERSMITH_SHARED`, the official crate from crates.io. Each difference is
//! printed with a small case and the number of the case, which `--first` and `--cases 1` play
//! again. `--operation` plays one operation of the programs, `--only` compiles nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use hammersmith_tests::compare::{self, Run, Service};
use hammersmith_tests::{shared, workspace};

const USAGE: &str = "\
usage: wire-compare SERVICE [--seed N] [--first N] [--cases N] [--failures N]
                    [--operation NAME]... [--only NAME]... [--except WHAT]...
                    [--model FILE] [--version VERSION]";

fn main() -> ExitCode {
    let Some(folder) = shared::folder("the wire comparison") else {
        return ExitCode::FAILURE;
    };
    let Some((service, run)) = arguments(&folder) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let report = compare::run(&service, &run, &workspace::scratch());
    println!("{}: {report}", service.name);
    match report.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn arguments(shared: &std::path::Path) -> Option<(Service, Run)> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().filter(|name| !name.starts_with('-'))?;
    let mut service = Service::find(&name, shared, &workspace::scratch());
    let mut run = Run::default();
    while let Some(option) = arguments.next() {
        let value = arguments.next()?;
        match option.as_str() {
            "--except" => run.except.push(value),
            "--only" => service.only.push(value),
            "--model" => service.model = PathBuf::from(value),
            "--version" => service.version = value,
            other => run.set(other, &value)?,
        }
    }
    Some((service, run))
}
