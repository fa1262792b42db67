//! The rules that the sources of this project keep: sizes, stages, and no circles between files.
//!
//! CONTRIBUTING has them in words. A rule that nobody checks is kept by nobody.

mod budget;
mod imports;
mod source;
mod width;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use imports::Imports;
use source::{Source, crate_files, workspace_files};

/// The most lines of a file.
const FILE: usize = 400;
/// The most lines of a function.
const FUNCTION: usize = 60;
/// The most lines of one `quote!`.
const QUOTE: usize = 40;
/// The most columns of a comment.
const WIDTH: usize = 100;

/// The crates whose files are checked for circles: what users compile.
const CRATES: [&str; 4] = ["codegen", "codegen/cli", "codegen/macro", "runtime"];

/// The modules that each stage of the generator must not use.
const STAGES: [(&str, &[&str]); 7] = [
    (
        "model",
        &["plan", "emit", "layout", "write", "skeleton", "generator"],
    ),
    (
        "plan",
        &["emit", "layout", "write", "skeleton", "generator"],
    ),
    (
        "emit",
        &["model", "layout", "write", "skeleton", "generator"],
    ),
    (
        "layout",
        &["model", "plan", "write", "skeleton", "generator"],
    ),
    ("write", &["model", "plan", "emit", "layout", "skeleton"]),
    ("markdown", &["model", "plan", "emit", "layout", "write"]),
    ("skeleton", &["emit", "layout", "write", "generator"]),
];

/// Fails with all findings at once.
fn report(rule: &str, findings: &[String]) {
    let mut message = format!("{rule}: {} findings", findings.len());
    for finding in findings {
        let _ = write!(message, "\n  {finding}");
    }
    assert!(findings.is_empty(), "{message}");
}

/// Protects readers: one idea per file and function, and templates that fit on a screen.
#[test]
fn files_and_functions_and_templates_are_short() {
    let mut findings = Vec::new();
    for file in workspace_files() {
        findings.extend(budget::findings(&file));
    }
    report("budgets", &findings);
}

/// Protects readers whose windows are as wide as the code: rustfmt does not wrap comments.
#[test]
fn comments_are_as_narrow_as_code() {
    let mut findings = Vec::new();
    for file in workspace_files() {
        findings.extend(width::findings(&file));
    }
    report("width", &findings);
}

/// Protects the order of the files: each can be read, and tested, without those that use it.
#[test]
fn no_file_imports_itself_by_way_of_others() {
    let mut findings = Vec::new();
    for folder in CRATES {
        let imports = Imports::of(&crate_files(folder));
        findings.extend(imports.circles().into_iter().map(|circle| {
            let names: Vec<_> = circle.iter().map(String::as_str).collect();
            format!("{folder}: {}", names.join(" -> "))
        }));
    }
    report("circles", &findings);
}

/// Protects the stages of the generator: data flows from the model to the disk, and never back.
#[test]
fn no_stage_knows_of_those_behind_it() {
    let imports = Imports::of(&crate_files("codegen"));
    let mut findings = Vec::new();
    for (stage, forbidden) in STAGES {
        for (from, to) in imports.all() {
            if in_stage(from, stage) && forbidden.iter().any(|other| in_stage(to, other)) {
                findings.push(format!("{from} uses {to}"));
            }
        }
    }
    report("stages", &findings);
}

/// Protects those who look for the other half of a decision: what `plan/x.rs` decides, `emit/x.rs`
/// prints.
#[test]
fn what_is_printed_is_decided_in_a_file_of_the_same_name() {
    let files = crate_files("codegen");
    let names = |stage: &str| -> BTreeSet<String> {
        let prefix = format!("{stage}/");
        let names = files.iter().filter_map(|file| {
            let name = file.name.strip_prefix(&prefix)?;
            Some(
                name.trim_end_matches("/mod.rs")
                    .trim_end_matches(".rs")
                    .to_owned(),
            )
        });
        names.filter(|name| !name.contains('/')).collect()
    };
    let planned = names("plan");
    let printed = names("emit");
    let findings: Vec<_> = printed
        .difference(&planned)
        .filter(|name| source::PRINTERS.iter().all(|(printer, _)| printer != name))
        .map(|name| format!("emit/{name}.rs has no plan/{name}.rs"))
        .collect();
    report("same names", &findings);
}

fn in_stage(file: &str, stage: &str) -> bool {
    file.strip_prefix(stage)
        .is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

/// Protects this test: a rule that finds nothing in a file that breaks it finds nothing anywhere.
#[test]
fn the_rules_find_what_breaks_them() {
    let long = format!("fn long() {{\n{}}}\n", "    work();\n".repeat(FUNCTION));
    let quote = format!(
        "fn f() {{\n    quote! {{\n{}    }}\n}}\n",
        "        x\n".repeat(QUOTE)
    );
    for text in ["\n".repeat(FILE + 1), long, quote] {
        let file = Source::new("a.rs", &text);
        assert_eq!(budget::findings(&file).len(), 1, "{text}");
    }
    let quoted = format!(
        "const A: &str = r#\"\nfn a() {{\n{}}}\n\"#;\n",
        "\n".repeat(FUNCTION)
    );
    let file = Source::new("a.rs", &quoted);
    assert!(
        budget::findings(&file).is_empty(),
        "code in a string literal"
    );
    let wide = format!("    /// {}\n", "word ".repeat(WIDTH / 5));
    let table = wide.replacen("word", "| word", 1);
    let link = wide.replacen("word", "https://word", 1);
    let output = format!("    let items = quote! {{\n    {wide}    }};\n");
    let cases = [(&wide, 1), (&table, 0), (&link, 0), (&output, 0)];
    for (text, count) in cases {
        let file = Source::new("a.rs", &format!("{text}// short\n"));
        assert_eq!(width::findings(&file).len(), count, "{text}");
    }
    let circle = [
        Source::new("lib.rs", "mod a;\nmod b;\n"),
        Source::new("a/mod.rs", "mod c;\npub use c::Thing;\n"),
        Source::new(
            "a/c.rs",
            "use crate::b::{self, Other};\npub struct Thing;\n",
        ),
        Source::new("b.rs", "pub struct Other;\nfn f(_: crate::a::Thing) {}\n"),
    ];
    let circles = Imports::of(&circle).circles();
    assert_eq!(circles, [["a/c.rs", "b.rs"]]);
}
