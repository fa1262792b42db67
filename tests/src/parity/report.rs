//! The differences between public APIs, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::LEAST;
use super::known::{self, BEYOND, Known, MISSING, NEWER, SCHEMAS, UNPREDICTED};

/// The most items that are printed for a reason.
const SHOWN: usize = 4;

/// The comparison of a crate.
#[derive(Debug)]
pub struct Report {
    service: String,
    official: String,
    /// The number of items of the official crate.
    items: usize,
    /// The number of items that the model predicts.
    predicted: usize,
    missing: Differences,
    beyond: Differences,
    /// Items that the model predicts, and neither crate has.
    unpredicted: Differences,
    /// Features that only the official crate has.
    features: Vec<String>,
}

/// Items that one of the crates has, by the reason if it is known.
#[derive(Debug, Default)]
struct Differences {
    known: BTreeMap<&'static str, Vec<String>>,
    unknown: Vec<String>,
}

impl Differences {
    /// Sorts items by their reason; of those in `newer`, the reason is the model.
    fn new(items: Vec<String>, known: &[Known], newer: &[String]) -> Self {
        let mut differences = Self::default();
        for item in items {
            let is_newer = newer.contains(&item).then_some(NEWER);
            match known::reason(known, &item).or(is_newer) {
                Some(reason) => differences.known.entry(reason).or_default().push(item),
                None => differences.unknown.push(item),
            }
        }
        differences
    }

    /// The number of items that have this reason.
    fn count(&self, reason: &str) -> usize {
        self.known.get(reason).map_or(0, Vec::len)
    }

    fn len(&self) -> usize {
        let known: usize = self.known.values().map(Vec::len).sum();
        known + self.unknown.len()
    }
}

impl Report {
    pub(super) fn new(service: &str, official: &str, version: &str, found: &Value) -> Self {
        let count = |key: &str| {
            let count = found[key].as_u64().unwrap_or_default();
            usize::try_from(count).unwrap_or(usize::MAX)
        };
        let list = |key: &str| found[key].as_array().cloned().unwrap_or_default();
        let text = |item: &Value| item.as_str().unwrap_or_default().to_owned();
        let shown = |it: &Value| {
            let ours = it["ours"].as_array().into_iter().flatten();
            let ours: Vec<_> = ours.map(text).collect();
            match ours[..] {
                [] => text(&it["item"]),
                _ => format!("{}; ours: {}", text(&it["item"]), ours.join(" | ")),
            }
        };
        let missing = list("missing");
        let newer = missing.iter().filter(|it| it["newer"] == true);
        let newer: Vec<_> = newer.map(shown).collect();
        let missing = missing.iter().map(shown).collect();
        let beyond = list("beyond").iter().map(text).collect();
        let unpredicted = list("unpredicted").iter().map(text).collect();
        Self {
            service: service.to_owned(),
            official: format!("{official} {}", version.trim_start_matches('=')),
            items: count("items"),
            predicted: count("predicted"),
            missing: Differences::new(missing, MISSING, &newer),
            beyond: Differences::new(beyond, BEYOND, &[]),
            unpredicted: Differences::new(unpredicted, UNPREDICTED, &[]),
            features: Vec::new(),
        }
    }

    /// Adds the features that only the official crate has.
    pub(super) fn with_features(mut self, features: Vec<String>) -> Self {
        self.features = features;
        self
    }

    /// The number of official items that the model can have our crate have.
    fn of_model(&self) -> usize {
        self.items - self.missing.count(NEWER) - self.missing.count(SCHEMAS)
    }

    /// The percentage of those that our crate has.
    #[must_use]
    pub fn percent(&self) -> f64 {
        percent(self.items - self.missing.len(), self.of_model())
    }

    /// True if the crate has as many of the official items as it has to, and every difference is
    /// known.
    #[must_use]
    pub fn passed(&self) -> bool {
        let unknown = [
            &self.missing.unknown,
            &self.beyond.unknown,
            &self.unpredicted.unknown,
            &self.features,
        ];
        self.percent() >= LEAST && unknown.iter().all(|it| it.is_empty())
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "crates have fewer than 2^52 items"
)]
fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

/// A table of services, and below it the reasons of the differences, and those without a reason.
#[must_use]
pub fn table(reports: &[Report]) -> String {
    let mut text = String::from(
        "| service | official crate | items | newer than the model | schemas | missing | % | \
         % of all | beyond | predicted | not there |\n\
         | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for it in reports {
        let (newer, schemas) = (it.missing.count(NEWER), it.missing.count(SCHEMAS));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {newer} | {schemas} | {} | {:.2} | {:.2} | {} | {} | {} |",
            it.service,
            it.official,
            it.items,
            it.missing.len() - newer - schemas,
            it.percent(),
            percent(it.items - it.missing.len(), it.items),
            it.beyond.len(),
            it.predicted,
            it.unpredicted.len(),
        );
    }
    reasons(&mut text, "missing", reports, |report| &report.missing);
    reasons(&mut text, "beyond", reports, |report| &report.beyond);
    reasons(&mut text, "not there", reports, |it| &it.unpredicted);
    for report in reports {
        unknown(
            &mut text,
            report,
            "missing without a reason",
            &report.missing.unknown,
        );
        unknown(
            &mut text,
            report,
            "beyond without a reason",
            &report.beyond.unknown,
        );
        unknown(
            &mut text,
            report,
            "predicted, not there",
            &report.unpredicted.unknown,
        );
        unknown(&mut text, report, "features, missing", &report.features);
    }
    text
}

/// A table of the reasons of all services.
fn reasons(text: &mut String, what: &str, reports: &[Report], of: fn(&Report) -> &Differences) {
    let mut all: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for report in reports {
        for (reason, items) in &of(report).known {
            all.entry(reason).or_default().extend(items);
        }
    }
    if !all.is_empty() {
        let _ = writeln!(text, "\n| {what} | such as | why |\n| --: | --- | --- |");
    }
    for (reason, items) in all {
        let shown = items.iter().take(SHOWN).map(|item| format!("`{item}`"));
        let shown = shown.collect::<Vec<_>>().join(", ").replace('|', "\\|");
        let _ = writeln!(text, "| {} | {shown} | {reason} |", items.len());
    }
}

fn unknown(text: &mut String, report: &Report, what: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(text, "\n{}, {what}:\n", report.service);
    }
    for item in items {
        let _ = writeln!(text, "- {item}");
    }
}
