//! The arguments: what there is, and what it says about itself.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use hammersmith_codegen::Layout;
use hammersmith_codegen::config::{OperationDocs, Strict, When, Words};

use crate::Failure;

const EXIT_STATUS: &str = "\
Exit status: 0 all is well, 1 `check` found files that are out of date,
2 wrong input, wrong options, or the disk refuses.";

const FILE: &str = "\
Without --model, the options are those of `hammersmith.toml`, in this folder
or the nearest above it, and flags override what it says:

  [[generate]]
  model = \"model/batch.json\"
  operations = [\"RegisterJobDefinition\"]
  out = \"generated/batch\"

With --model, the flags say everything and the file is left aside.";

const LIST: &str = "\
Without MODEL, the models are those of `hammersmith.toml`, in this folder or
the nearest above it. A single argument is a MODEL if there is such a file or
if it looks like a path, and a PATTERN otherwise.";

/// Parses the arguments, the program's name first. Cargo puts its subcommand's name behind that.
pub(crate) fn parse<I>(args: I) -> Result<ArgMatches, Failure>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let mut args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    if args.get(1).is_some_and(|arg| arg == "hammersmith") {
        args.remove(1);
    }
    command()
        .try_get_matches_from(args)
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Failure::Help(error.render().to_string())
            }
            _ => Failure::Usage(error.render().to_string()),
        })
}

/// The whole command, from which help and completions are made.
pub(crate) fn command() -> Command {
    Command::new("cargo-hammersmith")
        .bin_name("cargo hammersmith")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Generates Rust clients from Smithy models, for exactly the operations you call")
        .after_help(EXIT_STATUS)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(
            Command::new("generate")
                .about("Writes the generated code; only files that changed are touched")
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
                .arg(path("file", "The file to write, instead of printing").long("out")),
        )
}

fn list() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .help(help)
            .action(ArgAction::SetTrue)
    };
    Command::new("list")
        .about("Lists what models have: services and their operations, or shapes")
        .after_help(LIST)
        .arg(
            Arg::new("model")
                .value_name("MODEL")
                .help("A file, or a folder of JSON files")
                .value_hint(ValueHint::AnyPath),
        )
        .arg(
            Arg::new("pattern")
                .value_name("PATTERN")
                .help("Only names that hold this text; `*` stands for any text"),
        )
        .arg(flag("services", "Only the services").group("what"))
        .arg(flag("operations", "Only the operations, one a line").group("what"))
        .arg(flag("shapes", "All shapes, each with its type").group("what"))
        .arg(config_file())
}

/// What to generate: the options that all ways in share.
fn outputs() -> Vec<Arg> {
    vec![
        Arg::new("output")
            .value_name("OUTPUT")
            .help("Only these outputs of `hammersmith.toml`, by their `out`")
            .num_args(0..)
            .value_hint(ValueHint::AnyPath),
        path("model", "A file, or a folder of JSON files; repeatable").action(ArgAction::Append),
        Arg::new("service")
            .long("service")
            .value_name("NAME")
            .help("The service, where the model has several"),
        names("operations", "The operations; all, if none are named"),
        names("resources", "Resources whose operations are all taken"),
        config_file().conflicts_with("model"),
    ]
}

/// Where it goes, and as what.
fn destination() -> Vec<Arg> {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        path("out", "The folder of the crate, or the file"),
        word::<When>(
            "client",
            "WHEN",
            "The client is there: always, feature or never",
        ),
        word::<When>(
            "serde",
            "WHEN",
            "Types have serde: always, feature or never",
        ),
        word::<Strict>(
            "strict",
            "HOW",
            "Building an input checks it: off, on or enums",
        ),
        word::<OperationDocs>("docs", "HOW", "Pages on operations: full, summary or off"),
        text(
            "layout",
            "LAYOUT",
            "crate, or file: one to mount as a module",
        )
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(Layout::WORDS)),
        text("name", "NAME", "The name of the crate"),
        text("package-version", "VERSION", "The version of the crate"),
        text("runtime-path", "PATH", "The runtime, seen from the crate"),
    ]
}

/// A flag that takes one of a few words, which its help names.
fn word<T: Words>(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(T::words()))
}

fn path(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("PATH")
        .help(help)
        .value_hint(ValueHint::AnyPath)
}

fn names(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("NAME,…")
        .help(help)
        .value_delimiter(',')
        .action(ArgAction::Append)
}

fn config_file() -> Arg {
    path("config", "Instead of the nearest `hammersmith.toml`").value_name("FILE")
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
        assert_eq!(helps.len(), 5);
        for line in helps.iter().flat_map(|help| help.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
