//! The endpoint rules of all services.

use hammersmith_tests::{corpus, endpoints, shared};

/// The cases that give parameters, the inputs of cases, and those of both that are older than the
/// dual-stack hosts of isolated partitions, of all models.
const CASES: (usize, usize, usize) = (15_312, 1_003, 1_496);

/// Protects the rules of every service, and the parameters that operations set: what the models
/// expect of them is what the runtime makes of them.
#[test]
fn every_case_of_every_model() {
    let Some(folder) = shared::folder("the endpoint tests of all services") else {
        return;
    };
    let mut models = corpus::models(&folder.join("models"));
    models.extend(corpus::models(&folder.join("models-2026")));
    let (mut cases, mut inputs, mut older, mut failed) = (0, 0, 0, Vec::new());
    for outcome in corpus::for_each(&models, endpoints::run) {
        let outcome = outcome.expect("a readable model");
        cases += outcome.cases;
        inputs += outcome.inputs;
        older += outcome.older;
        failed.extend(outcome.failed);
    }
    assert!(
        failed.is_empty(),
        "{} fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert_eq!((cases, inputs, older), CASES);
}
