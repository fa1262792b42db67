//! The two programs of a service, as packages of one workspace below the target directory.

use std::fs;
use std::path::{Path, PathBuf};

use hammersmith_codegen::config::Package;
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::{Generator, Layout};
use serde_json::Value;

use super::code;
use super::newer::updated;
use crate::workspace::{CLIENT, Workspace};
use crate::{botocore, corpus, python, services, shared};

/// A service to compare.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name, for the folder.
    pub name: String,
    /// The model ours is generated from.
    pub model: PathBuf,
    /// The version of the official crate, as Cargo takes it.
    pub version: String,
    /// The operations to generate and compile; all if empty.
    pub only: Vec<String>,
}

/// The official crates that are as old as the models, or their oldest successors that compile.
const VERSIONS: &[(&str, &str)] = &[
    ("auto-scaling", "=1.141.0"),
    ("batch", "=1.138.0"),
    ("cloudfront", "=1.141.0"),
    // The first one that speaks CBOR and refuses null in a list that is not sparse.
    ("cloudwatch", "=1.110.0"),
    ("dynamodb", "=1.136.0"),
    ("ec2", "=1.274.0"),
    ("ecs", "=1.157.0"),
    ("lambda", "=1.156.0"),
    ("rds", "=1.159.0"),
    ("route-53", "=1.132.0"),
    ("s3", "=1.157.0"),
    ("sns", "=1.121.0"),
    ("sqs", "=1.119.0"),
    ("ssm", "=1.133.0"),
    ("sts", "=1.124.0"),
    // The first one that speaks CBOR.
    ("translate", "=1.115.0"),
];

impl Service {
    /// The service of that name, with the newest model there is, or one made of botocore's below
    /// `scratch`, which is `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn find(name: &str, shared: &Path, scratch: &Path) -> Self {
        let pinned = VERSIONS.iter().find(|(service, _)| *service == name);
        let model = botocore::model(scratch, name);
        Self {
            name: name.to_owned(),
            model: model.unwrap_or_else(|| services::model(shared, name)),
            version: pinned.map_or("1", |(_, version)| version).to_owned(),
            only: Vec::new(),
        }
    }
}

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

/// Generates, writes and compiles the programs, in the workspace `scratch/compare/<service>`.
pub(super) fn build(service: &Service, scratch: &Path) -> Programs {
    let folder = format!("compare/{}", service.name);
    let workspace = Workspace::new(scratch, &folder, &["official", "ours"]);
    let plan = generate(service, &workspace);
    let official = plan.package.official_name.clone();
    let names = ["official", "ours"].map(|side| format!("compare-{side}-{}", service.name));
    let clients = [
        format!("package = {official:?}, version = {:?}", service.version),
        format!("package = {:?}, path = \"../client\"", plan.package.name),
    ];
    let mains = ["official/src/main.rs", "ours/src/main.rs"];
    for ((main, name), client) in mains.iter().zip(&names).zip(clients) {
        let package = Path::new(main).ancestors().nth(2).expect("a package");
        workspace.save(package.join("Cargo.toml"), &manifest(name, &client));
        // Cargo wants one before it says where the official crate is.
        if !workspace.folder().join(main).exists() {
            workspace.save(main, "fn main() {}\n");
        }
    }
    let modules = modules(&workspace, &official);
    let operations = plan.operations.iter();
    let operations: Vec<&Operation> = operations
        .filter(|it| modules.join(format!("{}.rs", it.module)).exists())
        .collect();
    let main = code::main(&plan, &operations, false);
    for path in mains {
        workspace.save(path, &main);
    }
    let mut build = workspace.command();
    build.args(["build", "--quiet"]);
    for name in &names {
        build.args(["--package", name]);
    }
    python::run(&mut build);
    let [official, ours] = names.map(|name| workspace.target().join("debug").join(name));
    Programs {
        operations: operations.iter().map(|it| it.name.clone()).collect(),
        has_schemas: operations.iter().any(|it| has_schema(&modules, it)),
        plan,
        official,
        ours,
    }
}

/// Generates, writes and compiles the program in which our client calls a fake, in the workspace
/// `scratch/served/<service>`.
pub(super) fn build_served(service: &Service, scratch: &Path) -> (Plan, PathBuf) {
    let folder = format!("served/{}", service.name);
    let workspace = Workspace::new(scratch, &folder, &["ours"]);
    let plan = generate(service, &workspace);
    let name = format!("served-{}", service.name);
    let client = format!(
        "package = {:?}, path = \"../client\", features = [\"fake\"]",
        plan.package.name
    );
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime");
    let manifest = manifest(&name, &client);
    let more = format!("hammersmith = {{ path = {runtime:?} }}\nhttp = \"1\"\n");
    workspace.save("ours/Cargo.toml", &(manifest + &more));
    let operations: Vec<&Operation> = plan.operations.iter().collect();
    workspace.save("ours/src/main.rs", &code::main(&plan, &operations, true));
    let mut build = workspace.command();
    build.args(["build", "--quiet", "--package", &name]);
    python::run(&mut build);
    let program = workspace.target().join("debug").join(name);
    (plan, program)
}

/// The manifest of a program.
fn manifest(name: &str, client: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         sdk = {{ {client} }}\n{CLIENT}\
         nix = {{ version = \"0.31\", features = [\"resource\"] }}\n\
         serde_json = {{ version = \"1\", features = [\"float_roundtrip\", \"preserve_order\", \"raw_value\"] }}\n"
    )
}

/// Writes our crate: all operations that can be generated.
fn generate(service: &Service, workspace: &Workspace) -> Plan {
    workspace.save("model.json", &updated(&service.model).to_string());
    let model = workspace.folder().join("model.json");
    let loaded = model::load(&[Source::File(model.clone())]).expect("a model");
    let mut operations = corpus::supported(&loaded).expect("operations");
    operations.retain(|id| {
        let name = id.rsplit('#').next().unwrap_or(id);
        service.only.is_empty() || service.only.iter().any(|only| only == name)
    });
    assert!(!operations.is_empty(), "no operation can be generated");
    let runtime = shared::workspace().join("runtime").canonicalize();
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
    output
        .write(&workspace.folder().join("client"))
        .expect("a crate");
    generated.plan().clone()
}

/// The directory of the operations of the official crate, which Cargo fetches if it has to.
fn modules(workspace: &Workspace, official: &str) -> PathBuf {
    let mut metadata = workspace.command();
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
