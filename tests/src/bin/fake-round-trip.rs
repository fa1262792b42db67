//! Plays random inputs and responses of a service with its client and its fake.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin fake-round-trip -- batch --seed 7 --cases 2000
//! $ cargo run -p hammersmith-tests --bin fake-round-trip -- dynamodb --operation GetItem
//! ```

use std::process::ExitCode;

use hammersmith_tests::compare::{self, Run, Service};
use hammersmith_tests::{shared, workspace};

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
    let served = compare::serve(&service, &run, &workspace::scratch());
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
    let mut service = Service::find(&name, shared, &workspace::scratch());
    let mut run = Run::default();
    while let Some(option) = arguments.next() {
        let value = arguments.next()?;
        match option.as_str() {
            "--only" => service.only.push(value),
            other => run.set(other, &value)?,
        }
    }
    Some((service, run))
}
