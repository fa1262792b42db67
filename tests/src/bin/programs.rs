//! Compiles programs with the official crates and with ours, and compares what they print.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin programs             # all programs
//! $ cargo run -p hammersmith-tests --bin programs -- paginate
//! $ cargo run -p hammersmith-tests --bin programs -- faults   # S3 over a network that fails
//! ```
//!
//! The models come from `HAMMERSMITH_SHARED`, the official crates from crates.io, and the server,
//! moto, from PyPI.

use std::path::Path;
use std::process::ExitCode;

use hammersmith_tests::moto::Moto;
use hammersmith_tests::programs::{Programs, faults};
use hammersmith_tests::{python, shared, workspace};

fn main() -> ExitCode {
    let Some(folder) = shared::folder("the programs") else {
        return ExitCode::FAILURE;
    };
    let only: Vec<String> = std::env::args().skip(1).collect();
    let scratch = workspace::scratch();
    let programs = Programs::build(&scratch, &folder);
    if !programs.presigning {
        println!("presign: our clients have no presigned requests yet");
    }
    let only = only.first().map(String::as_str);
    let mut is_same = true;
    if only != Some("faults") {
        is_same &= print_same(&programs, &scratch, only);
    }
    if only.is_none_or(|only| only == "faults") {
        let (cases, wrong) = faults::differences(&programs);
        println!("== faults\n{cases} cases, {} differences", wrong.len());
        println!("{}", wrong.join("\n"));
        is_same &= wrong.is_empty();
    }
    match is_same {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Runs the programs of both sides, and prints their output. Returns true if it is the same, and
/// none of them has failed.
fn print_same(programs: &Programs, scratch: &Path, only: Option<&str>) -> bool {
    let interpreter = python::interpreter(&scratch.to_string_lossy());
    // Two servers, since the second program would find what the first has made.
    let servers = [Moto::start(&interpreter), Moto::start(&interpreter)];
    let arguments = servers.each_ref().map(|server| {
        let mut arguments = vec![server.url()];
        arguments.extend(only);
        arguments
    });
    let [official, ours] = programs.run("programs", arguments.each_ref().map(Vec::as_slice));
    print!("{ours}");
    let sections = official.split("== ").zip(ours.split("== "));
    for (official, _) in sections.filter(|(official, ours)| official != ours) {
        println!("\nThe official crates print:\n{official}");
    }
    // Both may fail, since moto does not do all that AWS does.
    official == ours && !ours.lines().any(|line| line.starts_with("failed:"))
}
