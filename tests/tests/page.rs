//! The page of an operation: the same members as on the page that was the seed of this project.

use std::collections::BTreeSet;

use hammersmith_codegen::plan::page::{Kind, Retried, Shapes};
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
