//! `cargo hammersmith check`.

use std::io::Write;

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::Problems;

use crate::job::{self, Job};
use crate::{Failure, Outcome, generate};

pub(crate) fn run(matches: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let jobs = job::jobs(matches)?;
    let made = generate::make(&jobs)?;
    let mut problems = Problems::new();
    let mut checked = Vec::new();
    for made in &made {
        match made.output.check(made.out) {
            Ok(drift) => checked.push((made, drift)),
            Err(error) => problems.extend(error.into_problems()),
        }
    }
    problems.into_result(())?;
    let mut stale = Vec::new();
    for (made, drift) in checked {
        let name = made.out.display();
        if drift.is_empty() {
            writeln!(out, "{name}: up to date")?;
        } else {
            writeln!(out, "{name}: out of date\n{drift}")?;
            stale.push(made.job);
        }
    }
    if stale.is_empty() {
        return Ok(Outcome::Done);
    }
    out.flush()?;
    Ok(Outcome::Drift(verdict(&stale, matches)))
}

/// What is out of date, and the command that changes it.
fn verdict(stale: &[&Job], matches: &ArgMatches) -> String {
    let names = stale.iter().filter_map(|job| job.out.as_ref());
    let names: Vec<String> = names.map(|out| format!("`{}`", out.display())).collect();
    let (is, it) = match names.len() {
        1 => ("is", "it"),
        _ => ("are", "them"),
    };
    format!(
        "error: {} {is} out of date\n  help: `cargo hammersmith generate{}` brings {it} up to date\n",
        names.join(", "),
        job::as_given(matches)
    )
}
