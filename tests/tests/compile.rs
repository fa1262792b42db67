//! The code of every fixture is compiled, linted, documented and run.
//!
//! All of them become crates of one workspace below the target folder, together with a crate that
//! mounts each as a single file, the way build scripts do, and with the tests of
//! `fixtures/behaviour`.

mod fixture;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hammersmith_codegen::{Layout, When};
use hammersmith_tests::workspace::Workspace;

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the tests are in a workspace")
}

/// The workspace of all fixtures, generated once.
fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(generate)
}

fn generate() -> Workspace {
    let cases = fixture::cases();
    let runtime = root().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime is in the workspace");
    let packages: Vec<String> = cases.iter().map(|case| fixture::package(case)).collect();
    let members = packages.iter().map(String::as_str);
    let members: Vec<&str> = members.chain(["behaviour", "mounted"]).collect();
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "fixtures", &members);
    for (case, package) in cases.iter().zip(&packages) {
        let generated = fixture::generate(case, When::Feature, Some(&runtime));
        let output = generated.output(Layout::Crate).expect("the code is Rust");
        let folder = workspace.folder().join(package);
        output.write(&folder).expect("the folder can be written");
    }
    mounted_crate(&workspace, &cases, &runtime);
    behaviour_crate(&workspace, &cases, &runtime);
    workspace
}

/// The crate that mounts every fixture as a single file.
fn mounted_crate(workspace: &Workspace, cases: &[String], runtime: &Path) {
    let mut modules = String::new();
    for case in cases {
        let module = module(case);
        let generated = fixture::generate(case, When::Always, None);
        let file = format!("mounted/src/{module}.in");
        workspace.save(file, &generated.file().expect("the code is Rust"));
        modules += &format!("pub mod {module} {{\n    include!(\"{module}.in\");\n}}\n");
    }
    let dependency = format!(
        "[dependencies]\nhammersmith = {{ path = {runtime:?}, default-features = false, features = [\"client\", \"pattern\", \"serde\"] }}\n"
    );
    let manifest = package("mounted", "2021") + &dependency;
    workspace.save("mounted/Cargo.toml", &manifest);
    let root = format!("pub mod deep {{\n{modules}}}\n");
    workspace.save("mounted/src/lib.rs", &root);
}

/// The crate of the tests of `fixtures/behaviour`.
fn behaviour_crate(workspace: &Workspace, cases: &[String], runtime: &Path) {
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
    workspace.save("behaviour/Cargo.toml", &manifest);
    workspace.save("behaviour/src/lib.rs", "");
}

fn module(case: &str) -> String {
    case.replace(['/', '-'], "_")
}

fn package(name: &str, edition: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\n")
}

/// Runs cargo in the workspace of all fixtures; it takes what it needs from the target folder that
/// these tests were built in.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    let mut command = workspace().command();
    command.args(arguments).env("CARGO_NET_OFFLINE", "true");
    let output = command.envs(environment.iter().copied()).output();
    let output = output.expect("cargo is there, it runs these tests");
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
