//! Runs the tests of the official packages with our crates.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin official-tests              # all services
//! $ cargo run -p hammersmith-tests --bin official-tests -- glacier sqs
//! $ cargo run -p hammersmith-tests --bin official-tests -- glacier --official
//! $ cargo run -p hammersmith-tests --bin official-tests -- dynamodb --version =1.136.0
//! ```
//!
//! The models come from `HAMMERSMITH_SHARED`, the packages from crates.io. With `--official`, the
//! same files run with the official crate, which says what is wrong with the files themselves.

use std::process::ExitCode;

use hammersmith_tests::packages::{self, SERVICES};
use hammersmith_tests::{shared, workspace};

fn main() -> ExitCode {
    let Some(folder) = shared::folder("the official tests") else {
        return ExitCode::FAILURE;
    };
    let Some((with_official, version, mut services)) = arguments() else {
        eprintln!("usage: official-tests [SERVICE]... [--official] [--version VERSION]");
        return ExitCode::FAILURE;
    };
    if services.is_empty() {
        services = SERVICES.map(str::to_owned).to_vec();
    }
    let (mut reports, mut is_whole) = (Vec::new(), true);
    for service in &services {
        eprintln!("{service}");
        let scratch = workspace::scratch();
        match packages::run(
            service,
            &folder,
            &scratch,
            with_official,
            version.as_deref(),
        ) {
            Ok(report) => reports.push(report),
            Err(error) => {
                eprintln!("{service}: {error}");
                is_whole = false;
            }
        }
    }
    print!("{}", packages::table(&reports));
    // Results of other crates and versions are not known.
    let is_usual = !with_official && version.is_none();
    let worse = reports.iter().filter(|_| is_usual);
    let worse: Vec<String> = worse.filter_map(|it| it.worse()).collect();
    for line in &worse {
        println!("{line}");
    }
    if is_whole && worse.is_empty() && reports.iter().all(|report| report.failed() == 0) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// True for the official crates, the version if one is chosen, and the services.
fn arguments() -> Option<(bool, Option<String>, Vec<String>)> {
    let mut arguments = std::env::args().skip(1);
    let (mut with_official, mut version, mut services) = (false, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--official" => with_official = true,
            "--version" => version = Some(arguments.next()?),
            name if name.starts_with('-') => return None,
            _ => services.push(argument),
        }
    }
    // Versions of several services have nothing in common.
    let is_valid = version.is_none() || services.len() == 1;
    is_valid.then_some((with_official, version, services))
}
