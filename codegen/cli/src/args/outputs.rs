//! The flags of outputs; `hammersmith.toml` has the same options.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};
use hammersmith_codegen::Layout;
use hammersmith_codegen::config::{OperationDocs, Strict, When, Words};

use super::flag::{config_file, names, path};

/// The flags that select what to generate.
pub(super) fn outputs() -> Vec<Arg> {
    vec![
        Arg::new("output")
            .value_name("OUTPUT")
            .help("Only these outputs of `hammersmith.toml`, by their `out`")
            .num_args(0..)
            .value_hint(ValueHint::AnyPath),
        path("model", "A file or directory of JSON files; repeatable").action(ArgAction::Append),
        Arg::new("service")
            .long("service")
            .value_name("NAME")
            .help("The service, if the model has several"),
        names("operations", "The operations; all by default"),
        names("resources", "Resources, with all of their operations"),
        config_file().conflicts_with("model"),
    ]
}

/// The flags for the destination and the form of the output.
pub(super) fn destination() -> Vec<Arg> {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        path("out", "The directory of the crate, or the file"),
        word::<When>(
            "client",
            "WHEN",
            "Include the client: always, feature or never",
        ),
        word::<When>("serde", "WHEN", "Implement serde: always, feature or never"),
        word::<When>("fake", "WHEN", "Include fakes: always, feature or never"),
        word::<Strict>("strict", "HOW", "Check inputs when built: off, on or enums"),
        word::<OperationDocs>(
            "docs",
            "HOW",
            "The docs of operations: full, summary or off",
        ),
        text(
            "protocol",
            "NAME",
            "The protocol, if the service speaks several",
        ),
        word::<bool>(
            "protocol-tests",
            "HOW",
            "Generate protocol tests: off or on",
        ),
        text(
            "rename",
            "ID=NAME",
            "Rust name of a shape or member; repeatable",
        )
        .action(ArgAction::Append),
        text(
            "waiters",
            "JSON",
            "Waiters of your own, by name; repeatable",
        )
        .action(ArgAction::Append),
        text(
            "rules",
            "JSON",
            "Rules that the model does not say; repeatable",
        )
        .action(ArgAction::Append),
        text("layout", "LAYOUT", "crate, or file for one file")
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(Layout::WORDS)),
        text("name", "NAME", "The name of the crate"),
        text("package-version", "VERSION", "The version of the crate"),
        text(
            "runtime-path",
            "PATH",
            "The runtime's path, relative to the crate",
        ),
    ]
}

/// A flag with a fixed set of values, which its help lists.
fn word<T: Words>(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(T::words()))
}
