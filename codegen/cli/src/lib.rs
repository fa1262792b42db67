//! The command `cargo hammersmith`: Rust clients from Smithy models, generated into files that are
//! committed, and kept fresh.
//!
//! | command | what it does |
//! | --- | --- |
//! | `generate` | writes crates or files, as `hammersmith.toml` or the flags say |
//! | `check` | compares them with what is on the disk |
//! | `list` | shows the services, operations or shapes of a model |
//! | `model` | prints the part of a model that the selected operations reach |
//!
//! A `hammersmith.toml`, in the current folder or one above it, has any number of outputs. Paths are
//! relative to the file.
//!
//! ```toml
//! [[generate]]
//! model = "model/batch.json"              # or several: files, or folders of JSON files
//! service = "Batch"                       # needed where the model has several
//! operations = ["RegisterJobDefinition"]  # all of the service, if left out
//! resources = ["JobDefinition"]           # all operations of a resource
//! client = "feature"                      # always, feature or never
//! out = "generated/batch"
//! layout = "crate"                        # or file
//!
//! [generate.package]
//! name = "hammersmith-batch"
//! version = "0.1.0"
//! runtime-path = "../../runtime"          # crates.io, if left out
//! ```
//!
//! The command exits with 0 if all is well, with 1 if `check` found files that are out of date, and
//! with 2 if something is wrong with the input, the options or the disk.

mod args;
mod check;
mod file;
mod generate;
mod job;
mod list;
pub mod schema;
mod trim;

use std::ffi::OsString;
use std::io::{self, Write};

use hammersmith_codegen::diagnostic::{Problem, Problems};

/// Runs the command: `args` as the system gives them, the program's name first.
///
/// Gives the exit status. What was asked for goes to `out`; what went wrong goes to `err`.
pub fn run<I>(args: I, out: &mut dyn Write, err: &mut dyn Write) -> u8
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let result = args::parse(args).and_then(|matches| {
        let outcome = dispatch(&matches, out)?;
        out.flush()?;
        Ok(outcome)
    });
    // If the errors cannot be written either, there is nobody left to tell.
    match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Drift(message)) => {
            let _ = write!(err, "{message}");
            1
        }
        Err(Failure::Closed) => 0,
        Err(Failure::Help(text)) => {
            let _ = write!(out, "{text}").and_then(|()| out.flush());
            0
        }
        Err(Failure::Usage(text)) => {
            let _ = write!(err, "{text}");
            2
        }
        Err(Failure::Problems(problems)) => {
            let _ = writeln!(err, "{problems}");
            2
        }
    }
}

fn dispatch(matches: &clap::ArgMatches, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match matches.subcommand() {
        Some(("generate", matches)) => generate::run(matches, out),
        Some(("check", matches)) => check::run(matches, out),
        Some(("list", matches)) => list::run(matches, out),
        Some(("model", matches)) => trim::run(matches, out),
        // Every name that is declared is above.
        _ => Err(Problem::new("there is no such command").into()),
    }
}

/// What a command found.
enum Outcome {
    Done,
    /// Files are out of date; the text says what to do.
    Drift(String),
}

/// Why a command did not do what it was asked to.
enum Failure {
    /// Whoever read the output has enough of it, as `head` does.
    Closed,
    /// Help was asked for.
    Help(String),
    /// The arguments make no sense.
    Usage(String),
    /// All that is wrong with the input or the disk.
    Problems(Problems),
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<hammersmith_codegen::Error> for Failure {
    fn from(error: hammersmith_codegen::Error) -> Self {
        Self::Problems(error.into_problems())
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Problem::new(format!("cannot print: {error}")).into(),
        }
    }
}
