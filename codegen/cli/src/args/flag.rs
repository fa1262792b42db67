//! Flags that several commands have.

use std::convert::Infallible;

use clap::{Arg, ArgAction, ValueHint};

/// A flag that takes a path.
pub(super) fn path(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("PATH")
        .help(help)
        .value_hint(ValueHint::AnyPath)
}

/// A flag that takes any number of names, separated by commas or given several times. A shell
/// passes `"A, B"` with the space.
pub(super) fn names(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("NAME,…")
        .help(help)
        .value_delimiter(',')
        .value_parser(|name: &str| Ok::<_, Infallible>(name.trim().to_owned()))
        .action(ArgAction::Append)
}

/// The flag that names another `hammersmith.toml`.
pub(super) fn config_file() -> Arg {
    path("config", "The path of the `hammersmith.toml` to use").value_name("FILE")
}
