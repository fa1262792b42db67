//! One message per kind of wrong input.
//!
//! `tests/fixtures/model-errors/<case>/` contains invalid files and, in `expected.err`, the
//! expected messages. `UPDATE=1` updates them.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Source, load};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model-errors")
}

/// The messages about a source, with paths relative to the fixtures.
fn said(source: Source) -> String {
    let problems = match load(&[source]) {
        Ok(_) => return "nothing is wrong".to_owned(),
        Err(problems) => problems,
    };
    let front = format!("{}{}", folder().display(), std::path::MAIN_SEPARATOR);
    // Messages are broken into lines as they are printed, so a path is made
    // short before that.
    let short = |text: String| text.replace(&front, "");
    let shortened: crate::diagnostic::Problems = problems
        .into_iter()
        .map(|mut problem| {
            problem.message = short(problem.message);
            problem.help = problem.help.map(short);
            problem.file = problem
                .file
                .map(|file| short(file.display().to_string()).into());
            problem
        })
        .collect();
    shortened.to_string()
}

/// Protects: every message about a model, its place and its help.
#[test]
fn wrong_models_are_explained() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let mut failed = Vec::new();
    for case in cases {
        let expected = case.join("expected.err");
        let mut found = said(Source::Dir(case.clone()));
        found.push('\n');
        if update {
            fs::write(&expected, found).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if wanted.replace("\r\n", "\n") != found {
            failed.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(
        failed.is_empty(),
        "UPDATE=1 accepts these:\n{}",
        failed.join("\n")
    );
}

/// Protects: what is said about sources that are not there at all.
#[test]
fn missing_sources_are_explained() {
    assert!(
        load(&[])
            .unwrap_err()
            .to_string()
            .contains("no model is given")
    );
    let cases = [
        (
            "not-json/modle.json",
            "error: `not-json/modle.json` does not exist\n  --> not-json/modle.json\n  help: did you \
             mean `not-json/model.json`?",
        ),
        (
            "not-json/none/model.json",
            "error: `not-json/none/model.json` does not exist\n  --> not-json/none/model.json",
        ),
    ];
    for (path, wanted) in cases {
        let wanted = format!("{wanted}\n\n1 problem found");
        assert_eq!(said(Source::File(folder().join(path))), wanted, "{path}");
    }
}

/// Protects: nesting without end is an error, not the end of the process.
#[test]
fn deep_nesting_is_an_error() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let text = format!(r#"{{"smithy":"2.0","metadata":{{"deep":{deep}}}}}"#);
        let source = Source::Text {
            name: "deep.json".to_owned(),
            text,
        };
        let problems = load(&[source]).unwrap_err();
        assert!(problems.to_string().contains("nested too deep"));
    }
}
