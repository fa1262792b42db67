//! The option `protocol-tests`: the tests that it makes of a model's cases, in both layouts, and
//! what they say when a case is not met.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hammersmith_codegen::{Generator, Layout, When};
use hammersmith_tests::protocol::Suite;
use hammersmith_tests::workspace::Workspace;
use hammersmith_tests::{golden, shared};

fn model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/protocol/model.json")
}

fn workspace() -> Workspace {
    Workspace::new(env!("CARGO_TARGET_TMPDIR"), "protocol-option", &["*/"])
}

/// Protects what people read: one test for each case for clients, built with the builders, and the
/// same output each time.
#[test]
fn a_test_for_each_case() {
    let generated = Generator::new()
        .model(model())
        .protocol_tests(true)
        .run(Layout::Crate)
        .expect("a service");
    let files = generated.crate_files().expect("Rust");
    let tests = files.get("tests/protocol.rs").expect("a file of tests");
    let manifest = files.get("Cargo.toml").expect("a manifest");
    let (_, manifest) = manifest.split_once("[dependencies]").expect("dependencies");
    let text = format!("{tests}\n[dependencies]{manifest}");
    golden::snapshot("protocol/code", &text);
}

/// Protects: the tests compile and run, pass where the case is right, and say all that is wrong
/// where it is not.
#[test]
fn a_failure_says_what_differs() {
    let workspace = workspace();
    let mut suite = Suite::write(&model(), &workspace);
    suite.run(&workspace);
    let mut text = String::new();
    for ((direction, id), reason) in &suite.cases {
        let reason = reason.as_deref().unwrap_or("passes");
        let reason = reason.replace('\n', "\n  ");
        let _ = writeln!(text, "{id} ({direction})\n  {reason}\n");
    }
    golden::snapshot("protocol/outcomes", &text);
}

/// Protects build scripts and the macro: in a single file, the same tests are a module, which a
/// program without the runtime's feature compiles without.
#[test]
fn a_single_file_has_a_module_of_tests() {
    let generated = Generator::new()
        .model(model())
        .protocol_tests(true)
        .client(When::Never)
        .run(Layout::File)
        .expect("a service");
    let workspace = workspace();
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime");
    workspace.save("mounted/src/library.in", &generated.file().expect("Rust"));
    workspace.save(
        "mounted/src/lib.rs",
        "#![deny(warnings)]\npub mod library {\n    include!(\"library.in\");\n}\n",
    );
    workspace.save(
        "mounted/Cargo.toml",
        &format!(
            "[package]\nname = \"mounted\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nhammersmith = {{ path = {runtime:?}, default-features = false }}\n\n\
             [dev-dependencies]\nhammersmith = {{ path = {runtime:?}, default-features = false, \
             features = [\"protocol-tests\"] }}\n"
        ),
    );
    let build = workspace.cargo(&["build", "--quiet", "--package", "mounted"]);
    assert!(
        build.status.success(),
        "{}",
        String::from_utf8_lossy(&build.stderr)
    );
    let tests = workspace.cargo(&[
        "test",
        "--quiet",
        "--package",
        "mounted",
        "--",
        "library::protocol_tests::put_book",
    ]);
    let said = String::from_utf8_lossy(&tests.stdout);
    let errors = String::from_utf8_lossy(&tests.stderr);
    assert!(said.contains("2 passed; 0 failed"), "{said}{errors}");
}
