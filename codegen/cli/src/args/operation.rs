//! The commands for one operation.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::flag::{config_file, path};
use super::texts::{EXPLAIN, SERVICE, SKELETON, VALIDATE};

pub(super) fn skeleton() -> Command {
    Command::new("skeleton")
        .about("Prints a valid input to start from, as JSON or Rust")
        .after_help(format!("{SKELETON}\n\n{SERVICE}"))
        .args(subject())
        .arg(
            Arg::new("required-only")
                .long("required-only")
                .help("Only required members, at every depth")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("rust")
                .long("rust")
                .help("Print a Rust function that builds the input")
                .action(ArgAction::SetTrue),
        )
}

pub(super) fn explain() -> Command {
    Command::new("explain")
        .about("Shows the input, output and errors of an operation")
        .after_help(format!("{EXPLAIN}\n\n{SERVICE}"))
        .args(subject())
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .help("A member, e.g. `retryStrategy.attempts`, or an error"),
        )
}

pub(super) fn validate() -> Command {
    Command::new("validate")
        .about("Checks a JSON input, and shows every problem with its location")
        .after_help(format!("{VALIDATE}\n\n{SERVICE}"))
        .args(subject())
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .help("The input as JSON; `-` for standard input")
                .value_hint(ValueHint::FilePath),
        )
}

/// The service and the operation, and the models to find them in. Both are optional, so that the
/// error can list the choices.
fn subject() -> Vec<Arg> {
    vec![
        Arg::new("service")
            .value_name("SERVICE")
            .help("The service, e.g. `batch`, or the file of its model")
            .value_hint(ValueHint::AnyPath),
        Arg::new("operation")
            .value_name("OPERATION")
            .help("The operation, e.g. `SubmitJob`"),
        path("model", "A file or directory of JSON files; repeatable")
            .action(ArgAction::Append)
            .conflicts_with("config"),
        config_file(),
    ]
}
