//! The endpoint rules of all services.

use hammersmith::endpoint::{RuleSet, resolve};
use hammersmith_codegen::plan::endpoint;
use hammersmith_tests::{corpus, endpoints, shared};
use serde_json::json;

/// The cases that give parameters, the inputs of cases, and those of both that are older than the
/// dual-stack hosts of isolated partitions, of all models. Those of models that have a binary
/// decision diagram in addition to a rule set run by both: 15,312 cases and 1,003 inputs are
/// different.
const CASES: (usize, usize, usize) = (16_845, 1_568, 1_496);

/// The parameters for which the two forms are compared, and those for which they differ: two of S3
/// without a bucket, one with an endpoint that is not a URL and one with the control endpoint of S3
/// Express. The official crate does what the diagram says: `tests/packages/s3/rule_forms.rs`.
const COMPARED: (usize, usize) = (6_791, 2);

/// Protects the rules of every service, and the parameters that operations set: what the models
/// expect of them is what the runtime makes of them, and both forms of rules say the same.
#[test]
fn every_case_of_every_model() {
    let Some(folder) = shared::folder("the endpoint tests of all services") else {
        return;
    };
    let mut models = corpus::models(&folder.join("models"));
    models.extend(corpus::models(&folder.join("models-2026")));
    let (mut cases, mut inputs, mut older, mut compared) = (0, 0, 0, 0);
    let (mut different, mut failed) = (Vec::new(), Vec::new());
    for outcome in corpus::for_each(&models, endpoints::run) {
        let outcome = outcome.expect("a readable model");
        cases += outcome.cases;
        inputs += outcome.inputs;
        older += outcome.older;
        compared += outcome.compared;
        different.extend(outcome.different);
        failed.extend(outcome.failed);
    }
    assert!(
        failed.is_empty(),
        "{} fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert_eq!((cases, inputs, older), CASES);
    let different_count = different.len();
    assert_eq!((compared, different_count), COMPARED, "{different:#?}");
}

/// Protects rules without parameters, whatever a condition names its value.
#[test]
fn rules_without_parameters_name_values() {
    for name in ["none", "home"] {
        let condition = json!({ "fn": "parseURL", "argv": ["https://h.example"], "assign": name });
        let url = format!("https://{{{name}#authority}}");
        let rules = json!({ "version": "1.0", "parameters": {}, "rules": [{
            "type": "endpoint",
            "conditions": [condition],
            "endpoint": { "url": url },
        }] });
        let (endpoint, faults) = endpoint::read("a.b#S", &rules);
        assert!(faults.is_empty(), "{faults:?}");
        let text: &'static str = endpoint.text().join("\n").leak();
        let found = resolve(&RuleSet::new(text), &[]);
        let found = found.unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        assert_eq!(found.url(), "https://h.example");
    }
}
