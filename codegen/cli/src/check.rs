//! `cargo hammersmith check`.

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems, shown};
use hammersmith_codegen::write::Drift;
use serde_json::{Value, json};

use crate::generate::{self, Made};
use crate::job::Job;
use crate::selection;
use crate::ui::{self, Ui};
use crate::{Failure, Outcome};

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let jobs = selection::jobs(matches)?;
    let made = generate::make(&jobs)?;
    let mut problems = Problems::new();
    let mut checked = Vec::new();
    for mut made in made {
        let (output, out) = (&made.output, made.out);
        match made.timings.measure("compare", || output.check(out)) {
            Ok(drift) => checked.push((made, drift)),
            Err(error) => problems.extend(error.into_problems()),
        }
    }
    problems.into_result(())?;
    let mut stale = Vec::new();
    for (made, drift) in &checked {
        let name = shown(made.out);
        if drift.is_empty() {
            ui.note(format!("{name}: up to date"))?;
        } else {
            let drift = drift.to_string();
            ui.note(format!(
                "{name}: out of date\n{}",
                diff(ui.colour(), &drift)
            ))?;
            stale.push(made.job);
        }
        ui.timings(&name, &made.timings)?;
    }
    let answers = checked.iter().map(|(made, drift)| answer(made, drift));
    ui.set("outputs", answers.collect());
    if stale.is_empty() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::Drift(verdict(&stale, matches)))
    }
}

fn answer(made: &Made<'_>, drift: &Drift) -> Value {
    let changed = drift.changed.iter().map(|change| &change.path);
    json!({
        "path": made.out.display().to_string(),
        "upToDate": drift.is_empty(),
        "changed": changed.collect::<Vec<_>>(),
        "missing": drift.missing,
        "extra": drift.extra,
    })
}

/// A diff, coloured if enabled.
fn diff(colour: bool, drift: &str) -> String {
    let line = |line: &str| match line.get(..1) {
        Some("+") => ui::paint(colour, ui::GREEN, line),
        Some("-") => ui::paint(colour, ui::RED, line),
        Some("@") => ui::paint(colour, ui::CYAN, line),
        _ => line.to_owned(),
    };
    drift.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The outputs that are out of date, and the command that updates them.
fn verdict(stale: &[&Job], matches: &ArgMatches) -> Problem {
    let names = stale.iter().filter_map(|job| job.out.as_ref());
    let names: Vec<String> = names.map(|out| format!("`{}`", out.display())).collect();
    let (is, it) = match names.len() {
        1 => ("is", "it"),
        _ => ("are", "them"),
    };
    Problem::new(format!("{} {is} out of date", names.join(", "))).with_help(format!(
        "run `cargo hammersmith generate{}` to update {it}",
        selection::as_given(matches)
    ))
}
