//! The results as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::Service;

/// A table with a row for each service, the totals, and the same by protocol.
pub fn markdown(services: &[Service]) -> String {
    let mut out = String::new();
    out.push_str("| service | protocol | operations | generated | lines | seconds | refused |\n");
    out.push_str("| --- | --- | --: | --: | --: | --: | --- |\n");
    for service in services {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {:.2} | {} |",
            service.name,
            service.protocol,
            service.operations,
            service.generated,
            service.lines,
            service.took.as_secs_f64(),
            refused(service),
        );
    }
    let mut protocols: BTreeMap<&str, Totals> = BTreeMap::new();
    for service in services {
        let totals = protocols.entry(&service.protocol).or_default();
        totals.add(service);
    }
    out.push_str("\n| protocol | services | whole | operations | generated | lines | seconds |\n");
    out.push_str("| --- | --: | --: | --: | --: | --: | --: |\n");
    for (protocol, totals) in &protocols {
        out.push_str(&totals.row(protocol));
    }
    out.push_str(&Totals::of(services).row("all"));
    out.push_str("\n| reason | operations |\n| --- | --: |\n");
    for (reason, count) in reasons(services) {
        let _ = writeln!(out, "| {reason} | {count} |");
    }
    out
}

/// The number of operations that each reason refuses.
pub fn reasons<'a>(services: impl IntoIterator<Item = &'a Service>) -> BTreeMap<&'a str, usize> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for service in services {
        for (reason, operations) in &service.refused {
            *reasons.entry(reason).or_default() += operations.len();
        }
    }
    reasons
}

fn refused(service: &Service) -> String {
    if let Some(error) = &service.error {
        return error.replace('\n', " ").replace('|', "\\|");
    }
    let reasons = service.refused.iter();
    let reasons = reasons.map(|(reason, operations)| match operations.as_slice() {
        few @ ([_] | [_, _] | [_, _, _]) => format!("{reason}: {}", few.join(", ")),
        many => format!("{reason}: {} operations", many.len()),
    });
    reasons.collect::<Vec<_>>().join("; ")
}

/// Sums over services.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// The number of services.
    pub services: usize,
    /// The number of services of which each operation was generated.
    pub whole: usize,
    /// The number of operations.
    pub operations: usize,
    /// The number of operations that were generated.
    pub generated: usize,
    /// The lines of all generated crates.
    pub lines: usize,
    /// The time of all services, one after the other.
    pub took: Duration,
}

impl Totals {
    /// The sums over `services`.
    pub fn of<'a>(services: impl IntoIterator<Item = &'a Service>) -> Self {
        let mut totals = Self::default();
        for service in services {
            totals.add(service);
        }
        totals
    }

    fn add(&mut self, service: &Service) {
        self.services += 1;
        self.whole += usize::from(service.is_whole());
        self.operations += service.operations;
        self.generated += service.generated;
        self.lines += service.lines;
        self.took += service.took;
    }

    fn row(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {} | {} | {} | {:.1} |\n",
            self.services,
            self.whole,
            self.operations,
            self.generated,
            self.lines,
            self.took.as_secs_f64(),
        )
    }
}
