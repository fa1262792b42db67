//! The endpoint rules of all services.

use hammersmith_tests::{corpus, endpoints, shared};

/// The cases that give parameters, the inputs of cases, and those of both that are older than the
/// dual-stack hosts of isolated partitions, of all models. Those of models that have a binary
/// decision diagram in addition to a rule set run by both: 15,312 cases and 1,003 inputs are
/// different.
const CASES: (usize, usize, usize) = (16_845, 1_568, 1_496);

/// The parameters for which the two forms are compared, and those for which they differ: two of S3
/// without a bucket, one with an endpoint that is not a URL and one with the control endpoint of S3
/// Express. The official crate does what the diagram says.
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
