//! `cargo hammersmith skeleton`.

use clap::ArgMatches;
use hammersmith_codegen::skeleton::{self, Members};

use crate::ui::Ui;
use crate::{Failure, Outcome, subject};

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let mut subject = subject::find(matches, None)?;
    let mut timings = std::mem::take(&mut subject.timings);
    let operation = subject.operation()?;
    let members = if matches.get_flag("required-only") {
        Members::Required
    } else {
        Members::All
    };
    let input = timings.measure("fill", || {
        skeleton::input(&subject.plan, operation, members)
    });
    if input.is_cut() {
        ui.wrong(
            "warning: the input does not satisfy the model: members are missing or too short\n\n",
        );
    }
    if matches.get_flag("rust") {
        let rust = timings.measure("print", || input.to_rust(&subject.crate_name));
        let rust = rust.map_err(hammersmith_codegen::Error::from)?;
        ui.print(&rust)?;
        ui.set("rust", rust.into());
    } else {
        let json = input.to_json();
        ui.print_json(&format!("{json:#}"))?;
        ui.set("input", json);
    }
    ui.timings(&subject.models, &timings)?;
    Ok(Outcome::Done)
}
