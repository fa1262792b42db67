//! The commands about one operation.

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
                .help("Only members that are required, at every depth")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("rust")
                .long("rust")
                .help("A Rust function that builds the input")
                .action(ArgAction::SetTrue),
        )
}

pub(super) fn explain() -> Command {
    Command::new("explain")
        .about("Shows what an operation takes, gives and fails with")
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
        .about("Checks a JSON input, and shows every problem in its place")
        .after_help(format!("{VALIDATE}\n\n{SERVICE}"))
        .args(subject())
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .help("The input as JSON; `-` for standard input")
                .value_hint(ValueHint::FilePath),
        )
}

/// The service and operation, and where to look for them. Both may be left out, to be told which
/// there are.
fn subject() -> Vec<Arg> {
    vec![
        Arg::new("service")
            .value_name("SERVICE")
            .help("The service, e.g. `batch`, or the file of its model")
            .value_hint(ValueHint::AnyPath),
        Arg::new("operation")
            .value_name("OPERATION")
            .help("The operation, e.g. `SubmitJob`"),
        path("model", "A file, or a folder of JSON files; repeatable")
            .action(ArgAction::Append)
            .conflicts_with("config"),
        config_file(),
    ]
}
