//! The features of the runtime that a program has to turn on for code that it includes.

use std::fs;
use std::path::Path;

use hammersmith_codegen::plan::requirement::{Condition, Requirement};
use hammersmith_codegen::{Generator, Layout, When};

use crate::fixture;

fn requirement(feature: &'static str, condition: Condition) -> Requirement {
    Requirement { feature, condition }
}

/// Protects programs that include code from errors about names that are missing: the code calls a
/// macro for each feature, and the macro exists and names the feature. A crate calls none, since
/// its manifest turns features on.
#[test]
fn included_code_says_which_features_it_requires() {
    let runtime = fixture::folder().join("../../runtime");
    let macros = fs::read_to_string(runtime.join("src/require.rs")).expect("the macros");
    let events = fixture::folder().join("rpc/events");
    let batch = fixture::folder().join("../../model/batch.json");
    let on = |path: &Path| Generator::new().model(path);
    let (always, feature) = (Condition::Always, Condition::Feature);
    let cases = [
        (on(&batch), vec![("client", always)]),
        (on(&batch).client(When::Never), vec![]),
        (
            on(&batch)
                .client(When::Feature)
                .serde(When::Feature)
                .fake(When::Always),
            vec![
                ("client", feature("client")),
                ("serde", feature("serde")),
                ("fake", always),
            ],
        ),
        (
            on(&events).client(When::Never).protocol_tests(true),
            vec![
                ("event-stream", always),
                ("protocol-tests", Condition::Test),
            ],
        ),
    ];
    for (generator, expected) in cases {
        let expected = expected.into_iter();
        let expected: Vec<_> = expected
            .map(|(name, when)| requirement(name, when))
            .collect();
        let generated = generator.run(Layout::File).expect("the model is sound");
        assert_eq!(generated.plan().requirements(), expected);
        let file = generated.file().expect("the code is Rust");
        assert_eq!(
            file.matches("hammersmith::require_").count(),
            expected.len()
        );
        for Requirement { feature, .. } in expected {
            let name = format!("require_{}", feature.replace('-', "_"));
            assert!(
                file.contains(&format!("::hammersmith::{name}!();")),
                "{name}"
            );
            assert!(
                macros.contains(&format!("{name}, \"{feature}\",")),
                "{name}"
            );
        }
        let generated = generator.run(Layout::Crate).expect("the model is sound");
        assert_eq!(generated.plan().requirements(), []);
    }
}
