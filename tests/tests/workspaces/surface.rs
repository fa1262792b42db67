//! The public API of whole services, as it is predicted from their models.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use hammersmith_tests::services::{self, Crates};
use hammersmith_tests::{python, rustdoc, shared};
use serde_json::Value;

/// The services that CI compares; `HAMMERSMITH_SERVICES=dozen` compares those that ask the most.
const SERVICES: [&str; 2] = ["eks", "sqs"];

/// Protects drop-in replacement for whole services: all that the official crate would have is
/// there.
#[test]
fn items_that_the_model_predicts() {
    let Some(folder) = shared::folder("the comparison of whole public APIs") else {
        return;
    };
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let services = services::selected(&SERVICES).into_iter();
    let models = services.map(|service| (service.clone(), services::model(&folder, &service)));
    let models: Vec<_> = models.collect();
    let crates = Crates::write(scratch, "surface", &models);
    let [runtime] = rustdoc::json(scratch, ["hammersmith"]);
    println!("| service | operations | predicted | missing | seconds |");
    println!("| --- | --: | --: | --: | --: |");
    let mut missing = String::new();
    for ((service, model), (_, plan)) in models.iter().zip(&crates.plans) {
        let start = Instant::now();
        let package = format!("service-{service}");
        let [ours] = rustdoc::json_in(scratch, crates.folder(), [package.as_str()], None);
        let selected = crates.folder().join(service).join("model.json");
        let of_plan = services::selected_model(model, plan);
        fs::write(&selected, of_plan.to_string()).expect("a file");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/predicted.py");
        let mut command = Command::new("python3");
        command.arg(script).arg(folder.join("tools"));
        command.args([&selected, &ours, &runtime]);
        let found: Value = serde_json::from_slice(&python::run(&mut command).stdout).expect("JSON");
        let lacking = found["missing"].as_array().expect("a list");
        println!(
            "| {service} | {} | {} | {} | {:.1} |",
            plan.operations.len(),
            found["predicted"],
            lacking.len(),
            start.elapsed().as_secs_f64()
        );
        for item in lacking {
            missing += &format!("{service}: {}\n", item.as_str().unwrap_or_default());
        }
    }
    assert_eq!(missing, "", "predicted, but not there");
}
