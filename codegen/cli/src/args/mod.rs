//! The arguments and their help.

mod complete;
mod flag;
mod operation;
mod outputs;
mod texts;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use hammersmith_codegen::diagnostic::visible;

use crate::{Failure, Look, ui};

pub(crate) use complete::run as completions;
use flag::{config_file, path};
use outputs::{destination, outputs};
use texts::{ALL, EXIT_STATUS, FILE, LIST};

/// Parses the arguments. The first is the name of the program; Cargo adds the name of its
/// subcommand after it.
pub(crate) fn parse(mut args: Vec<OsString>, look: Look) -> Result<ArgMatches, Failure> {
    if args.get(1).is_some_and(|arg| arg == "hammersmith") {
        args.remove(1);
    }
    command().try_get_matches_from(&args).map_err(|error| {
        let kind = error.kind();
        let text = printable(error, &args).render();
        let shown = |colour: bool| {
            if colour {
                ui::marked(&text.ansi().to_string())
            } else {
                text.to_string()
            }
        };
        match kind {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Failure::Help(shown(look.out_colour))
            }
            _ => Failure::Usage(shown(look.err_colour)),
        }
    })
}

/// The error in a form that is safe to print. Errors quote arguments, which may contain anything.
fn printable(error: clap::Error, args: &[OsString]) -> clap::Error {
    let shown: Vec<String> = args
        .iter()
        .map(|arg| visible(&arg.to_string_lossy()).into_owned())
        .collect();
    if args
        .iter()
        .zip(&shown)
        .all(|(arg, shown)| arg == shown.as_str())
    {
        return error;
    }
    command()
        .try_get_matches_from(shown)
        .err()
        .unwrap_or_else(|| {
            let message = "an argument contains invisible characters\n";
            command().error(error.kind(), message)
        })
}

/// True if the arguments request JSON, even if they are invalid otherwise.
pub(crate) fn asks_for_json(args: &[OsString]) -> bool {
    let before = [None].into_iter().chain(args.iter().map(Some));
    args.iter().zip(before).any(|(arg, before)| {
        arg == "--format=json" || (arg == "json" && before.is_some_and(|b| b == "--format"))
    })
}

/// The whole command, including help and completions.
pub(crate) fn command() -> Command {
    Command::new("cargo-hammersmith")
        .bin_name("cargo hammersmith")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Generates Rust clients from Smithy models, for exactly the operations you call")
        .after_help(format!("{ALL}\n\n{EXIT_STATUS}"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .args(everywhere())
        .subcommand(
            Command::new("generate")
                .about("Writes the generated code; files without changes are not touched")
                .after_help(FILE)
                .args(outputs())
                .args(destination()),
        )
        .subcommand(
            Command::new("check")
                .about("Shows how the files differ from what `generate` would write")
                .after_help(format!("{FILE}\n\n{EXIT_STATUS}"))
                .args(outputs())
                .args(destination()),
        )
        .subcommand(list())
        .subcommand(
            Command::new("model")
                .about("Prints the part of the model that the operations reach, as JSON")
                .after_help(FILE)
                .args(outputs())
                .arg(path("file", "The file to write instead of stdout").long("out")),
        )
        .subcommand(operation::explain())
        .subcommand(operation::skeleton())
        .subcommand(operation::validate())
        .subcommand(complete::command())
}

/// The flags of all commands.
fn everywhere() -> Vec<Arg> {
    let flag = |name: &'static str, short: char, help: &'static str| {
        Arg::new(name).long(name).short(short).help(help)
    };
    let flags = [
        flag("quiet", 'q', "Print only the requested output and errors")
            .action(ArgAction::SetTrue)
            .conflicts_with("verbose"),
        flag("verbose", 'v', "Print the duration of each stage on stderr")
            .action(ArgAction::SetTrue),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .help("The format of the output: text or json")
            .hide_possible_values(true)
            .value_parser(["text", "json"]),
    ];
    let flags = flags.into_iter().enumerate();
    let flags = flags.map(|(at, arg)| arg.global(true).display_order(900 + at));
    flags.collect()
}

fn list() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .help(help)
            .action(ArgAction::SetTrue)
    };
    Command::new("list")
        .about("Lists the services, operations or shapes of models")
        .after_help(LIST)
        .arg(
            Arg::new("model")
                .value_name("MODEL")
                .help("A file or directory of JSON files")
                .value_hint(ValueHint::AnyPath),
        )
        .arg(
            Arg::new("pattern")
                .value_name("PATTERN")
                .help("Only names that contain this; `*` matches any text"),
        )
        .arg(flag("services", "Only the services").group("what"))
        .arg(flag("operations", "Only the operations, one per line").group("what"))
        .arg(flag("shapes", "All shapes, each with its type").group("what"))
        .arg(config_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the declarations fit together (clap checks them), and help fits a terminal.
    #[test]
    fn help_is_sound_and_fits_eighty_columns() {
        command().debug_assert();
        let mut helps = vec![command().render_help().to_string()];
        for subcommand in command().get_subcommands() {
            helps.push(subcommand.clone().render_help().to_string());
        }
        assert_eq!(helps.len(), 9);
        for line in helps.iter().flat_map(|help| help.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
