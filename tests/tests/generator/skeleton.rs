//! Skeletons as Rust build the same input as skeletons as JSON.

use std::path::Path;

use hammersmith::Operation;
use hammersmith_batch::operation::register_job_definition::RegisterJobDefinition;
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_codegen::{Generator, Layout};
use hammersmith_tests::{golden, shared};
use serde_json::Value;

#[path = "../../snapshots/skeleton/register_job_definition.rs"]
#[allow(unreachable_pub)]
mod register_job_definition;

/// Protects `--rust`: it compiles, as this test does with it, and what it builds is sent as what
/// the same skeleton is as JSON.
#[test]
fn rust_builds_what_json_says() {
    let ours = shared::workspace().join("model/batch.json");
    let generator = Generator::new().model(ours);
    let generated = generator.run(Layout::Crate).expect("a service");
    let plan = generated.plan();
    let skeleton = skeleton::input(plan, &plan.operations[0], Members::All);
    let rust = skeleton.to_rust("hammersmith_batch").expect("Rust");
    let golden =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/skeleton/register_job_definition.rs");
    golden::file(&golden, &rust);

    let input = register_job_definition::register_job_definition().expect("an input");
    let request = RegisterJobDefinition::serialize(&input).expect("a request");
    let sent: Value = serde_json::from_slice(&request.body).expect("JSON");
    assert_eq!(sent, skeleton.to_json());
}
