//! Every mistake in a macro call is reported where it is, all of a call at once.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Protects: messages, and the source that the compiler underlines for each.
///
/// `wrong.rs` is compiled with the macro that Cargo has built for this test, and what the compiler
/// says about it is compared with `wrong.txt`. After a change that is meant, run with
/// `UPDATE=1`.
#[test]
fn every_error_is_on_its_span() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let source = ui.join("wrong.rs");
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "--crate-type=lib", "--error-format=json"])
        .arg("--out-dir")
        .arg(env!("CARGO_TARGET_TMPDIR"))
        .arg("--extern")
        .arg(format!("hammersmith_macro={}", library().display()))
        .arg(&source)
        .env("CARGO_MANIFEST_DIR", ui.join("models"))
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    let mut found = String::new();
    for line in said.lines() {
        let error: Value = serde_json::from_str(line).unwrap();
        found += &described(&error);
    }
    let models = format!("{}/", ui.join("models").display());
    let found = found.replace(&models, "");
    let golden = ui.join("wrong.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &found).unwrap();
    }
    let known = std::fs::read_to_string(golden).unwrap();
    assert_eq!(found, known, "`UPDATE=1 cargo test` accepts the new output");
}

/// An error as its line, the underlined source, and the message.
fn described(error: &Value) -> String {
    let Some(span) = error["spans"].get(0) else {
        return String::new();
    };
    let line = &span["text"][0];
    let column = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap() - 1;
    let text = line["text"].as_str().unwrap();
    let text = &text[column("highlight_start")..column("highlight_end")];
    let message = error["message"].as_str().unwrap().replace('\n', "\n    ");
    format!("{}: {text}\n    {message}\n", span["line_start"])
}

/// The newest build of the macro, which is next to this test.
fn library() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let files = std::fs::read_dir(test.parent().unwrap()).unwrap();
    let libraries = files.map(|file| file.unwrap().path()).filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        let is_macro = name
            .trim_start_matches("lib")
            .starts_with("hammersmith_macro-");
        is_macro && name.ends_with(std::env::consts::DLL_SUFFIX)
    });
    let newest = libraries.max_by_key(|path| path.metadata().unwrap().modified().unwrap());
    newest.expect("Cargo builds the macro before its tests")
}
