//! Plays random inputs and responses of a service with its client and its fake.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin fake-round-trip -- batch --seed 7 --cases 2000
//! $ cargo run -p hammersmith-tests --bin fake-round-trip -- dynamodb --operation GetItem
//! ```

use std::process::ExitCode;

use hammersmith_tests::compare::{self, Run, Service};
use hammersmith_tests::shared;

const USAGE: &str = "\
usage: fake-round-trip SERVICE [--seed N] [--first N] [--cases N] [--failures N]
                       [--operation NAME]... [--only NAME]...";

fn main() -> ExitCode {
    let Some(folder) = shared::folder("round trips") else {
        return ExitCode::FAILURE;
    };
    let Some((service, run)) = arguments(&folder) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let served = compare::serve(&service, &run, &scratch());
    for failure in &served.failures {
        println!("{failure}\n");
    }
    println!("{}: {:?}", service.name, served.kinds);
    match served.failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn arguments(shared: &std::path::Path) -> Option<(Service, Run)> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().filter(|name| !name.starts_with('-'))?;
    let mut service = Service::find(&name, shared, &scratch());
    let mut run = Run {
        seed: 1,
        first: 0,
        cases: 2_000,
        operations: Vec::new(),
        failures: 20,
        except: Vec::new(),
    };
    while let Some(option) = arguments.next() {
        let value = arguments.next()?;
        match option.as_str() {
            "--seed" => run.seed = value.parse().ok()?,
            "--first" => run.first = value.parse().ok()?,
            "--cases" => run.cases = value.parse().ok()?,
            "--failures" => run.failures = value.parse().ok()?,
            "--operation" => run.operations.push(value),
            "--only" => service.only.push(value),
            _ => return None,
        }
    }
    Some((service, run))
}

/// The directory for temporary files in the target directory that this program was built in.
fn scratch() -> std::path::PathBuf {
    let program = std::env::current_exe().expect("the path of this program");
    let mut folders = program.ancestors().skip(2);
    folders.next().expect("a target directory").join("tmp")
}
