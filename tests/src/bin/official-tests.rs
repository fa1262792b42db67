//! Runs the tests of the official packages with our crates.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin official-tests              # all services
//! $ cargo run -p hammersmith-tests --bin official-tests -- glacier sqs
//! $ cargo run -p hammersmith-tests --bin official-tests -- glacier --official
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
    let (options, mut services): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|it| it.starts_with('-'));
    if options.iter().any(|option| option != "--official") {
        eprintln!("usage: official-tests [SERVICE]... [--official]");
        return ExitCode::FAILURE;
    }
    if services.is_empty() {
        services = SERVICES.map(str::to_owned).to_vec();
    }
    let (mut reports, mut is_whole) = (Vec::new(), true);
    for service in &services {
        eprintln!("{service}");
        match packages::run(service, &folder, &workspace::scratch(), !options.is_empty()) {
            Ok(report) => reports.push(report),
            Err(error) => {
                eprintln!("{service}: {error}");
                is_whole = false;
            }
        }
    }
    print!("{}", packages::table(&reports));
    let worse: Vec<String> = reports.iter().filter_map(|it| it.worse()).collect();
    for line in &worse {
        println!("{line}");
    }
    if is_whole && worse.is_empty() && reports.iter().all(|report| report.failed() == 0) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
