//! The code of every fixture is compiled, linted, documented and run.
//!
//! All of them become crates of one workspace below the target folder, together with a crate that
//! mounts each as a single file, the way build scripts do, and with the tests of
//! `fixtures/behaviour`.

mod fixture;
mod taken;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use hammersmith_codegen::{Layout, When, write};

/// The profiles of the workspace around, so that what was built for it is taken.
const PROFILES: &str = "\
[profile.dev]
debug = 0

[profile.test]
debug = 0
";

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the tests are in a workspace")
}

/// The workspace of all fixtures, generated once.
fn workspace() -> &'static Path {
    static WORKSPACE: OnceLock<PathBuf> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
        generate(&workspace);
        workspace
    })
}

fn generate(workspace: &Path) {
    let cases = fixture::cases();
    let runtime = root().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime is in the workspace");
    for case in &cases {
        let generated = fixture::generate(case, When::Feature, Some(&runtime));
        let output = generated.output(Layout::Crate).expect("the code is Rust");
        let folder = workspace.join(fixture::package(case));
        output.write(&folder).expect("the folder can be written");
    }
    mounted_crate(workspace, &cases, &runtime);
    behaviour_crate(workspace, &cases, &runtime);
    let packages = cases.iter().map(|case| fixture::package(case));
    let members: Vec<String> = packages
        .chain(["behaviour", "mounted"].map(str::to_owned))
        .collect();
    workspace_of(workspace, &members);
}

/// The manifest and lock file of a workspace of these packages.
fn workspace_of(workspace: &Path, members: &[String]) {
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{PROFILES}");
    save(&workspace.join("Cargo.toml"), &manifest);
    // The versions of dependencies that the workspace around has, which are there already.
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the workspace is locked");
    save(&workspace.join("Cargo.lock"), &lock);
}

/// The crate that mounts every fixture as a single file.
fn mounted_crate(workspace: &Path, cases: &[String], runtime: &Path) {
    let mut modules = String::new();
    for case in cases {
        let module = module(case);
        let generated = fixture::generate(case, When::Always, None);
        let file = workspace.join(format!("mounted/src/{module}.in"));
        save(&file, &generated.file().expect("the code is Rust"));
        modules += &format!("pub mod {module} {{\n    include!(\"{module}.in\");\n}}\n");
    }
    let dependency = format!(
        "[dependencies]\nhammersmith = {{ path = {runtime:?}, default-features = false, features = [\"client\", \"pattern\", \"serde\"] }}\n"
    );
    let manifest = package("mounted", "2021") + &dependency;
    save(&workspace.join("mounted/Cargo.toml"), &manifest);
    let root = format!("pub mod deep {{\n{modules}}}\n");
    save(&workspace.join("mounted/src/lib.rs"), &root);
}

/// The crate of the tests of `fixtures/behaviour`.
fn behaviour_crate(workspace: &Path, cases: &[String], runtime: &Path) {
    let tests = fixture::folder().join("behaviour/main.rs");
    let mut manifest = package("behaviour", "2024");
    manifest += &format!("[[test]]\nname = \"behaviour\"\npath = {tests:?}\n\n[dependencies]\n");
    manifest += &format!("hammersmith = {{ path = {runtime:?}, default-features = false }}\n");
    manifest += "serde_json = \"1\"\n";
    for case in cases {
        let (module, package) = (module(case), fixture::package(case));
        manifest += &format!(
            "{module} = {{ package = \"{package}\", path = \"../{package}\", default-features = false, features = [\"serde\"] }}\n"
        );
    }
    save(&workspace.join("behaviour/Cargo.toml"), &manifest);
    save(&workspace.join("behaviour/src/lib.rs"), "");
}

fn module(case: &str) -> String {
    case.replace(['/', '-'], "_")
}

fn package(name: &str, edition: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\n")
}

fn save(path: &Path, text: &str) {
    let folder = path.parent().expect("a file in a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    write::write_file(path, text).expect("the file can be written");
}

/// Runs cargo in the workspace of all fixtures.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    cargo_in(workspace(), arguments, environment);
}

/// Runs cargo in a workspace; it takes what it needs from the target folder that these tests were
/// built in.
fn cargo_in(workspace: &Path, arguments: &[&str], environment: &[(&str, &str)]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a folder in target");
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(workspace).args(arguments);
    command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .envs(environment.iter().copied());
    let output = command
        .output()
        .expect("cargo is there, it runs these tests");
    let text = String::from_utf8_lossy(&output.stderr);
    let tests = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "cargo {}\n{text}\n{tests}",
        arguments.join(" ")
    );
}

const WITHOUT_CLIENT: &[&str] = &[
    "--workspace",
    "--exclude",
    "mounted",
    "--no-default-features",
];

/// Protects callers from code that does not compile, and from warnings: alone, without the client.
#[test]
fn without_the_client() {
    let clippy = [
        &["clippy", "--keep-going"],
        WITHOUT_CLIENT,
        &["--no-deps", "--", "-D", "warnings"],
    ]
    .concat();
    cargo(&clippy, &[]);
}

/// Protects the same with the client, and where the code is mounted deep in a crate of an older
/// edition.
#[test]
fn with_the_client() {
    cargo(
        &[
            "clippy",
            "--keep-going",
            "--workspace",
            "--exclude",
            "behaviour",
            "--features",
            "client",
            "--no-deps",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    );
}

/// Protects readers from documentation that rustdoc cannot make sense of.
#[test]
fn documentation() {
    let doc = [&["doc"], WITHOUT_CLIENT, &["--no-deps"]].concat();
    cargo(&doc, &[("RUSTDOCFLAGS", "-D warnings")]);
}

/// Protects whoever copies code from a page of an operation: all of it compiles, and its examples
/// hold. Types come without the client, so the code must.
#[test]
fn code_of_pages() {
    let test = [
        &["test", "--doc"],
        WITHOUT_CLIENT,
        &["--exclude", "behaviour"],
    ]
    .concat();
    cargo(&test, &[]);
}

/// Protects what the code does: see `fixtures/behaviour`.
#[test]
fn behaviour() {
    cargo(&["test", "--package", "behaviour"], &[]);
}

/// Protects models whose shapes, members and operations are named like anything that has a name in
/// generated code already: what is accepted compiles.
#[test]
fn names_that_are_taken() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("taken");
    let runtime = root().join("runtime");
    let output = taken::generate(&runtime).output(Layout::Crate);
    let output = output.expect("the code is Rust");
    output
        .write(&workspace.join(taken::NAME))
        .expect("the folder can be written");
    workspace_of(&workspace, &[taken::NAME.to_owned()]);
    for features in ["", "client,serde,sign"] {
        let check = ["check", "--no-default-features", "--features", features];
        cargo_in(&workspace, &check, &[]);
    }
}
