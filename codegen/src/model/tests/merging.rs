//! Several files, `apply` statements, and duplicate shapes.

use serde_json::json;

use super::super::{Model, Source, load};
use super::{document, id, model, named};

fn both(first: Source, second: Source) -> Model {
    load(&[first, second]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Protects: one model of several files, whatever their versions, in the order
/// of the files.
#[test]
fn files_become_one_model() {
    let first = named(
        "a.json",
        "2.0",
        &json!({
            "a#B": { "type": "structure", "members": { "c": { "target": "a#C" } } },
            "a#A": { "type": "string" }
        }),
    );
    let second = named("b.json", "1.0", &json!({ "a#C": { "type": "string" } }));
    let model = both(first, second);
    let ids: Vec<&str> = model.shapes().map(|shape| shape.id.as_str()).collect();
    assert_eq!(ids, ["a#B", "a#A", "a#C"]);
}

/// Protects: the same definition twice is one definition; traits add up as
/// Smithy says, lists joined, equal values once.
#[test]
fn equal_definitions_merge() {
    let shape = |traits: serde_json::Value| {
        json!({ "a#S": {
            "type": "structure",
            "members": { "m": { "target": "smithy.api#String", "traits": traits.clone() } },
            "traits": traits
        } })
    };
    let cases = [
        (json!({}), json!({}), json!({})),
        (
            json!({ "smithy.api#tags": ["x"] }),
            json!({ "smithy.api#tags": ["x"] }),
            json!({ "smithy.api#tags": ["x"] }),
        ),
        (
            json!({ "smithy.api#tags": ["x"] }),
            json!({ "smithy.api#tags": ["y"], "smithy.api#since": "1" }),
            json!({ "smithy.api#tags": ["x", "y"], "smithy.api#since": "1" }),
        ),
    ];
    for (first, second, wanted) in cases {
        let merged = both(
            named("a.json", "2.0", &shape(first)),
            named("b.json", "2.0", &shape(second)),
        );
        assert_eq!(merged, model(&shape(wanted)));
    }
}

/// Protects: `apply` on shapes, members, and members of mixins.
#[test]
fn apply_adds_traits_from_outside() {
    let applied = model(&json!({
        "a#S$m": { "type": "apply", "traits": { "smithy.api#required": {} } },
        "a#S": {
            "type": "structure",
            "members": { "m": { "target": "smithy.api#String" } }
        },
        "a#S1": { "type": "string" },
        "a#M": {
            "type": "structure",
            "members": { "n": {
                "target": "smithy.api#String",
                "traits": { "smithy.api#documentation": "from the mixin" }
            } },
            "traits": { "smithy.api#mixin": {} }
        },
        "a#T": { "type": "structure", "mixins": [{ "target": "a#M" }], "members": {} },
        "a#T$n": { "type": "apply", "traits": { "smithy.api#documentation": "from outside" } }
    }));
    let traits = |name: &str| &applied.member(&id(name)).unwrap().traits;
    assert!(traits("a#S$m").required());
    assert_eq!(traits("a#T$n").documentation(), Some("from outside"));
    assert_eq!(traits("a#M$n").documentation(), Some("from the mixin"));
}

/// Protects: metadata of all files, lists joined.
#[test]
fn metadata_merges() {
    let source = |name: &str, metadata: serde_json::Value| Source::Text {
        name: name.to_owned(),
        text: json!({ "smithy": "2", "metadata": metadata }).to_string(),
    };
    let merged = both(
        source("a", json!({ "list": [1], "same": { "k": 1 } })),
        source(
            "b",
            json!({ "list": [2], "same": { "k": 1 }, "more": null }),
        ),
    );
    let wanted = json!({ "list": [1, 2], "same": { "k": 1 }, "more": null });
    assert_eq!(serde_json::Value::Object(merged.metadata().clone()), wanted);
}

/// Protects: directories are searched to the bottom, sorted, each file once,
/// and all is watched.
#[test]
fn directories_are_read() {
    let root = std::env::temp_dir().join(format!("hammersmith-model-{}", std::process::id()));
    let below = root.join("b/c");
    std::fs::create_dir_all(&below).unwrap();
    let write = |path: std::path::PathBuf, name: &str| {
        let text = json!({ "smithy": "2.0", "shapes": { name: { "type": "string" } } });
        std::fs::write(path, format!("\u{feff}{text}")).unwrap();
    };
    write(root.join("z.json"), "a#Z");
    write(below.join("y.json"), "a#Y");
    std::fs::write(root.join("notes.txt"), "none of it").unwrap();
    let loaded = load(&[
        root.clone().into(),
        Source::Dir(root.clone()),
        root.join("z.json").into(),
    ]);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    let ids: Vec<&str> = loaded.shapes().map(|shape| shape.id.as_str()).collect();
    assert_eq!(ids, ["a#Y", "a#Z"]);
    assert_eq!(
        loaded.files(),
        [root.clone(), below.join("y.json"), root.join("z.json")]
    );
    let empty = root.join("empty");
    std::fs::create_dir(&empty).unwrap();
    let problems = load(&[Source::Dir(empty.clone())]).unwrap_err();
    let message = &problems.iter().next().unwrap().message;
    assert!(message.contains("contains no `*.json` file"), "{problems}");
    std::fs::write(empty.join("a.smithy"), "$version: \"2\"").unwrap();
    let problems = load(&[Source::Dir(empty)]).unwrap_err();
    let help = problems.iter().find_map(|problem| problem.help.clone());
    assert!(help.unwrap().contains("`smithy ast`"), "{problems}");
    std::fs::remove_dir_all(root).unwrap();
}

/// Protects: a problem found by a later stage has file and line.
#[test]
fn problems_of_later_stages_have_places() {
    let loaded = load(&[document(
        "2.0",
        &json!({ "a#S": { "type": "structure", "members": {
            "m": { "target": "smithy.api#String" }
        } } }),
    )]);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(
        loaded.problem(&id("a#S$m"), "`a#S$m` is bad").to_string(),
        "error: `a#S$m` is bad\n  --> model.json:7 (/shapes/a#S/members/m)"
    );
    assert_eq!(
        loaded.problem(&id("a#None"), "bad").to_string(),
        "error: bad\n  shape: a#None"
    );
}
