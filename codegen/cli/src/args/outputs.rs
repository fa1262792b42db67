//! The options of outputs, which are those of `hammersmith.toml`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};
use hammersmith_codegen::Layout;
use hammersmith_codegen::config::{OperationDocs, Strict, When, Words};

use super::{config_file, names, path};

/// What to generate: the options that all ways in share.
pub(super) fn outputs() -> Vec<Arg> {
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
pub(super) fn destination() -> Vec<Arg> {
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
        word::<bool>(
            "protocol-tests",
            "HOW",
            "Tests from the model's cases: off or on",
        ),
        text(
            "rename",
            "ID=NAME",
            "Rust name of a shape or member; repeatable",
        )
        .action(ArgAction::Append),
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
