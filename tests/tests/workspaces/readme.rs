//! The snippets of the README, each compiled the way a reader would use it.

use std::fs;
use std::path::{Path, PathBuf};

use hammersmith_tests::workspace::Workspace;

/// The crates of this repository that snippets depend on, and where they are.
const OURS: [(&str, &str); 3] = [
    ("hammersmith", "runtime"),
    ("hammersmith-codegen", "codegen"),
    ("hammersmith-batch", "generated/batch"),
];

/// A package without code.
const HOST: &str = "host";

/// Its manifest, for the features that it gives to the dependencies of the generator: with them and
/// with [`PROFILES`], the generator is what was compiled for the workspace around.
const FEATURES: &str = r#"[package]
name = "host"
version = "0.0.0"
edition = "2024"

[build-dependencies]
indexmap = "2"
serde_core = { version = "1", default-features = false, features = ["alloc", "result", "std"] }
serde_json = { version = "1", features = ["float_roundtrip", "preserve_order", "raw_value"] }
similar = { version = "2", features = ["inline"] }
syn = { version = "3", features = ["extra-traits", "fold", "full", "visit"] }
"#;

/// The profiles of the generator in the workspace around.
const PROFILES: &str = "
[profile.dev.package.hammersmith-codegen]
opt-level = 1

[profile.dev.package.prettyplease]
opt-level = 1
";

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the tests are in a workspace")
}

/// A fenced block: its language and its text.
struct Block {
    language: String,
    text: String,
}

/// The numbered ways of the README, each with its blocks, and at the end what comes under the next
/// heading.
fn ways(readme: &str) -> Vec<Vec<Block>> {
    let mut ways: Vec<Vec<Block>> = Vec::new();
    let mut open: Option<Block> = None;
    for line in readme.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let (language, text) = (language.to_owned(), String::new());
                open = Some(Block { language, text });
            }
            (Some(_), Some(_)) => {
                let block = open.take().expect("a block is open");
                if let Some(way) = ways.last_mut() {
                    way.push(block);
                }
            }
            (Some(block), None) => block.text += &format!("{line}\n"),
            (None, None) if line.starts_with("**") => ways.push(Vec::new()),
            (None, None) if line.starts_with("## What you get in addition") => {
                ways.push(Vec::new());
            }
            (None, None) if line.starts_with("## Test your program") => ways.push(Vec::new()),
            (None, None) => {}
        }
    }
    ways
}

/// Lays a way out as a package; the first line of a Rust block may name its file.
fn package(workspace: &Workspace, name: &str, way: &[Block]) {
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n"
    );
    let mut main = String::new();
    for block in way {
        match block.language.as_str() {
            // The options of the command have a test of their own.
            "toml" if block.text.starts_with("# hammersmith.toml") => {}
            "toml" => manifest += &block.text,
            "rust" if block.text.starts_with("// build.rs") => {
                workspace.save(format!("{name}/build.rs"), &block.text)
            }
            "rust" => main += &block.text,
            _ => {}
        }
    }
    if !main.contains("fn main()") {
        main += "\nfn main() {}\n";
    }
    workspace.save(format!("{name}/Cargo.toml"), &manifest);
    workspace.save(format!("{name}/src/main.rs"), &main);
    let model = fs::read_to_string(root().join("model/batch.json")).expect("the model is there");
    workspace.save(format!("{name}/model/batch.json"), &model);
}

/// Protects readers from snippets that do not compile as they stand.
#[test]
fn snippets_compile() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let ways = ways(&readme);
    assert_eq!(
        ways.len(),
        6,
        "the README shows four ways in, fakes and more"
    );
    // The way of the command has no Rust of its own; it has tests of its own.
    let has_code = |way: &&Vec<Block>| {
        let mut languages = way.iter().map(|block| block.language.as_str());
        languages.any(|language| language == "rust")
    };
    let numbered = (1..).zip(&ways).filter(|(_, way)| has_code(way));
    let packages: Vec<_> = numbered
        .map(|(number, way)| (format!("way-{number}"), way))
        .collect();
    assert_eq!(
        packages.len(),
        5,
        "the build script, the macro, the ready crate, fakes and what is more have snippets"
    );
    let members: Vec<_> = packages.iter().map(|(name, _)| name.as_str()).collect();
    let mut patches = "\n[patch.crates-io]\n".to_owned();
    for (name, folder) in OURS {
        patches += &format!("{name} = {{ path = {:?} }}\n", root().join(folder));
    }
    let members = [members.as_slice(), &[HOST]].concat();
    let more = format!("{PROFILES}{patches}");
    let workspace = Workspace::with(env!("CARGO_TARGET_TMPDIR"), "readme", &members, &more);
    workspace.save(format!("{HOST}/Cargo.toml"), FEATURES);
    workspace.save(format!("{HOST}/build.rs"), "fn main() {}\n");
    workspace.save(format!("{HOST}/src/lib.rs"), "");
    for (name, way) in &packages {
        package(&workspace, name, way);
    }
    let mut cargo = workspace.command();
    cargo.args(["check", "--workspace"]);
    let output = cargo.env("CARGO_NET_OFFLINE", "true").output();
    let output = output.expect("cargo is there, it runs these tests");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert!(!text.contains("warning:"), "{text}");
}

/// Protects readers from a README that promises commands which are not there.
#[test]
fn commands_exist() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let mut seen = 0;
    for line in readme.lines() {
        let Some(command) = line.strip_prefix("$ cargo hammersmith ") else {
            continue;
        };
        let subcommand = command.split_whitespace().next().expect("a subcommand");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["cargo-hammersmith", subcommand, "--help"];
        let code = cargo_hammersmith::run(arguments, &mut out, &mut err);
        assert_eq!(code, 0, "{line}: {}", String::from_utf8_lossy(&err));
        seen += 1;
    }
    assert!(seen >= 4, "the README shows the commands");
}
