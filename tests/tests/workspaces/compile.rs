//! The code of every fixture is compiled, linted, documented and run.
//!
//! All of them become crates of one workspace below the target folder, together with a crate that
//! mounts each as a single file, the way build scripts do, and with the tests of
//! `fixtures/behaviour`.

mod taken;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use hammersmith_codegen::{Layout, When};
use hammersmith_tests::workspace::Workspace;

use crate::fixture;

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
        modules += &format!("/// One.\npub mod {module} {{\n    include!(\"{module}.in\");\n}}\n");
    }
    let dependency = format!(
        "[dependencies]\nhammersmith = {{ path = {runtime:?}, default-features = false, features = [\"client\", \"digest-auth\", \"event-stream\", \"pattern\", \"serde\", \"test-util\"] }}\n"
    );
    let manifest = package("mounted", "2021") + &dependency;
    workspace.save("mounted/Cargo.toml", &manifest);
    // Mounted code has what tests set if the runtime does: the crate around it has no feature for
    // it.
    let root = format!(
        "//! All fixtures.\n\n#![allow(clippy::cargo)]\n\n/// Each.\npub mod deep {{\n{modules}}}\n\n\
         /// Settings of a test.\n\
         #[must_use]\n\
         pub fn settings() -> deep::service_bare::config::Builder {{\n    \
         deep::service_bare::config::Builder::new().with_test_defaults_v2()\n}}\n"
    );
    workspace.save("mounted/src/lib.rs", &root);
}

/// The crate of the tests of `fixtures/behaviour`.
fn behaviour_crate(workspace: &Workspace, cases: &[String], runtime: &Path) {
    let tests = fixture::folder().join("behaviour/main.rs");
    let mut manifest = package("behaviour", "2024");
    manifest += &format!("[[test]]\nname = \"behaviour\"\npath = {tests:?}\n\n[dependencies]\n");
    manifest += &format!("hammersmith = {{ path = {runtime:?}, default-features = false }}\n");
    manifest += "http = \"1\"\nserde_json = \"1\"\n";
    for case in cases {
        let features = match case.as_str() {
            "http/payload" | "shapes/limits" => "\"fake\", \"serde\"",
            _ => "\"serde\"",
        };
        let (module, package) = (module(case), fixture::package(case));
        manifest += &format!(
            "{module} = {{ package = \"{package}\", path = \"../{package}\", default-features = false, features = [{features}] }}\n"
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

/// Runs cargo in the workspace of all fixtures.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    cargo_in(workspace(), arguments, environment);
}

/// Runs cargo in a workspace; it takes what it needs from the target folder that these tests were
/// built in.
fn cargo_in(workspace: &Workspace, arguments: &[&str], environment: &[(&str, &str)]) {
    let mut command = workspace.command();
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

/// Groups of lints that a program may turn on for its own code. Those of Clippy that are missing
/// are on by default, or meant to be chosen one by one.
const GROUPS: [&str; 11] = [
    "clippy::cargo",
    "clippy::nursery",
    "clippy::pedantic",
    "future-incompatible",
    "keyword-idents",
    "let-underscore",
    "nonstandard-style",
    "rust-2018-idioms",
    "rust-2021-compatibility",
    "rust-2024-compatibility",
    "unused",
];

/// The flags that turn on [`GROUPS`] and all lints of rustc that are off by default, those but that
/// are about a package as a whole. No finding is let through.
fn every_lint() -> Vec<String> {
    let mut help = Command::new("rustc");
    let help = help.args(["-W", "help"]).output().expect("rustc is there");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let off = help.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        (words.next()? == "allow").then(|| name.to_owned())
    });
    let off: Vec<String> = off
        .filter(|lint| lint != "unused-crate-dependencies")
        .collect();
    assert!(off.len() > 20, "{help}");
    let lints = off.into_iter().chain(GROUPS.map(str::to_owned));
    // Some of rustc's are not for a stable compiler.
    let others = ["-A", "unknown-lints", "-D", "warnings"].map(str::to_owned);
    let warned = lints.flat_map(|lint| ["-W".to_owned(), lint]);
    warned.chain(others).collect()
}

fn clippy(what: &[&str]) {
    let lints = every_lint();
    let lints: Vec<&str> = lints.iter().map(String::as_str).collect();
    let head = ["clippy", "--keep-going", "--no-deps"];
    cargo(&[head.as_slice(), what, &["--"], &lints].concat(), &[]);
}

/// Protects callers from code that does not compile, and from warnings, whatever lints they turn
/// on: alone, without the client.
#[test]
fn without_the_client() {
    clippy(&[WITHOUT_CLIENT, &["--exclude", "behaviour"]].concat());
}

/// Protects the same with the client, and where the code is mounted deep in a crate of an older
/// edition.
#[test]
fn with_the_client() {
    clippy(&[
        "--workspace",
        "--exclude",
        "behaviour",
        "--features",
        "client",
    ]);
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
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "taken", &[taken::NAME]);
    let runtime = root().join("runtime");
    let output = taken::generate(&runtime).output(Layout::Crate);
    let output = output.expect("the code is Rust");
    output
        .write(&workspace.folder().join(taken::NAME))
        .expect("the folder can be written");
    for features in ["", "client,serde,sign"] {
        let check = ["check", "--no-default-features", "--features", features];
        cargo_in(&workspace, &check, &[]);
    }
}
