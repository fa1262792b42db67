//! The contents of skeletons.

use serde_json::{Value, json};

use super::{Members, input};
use crate::{Generator, Layout};

/// The model of an operation whose input has these members; `shapes` are beside it.
fn model(members: Value, shapes: Value) -> String {
    let mut all = json!({
        "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Op"}],
            "traits": {"aws.protocols#restJson1": {}}},
        "a#Op": {"type": "operation", "input": {"target": "a#In"},
            "output": {"target": "smithy.api#Unit"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
        "a#In": {"type": "structure", "members": members},
    });
    let all_shapes = all.as_object_mut().unwrap();
    all_shapes.extend(shapes.as_object().unwrap().clone());
    json!({"smithy": "2.0", "shapes": all}).to_string()
}

fn skeleton(members: Value, shapes: Value, which: Members) -> Value {
    cut(members, shapes, which).0
}

/// A skeleton, and whether it lacks what the model demands.
fn cut(members: Value, shapes: Value, which: Members) -> (Value, bool) {
    let generator = Generator::new().model_text("m.json", model(members, shapes));
    let generated = generator.run(Layout::Crate).unwrap();
    let plan = generated.plan();
    let skeleton = input(plan, &plan.operations[0], which);
    // Whatever it holds, it is Rust.
    skeleton.to_rust("s").unwrap();
    (skeleton.to_json(), skeleton.is_cut())
}

/// A member of a simple type, with traits.
fn member(ty: &str, traits: Value) -> Value {
    let named = traits.as_object().unwrap().iter();
    let named = named.map(|(name, value)| (format!("smithy.api#{name}"), value.clone()));
    json!({"target": format!("smithy.api#{ty}"), "traits": Value::from_iter(named)})
}

/// Protects: a value of each simple type, within its limits, and the default where there is one.
#[test]
fn values_are_what_the_model_allows() {
    for (ty, traits, expected) in [
        ("String", json!({}), json!("string")),
        ("String", json!({"length": {"min": 8}}), json!("stringst")),
        ("String", json!({"length": {"max": 2}}), json!("st")),
        ("String", json!({"pattern": "^x{2}$"}), json!("xx")),
        ("String", json!({"default": "given"}), json!("given")),
        ("Integer", json!({}), json!(0)),
        ("Integer", json!({"range": {"min": 3}}), json!(3)),
        ("Integer", json!({"range": {"max": -3}}), json!(-3)),
        ("Integer", json!({"default": 5}), json!(5)),
        ("Byte", json!({}), json!(0)),
        ("Double", json!({"range": {"min": 0.5}}), json!(0.5)),
        ("BigInteger", json!({}), json!(0)),
        ("Boolean", json!({}), json!(true)),
        ("Boolean", json!({"default": false}), json!(false)),
        (
            "Blob",
            json!({"length": {"min": 7, "max": 7}}),
            json!("c3RyaW5ncw=="),
        ),
        ("Timestamp", json!({}), json!(1767225600)),
        (
            "Timestamp",
            json!({"timestampFormat": "date-time"}),
            json!("2026-01-01T00:00:00Z"),
        ),
        (
            "Timestamp",
            json!({"httpHeader": "x"}),
            json!("Thu, 01 Jan 2026 00:00:00 GMT"),
        ),
        ("Document", json!({}), json!({})),
    ] {
        let found = skeleton(json!({"m": member(ty, traits)}), json!({}), Members::All);
        assert_eq!(found, json!({"m": expected}));
    }
}

/// Protects: entries that have to be there are, and are different.
#[test]
fn lists_and_maps_have_enough_entries() {
    let length = json!({"smithy.api#length": {"min": 2}, "smithy.api#uniqueItems": {}});
    let shapes = json!({
        "a#List": {"type": "list", "member": {"target": "a#Item"}, "traits": length},
        "a#Item": {"type": "structure", "members": {
            "flag": {"target": "smithy.api#Boolean"},
            "kind": {"target": "a#Kind"}}},
        "a#Kind": {"type": "enum", "members": {
            "A": {"target": "smithy.api#Unit", "traits": {"smithy.api#deprecated": {}}},
            "B": {"target": "smithy.api#Unit"},
            "C": {"target": "smithy.api#Unit"}}},
        "a#Map": {"type": "map", "key": {"target": "smithy.api#String"},
            "value": {"target": "smithy.api#Integer"},
            "traits": {"smithy.api#length": {"min": 2}}},
        "a#None": {"type": "list", "member": {"target": "smithy.api#String"},
            "traits": {"smithy.api#length": {"max": 0}}},
    });
    let members = json!({"list": {"target": "a#List"}, "map": {"target": "a#Map"},
        "none": {"target": "a#None"}});
    assert_eq!(
        skeleton(members, shapes, Members::All),
        json!({
            "list": [{"flag": true, "kind": "B"}, {"flag": false, "kind": "C"}],
            "map": {"string": 0, "string1": 1},
            "none": [],
        })
    );
}

/// Protects: recursion ends, in lists, maps, unions and through several structures, and what has to
/// be there is there even so.
#[test]
fn recursion_is_cut() {
    let shapes = json!({
        "a#Node": {"type": "structure", "members": {
            "name": member("String", json!({"required": {}})),
            "next": {"target": "a#Node"},
            "list": {"target": "a#Nodes"},
            "map": {"target": "a#NodeMap"},
            "other": {"target": "a#Other"},
            "choice": {"target": "a#Choice", "traits": {"smithy.api#required": {}}}}},
        "a#Nodes": {"type": "list", "member": {"target": "a#Node"}},
        "a#NodeMap": {"type": "map", "key": {"target": "smithy.api#String"},
            "value": {"target": "a#Node"}},
        "a#Other": {"type": "structure", "members": {
            "node": {"target": "a#Node", "traits": {"smithy.api#required": {}}}}},
        "a#Choice": {"type": "union", "members": {
            "again": {"target": "a#Node"},
            "leaf": {"target": "smithy.api#String"}}},
    });
    let members = json!({"node": {"target": "a#Node"}});
    let leaf = json!({"leaf": "string"});
    let node = json!({"name": "string", "list": [], "map": {}, "choice": leaf});
    let all = skeleton(members.clone(), shapes.clone(), Members::All);
    assert_eq!(all, json!({"node": node}));
    let required = skeleton(members, shapes, Members::Required);
    assert_eq!(required, json!({}));
}

/// Protects: `--required-only` holds at every depth.
#[test]
fn only_what_is_required() {
    let shapes = json!({
        "a#Part": {"type": "structure", "members": {
            "must": member("String", json!({"required": {}})),
            "may": member("String", json!({}))}},
    });
    let members = json!({
        "part": {"target": "a#Part", "traits": {"smithy.api#required": {}}},
        "other": {"target": "a#Part"}});
    let found = skeleton(members, shapes, Members::Required);
    assert_eq!(found, json!({"part": {"must": "string"}}));
}

/// Structures of which each holds the next one twice, and the last a string.
fn doubling(levels: usize) -> Value {
    let required = json!({"smithy.api#required": {}});
    let held = |level: usize| json!({"target": format!("a#S{level}"), "traits": required});
    let mut shapes = json!({});
    for level in 0..levels {
        shapes[format!("a#S{level}")] = json!({"type": "structure",
            "members": {"l": held(level + 1), "r": held(level + 1)}});
    }
    shapes[format!("a#S{levels}")] = json!({"type": "structure", "members": {}});
    shapes
}

/// Protects: skeletons of models that demand more than anybody reads have a size, and say that they
/// are not whole. Structures that double at each of 20 levels took 3.4 GB.
#[test]
fn has_room_for_so_much() {
    let required = json!({"smithy.api#required": {}});
    let held = |target: &str| json!({"s": {"target": target, "traits": required}});
    let list = |member: &str, min: u64| {
        json!({"type": "list", "member": {"target": member},
            "traits": {"smithy.api#length": {"min": min}}})
    };
    let text = json!({"type": "string", "traits": {"smithy.api#length": {"min": 60_000}}});
    let union = json!({"type": "union", "members": {
        "a": {"target": "a#Loop"}, "b": {"target": "a#Loop"}, "c": {"target": "smithy.api#String"}}});
    let looped = json!({"type": "structure", "members": held("a#U")});
    let cases = [
        (held("a#S0"), doubling(3), false),
        (held("a#S0"), doubling(20), true),
        (held("a#S0"), doubling(36), true),
        (
            held("a#L"),
            json!({"a#L": list("smithy.api#String", 10)}),
            false,
        ),
        (
            held("a#L"),
            json!({"a#L": list("smithy.api#String", 100_000)}),
            true,
        ),
        (
            held("a#L"),
            json!({"a#L": list("a#M", 1000), "a#M": list("a#N", 1000), "a#N": list("a#T", 1000),
                "a#T": text}),
            true,
        ),
        (
            held("a#L"),
            json!({"a#L": list("a#T", 1000), "a#T": text}),
            true,
        ),
        (held("a#U"), json!({"a#U": union, "a#Loop": looped}), false),
    ];
    for (members, shapes, expected) in cases {
        for which in [Members::All, Members::Required] {
            let (json, is_cut) = cut(members.clone(), shapes.clone(), which);
            let size = json.to_string().len();
            assert_eq!(is_cut, expected, "{size} bytes");
            assert!(size < 3_000_000, "{size} bytes");
        }
    }
}
