//! `cargo hammersmith completions`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::{Shell, generate};
use hammersmith_codegen::diagnostic::Problem;

use crate::ui::Ui;
use crate::{Failure, Outcome};

const HOW: &str = "\
Write the script to the directory in which your shell looks for completions,
e.g.

  cargo hammersmith completions bash \\
      > ~/.local/share/bash-completion/completions/cargo-hammersmith
  cargo hammersmith completions fish \\
      > ~/.config/fish/completions/cargo-hammersmith.fish
  cargo hammersmith completions zsh > \"${fpath[1]}/_cargo-hammersmith\"

It completes the command under the name `cargo-hammersmith`.";

const SHELLS: [(&str, Shell); 5] = [
    ("bash", Shell::Bash),
    ("elvish", Shell::Elvish),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
    ("zsh", Shell::Zsh),
];

pub(super) fn command() -> Command {
    Command::new("completions")
        .about("Prints a script for shell completion of this command")
        .after_help(HOW)
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .help("bash, elvish, fish, powershell or zsh")
                .required(true)
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new(SHELLS.map(|(name, _)| name))),
        )
}

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let wanted = matches.get_one::<String>("shell");
    let mut known = SHELLS.iter();
    let Some((_, shell)) = known.find(|(name, _)| wanted.is_some_and(|wanted| wanted == name))
    else {
        return Err(Problem::new("unknown shell").into());
    };
    let mut script = Vec::new();
    generate(
        *shell,
        &mut super::command().bin_name("cargo-hammersmith"),
        "cargo-hammersmith",
        &mut script,
    );
    let script = String::from_utf8_lossy(&script).into_owned();
    ui.print(&script)?;
    ui.set("script", script.into());
    Ok(Outcome::Done)
}
