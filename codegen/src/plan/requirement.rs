//! The features of the runtime that a program has to turn on for code that it includes.

use crate::config::When;
use crate::plan::Plan;

/// A feature of the crate `hammersmith` without which the code cannot be compiled, or would do less
/// than the model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The name of the feature.
    pub feature: &'static str,
    /// The condition for it to be required.
    pub condition: Condition,
}

/// When a feature is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// In each build.
    Always,
    /// With this feature of the program.
    Feature(&'static str),
    /// When its tests are compiled.
    Test,
}

impl Plan {
    /// The features that the program has to turn on: none in a crate, whose manifest does.
    pub fn requirements(&self) -> Vec<Requirement> {
        if self.in_crate {
            return Vec::new();
        }
        let always = |is_required: bool| is_required.then_some(Condition::Always);
        let client = self.client.map(|when| condition(when, "client"));
        let digest = client.filter(|_| self.service.http_auth.has_digest());
        let fake = self.fake.as_ref();
        let tests = self.protocol_tests.as_ref();
        let all = [
            ("client", client),
            ("serde", self.serde.map(|when| condition(when, "serde"))),
            ("fake", fake.map(|fake| condition(fake.when, "fake"))),
            ("checksums", always(self.has_checksums())),
            ("compression", always(self.service.compression)),
            ("digest-auth", digest),
            ("event-stream", always(self.has_events())),
            // Validation without it would let everything pass.
            ("pattern", always(self.has_patterns())),
            ("protocol-tests", tests.map(|_| Condition::Test)),
        ];
        let all = all.into_iter();
        all.filter_map(|(feature, condition)| {
            condition.map(|condition| Requirement { feature, condition })
        })
        .collect()
    }
}

/// The condition of an optional part, whose feature of the program has its name.
fn condition(when: When, feature: &'static str) -> Condition {
    match when {
        When::Feature => Condition::Feature(feature),
        When::Always | When::Never => Condition::Always,
    }
}
