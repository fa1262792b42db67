//! What is generated for other services compiles, skeletons in Rust too.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use hammersmith_codegen::config::Package;
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_codegen::{Generator, Layout};
use hammersmith_tests::{corpus, python, rustdoc, shared};

/// Services that have, together, every kind of shape and of HTTP binding, recursion, names that
/// are Rust's, and everything an endpoint can depend on. Or others, if the variable
/// `HAMMERSMITH_SERVICES` names them.
const SERVICES: &str =
    "amp app-mesh bedrock-agent glacier iot-data-plane lambda lex-runtime-service rds-data";

/// Writes the crate of a service, unless each of its operations needs what is not generated yet.
fn generate(service: &str, models: &Path, folder: &Path) -> bool {
    let model = corpus::models(&models.join(service))
        .pop()
        .expect("a model");
    let loaded = model::load(&[Source::File(model.clone())]).expect("a model");
    let operations = corpus::supported(&loaded).expect("operations");
    if operations.is_empty() {
        return false;
    }
    let runtime = shared::workspace().join("runtime").canonicalize();
    let package = Package {
        name: Some(format!("service-{service}")),
        runtime_path: Some(runtime.expect("the runtime").display().to_string()),
        ..Package::default()
    };
    let generator = Generator::new()
        .model(model)
        .operations(operations)
        .package(package);
    let generated = generator.run(Layout::Crate).expect("a service");
    let output = generated.output(Layout::Crate).expect("Rust");
    output.write(&folder.join(service)).expect("a crate");
    let examples = folder.join(service).join("examples");
    std::fs::create_dir_all(&examples).expect("a folder");
    std::fs::write(examples.join("skeletons.rs"), skeletons(generated.plan())).expect("a file");
    true
}

/// The skeletons of all operations as Rust, each in a module of its own.
fn skeletons(plan: &Plan) -> String {
    let crate_name = plan.package.name.replace('-', "_");
    let mut code = "#![allow(dead_code)]\n\nfn main() {}\n".to_owned();
    for operation in &plan.operations {
        let skeleton = skeleton::input(plan, operation, Members::All);
        let rust = skeleton.to_rust(&crate_name).expect("Rust");
        let module = &operation.module;
        code += &format!("\nmod {module} {{\n{rust}}}\n");
    }
    code
}

/// The workspace of the crates of all services, written once; nothing without the models.
fn workspace() -> Option<&'static Path> {
    static WORKSPACE: OnceLock<Option<PathBuf>> = OnceLock::new();
    WORKSPACE.get_or_init(write).as_deref()
}

fn write() -> Option<PathBuf> {
    let folder = shared::folder("compiling other services")?;
    let services = std::env::var("HAMMERSMITH_SERVICES");
    let services = services.as_deref().unwrap_or(SERVICES);
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("services");
    std::fs::create_dir_all(&workspace).expect("a folder");
    let members: Vec<_> = services
        .split_whitespace()
        .filter(|service| generate(service, &folder.join("models"), &workspace))
        .map(|service| format!("{service:?}"))
        .collect();
    assert!(members.len() >= 8, "only {members:?}");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = 0\n",
        members.join(", ")
    );
    std::fs::write(workspace.join("Cargo.toml"), manifest).expect("a manifest");
    let lock = shared::workspace().join("Cargo.lock");
    std::fs::copy(lock, workspace.join("Cargo.lock")).expect("a lock file");
    Some(workspace)
}

/// Runs cargo in the workspace of the services; gives what it has to complain about.
fn cargo(workspace: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(workspace)
        .args(arguments)
        .args(["--quiet", "--workspace", "--target-dir"])
        .arg(rustdoc::target_directory(env!("CARGO_TARGET_TMPDIR")))
        .env("RUSTDOCFLAGS", "-D warnings");
    let output = python::run(&mut command);
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Protects all that Batch does not have, skeletons in Rust too, for rustc sees more than a parser does.
#[test]
fn other_services_compile() {
    let Some(workspace) = workspace() else { return };
    let check = ["check", "--examples", "--keep-going"];
    assert_eq!(cargo(workspace, &check), "", "warnings");
}

/// Protects the pages of their operations: rustdoc understands what others wrote, and their
/// examples, which are requests and responses of AWS, are what is sent and read.
#[test]
fn pages_of_other_services_hold() {
    let Some(workspace) = workspace() else { return };
    let no_client = "--no-default-features";
    assert_eq!(
        cargo(workspace, &["doc", no_client, "--no-deps"]),
        "",
        "warnings"
    );
    cargo(workspace, &["test", no_client, "--doc", "--no-fail-fast"]);
}
