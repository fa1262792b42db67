//! The command `cargo hammersmith`: Rust clients from Smithy models, generated into files that are
//! committed, and kept fresh.
//!
//! | command | what it does |
//! | --- | --- |
//! | `generate` | writes crates or files, as `hammersmith.toml` or the flags say |
//! | `check` | compares them with what is on the disk |
//! | `list` | shows the services, operations or shapes of a model |
//! | `model` | prints the part of a model that the selected operations reach |
//! | `explain` | shows the page of an operation, or a part of it |
//! | `skeleton` | prints a valid input of an operation, as JSON or Rust |
//! | `validate` | checks an input of an operation |
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
//! serde = "feature"                       # always, feature or never
//! strict = "off"                          # on and enums refuse inputs when they are built
//! docs = "full"                           # summary or off say less of operations
//! protocol-tests = "off"                  # on generates tests of the protocol, of the cases in the model
//! rename = { "com.example#Job$fooBar" = "foo_bar_text" }  # names in Rust, by IDs of the model
//! out = "generated/batch"
//! layout = "crate"                        # or file
//!
//! [generate.package]
//! name = "hammersmith-batch"
//! version = "0.1.0"
//! runtime-path = "../../runtime"          # crates.io, if left out
//! ```
//!
//! `cargo hammersmith completions SHELL` prints a completion script.
//!
//! # Exit status
//!
//! | status | when |
//! | --- | --- |
//! | 0 | all is well |
//! | 1 | `check` found files that are out of date, or `validate` an input that is not valid |
//! | 2 | something is wrong with the arguments, the options, the models or the disk |
//!
//! # For machines
//!
//! With `--format json`, a command prints one JSON object to stdout and nothing to stderr. These
//! keys are always there:
//!
//! | key | what |
//! | --- | --- |
//! | `command` | the subcommand, or `null` where the arguments name none |
//! | `exit` | the exit status |
//! | `problems` | what is wrong: objects with `message` and, where known, `file`, `line`, `column` (both from 1), `path`, `shape` and `help` |
//!
//! Beside them stands what the command found:
//!
//! | command | keys |
//! | --- | --- |
//! | `generate` | `outputs`: objects with `path`, `service`, `operations`, `models`, `files`, `lines`, `written`, `removed` |
//! | `check` | `outputs`: objects with `path`, `upToDate`, `changed`, `missing`, `extra` |
//! | `list` | `services`, each with `id`, `sdkId`, `protocols` and `operations` (`name`, `resources`); or `shapes`, each with `id` and `type` |
//! | `model` | `model`; with `--out`, `path` and the number of `shapes` |
//! | `explain` | `operation`, `service`, `docs`, `deprecated`, `method`, `uri`, `status`, `request`, `response`, `errors`, `examples`, `links`; with a path `operation` and either `member` and `members`, or `error` |
//! | `skeleton` | `input`; with `--rust`, `rust` |
//! | `validate` | `valid`: a boolean; what is wrong is in `problems`, with `path`, `line` and `column` |
//! | `completions` | `script` |
//!
//! With `--verbose` there is also `timings`: objects with `of` and `milliseconds`, a number for
//! each stage. Keys may be added; none goes away or changes its meaning within a major version.

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

/// Runs the command, in plain text: `args` as the system gives them, the program's name first.
///
/// Gives the exit status. What was asked for goes to `out`; what went wrong goes to `err`.
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

/// As [`run`], on streams of which more is known.
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
            return Err(Problem::new("there is no such command").into());
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

/// Says how a command ended; gives the exit status, and the problems for machines.
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
        // Every name that is declared is above.
        _ => Err(Problem::new("there is no such command").into()),
    }
}

/// What a command found.
enum Outcome {
    Done,
    /// Files are out of date; the problem says what to do.
    Drift(Problem),
    /// What was looked at is not valid.
    Invalid(Problems),
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
