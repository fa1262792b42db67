//! The command `cargo hammersmith` generates Rust clients from Smithy models into files to commit,
//! and checks that they are up to date.
//!
//! | command | description |
//! | --- | --- |
//! | `generate` | writes crates or files, according to `hammersmith.toml` or flags |
//! | `check` | compares them with the existing files |
//! | `list` | shows the services, operations or shapes of a model |
//! | `model` | prints the part of a model that the selected operations reach |
//! | `explain` | shows the documentation of an operation, a member or an error |
//! | `skeleton` | prints a valid input of an operation, as JSON or Rust |
//! | `validate` | checks an input of an operation |
//!
//! A `hammersmith.toml` in the current directory, or in the nearest one above it, has any number of
//! outputs. Paths are relative to the file.
//!
//! ```toml
//! [[generate]]
//! model = "model/batch.json"              # or a list: files, or directories of JSON files
//! service = "Batch"                       # required if the model has several
//! operations = ["RegisterJobDefinition"]  # all of the service by default
//! resources = ["JobDefinition"]           # all operations of a resource
//! client = "feature"                      # always, feature or never
//! serde = "feature"                       # always, feature or never
//! fake = "feature"                        # always, feature or never
//! strict = "off"                          # on and enums check inputs when they are built
//! docs = "full"                           # summary or off shortens the docs of operations
//! protocol = "rpcv2Cbor"                  # if several; that of the official client by default
//! protocol-tests = "off"                  # on generates the protocol tests of the model
//! rename = { "com.example#Job$fooBar" = "foo_bar_text" }  # Rust names, by IDs of the model
//! out = "generated/batch"
//! layout = "crate"                        # or file
//!
//! [generate.package]
//! name = "hammersmith-batch"
//! version = "0.1.0"
//! runtime-path = "../../runtime"          # crates.io by default
//!
//! [generate.rules]                        # of a service, which the model does not say
//! headers = { "x-version" = "1" }
//! ```
//!
//! `[generate.waiters.NAME]` is a waiter of your own, in the syntax of `smithy.waiters#waitable`,
//! with its `operation`.
//!
//! `cargo hammersmith completions SHELL` prints a completion script.
//!
//! # Exit status
//!
//! | status | meaning |
//! | --- | --- |
//! | 0 | success |
//! | 1 | `check` found files that are out of date, or `validate` an invalid input |
//! | 2 | invalid arguments, options or models, or a file could not be read or written |
//!
//! # JSON output
//!
//! With `--format json`, a command prints one JSON object to stdout and nothing to stderr. These
//! keys are always present:
//!
//! | key | value |
//! | --- | --- |
//! | `command` | the subcommand, or `null` if the arguments have none |
//! | `exit` | the exit status |
//! | `problems` | a list of objects with `message` and, where known, `file`, `line`, `column` (both from 1), `path`, `shape` and `help` |
//!
//! In addition, each command has these keys:
//!
//! | command | keys |
//! | --- | --- |
//! | `generate` | `outputs`: objects with `path`, `service`, `operations`, `models`, `files`, `lines`, `written`, `removed` |
//! | `check` | `outputs`: objects with `path`, `upToDate`, `changed`, `missing`, `extra` |
//! | `list` | `services`, each with `id`, `sdkId`, `protocols` and `operations` (`name`, `resources`); or `shapes`, each with `id` and `type` |
//! | `model` | `model`; with `--out`, `path` and the number of `shapes` |
//! | `explain` | `operation`, `service`, `docs`, `deprecated`, `method`, `uri`, `status`, `request`, `response`, `errors`, `examples`, `links`; with a path `operation` and either `member` and `members`, or `error` |
//! | `skeleton` | `input`; with `--rust`, `rust` |
//! | `validate` | `valid`: a boolean; the entries of `problems` have `path`, `line` and `column` |
//! | `completions` | `script` |
//!
//! With `--verbose`, there is also `timings`: objects with `of` and `milliseconds`, a number for
//! each stage. Keys may be added; none is removed or changes its meaning within a major version.

mod args;
mod check;
pub mod document;
mod explain;
mod file;
mod generate;
mod job;
mod list;
mod selection;
mod skeleton;
mod subject;
mod terminal;
mod trim;
mod ui;
mod validate;

use std::ffi::OsString;
use std::io::{self, Write};

use hammersmith_codegen::diagnostic::{Problem, Problems};

use ui::Ui;
pub use ui::{Look, Streams};

/// Runs the command, with plain text as output. `args` are the arguments of the process, starting
/// with the program's name.
///
/// Returns the exit status. The requested output goes to `out`, problems go to `err`.
pub fn run<I>(args: I, out: &mut dyn Write, err: &mut dyn Write) -> u8
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        out,
        err,
        look: Look::default(),
    };
    run_on(args, &mut streams)
}

/// The same as [`run`], on streams with known capabilities.
pub fn run_on<I>(args: I, streams: &mut Streams<'_>) -> u8
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let look = streams.look;
    let mut ui = Ui::new(streams);
    if args::asks_for_json(&args) {
        ui.set_json();
    }
    let mut command = None;
    let result = args::parse(args, look).and_then(|matches| {
        let Some((name, matches)) = matches.subcommand() else {
            return Err(Problem::new("unknown command").into());
        };
        command = Some(name.to_owned());
        ui.configure(matches);
        let outcome = dispatch(name, matches, &mut ui)?;
        ui.streams.out.flush()?;
        Ok(outcome)
    });
    let (code, problems) = end(result, &mut ui);
    ui.finish(command.as_deref(), code, &problems);
    code
}

/// Prints how a command ended. Returns the exit status, and the problems for JSON.
fn end(result: Result<Outcome, Failure>, ui: &mut Ui<'_, '_>) -> (u8, Problems) {
    match result {
        Ok(Outcome::Done) => (0, Problems::new()),
        Ok(Outcome::Drift(problem)) => {
            if !ui.is_json() {
                ui.wrong(&format!("{problem}\n"));
            }
            (1, problem.into())
        }
        Ok(Outcome::Invalid(problems)) => {
            ui.problems(&problems);
            (1, problems)
        }
        Err(Failure::Closed) => (0, Problems::new()),
        Err(Failure::Help(text)) => {
            ui.help(&text);
            ui.set_text();
            (0, Problems::new())
        }
        Err(Failure::Usage(text)) => {
            let plain = text.trim().trim_start_matches("error: ");
            if !ui.is_json() {
                ui.usage(&text);
            }
            (2, Problem::new(plain).into())
        }
        Err(Failure::Problems(problems)) => {
            ui.problems(&problems);
            (2, problems)
        }
    }
}

fn dispatch(
    name: &str,
    matches: &clap::ArgMatches,
    ui: &mut Ui<'_, '_>,
) -> Result<Outcome, Failure> {
    match name {
        "generate" => generate::run(matches, ui),
        "check" => check::run(matches, ui),
        "list" => list::run(matches, ui),
        "model" => trim::run(matches, ui),
        "explain" => explain::run(matches, ui),
        "skeleton" => skeleton::run(matches, ui),
        "validate" => validate::run(matches, ui),
        "completions" => args::completions(matches, ui),
        // All declared commands are handled above.
        _ => Err(Problem::new("unknown command").into()),
    }
}

/// The outcome of a command.
enum Outcome {
    Done,
    /// Files are out of date; the problem has help.
    Drift(Problem),
    /// The checked input is invalid.
    Invalid(Problems),
}

/// The reason why a command failed.
enum Failure {
    /// The reader closed the output, as `head` does.
    Closed,
    /// Help was requested.
    Help(String),
    /// The arguments are invalid.
    Usage(String),
    /// All problems with the input, or an I/O error.
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
