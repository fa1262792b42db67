//! The snippets of the README, each compiled the way a reader would use it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates of this repository that snippets depend on, and where they are.
const OURS: [(&str, &str); 3] = [
    ("hammersmith", "runtime"),
    ("hammersmith-codegen", "codegen"),
    ("hammersmith-batch", "generated/batch"),
];

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the tests are in a workspace")
}

/// A fenced block: its language and its text.
struct Block {
    language: String,
    text: String,
}

/// The numbered ways of the README, each with its blocks, and at the end what comes under the next heading.
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
            (None, None) if line.starts_with("## What you get") => ways.push(Vec::new()),
            (None, None) => {}
        }
    }
    ways
}

/// Lays a way out as a package; the first line of a Rust block may name its file.
fn package(folder: &Path, name: &str, way: &[Block]) {
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n"
    );
    let mut main = String::new();
    for block in way {
        match block.language.as_str() {
            "toml" => manifest += &block.text,
            "rust" if block.text.starts_with("// build.rs") => {
                save(&folder.join("build.rs"), &block.text)
            }
            "rust" => main += &block.text,
            _ => {}
        }
    }
    if !main.contains("fn main()") {
        main += "\nfn main() {}\n";
    }
    save(&folder.join("Cargo.toml"), &manifest);
    save(&folder.join("src/main.rs"), &main);
    let model = fs::read_to_string(root().join("model/batch.json")).expect("the model is there");
    save(&folder.join("model/batch.json"), &model);
}

fn save(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file in a folder")).expect("the folder can be made");
    hammersmith_codegen::write::write_file(path, text).expect("the file can be written");
}

/// Protects readers from snippets that do not compile as they stand.
#[test]
fn snippets_compile() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let ways = ways(&readme);
    assert_eq!(ways.len(), 5, "the README shows four ways in, and more");
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [".to_owned();
    let mut compiled = 0;
    for (number, way) in ways.iter().enumerate() {
        // The way of the command has no Rust of its own; it has tests of its own.
        if way
            .iter()
            .any(|block| block.language == "rust" || block.language == "toml")
        {
            let name = format!("way-{}", number + 1);
            package(&workspace.join(&name), &name, way);
            manifest += &format!("\"{name}\", ");
            compiled += 1;
        }
    }
    assert_eq!(
        compiled, 4,
        "the build script, the macro, the ready crate and what is more have snippets"
    );
    manifest += "]\n\n[profile.dev]\ndebug = 0\n\n[patch.crates-io]\n";
    for (name, folder) in OURS {
        manifest += &format!("{name} = {{ path = {:?} }}\n", root().join(folder));
    }
    save(&workspace.join("Cargo.toml"), &manifest);
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the workspace is locked");
    save(&workspace.join("Cargo.lock"), &lock);

    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a folder in target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&workspace).args(["check", "--workspace"]);
    cargo
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true");
    let output = cargo.output().expect("cargo is there, it runs these tests");
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
