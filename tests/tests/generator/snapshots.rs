//! The plan and the printed code of small models, one for each kind of shape and feature.
//!
//! `compile.rs` compiles and runs the same code, so a snapshot that changes has to be looked at for
//! what callers see: names, types, and how much code there is. To accept all that changed:
//! `UPDATE=1 cargo test -p hammersmith-tests --test generator snapshots::`.

mod parts;

use hammersmith_codegen::When;
use hammersmith_tests::golden;
use parts::CODE;

use crate::fixture;
use crate::fixture::code;
use crate::fixture::summary;

/// Protects every decision: names, types, optionality, boxes, wire names, places in the message.
#[test]
fn plans() {
    for case in fixture::cases() {
        let generated = fixture::generate(&case, When::Never, None);
        golden::snapshot(&format!("{case}/plan"), &summary::plan(generated.plan()));
    }
}

/// Protects the text that people read and compilers compile.
#[test]
fn printed_code() {
    for (case, docs, parts) in CODE {
        let generated = fixture::generate(case, When::Never, None);
        let code = code::parts(&generated, parts, *docs);
        golden::snapshot(&format!("{case}/code"), &code);
    }
}

/// Protects readers of a diff: no path climbs three modules but in a `use`, docs have no two blank
/// lines in a row, and no file is empty.
#[test]
fn files_read_well() {
    let runtime = fixture::folder().join("../../runtime");
    for case in fixture::cases() {
        let generated = fixture::generate(&case, When::Feature, Some(&runtime));
        let files = generated.crate_files().expect("the code is Rust");
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            assert!(
                lines
                    .iter()
                    .any(|line| !line.is_empty() && !line.starts_with("//")),
                "{case}: {path} is empty"
            );
            for (number, pair) in lines.windows(2).enumerate() {
                let place = format!("{case}: {path}:{}: {pair:?}", number + 1);
                let is_use = pair[0].starts_with("use ");
                assert!(
                    is_use || !pair[0].contains("super::super::super::"),
                    "{place}"
                );
                assert!(!matches!(pair, ["///", "///"]), "{place}");
            }
        }
    }
}

/// Protects whoever follows a name to its definition, and the memory that compiling a client takes:
/// the output of a crate calls no macro of the runtime, and holds no machine code of its own. One
/// function without `#[inline]` costs a tenth of the memory.
#[test]
fn files_hold_plain_code() {
    let runtime = fixture::folder().join("../../runtime");
    let mut functions = 0;
    for case in fixture::cases() {
        let generated = fixture::generate(&case, When::Feature, Some(&runtime));
        let files = generated.crate_files().expect("the code is Rust");
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let (mut is_inline, mut is_trait) = (false, false);
            for (number, whole) in text.lines().enumerate() {
                is_trait = whole.starts_with("pub trait ") || (is_trait && whole != "}");
                let line = whole.trim();
                let place = format!("{case}: {path}:{}: {line}", number + 1);
                assert!(!is_macro_of_runtime(line), "{place}");
                // What a trait only declares has no body to compile.
                if is_function(line) && !is_trait && !line.ends_with(';') {
                    assert!(is_inline, "{place}");
                    functions += 1;
                }
                let goes_on = line.starts_with("#[") || line.starts_with("///");
                is_inline = goes_on && (is_inline || line == "#[inline]");
            }
        }
    }
    assert!(functions > 1000, "{functions}");
}

fn is_macro_of_runtime(line: &str) -> bool {
    let calls = line.split("::hammersmith::").skip(1);
    let mut ends =
        calls.map(|call| call.trim_start_matches(|c: char| c == '_' || c.is_alphanumeric()));
    ends.any(|end| end.starts_with('!'))
}

fn is_function(line: &str) -> bool {
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async"];
    let mut words_of_line = line.split(' ').skip_while(|word| words.contains(word));
    words_of_line.next() == Some("fn")
}

/// Protects what readers of a page see: recursion that is cut, unions, members in every place of
/// the message, pipes in texts, and examples of every kind.
#[test]
fn page() {
    let runtime = fixture::folder().join("../../runtime");
    let generated = fixture::generate("service/page", When::Feature, Some(&runtime));
    let files = generated.crate_files().expect("the code is Rust");
    let page = files.get("src/operation/put_rule.md").expect("a page");
    golden::snapshot("service/page/page", page);
}
