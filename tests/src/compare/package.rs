//! The two programs of a service, as packages of one workspace below the target directory.

use std::fs;
use std::path::{Path, PathBuf};

use hammersmith_codegen::config::Package;
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::{Generator, Layout};
use serde_json::{Value, json};

use super::code;
use crate::shared::{self, cargo, workspace};
use crate::{corpus, python};

/// A service to compare.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name, for the folder.
    pub name: String,
    /// The model ours is generated from.
    pub model: PathBuf,
    /// The version of the official crate, as Cargo takes it.
    pub version: String,
}

/// The official crates that are as old as the models, or their oldest successors that compile.
const VERSIONS: &[(&str, &str)] = &[
    ("batch", "=1.138.0"),
    ("dynamodb", "=1.136.0"),
    ("ecs", "=1.157.0"),
    ("lambda", "=1.156.0"),
    ("sqs", "=1.119.0"),
    ("ssm", "=1.133.0"),
];

impl Service {
    /// The service of that name, with the newest model there is.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn find(name: &str, shared: &Path) -> Self {
        let newest = shared.join(format!("models-2026/{name}.json"));
        let model = match newest.exists() {
            true => newest,
            false => corpus::models(&shared.join("models").join(name))
                .pop()
                .expect("a model"),
        };
        let pinned = VERSIONS.iter().find(|(service, _)| *service == name);
        Self {
            name: name.to_owned(),
            model,
            version: pinned.map_or("1", |(_, version)| version).to_owned(),
        }
    }
}

/// Members that are required in a model and not any more where the official crate comes from: shape
/// and member.
const RELAXED: &[(&str, &str)] = &[("com.amazonaws.batch#ComputeResource", "subnets")];

/// Operations that have more errors in the official crate than in the model, and those errors.
const ADDED: &[(&[&str], &[&str])] = &[(
    &[
        "com.amazonaws.lambda#CheckpointDurableExecution",
        "com.amazonaws.lambda#GetDurableExecution",
        "com.amazonaws.lambda#GetDurableExecutionHistory",
        "com.amazonaws.lambda#GetDurableExecutionState",
        "com.amazonaws.lambda#SendDurableExecutionCallbackFailure",
        "com.amazonaws.lambda#SendDurableExecutionCallbackSuccess",
        "com.amazonaws.lambda#StopDurableExecution",
    ],
    &[
        "com.amazonaws.lambda#KMSAccessDeniedException",
        "com.amazonaws.lambda#KMSDisabledException",
        "com.amazonaws.lambda#KMSInvalidStateException",
        "com.amazonaws.lambda#KMSNotFoundException",
    ],
)];

/// The programs, compiled.
#[derive(Debug)]
pub(super) struct Programs {
    /// The decisions of our generator.
    pub(super) plan: Plan,
    /// The names of the operations that both clients have.
    pub(super) operations: Vec<String>,
    /// True if the official crate is based on schemas.
    pub(super) has_schemas: bool,
    /// The program with the official crate.
    pub(super) official: PathBuf,
    /// The program with ours.
    pub(super) ours: PathBuf,
}

/// Generates, writes and compiles the programs; `target` is the target directory.
pub(super) fn build(service: &Service, target: &Path) -> Programs {
    let folder = target.join("tmp/compare").join(&service.name);
    let plan = generate(service, &folder.join("client"));
    let official = plan.package.official_name.clone();
    let names = ["official", "ours"].map(|side| format!("compare-{side}-{}", service.name));
    let clients = [
        format!("package = {official:?}, version = {:?}", service.version),
        format!("package = {:?}, path = \"../client\"", plan.package.name),
    ];
    for ((side, name), client) in ["official", "ours"].iter().zip(&names).zip(clients) {
        save(
            &folder.join(side).join("Cargo.toml"),
            &manifest(name, &client),
        );
        let main = folder.join(side).join("src/main.rs");
        // Cargo wants one before it says where the official crate is.
        if !main.exists() {
            save(&main, "fn main() {}\n");
        }
    }
    save(&folder.join("Cargo.toml"), WORKSPACE);
    lock(&folder);
    let modules = modules(&folder, &official);
    let operations = plan.operations.iter();
    let operations: Vec<&Operation> = operations
        .filter(|it| modules.join(format!("{}.rs", it.module)).exists())
        .collect();
    let main = code::main(&plan, &operations);
    for side in ["official", "ours"] {
        save(&folder.join(side).join("src/main.rs"), &main);
    }
    let mut build = cargo(&folder);
    build.args(["build", "--quiet"]);
    for name in &names {
        build.args(["--package", name]);
    }
    python::run(build.arg("--target-dir").arg(target));
    let [official, ours] = names.map(|name| target.join("debug").join(name));
    Programs {
        operations: operations.iter().map(|it| it.name.clone()).collect(),
        has_schemas: operations.iter().any(|it| has_schema(&modules, it)),
        plan,
        official,
        ours,
    }
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"official\", \"ours\"]\n\n\
                         [profile.dev]\ndebug = 0\n";

fn manifest(name: &str, client: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         sdk = {{ {client} }}\n\
         aws-credential-types = {{ version = \"1\", features = [\"hardcoded-credentials\"] }}\n\
         aws-runtime = \"1\"\n\
         aws-smithy-async = \"1\"\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\n\
         serde_json = {{ version = \"1\", features = [\"preserve_order\", \"raw_value\"] }}\n\
         tokio = {{ version = \"1\", features = [\"rt\"] }}\n"
    )
}

/// Writes our crate: all operations that can be generated.
fn generate(service: &Service, folder: &Path) -> Plan {
    let model = folder.with_file_name("model.json");
    save(&model, &updated(&service.model).to_string());
    let loaded = model::load(&[Source::File(model.clone())]).expect("a model");
    let operations = corpus::supported(&loaded).expect("operations");
    assert!(!operations.is_empty(), "no operation can be generated");
    let runtime = workspace().join("runtime").canonicalize();
    let package = Package {
        runtime_path: Some(runtime.expect("the runtime").display().to_string()),
        ..Package::default()
    };
    let generator = Generator::new()
        .model(model)
        .operations(operations)
        .package(package);
    let generated = generator.run(Layout::Crate).expect("a service");
    let output = generated.output(Layout::Crate).expect("Rust");
    output.write(folder).expect("a crate");
    generated.plan().clone()
}

/// The model, with the changes that the official crate has.
fn updated(model: &Path) -> Value {
    let mut model = shared::json(model);
    for (shape, member) in RELAXED {
        let shape = model["shapes"].get_mut(shape);
        let member = shape.and_then(|shape| shape["members"].get_mut(member));
        if let Some(traits) = member.and_then(|member| member["traits"].as_object_mut()) {
            traits.remove("smithy.api#required");
        }
    }
    for (operations, added) in ADDED {
        for operation in *operations {
            let operation = model["shapes"].get_mut(operation);
            let errors = operation.and_then(|it| it.get_mut("errors"));
            if let Some(errors) = errors.and_then(Value::as_array_mut) {
                errors.extend(added.iter().map(|error| json!({ "target": error })));
            }
        }
    }
    model
}

/// The directory of the operations of the official crate, which Cargo fetches if it has to.
fn modules(folder: &Path, official: &str) -> PathBuf {
    let mut metadata = cargo(folder);
    metadata.args(["metadata", "--format-version", "1"]);
    let printed = python::run(&mut metadata).stdout;
    let metadata: Value = serde_json::from_slice(&printed).expect("JSON");
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["name"] == official);
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    let manifest = Path::new(manifest.expect("the official crate"));
    manifest.with_file_name("src").join("operation")
}

/// True if the official crate has a schema of the operation's input.
fn has_schema(modules: &Path, operation: &Operation) -> bool {
    let module = modules.join(format!("{}.rs", operation.module));
    fs::read_to_string(module).is_ok_and(|text| text.contains("INPUT_SCHEMA"))
}

/// Starts with the versions that the workspace around has, which are compiled already; Cargo adds
/// those of the official crate.
fn lock(folder: &Path) {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("a lock file");
    let base = folder.join("Cargo.lock.base");
    if fs::read_to_string(&base).ok().as_ref() != Some(&lock) {
        save(&folder.join("Cargo.lock"), &lock);
        save(&base, &lock);
    }
}

/// Leaves alone what has not changed, so that nothing is compiled again.
fn save(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        let folder = path.parent().expect("a file in a folder");
        fs::create_dir_all(folder).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}
