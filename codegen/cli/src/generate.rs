//! `cargo hammersmith generate`.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::write::Report;
use hammersmith_codegen::{Generated, Generator, Output};

use crate::job::{self, Job};
use crate::{Failure, Outcome};

/// An output that is ready to be written.
pub(crate) struct Made<'j> {
    pub(crate) job: &'j Job,
    pub(crate) out: &'j Path,
    pub(crate) generated: Generated,
    pub(crate) output: Output,
    took: Duration,
}

pub(crate) fn run(matches: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let jobs = job::jobs(matches)?;
    let made = make(&jobs)?;
    // All are looked at before the first is written: with an error, nothing changes.
    let mut problems = Problems::new();
    for made in &made {
        if let Err(error) = made.output.verify(made.out) {
            problems.extend(error.into_problems());
        }
    }
    problems.into_result(())?;
    for made in &made {
        let start = Instant::now();
        let report = made.output.write(made.out)?;
        writeln!(
            out,
            "{}",
            summary(made, &report, made.took + start.elapsed())
        )?;
    }
    Ok(Outcome::Done)
}

/// Generates all outputs, in memory; gives every problem of every output.
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
    let start = Instant::now();
    let out = job.out()?;
    let layout = job.layout();
    let generated = Generator::from_config(job.config.clone())
        .run(layout)
        .map_err(hammersmith_codegen::Error::into_problems)?;
    let output = generated
        .output(layout)
        .map_err(hammersmith_codegen::Error::into_problems)?;
    Ok(Made {
        job,
        out,
        generated,
        output,
        took: start.elapsed(),
    })
}

/// One line about what was made: where, of what, from which model, and how much.
fn summary(made: &Made<'_>, report: &Report, took: Duration) -> String {
    let plan = made.generated.plan();
    let operations = match plan.operations.as_slice() {
        [only] => only.name.clone(),
        several => counted(several.len(), "operation"),
    };
    let models: Vec<String> = made
        .job
        .config
        .model
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let mut changes = match report.written.len() {
        0 => "unchanged".to_owned(),
        written => format!("{} written", grouped(written)),
    };
    if !report.removed.is_empty() {
        changes += &format!(", {} removed", grouped(report.removed.len()));
    }
    format!(
        "{}: {operations} of {} from {}: {}, {}, {changes}, {} ms",
        made.out.display(),
        plan.service.title,
        models.join(", "),
        counted(report.written.len() + report.unchanged, "file"),
        counted(report.lines, "line"),
        took.as_millis()
    )
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
