//! The code of every fixture is compiled, linted, documented and run.
//!
//! All of them become crates of one workspace below the target folder, together with a crate that
//! mounts each as a single file, the way build scripts do, and with the tests of
//! `fixtures/behaviour`.

mod fixture;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use hammersmith_codegen::{Client, Layout, write};

const MANIFEST: &str = "\
[workspace]
resolver = \"3\"
members = [\"crates/*\", \"behaviour\", \"mounted\"]

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
    // A runtime of another place would be another crate, so its path must not depend on links.
    let runtime = root().join("runtime").canonicalize().expect("the runtime is in the workspace");
    let _ = std::fs::remove_dir_all(workspace.join("crates"));
    let (mut behaviour, mut mounted) = (String::new(), String::new());
    for case in fixture::cases() {
        let (package, module) = (fixture::package(&case), case.replace(['/', '-'], "_"));
        let folder = workspace.join("crates").join(&package);
        let generated = fixture::generate(&case, Client::Feature, Some(&runtime));
        let output = generated.output(Layout::Crate).expect("the code is Rust");
        output.write(&folder).expect("the folder can be written");
        behaviour += &format!(
            "{module} = {{ package = \"{package}\", path = \"../crates/{package}\", default-features = false }}\n"
        );
        let generated = fixture::generate(&case, Client::Always, None);
        let file = workspace.join(format!("mounted/src/{module}.in"));
        save(&file, &generated.file().expect("the code is Rust"));
        mounted += &format!("pub mod {module} {{\n    include!(\"{module}.in\");\n}}\n");
    }
    let runtime = format!("hammersmith = {{ path = {runtime:?}, default-features = false");
    let tests = fixture::folder().join("behaviour/main.rs");
    save(&workspace.join("Cargo.toml"), MANIFEST);
    save(
        &workspace.join("behaviour/Cargo.toml"),
        &format!(
            "{}[[test]]\nname = \"behaviour\"\npath = {tests:?}\n\n[dependencies]\n{runtime} }}\n{behaviour}",
            package("behaviour", "2024")
        ),
    );
    save(&workspace.join("behaviour/src/lib.rs"), "");
    save(
        &workspace.join("mounted/Cargo.toml"),
        &format!(
            "{}[dependencies]\n{runtime}, features = [\"client\"] }}\n",
            package("mounted", "2021")
        ),
    );
    save(&workspace.join("mounted/src/lib.rs"), &format!("pub mod deep {{\n{mounted}}}\n"));
    // The versions of dependencies that the workspace around has, which are there already.
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the workspace is locked");
    save(&workspace.join("Cargo.lock"), &lock);
}

fn package(name: &str, edition: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\n")
}

fn save(path: &Path, text: &str) {
    let folder = path.parent().expect("a file in a folder");
    std::fs::create_dir_all(folder).expect("the folder can be made");
    write::write_file(path, text).expect("the file can be written");
}

/// Runs cargo in the workspace of all fixtures; it takes what it needs from the target folder that
/// these tests were built in.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder in target");
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(workspace()).args(arguments);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true").envs(environment.iter().copied());
    let output = command.output().expect("cargo is there, it runs these tests");
    let text = String::from_utf8_lossy(&output.stderr);
    let tests = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "cargo {}\n{text}\n{tests}", arguments.join(" "));
}

const WITHOUT_CLIENT: &[&str] = &["--workspace", "--exclude", "mounted", "--no-default-features"];

/// Protects callers from code that does not compile, and from warnings: alone, without the client.
#[test]
fn without_the_client() {
    let clippy = [&["clippy", "--keep-going"], WITHOUT_CLIENT, &["--no-deps", "--", "-D", "warnings"]].concat();
    cargo(&clippy, &[]);
}

/// Protects the same with the client, and where the code is mounted deep in a crate of an older
/// edition.
#[test]
fn with_the_client() {
    cargo(
        &["clippy", "--keep-going", "--workspace", "--exclude", "behaviour", "--features", "client", "--no-deps", "--", "-D", "warnings"],
        &[],
    );
}

/// Protects readers from documentation that rustdoc cannot make sense of.
#[test]
fn documentation() {
    let doc = [&["doc"], WITHOUT_CLIENT, &["--no-deps"]].concat();
    cargo(&doc, &[("RUSTDOCFLAGS", "-D warnings")]);
}

/// Protects what the code does: see `fixtures/behaviour`.
#[test]
fn behaviour() {
    cargo(&["test", "--package", "behaviour"], &[]);
}
