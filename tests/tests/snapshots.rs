//! The plan and the printed code of small models, one for each kind of shape and feature.
//!
//! `compile.rs` compiles and runs the same code, so a snapshot that changes has to be looked at for
//! what callers see: names, types, and how much code there is. To accept all that changed:
//! `INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test -p hammersmith-tests --test snapshots`.

mod fixture;

use fixture::code::{self, Docs};
use fixture::summary;
use hammersmith_codegen::When;

/// The fixtures, and the parts of their code that are about what they are for.
const CODE: &[(&str, Docs, &[&str])] = &[
    (
        "shapes/scalars",
        Docs::Left,
        &[
            "types/scalars: pub struct Scalars",
            "types/scalars: pub fn text(&self",
            "types/scalars: pub fn flag(&self",
            "types/scalars: pub fn bytes(&self",
            "types/scalars: pub fn text(mut",
            "types/scalars: pub fn bytes(mut",
            "types/scalars: impl shape::Structure",
        ],
    ),
    (
        "shapes/collections",
        Docs::Left,
        &[
            "types/collections: pub struct Collections",
            "types/collections: pub fn grid",
            "types/collections: pub fn labels",
            "types/collections: pub fn texts(mut",
            "types/collections: pub fn sparse_labels(mut",
            "types/collections: pub fn counts(mut",
            "types/collections: impl shape::Structure",
        ],
    ),
    (
        "shapes/enums",
        Docs::Shown,
        &[
            "types/level",
            "types/pin: impl ::std::fmt::Debug",
            "types/taken: pub enum",
        ],
    ),
    (
        "shapes/presence",
        Docs::Left,
        &[
            "types/settings: pub struct Settings {",
            "types/settings: pub fn build(",
            "types/defaults: pub fn build(",
            "types/settings: impl shape::Structure",
        ],
    ),
    (
        "shapes/defaults",
        Docs::Left,
        &["types/defaults: pub fn build("],
    ),
    (
        "shapes/limits",
        Docs::Shown,
        &[
            "operation/put/input: impl shape::Structure",
            "operation/put/input: pub fn validate_input",
            "operation/put/input: pub fn build(",
        ],
    ),
    (
        "shapes/recursion",
        Docs::Left,
        &[
            "types/node: pub struct Node {",
            "types/node: pub fn next(",
            "types/node: pub fn next(mut",
            "types/expression: pub enum",
            "types/expression: impl shape::Structure",
            "types/node: impl shape::Structure",
        ],
    ),
    (
        "shapes/unions",
        Docs::Left,
        &["types/inner", "types/secrets: impl ::std::fmt::Debug"],
    ),
    (
        "shapes/sensitive",
        Docs::Left,
        &[
            "types/account: impl ::std::fmt::Debug for Account ",
            "types/credentials: impl ::std::fmt::Debug for CredentialsBuilder",
            "types/held: #[derive",
            "types/error/leak: impl ::std::fmt::Display",
        ],
    ),
    (
        "shapes/deprecated",
        Docs::Shown,
        &[
            "types/mixed: pub struct Mixed {",
            "types/old_union: pub enum",
            "types: pub use self::old_union",
        ],
    ),
    (
        "names/members",
        Docs::Shown,
        &["types/wire", "operation/move_: pub struct Move"],
    ),
    (
        "names/types",
        Docs::Left,
        &["types/option", "types/none: impl ::std::str::FromStr"],
    ),
    (
        "names/operations",
        Docs::Shown,
        &[
            "operation/assume_role_with_saml",
            "operation/get_thing: impl ::hammersmith::Operation",
            "lib",
        ],
    ),
    (
        "model/assembled",
        Docs::Shown,
        &[
            "types/shelf: pub struct Shelf {",
            "types/book: pub struct Book {",
        ],
    ),
    (
        "http/request",
        Docs::Left,
        &[
            "operation/path: const HTTP",
            "operation/path/input: impl shape::Structure",
            "operation/query: const HTTP",
            "operation/query/input: impl shape::Structure",
            "operation/simple_query: const HTTP",
            "operation/simple_query/input: impl shape::Structure",
            "operation/headers: const HTTP",
            "operation/headers/input: impl shape::Structure",
        ],
    ),
    (
        "http/response",
        Docs::Left,
        &[
            "operation/headers/output: impl shape::Structure",
            "operation/bare/output: impl shape::Structure",
        ],
    ),
    (
        "http/payload",
        Docs::Left,
        &[
            "operation/send_blob/input: impl shape::Structure",
            "operation/send_structure/input: impl shape::Structure",
            "operation/send_enum/output: impl shape::Structure",
        ],
    ),
    (
        "service/errors",
        Docs::Left,
        &[
            "error_meta: pub enum Error",
            "error_meta: impl From<super::operation::fail_less",
            "operation/fail_less: fn error",
            "operation/fail_less: pub fn is_no_members",
            "operation/fail: fn retryable_error_kind",
            "types/error/slow: pub fn retryable_error_kind",
            "types/error/slow: impl shape::Structure",
        ],
    ),
    (
        "service/endpoint",
        Docs::Left,
        &["config/endpoint: pub fn build", "config/endpoint/rules"],
    ),
    (
        "service/paths",
        Docs::Left,
        &[
            "operation/several: impl ::hammersmith::Operation",
            "operation/keys: impl ::hammersmith::Operation",
            "operation/single: impl ::hammersmith::Operation",
        ],
    ),
    (
        "service/docs",
        Docs::Shown,
        &[
            "types/documented: pub struct Documented {",
            "operation/explain/input: pub struct ExplainInput {",
        ],
    ),
    ("service/bare", Docs::Shown, &["meta"]),
];

fn settings(case: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{case}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Protects every decision: names, types, optionality, boxes, wire names, places in the message.
#[test]
fn plans() {
    for case in fixture::cases() {
        let generated = fixture::generate(&case, When::Never, None);
        settings(&case).bind(|| insta::assert_snapshot!("plan", summary::plan(generated.plan())));
    }
}

/// Protects the text that people read and compilers compile.
#[test]
fn printed_code() {
    for (case, docs, parts) in CODE {
        let generated = fixture::generate(case, When::Never, None);
        settings(case)
            .bind(|| insta::assert_snapshot!("code", code::parts(&generated, parts, *docs)));
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
/// the output calls no macro of the runtime, and holds no machine code of its own. One function
/// without `#[inline]` costs a tenth of the memory.
#[test]
fn files_hold_plain_code() {
    let runtime = fixture::folder().join("../../runtime");
    let mut functions = 0;
    for case in fixture::cases() {
        let generated = fixture::generate(&case, When::Feature, Some(&runtime));
        let files = generated.crate_files().expect("the code is Rust");
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let mut is_inline = false;
            for (number, line) in text.lines().map(str::trim).enumerate() {
                let place = format!("{case}: {path}:{}: {line}", number + 1);
                assert!(!is_macro_of_runtime(line), "{place}");
                // What a trait only declares has no body to compile.
                if is_function(line) && !line.ends_with(';') {
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

/// Protects what readers of a page see: recursion that is cut, unions, members in every place of the
/// message, pipes in texts, and examples of every kind.
#[test]
fn page() {
    let runtime = fixture::folder().join("../../runtime");
    let generated = fixture::generate("service/page", When::Feature, Some(&runtime));
    let files = generated.crate_files().expect("the code is Rust");
    let page = files.get("src/operation/put_rule.md").expect("a page");
    settings("service/page").bind(|| insta::assert_snapshot!("page", page));
}
