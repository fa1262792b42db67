//! The outcomes of official tests, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Outcome, Report, known};

/// The longest reason that is printed.
const LONGEST: usize = 300;

impl Report {
    /// The number of tests with such an outcome.
    fn count(&self, is: fn(&Outcome) -> bool) -> usize {
        self.tests.values().filter(|outcome| is(outcome)).count()
    }

    /// The number of tests that pass.
    fn passed(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::Passed)
    }

    /// The number of tests that cannot run.
    fn cannot_run(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::CannotRun(_)))
    }

    /// Says what has become worse than the list of known results, if something has.
    pub fn worse(&self) -> Option<String> {
        let (passed, cannot_run) = known::expected(&self.service)?;
        let is_worse = self.passed() < passed || self.cannot_run() > cannot_run;
        is_worse.then(|| {
            format!(
                "{}: {} tests pass and {} cannot run; expected {passed} and {cannot_run}",
                self.service,
                self.passed(),
                self.cannot_run()
            )
        })
    }

    /// The number of tests that fail.
    pub fn failed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Failed(_)))
    }
}

/// A table of packages, and below it what fails and what cannot run, with the reasons.
pub fn table(reports: &[Report]) -> String {
    let mut text = String::from(
        "| package | tests | run | passed | failed | known | cannot run |\n\
         | --- | --: | --: | --: | --: | --: | --: |\n",
    );
    for report in reports {
        let (passed, cannot) = (report.passed(), report.cannot_run());
        let known = report.count(|outcome| matches!(outcome, Outcome::Known(_)));
        let all = report.tests.len();
        let _ = writeln!(
            text,
            "| {} | {all} | {} | {passed} | {} | {known} | {cannot} |",
            report.package,
            all - cannot,
            report.failed()
        );
    }
    for report in reports {
        let mut failed: Reasons<'_> = BTreeMap::new();
        let mut known: Reasons<'_> = BTreeMap::new();
        let mut cannot: Reasons<'_> = BTreeMap::new();
        for ((file, test), outcome) in &report.tests {
            let (reasons, reason) = match outcome {
                Outcome::Passed => continue,
                Outcome::Failed(reason) => (&mut failed, reason),
                Outcome::Known(reason) => (&mut known, reason),
                Outcome::CannotRun(reason) => (&mut cannot, reason),
            };
            reasons.entry(reason).or_default().push((file, test));
        }
        list(&mut text, report, "fail", &failed);
        list(&mut text, report, "known", &known);
        list(&mut text, report, "cannot run", &cannot);
    }
    text
}

/// The tests of each reason, by file and name.
type Reasons<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a str)>>;

fn list(text: &mut String, report: &Report, what: &str, reasons: &Reasons<'_>) {
    if !reasons.is_empty() {
        let _ = write!(text, "\n{}, {what}:\n\n", report.package);
    }
    for (reason, tests) in reasons {
        let reason = reason.replace('\n', " ");
        // A test may have logged; where it panicked, that is the reason.
        let reason = reason
            .rfind(" panicked at ")
            .map_or(&reason[..], |at| &reason[at..]);
        let reason = reason.split(" stack backtrace:").next().unwrap_or_default();
        let reason: String = reason.chars().take(LONGEST).collect();
        let names = tests
            .iter()
            .take(8)
            .map(|(file, test)| format!("`{file}` `{test}`"));
        let mut names = names.collect::<Vec<_>>().join(", ");
        if tests.len() > 8 {
            let _ = write!(names, " and {} more", tests.len() - 8);
        }
        let _ = writeln!(text, "- {names}: {reason}");
    }
}
