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
use super::contexts::Contexts;
use super::newer::{aligned, updated};
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

impl Service {
    /// The service of that name, with the newest model there is, or one made of botocore's below
    /// `scratch`, which is `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Panics
    ///
    /// If the service has no model.
    pub fn find(name: &str, shared: &Path, scratch: &Path) -> Self {
        let model = botocore::model(scratch, name);
        Self {
            name: name.to_owned(),
            model: model.unwrap_or_else(|| services::model(shared, name)),
            version: services::official_version(name).to_owned(),
            only: Vec::new(),
        }
    }
}

/// The most operations of one program: whole EC2 in one would take many times the memory.
const MOST: usize = 150;

/// The programs, compiled.
#[derive(Debug)]
pub(super) struct Programs {
    /// The decisions of our generator.
    pub(super) plan: Plan,
    /// True if the official crate is based on schemas.
    pub(super) has_schemas: bool,
    /// The programs, each pair with the names of its operations.
    pub(super) pairs: Vec<Pair>,
    /// The values that the endpoint rules expect.
    pub(super) contexts: Contexts,
}

/// Two programs with the same operations.
#[derive(Debug)]
pub(super) struct Pair {
    /// The names of the operations that both clients have.
    pub(super) operations: Vec<String>,
    /// The program with the official crate.
    pub(super) official: PathBuf,
    /// The program with ours.
    pub(super) ours: PathBuf,
}

/// Generates, writes and compiles the programs, in the workspace `scratch/compare/<service>`.
pub(super) fn build(service: &Service, scratch: &Path) -> Programs {
    let folder = format!("compare/{}", service.name);
    let workspace = Workspace::new(scratch, &folder, &["official", "ours"]);
    let mut plan = generate(service, &workspace).unwrap_or_else(|error| panic!("{error}"));
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
    let model = shared::json(&workspace.folder().join("model.json"));
    if let Some(aligned) = aligned(&model, modules.parent().expect("a directory")) {
        plan = write(service, &workspace, &aligned).unwrap_or_else(|error| panic!("{error}"));
    }
    let operations = plan.operations.iter();
    let operations: Vec<&Operation> = operations
        .filter(|it| modules.join(format!("{}.rs", it.module)).exists())
        .collect();
    let mut build = workspace.command();
    build.args(["build", "--quiet"]);
    for name in &names {
        build.args(["--package", name]);
    }
    let mut pairs = Vec::new();
    for (number, operations) in operations.chunks(MOST).enumerate() {
        let main = code::main(&plan, operations, false);
        let [official, ours] = [0, 1].map(|side| {
            let (mut name, mut path) = (names[side].clone(), mains[side].to_owned());
            if number > 0 {
                name = format!("{name}-{number}");
                path = path.replace("main.rs", &format!("bin/{name}.rs"));
            }
            workspace.save(path, &main);
            build.args(["--bin", &name]);
            workspace.target().join("debug").join(name)
        });
        pairs.push(Pair {
            operations: operations.iter().map(|it| it.name.clone()).collect(),
            official,
            ours,
        });
    }
    python::run(&mut build);
    Programs {
        has_schemas: operations.iter().any(|it| has_schema(&modules, it)),
        contexts: contexts(&plan, &workspace),
        plan,
        pairs,
    }
}

/// Generates, writes and compiles the program in which our client calls a fake, in the workspace
/// `scratch/served/<service>`.
pub(super) fn build_served(service: &Service, scratch: &Path) -> (Plan, Contexts, PathBuf) {
    let folder = format!("served/{}", service.name);
    let workspace = Workspace::new(scratch, &folder, &["ours"]);
    let plan = generate(service, &workspace).unwrap_or_else(|error| panic!("{error}"));
    let name = format!("served-{}", service.name);
    let client = format!(
        "package = {:?}, path = \"../client\", features = [\"fake\"]",
        plan.package.name
    );
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime");
    let manifest = manifest(&name, &client);
    let more =
        format!("hammersmith = {{ path = {runtime:?}, features = [\"sign\"] }}\nhttp = \"1\"\n");
    workspace.save("ours/Cargo.toml", &(manifest + &more));
    let operations: Vec<&Operation> = plan.operations.iter().collect();
    workspace.save("ours/src/main.rs", &code::main(&plan, &operations, true));
    let mut build = workspace.command();
    build.args(["build", "--quiet", "--package", &name]);
    python::run(&mut build);
    let program = workspace.target().join("debug").join(name);
    let contexts = contexts(&plan, &workspace);
    (plan, contexts, program)
}

/// The values of the endpoint cases of the model, except for S3: its buckets are in `inputs`.
fn contexts(plan: &Plan, workspace: &Workspace) -> Contexts {
    match plan.service.s3 {
        true => Contexts::default(),
        false => Contexts::read(&workspace.folder().join("model.json")),
    }
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

/// Writes our crate, of all operations that can be generated, to `client` of a workspace, and its
/// model to `model.json`.
///
/// # Errors
///
/// Says why it cannot be generated.
pub fn generate(service: &Service, workspace: &Workspace) -> Result<Plan, String> {
    write(service, workspace, &updated(&service.model))
}

/// Writes our crate of this model, as [`generate`] does.
fn write(service: &Service, workspace: &Workspace, model: &Value) -> Result<Plan, String> {
    let error = |error: &dyn std::fmt::Display| format!("{}: {error}", service.name);
    workspace.save("model.json", &model.to_string());
    let model = workspace.folder().join("model.json");
    let loaded = model::load(&[Source::File(model.clone())]).map_err(|it| error(&it))?;
    let mut operations = corpus::supported(&loaded).map_err(|it| error(&it))?;
    operations.retain(|id| {
        let name = id.rsplit('#').next().unwrap_or(id);
        service.only.is_empty() || service.only.iter().any(|only| only == name)
    });
    if operations.is_empty() {
        return Err(error(&"no operation can be generated"));
    }
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.map_err(|it| error(&it))?;
    let package = Package {
        runtime_path: Some(runtime.display().to_string()),
        ..Package::default()
    };
    let generator = Generator::new()
        .model(model)
        .operations(operations)
        .package(package);
    let generated = generator.run(Layout::Crate).map_err(|it| error(&it))?;
    let output = generated.output(Layout::Crate).map_err(|it| error(&it))?;
    let client = workspace.folder().join("client");
    output.write(&client).map_err(|it| error(&it))?;
    let mut plan = generated.plan().clone();
    // With the region that a copy comes from, the official crate leaves the presigned form of the
    // request to the program, and has no member for it in some services.
    for operation in &mut plan.operations {
        if operation.presigned_copy.is_some() {
            let fields = &mut operation.input.fields;
            fields.retain(|field| field.member != "SourceRegion");
        }
    }
    Ok(plan)
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
