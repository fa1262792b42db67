//! The cost of the feature `serde` when a crate is compiled.

use super::bench::{Bench, Subject};
use super::compile::committed;
use super::generated::{Generator, Wanted};
use super::table::{absent, compare};

/// The greatest cost that is allowed, as a factor.
const MOST: f64 = 1.12;

/// Protects those who want their types as data from the wait that derives would cost.
pub(crate) fn serde(bench: &Bench) {
    let one = |more: &str| committed("hammersmith-batch", more);
    features(bench, "Batch, one operation", "hammersmith-batch", one);
    let now = Generator::now(bench);
    // The types of EKS are so many that its client would hide what they cost.
    let wholes = [
        ("batch", "whole Batch", ""),
        (
            "eks",
            "whole EKS without client",
            ", default-features = false",
        ),
    ];
    for (service, title, client) in wholes {
        match now.generate(bench, &Wanted::whole(service)) {
            Ok(ours) => features(bench, title, &ours.name, |more| {
                ours.line(&ours.name, &format!("{client}{more}"))
            }),
            Err(why) => absent(&format!("the feature `serde`, {title}"), &why),
        }
    }
}

/// Compiles a crate without and with the feature; `line` is its line of a manifest, with more keys.
fn features(bench: &Bench, title: &str, package: &str, line: impl Fn(&str) -> String) {
    let project = |name: &str, more: &str| bench.library(&format!("{name}-{package}"), &line(more));
    let off = project("serde-off", "");
    let on = project("serde-on", ", features = [\"serde\"]");
    let subjects = [&off, &on].map(|project| Subject::dev(project, package));
    let [off, on] = bench.rustc(subjects, 5).map(|cost| cost.cpu);
    let what = format!("compile {title} with the feature `serde` / without, CPU");
    compare(&what, off, on, Some(MOST));
}
