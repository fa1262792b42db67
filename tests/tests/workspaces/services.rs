//! The output for other services compiles, skeletons in Rust too.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_tests::services::{self, Crates};
use hammersmith_tests::{corpus, shared};

/// Services that have, together, every kind of shape and of HTTP binding, recursion, names that
/// are Rust's, and everything an endpoint can depend on. Or others, if the variable
/// `HAMMERSMITH_SERVICES` names them.
const SERVICES: [&str; 8] = [
    "amp",
    "app-mesh",
    "bedrock-agent",
    "glacier",
    "iot-data-plane",
    "lambda",
    "lex-runtime-service",
    "rds-data",
];

/// The services that CI compiles whole: S3, and of the dozen those that do not take minutes.
/// `HAMMERSMITH_SERVICES=dozen` compiles all.
const WHOLE: [&str; 8] = [
    "cloudwatch-logs",
    "dynamodb",
    "ecs",
    "eks",
    "lambda",
    "s3",
    "sqs",
    "ssm",
];

/// Those of them that are compiled with each set of [`FEATURES`]; the others with the first and the
/// last one, between which no code depends on more than one feature.
const EACH_SET: [&str; 3] = ["lambda", "s3", "sqs"];

/// The sets of features that a crate is compiled with: all but `client` depend on nothing but the
/// runtime.
const FEATURES: [&[&str]; 4] = [
    &["--no-default-features"],
    &["--no-default-features", "--features", "serde,sign"],
    &[],
    &["--features", "serde,sign"],
];

/// The skeletons of all operations as Rust, each in a module of its own.
fn skeletons(plan: &Plan) -> String {
    let crate_name = plan.package.name.replace('-', "_");
    let mut code = "#![allow(dead_code, deprecated)]\n\nfn main() {}\n".to_owned();
    for operation in &plan.operations {
        let skeleton = skeleton::input(plan, operation, Members::All);
        let rust = skeleton.to_rust(&crate_name).expect("Rust");
        let module = &operation.module;
        code += &format!("\nmod {module} {{\n{rust}}}\n");
    }
    code
}

/// The crates of all services with their skeletons, written once; nothing without the models.
fn crates() -> Option<&'static Crates> {
    static CRATES: OnceLock<Option<Crates>> = OnceLock::new();
    CRATES.get_or_init(write).as_ref()
}

fn write() -> Option<Crates> {
    let folder = shared::folder("compiling other services")?;
    let models = services::selected(&SERVICES).into_iter().map(|service| {
        let mut models = corpus::models(&folder.join("models").join(&service));
        (service, models.pop().expect("a model"))
    });
    let models: Vec<_> = models.collect();
    let crates = Crates::write(env!("CARGO_TARGET_TMPDIR"), "services", &models);
    for (service, plan) in &crates.plans {
        let examples = crates.folder().join(service).join("examples");
        std::fs::create_dir_all(&examples).expect("a folder");
        std::fs::write(examples.join("skeletons.rs"), skeletons(plan)).expect("a file");
    }
    Some(crates)
}

/// Protects all that Batch does not have, skeletons in Rust too, for rustc sees more than a parser
/// does.
#[test]
fn other_services_compile() {
    let Some(crates) = crates() else { return };
    let check = ["check", "--examples", "--keep-going"];
    assert_eq!(crates.cargo(&check), "", "warnings");
}

/// Protects the pages of their operations: rustdoc understands what others wrote, and their
/// examples, which are requests and responses of AWS, are what is sent and read.
#[test]
fn pages_of_other_services_hold() {
    let Some(crates) = crates() else { return };
    let no_client = "--no-default-features";
    assert_eq!(
        crates.cargo(&["doc", no_client, "--no-deps"]),
        "",
        "warnings"
    );
    crates.cargo(&["test", no_client, "--doc", "--no-fail-fast"]);
}

/// Protects whole services of all protocols: they compile without a warning, whatever features are
/// chosen.
#[test]
fn whole_services_compile_with_each_set_of_features() {
    let Some(folder) = shared::folder("compiling whole services") else {
        return;
    };
    let selected = services::selected(&WHOLE);
    let models = models(&folder, &selected);
    let crates = Crates::write(env!("CARGO_TARGET_TMPDIR"), "whole", &models);
    // Whoever names services wants all of it.
    let is_named = selected != WHOLE;
    let few = selected
        .iter()
        .filter(|it| !EACH_SET.contains(&it.as_str()));
    let few: Vec<_> = few.map(|it| format!("--exclude=service-{it}")).collect();
    for (index, features) in FEATURES.iter().enumerate() {
        let mut check = [&["check", "--keep-going"], *features].concat();
        if !is_named && (1..FEATURES.len() - 1).contains(&index) {
            check.extend(few.iter().map(String::as_str));
        }
        assert_eq!(crates.cargo(&check), "", "warnings with {features:?}");
    }
}

fn models(folder: &Path, services: &[String]) -> Vec<(String, PathBuf)> {
    let models = services.iter();
    let models = models.map(|service| (service.clone(), services::model(folder, service)));
    models.collect()
}
