//! What the traits of `serde` add to compiling a crate.

use hammersmith_tests::shared::workspace;

use super::{Bench, row};

/// What they may add, as a factor.
const MOST: f64 = 1.10;

impl Bench {
    /// Protects those who want their types as data from the wait that derives would cost.
    pub(super) fn serde(&self) {
        let root = workspace().canonicalize().expect("the workspace");
        let crate_path = root.join("generated/batch");
        let time = |name: &str, features: &str| {
            let dependencies = format!(
                "[dependencies]\nhammersmith-batch = {{ path = \"{}\"{features} }}\n",
                crate_path.display()
            );
            let project = self.project(name, &dependencies, &[("src/lib.rs", "")]);
            self.rustc(&project, "hammersmith-batch").0
        };
        // In turns, so that a busy minute does not fall on one of them.
        let rounds = [(); 3].map(|()| {
            (
                time("serde-off", ""),
                time("serde-on", ", features = [\"serde\"]"),
            )
        });
        let off = rounds.iter().map(|(off, _)| *off).min().unwrap_or_default();
        let on = rounds.iter().map(|(_, on)| *on).min().unwrap_or_default();
        let ratio = on.as_secs_f64() / off.as_secs_f64();
        row(
            "compile our crate without and with the feature `serde`, CPU time",
            &format!("without: {off:.2?}"),
            &format!("with: {on:.2?}"),
            Some(ratio),
            Some((ratio <= MOST, format!("≤ {MOST:.2}"))),
        );
    }
}
