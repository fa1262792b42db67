//! `cargo hammersmith generate`.

use std::path::Path;

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems, shown, visible};
use hammersmith_codegen::write::Report;
use hammersmith_codegen::{Generated, Generator, Output, Timings};
use serde_json::{Value, json};

use crate::job::Job;
use crate::selection;
use crate::ui::Ui;
use crate::{Failure, Outcome};

/// An output that is ready to be written.
pub(crate) struct Made<'j> {
    pub(crate) job: &'j Job,
    pub(crate) out: &'j Path,
    pub(crate) generated: Generated,
    pub(crate) output: Output,
    pub(crate) timings: Timings,
}

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let jobs = selection::jobs(matches)?;
    let made = make(&jobs)?;
    // All are checked before the first is written, so that an error leaves everything unchanged.
    let mut problems = Problems::new();
    for made in &made {
        if let Err(error) = made.output.verify(made.out) {
            problems.extend(error.into_problems());
        }
    }
    problems.into_result(())?;
    let mut outputs = Vec::new();
    for mut made in made {
        let (output, out) = (&made.output, made.out);
        let report = made.timings.measure("write", || output.write(out))?;
        ui.note(summary(&made, &report))?;
        ui.timings(out.display(), &made.timings)?;
        outputs.push(answer(&made, &report));
        // The command ends now. Freeing every token would take a twentieth of its time.
        std::mem::forget(made);
    }
    ui.set("outputs", outputs.into());
    Ok(Outcome::Done)
}

/// Generates all outputs in memory. Returns all problems of all outputs.
pub(crate) fn make(jobs: &[Job]) -> Result<Vec<Made<'_>>, Problems> {
    let mut problems = Problems::new();
    let mut all = Vec::new();
    for job in jobs {
        match make_one(job) {
            Ok(made) => all.push(made),
            Err(more) => problems.extend(more.into_iter().map(|problem| job.placed(problem))),
        }
    }
    // Outputs that share a model share its problems.
    let mut once: Vec<Problem> = Vec::new();
    for problem in problems {
        if !once.contains(&problem) {
            once.push(problem);
        }
    }
    Problems::from_iter(once).into_result(all)
}

fn make_one(job: &Job) -> Result<Made<'_>, Problems> {
    let out = job.out()?;
    let layout = job.layout();
    let generated = Generator::from_config(job.config.clone())
        .run(layout)
        .map_err(hammersmith_codegen::Error::into_problems)?;
    let mut timings = generated.timings().clone();
    let output = timings
        .measure("print", || generated.output(layout))
        .map_err(hammersmith_codegen::Error::into_problems)?;
    Ok(Made {
        job,
        out,
        generated,
        output,
        timings,
    })
}

/// A summary of an output: its path, service, operations, model and size.
fn summary(made: &Made<'_>, report: &Report) -> String {
    let plan = made.generated.plan();
    let operations = match plan.operations.as_slice() {
        [only] => only.name.clone(),
        several => counted(several.len(), "operation"),
    };
    let mut changes = match report.written.len() {
        0 => "unchanged".to_owned(),
        written => format!("{} written", grouped(written)),
    };
    if !report.removed.is_empty() {
        changes += &format!(", {} removed", grouped(report.removed.len()));
    }
    format!(
        "{}: {operations} of {} from {}\n  {}, {}, {changes}, {} ms",
        shown(made.out),
        visible(&plan.service.title),
        visible(&models(made).join(", ")),
        counted(report.written.len() + report.unchanged, "file"),
        counted(report.lines, "line"),
        made.timings.total().as_millis()
    )
}

/// The same as JSON.
fn answer(made: &Made<'_>, report: &Report) -> Value {
    let plan = made.generated.plan();
    let operations = plan.operations.iter().map(|operation| &operation.name);
    json!({
        "path": made.out.display().to_string(),
        "service": plan.service.id,
        "operations": operations.collect::<Vec<_>>(),
        "models": models(made),
        "files": report.written.len() + report.unchanged,
        "lines": report.lines,
        "written": report.written,
        "removed": report.removed,
    })
}

fn models(made: &Made<'_>) -> Vec<String> {
    let paths = made.job.config.model.iter();
    paths.map(|path| path.display().to_string()).collect()
}

pub(crate) fn counted(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {what}{s}", grouped(count))
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: numbers as people read them.
    #[test]
    fn numbers_are_grouped_and_counted() {
        for (count, text) in [
            (0, "0 files"),
            (1, "1 file"),
            (999, "999 files"),
            (1000, "1,000 files"),
            (1234567, "1,234,567 files"),
        ] {
            assert_eq!(counted(count, "file"), text);
        }
    }
}
