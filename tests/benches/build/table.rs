//! The table that the parts print, one row per figure.

use std::time::Duration;

use super::process::Cost;

/// A figure that can be compared.
pub(crate) trait Amount: Copy {
    /// For ratios.
    fn number(self) -> f64;
    /// For people.
    fn text(self) -> String;
}

impl Amount for Duration {
    fn number(self) -> f64 {
        self.as_secs_f64()
    }

    fn text(self) -> String {
        format!("{self:.2?}")
    }
}

/// A number of bytes, e.g. of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes(pub(crate) u64);

impl Amount for Bytes {
    fn number(self) -> f64 {
        self.0 as f64
    }

    fn text(self) -> String {
        match self.0 {
            0..10_000_000 => format!("{} kB", self.0 / 1000),
            _ => format!("{:.1} MB", self.number() / 1e6),
        }
    }
}

/// Prints the head of the table.
pub(crate) fn head() {
    println!("| | reference | hammersmith | ratio | target |");
    println!("|---|--:|--:|--:|---|");
}

/// Ours against the reference, which the description names. `most` is the largest ratio that meets
/// the target. Returns the ratio.
pub(crate) fn compare<T: Amount>(what: &str, reference: T, ours: T, most: Option<f64>) -> f64 {
    let ratio = ours.number() / reference.number();
    let target = most.map_or(String::new(), |most| {
        verdict(is_at_most(ratio, most), &format!("≤ {most}"))
    });
    println!(
        "| {what} | {} | {} | {ratio:.3} | {target} |",
        reference.text(),
        ours.text()
    );
    ratio
}

/// A figure without a reference.
pub(crate) fn figure<T: Amount>(what: &str, ours: T, most: Option<T>) {
    let target = most.map_or(String::new(), |most| {
        let holds = ours.number() <= most.number();
        verdict(holds, &format!("≤ {}", most.text()))
    });
    println!("| {what} | | {} | | {target} |", ours.text());
}

/// A row for what cannot be measured, with the reason.
pub(crate) fn absent(what: &str, why: &str) {
    println!("| {what} | | not generated yet: {why} | | |");
}

/// CPU time and memory in one row each. Returns the ratio of the times.
pub(crate) fn compare_cost(what: &str, reference: Cost, ours: Cost, most: [Option<f64>; 2]) -> f64 {
    let ratio = compare(&format!("{what}, CPU"), reference.cpu, ours.cpu, most[0]);
    compare(
        &format!("{what}, peak memory"),
        Bytes(reference.memory),
        Bytes(ours.memory),
        most[1],
    );
    ratio
}

/// The target and whether it is met.
pub(crate) fn verdict(holds: bool, target: &str) -> String {
    let word = if holds { "OK" } else { "MISSED" };
    format!("{word}, {target}")
}

/// Compares as precisely as ratios are printed.
fn is_at_most(ratio: f64, most: f64) -> bool {
    ratio < most + 0.0005
}
