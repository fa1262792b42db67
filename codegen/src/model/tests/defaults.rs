//! Smithy 1.0 read as 2.0, and the prelude.

use serde_json::{Value, json};

use super::super::{Model, Shape, ShapeKind, ShapeType, load};
use super::{document, id, model};

fn old(shapes: &Value) -> Model {
    load(&[document("1.0", shapes)]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Members of 1.0: target, traits of the member, the target `a#T` itself, and
/// the default that comes of it.
const MEMBERS: &str = r#"
smithy.api#Integer          | {}                                    | {}
smithy.api#PrimitiveInteger | {}                                    | {} | 0
smithy.api#PrimitiveBoolean | {}                                    | {} | false
smithy.api#PrimitiveLong    | { "smithy.api#box": {} }              | {} | null
smithy.api#String           | {}                                    | {}
a#T | {}                                    | { "type": "boolean" } | false
a#T | {}                                    | { "type": "double" } | 0
a#T | {}                                    | { "type": "byte" } | 0
a#T | {}                                    | { "type": "bigInteger" }
a#T | {}                                    | { "type": "timestamp" }
a#T | {}                                    | { "type": "integer", "traits": { "smithy.api#box": {} } }
a#T | { "smithy.api#box": {} }              | { "type": "integer", "traits": { "smithy.api#box": {} } }
a#T | { "smithy.api#required": {} }         | { "type": "short" } | 0
a#T | {}                                    | { "type": "long", "traits": { "smithy.api#range": { "min": 1 } } }
a#T | { "smithy.api#range": { "max": -1 } } | { "type": "float" }
a#T | {}                                    | { "type": "blob", "traits": { "smithy.api#streaming": {} } } | ""
a#T | { "smithy.api#required": {} }         | { "type": "blob", "traits": { "smithy.api#streaming": {} } }
"#;

/// Protects: which members of 1.0 have a default.
#[test]
fn members_of_1_0_get_their_defaults() {
    let parse = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    for row in MEMBERS.trim().lines() {
        let mut cells = row.split(" | ").map(str::trim);
        let mut next = || cells.next();
        let (target, traits) = (next().unwrap(), parse(next().unwrap()));
        let (shape, wanted) = (parse(next().unwrap()), next().map(parse));
        let mut shapes = json!({ "a#S": { "type": "structure", "members": {
            "m": { "target": target, "traits": traits }
        } } });
        if target == "a#T" {
            shapes["a#T"] = shape;
        }
        let model = old(&shapes);
        let member = model.member(&id("a#S$m")).unwrap();
        assert_eq!(member.traits.default(), wanted.as_ref(), "{row}");
        assert!(!member.traits.has("smithy.api#box"));
    }
}

/// Protects: 2.0 says itself what has a default; shapes of 1.0 have theirs.
#[test]
fn shapes_have_defaults_of_their_own() {
    let shapes = json!({
        "a#T": { "type": "integer" },
        "a#S": { "type": "structure", "members": {
            "m": { "target": "a#T" },
            "n": { "target": "smithy.api#PrimitiveInteger" }
        } }
    });
    let default = |model: &Model| model.shape(&id("a#T")).unwrap().traits.default().cloned();
    assert_eq!(default(&old(&shapes)), Some(json!(0)));
    let new = model(&shapes);
    assert_eq!(default(&new), None);
    for member in ["a#S$m", "a#S$n"] {
        assert_eq!(new.member(&id(member)).unwrap().traits.default(), None);
    }
}

/// Protects: a set is a list without duplicates.
#[test]
fn sets_become_lists() {
    let model = old(&json!({ "a#S": {
        "type": "set", "member": { "target": "smithy.api#String" }
    } }));
    let shape = model.shape(&id("a#S")).unwrap();
    assert_eq!(shape.shape_type(), ShapeType::List);
    assert!(shape.traits.unique_items());
}

fn with_enum(definitions: Value) -> Shape {
    let shapes = json!({ "a#E": {
        "type": "string",
        "traits": { "smithy.api#enum": definitions, "smithy.api#since": "1" }
    } });
    let (old, new) = (old(&shapes), model(&shapes));
    assert_eq!(old, new);
    old.shape(&id("a#E")).unwrap().clone()
}

/// Protects: strings with named values are enums, in either version; one value
/// without a name, or with one that is none, leaves it a string.
#[test]
fn named_strings_become_enums() {
    let shape = with_enum(json!([
        { "name": "ONE", "value": "1", "documentation": "One.", "deprecated": true },
        { "name": "two", "value": "2 2", "tags": ["x"], "deprecated": false }
    ]));
    let ShapeKind::Enum(members) = &shape.kind else {
        panic!("not an enum");
    };
    let read: Vec<(&str, &str)> = members
        .iter()
        .map(|member| (member.name.as_str(), member.value.as_str()))
        .collect();
    assert_eq!(read, [("ONE", "1"), ("two", "2 2")]);
    let traits: Vec<_> = members.iter().map(|member| &member.traits).collect();
    assert_eq!(traits[0].documentation(), Some("One."));
    assert!(traits[0].deprecated().is_some() && traits[1].deprecated().is_none());
    assert_eq!(traits[1].tags(), ["x"]);
    assert!(shape.traits.enum_trait().is_none());
    assert_eq!(shape.traits.since(), Some("1"));

    for definitions in [
        json!([{ "name": "A", "value": "a" }, { "value": "b" }]),
        json!([{ "name": "A B", "value": "a" }]),
        json!([{ "name": "A", "value": "a" }, { "name": "A", "value": "b" }]),
    ] {
        let shape = with_enum(definitions);
        assert_eq!(shape.kind, ShapeKind::String);
        assert!(shape.traits.enum_trait().is_some());
    }
}

/// Protects: the value of an enum member of 2.0 defaults to its name.
#[test]
fn names_are_values() {
    let model = model(&json!({ "a#E": { "type": "enum", "members": {
        "B": { "target": "smithy.api#Unit" },
        "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "a!" } }
    } } }));
    let ShapeKind::Enum(members) = &model.shape(&id("a#E")).unwrap().kind else {
        panic!("not an enum");
    };
    let values: Vec<&str> = members.iter().map(|m| m.value.as_str()).collect();
    assert_eq!(values, ["B", "a!"]);
}

/// Protects: every shape of the prelude is there, and none is printed.
#[test]
fn the_prelude_is_always_there() {
    let model = model(&json!({}));
    let names = "String Blob BigInteger BigDecimal Timestamp Document Boolean Byte Short Integer \
                 Long Float Double PrimitiveBoolean PrimitiveByte PrimitiveShort PrimitiveInteger \
                 PrimitiveLong PrimitiveFloat PrimitiveDouble Unit";
    for name in names.split_whitespace() {
        let shape = model.shape(&id(&format!("smithy.api#{name}")));
        let shape = shape.unwrap_or_else(|| panic!("no {name}"));
        let has_default = shape.traits.default().is_some();
        assert_eq!(has_default, name.starts_with("Primitive"), "{name}");
    }
    assert!(model.shape(&id("smithy.api#PrimitiveString")).is_none());
    assert_eq!(model.shapes().count(), 0);
    // A copy of the prelude in a file changes nothing.
    assert_eq!(
        super::model(&json!({ "smithy.api#String": { "type": "string" } })),
        model
    );
}
