//! The page of an operation: the same members as on the page that was the seed of this project.

use std::collections::BTreeSet;

use hammersmith_codegen::plan::page::{Kind, Retried};
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::{Generated, Generator, Layout};
use hammersmith_tests::shared;

fn generated(model: &str) -> Generated {
    let path = shared::workspace().join(model);
    let generator = Generator::new().model(path);
    generator.run(Layout::Crate).expect("a service")
}

/// Protects that nothing is missing and nothing is there twice, all the way down, and that paths
/// are spelt as users of other SDKs know them.
#[test]
fn request_tree_is_that_of_the_seed() {
    let generated = generated("model/batch.json");
    let shapes = Shapes::of(generated.plan());
    let page = shapes.page(&generated.plan().operations[0]);
    let members: Vec<_> = page.every_request_member().collect();
    let paths: Vec<_> = members.iter().map(|member| member.path.as_str()).collect();
    let known: BTreeSet<_> = paths.iter().copied().collect();
    assert_eq!(paths.len(), known.len(), "a path is there twice");

    // Every way to write a path finds the member.
    for member in &members {
        let rust = rust_path(&member.path);
        for path in [&member.path, &member.path.replace("[]", "[7]"), &rust] {
            let found = page.find(path).map(|found| found.path);
            assert_eq!(found.as_ref(), Some(&member.path), "{path}");
        }
    }
    assert!(page.find("containerProperties.nothing").is_none());

    let Some(folder) = shared::folder("the request paths of the operation's page") else {
        return;
    };
    let seed = shared::json(&folder.join("seeds/request-syntax.json"));
    let seed = seed.as_array().expect("a list").iter();
    let seed: Vec<_> = seed.filter_map(|entry| entry["path"].as_str()).collect();
    assert_eq!(seed.len(), 476);
    assert_eq!(known, seed.into_iter().collect());
}

/// The path in Rust's names, without brackets.
fn rust_path(path: &str) -> String {
    let parts = path.replace("[]", "").replace("{}", "");
    let parts = parts.split('.').map(hammersmith_codegen::name::snake);
    parts.collect::<Vec<_>>().join(".")
}

/// Protects the rows of the page that the terminal and the documentation share.
#[test]
fn types_and_constraints_in_words() {
    let generated = generated("model/batch.json");
    let shapes = Shapes::of(generated.plan());
    let page = shapes.page(&generated.plan().operations[0]);
    let expected: [(&str, &str, &[&str]); 6] = [
        ("jobDefinitionName", "string", &[]),
        ("parameters{}", "map of strings to strings", &[]),
        (
            "tags{}",
            "map of strings to strings",
            &[
                "1 to 50 entries",
                "each key: 1 to 128 characters",
                "each value: at most 256 characters",
            ],
        ),
        ("retryStrategy", "RetryStrategy structure", &[]),
        (
            "retryStrategy.evaluateOnExit[]",
            "list of EvaluateOnExit structures",
            &[],
        ),
        (
            "platformCapabilities[]",
            "list of PlatformCapability enums",
            &[],
        ),
    ];
    for (path, words, constraints) in expected {
        let member = page.find(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(member.type_words(), words, "{path}");
        assert_eq!(member.constraints(), constraints, "{path}");
    }
    let retried: Vec<_> = page.errors().iter().map(|fault| fault.retried()).collect();
    assert_eq!(retried, [None, Some(Retried::Transient)]);
}

/// Protects generation and `explain` from models that go round in circles.
#[test]
fn recursion_is_cut_with_a_reference() {
    let generated = generated("tests/fixtures/shapes/recursion/model.json");
    let shapes = Shapes::of(generated.plan());
    let operations = generated.plan().operations.iter();
    let mut cuts = Vec::new();
    for operation in operations {
        for member in shapes.page(operation).every_request_member() {
            if let Kind::Recursive(ty) = member.kind() {
                assert!(member.children().is_empty(), "{}", member.path);
                assert!(!member.members().is_empty(), "{}", member.path);
                cuts.push(format!("{}: {}", member.path, ty.name));
            }
        }
    }
    assert_eq!(
        cuts,
        [
            "node.next: Node",
            "node.other: Node",
            "chicken.egg.chicken: Chicken",
            "tree.children[]: Tree",
            "page.pages{}: Page",
            "expression.and[]: Expression",
            "expression.group.inner: Expression",
            "expression.not: Expression",
        ]
    );
}

/// Protects the choice of whoever wants less: what each option leaves, in a crate and in one file,
/// where nobody knows the path that code would have to be compiled with.
#[test]
fn options_say_how_much_there_is() {
    use hammersmith_codegen::OperationDocs::{Full, Off, Summary};

    let sections = [
        "# Request syntax",
        "# Parameters",
        "# Response syntax",
        "# Errors",
        "# Examples",
    ];
    let cases: [(_, &[&str]); 3] = [
        (Full, &sections),
        (Summary, &["# Parameters", "# Errors"]),
        (Off, &[]),
    ];
    let model = shared::workspace().join("model/batch.json");
    for (docs, expected) in cases {
        let generator = Generator::new().model(&model).docs(docs);
        let generated = generator.run(Layout::Crate).expect("a service");
        let files = generated.crate_files().expect("Rust");
        let page = files.get("src/operation/register_job_definition.md");
        let lines: Vec<_> = page.unwrap_or_default().lines().collect();
        let found = sections
            .into_iter()
            .filter(|section| lines.contains(section));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{docs:?}");
        assert_eq!(page.is_none(), docs == Off);

        let file = generator.run(Layout::File).expect("a service");
        let file = file.file().expect("Rust");
        for section in sections {
            let is_there = file.lines().any(|line| line == section);
            assert_eq!(is_there, expected.contains(&section), "{docs:?}: {section}");
        }
        let runs = |line: &&str| line.starts_with("```rust") && !line.ends_with(",ignore");
        assert_eq!(file.lines().filter(runs).count(), 0, "{docs:?}");
    }
}

/// Protects whoever generates from a model whose tree has millions of members, all of few
/// structures: each is printed where it comes first.
#[test]
fn huge_trees_are_printed_once() {
    use serde_json::{Value, json};

    let mut shapes = json!({
        "test.huge#Fixture": { "type": "service", "version": "1",
            "operations": [{ "target": "test.huge#Send" }],
            "traits": { "aws.protocols#restJson1": {} } },
        "test.huge#Send": { "type": "operation",
            "input": { "target": "test.huge#L0" }, "output": { "target": "test.huge#L0" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/" } } },
        "test.huge#L14": { "type": "structure",
            "members": { "leaf": { "target": "smithy.api#String" } } },
    });
    for level in 0..14 {
        let target = json!({ "target": format!("test.huge#L{}", level + 1) });
        let members = json!({ "a": target, "b": target, "c": target });
        let shape: Value = json!({ "type": "structure", "members": members });
        shapes[format!("test.huge#L{level}")] = shape;
    }
    let model = json!({ "smithy": "2.0", "shapes": shapes }).to_string();
    let generator = Generator::new().model_text("huge.json", model);
    let generated = generator.run(Layout::Crate).expect("a service");
    let files = generated.crate_files().expect("Rust");
    let page = files.get("src/operation/send.md").expect("a page");
    for (text, count) in [
        ("(L14::builder()", 1),
        (".b(…): L14 again, as above", 1),
        (": L14 again, as above", 4),
        ("## L14\n", 1),
    ] {
        assert_eq!(page.matches(text).count(), count, "{text}\n{page}");
    }
}
