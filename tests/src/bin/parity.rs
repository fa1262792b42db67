//! Compares the public API of whole crates with that of the official ones.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin parity              # all services with a newer model
//! $ cargo run -p hammersmith-tests --bin parity -- sqs sts
//! $ cargo run -p hammersmith-tests --bin parity -- sqs --model sqs.json --version =1.119.0
//! ```
//!
//! The models and the tools that list public items come from `HAMMERSMITH_SHARED`, the official
//! crates from crates.io. It fails if a crate has too few of the official items, or if a difference
//! has no reason in `tests/src/parity/known.rs`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hammersmith_tests::compare::Service;
use hammersmith_tests::{parity, shared, workspace};

const USAGE: &str = "usage: parity [SERVICE]... [--model FILE] [--version VERSION]";

fn main() -> ExitCode {
    let Some(folder) = shared::folder("the comparison of public APIs") else {
        return ExitCode::FAILURE;
    };
    let Some(services) = arguments(&folder) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let (mut reports, mut passed) = (Vec::new(), true);
    for service in &services {
        eprintln!("{}", service.name);
        match parity::run(service, &folder, &workspace::scratch()) {
            Ok(report) => {
                passed &= report.passed();
                reports.push(report);
            }
            Err(error) => {
                eprintln!("{error}");
                passed = false;
            }
        }
    }
    print!("{}", parity::table(&reports));
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The services that are named; a model or a version can be chosen for a single one.
fn arguments(shared: &Path) -> Option<Vec<Service>> {
    let mut arguments = std::env::args().skip(1);
    let (mut names, mut model, mut version) = (Vec::new(), None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--model" => model = Some(PathBuf::from(arguments.next()?)),
            "--version" => version = Some(arguments.next()?),
            name if name.starts_with('-') => return None,
            _ => names.push(argument),
        }
    }
    if names.is_empty() {
        names = parity::services(shared);
    }
    let is_single = names.len() == 1;
    let services = names
        .iter()
        .map(|name| Service::find(name, shared, &workspace::scratch()));
    let mut services: Vec<_> = services.collect();
    if let Some(model) = model {
        services[0].model = model.canonicalize().ok().filter(|_| is_single)?;
    }
    if let Some(version) = version {
        services[0].version = Some(version).filter(|_| is_single)?;
    }
    Some(services)
}
