//! The members and traits that mixins add, and their order.

use serde_json::{Value, json};

use super::super::{ShapeKind, ShapeType};
use super::{canonical, id, model};

/// Loads shapes, drops the mixins, and compares with the shapes as they would
/// have been written without any.
fn flattens_to(shapes: &Value, flat: &Value) {
    let mixed = canonical(&model(shapes));
    let flat = canonical(&model(flat));
    for (name, wanted) in flat["shapes"].as_object().unwrap() {
        assert_eq!(&mixed["shapes"][name], wanted, "{name}");
    }
}

/// Protects: members of mixins come first, in the order of the mixins, however
/// deep; traits are inherited, later mixins and the shape itself winning.
#[test]
fn members_and_traits_are_inherited_in_order() {
    let text = |doc: &str| json!({ "target": "smithy.api#String", "traits": { "smithy.api#documentation": doc } });
    let shapes = json!({
        // Used before it is defined.
        "a#F": {
            "type": "structure",
            "mixins": [{ "target": "a#B" }, { "target": "a#C" }],
            "members": { "f": text("f") },
            "traits": { "smithy.api#since": "f" }
        },
        "a#B": {
            "type": "structure",
            "mixins": [{ "target": "a#A" }],
            "members": { "b": text("b") },
            "traits": { "smithy.api#mixin": {}, "smithy.api#since": "b", "smithy.api#title": "b" }
        },
        "a#A": {
            "type": "structure",
            "members": { "a2": text("a2"), "a1": text("a1") },
            "traits": { "smithy.api#mixin": {}, "smithy.api#sensitive": {} }
        },
        "a#C": {
            "type": "structure",
            "members": { "c": text("c"), "a1": text("c again") },
            "traits": { "smithy.api#mixin": {}, "smithy.api#title": "c" }
        }
    });
    let mixed = model(&shapes);
    let shape = mixed.shape(&id("a#F")).unwrap();
    let members: Vec<(&str, Option<&str>)> = shape
        .members()
        .map(|member| (member.name(), member.traits.documentation()))
        .collect();
    assert_eq!(
        members,
        [
            ("a2", Some("a2")),
            ("a1", Some("c again")),
            ("b", Some("b")),
            ("c", Some("c")),
            ("f", Some("f")),
        ]
    );
    assert_eq!(shape.member("a1").unwrap().id, "a#F$a1");
    assert!(shape.traits.sensitive() && !shape.traits.has("smithy.api#mixin"));
    assert_eq!(shape.traits.since(), Some("f"));
    assert_eq!(shape.traits.title(), Some("c"));
}

/// Protects: local traits stay with the mixin.
#[test]
fn local_traits_are_not_inherited() {
    flattens_to(
        &json!({
            "a#M": {
                "type": "structure",
                "members": { "m": { "target": "smithy.api#String" } },
                "traits": {
                    "smithy.api#mixin": { "localTraits": ["smithy.api#documentation"] },
                    "smithy.api#documentation": "of the mixin",
                    "smithy.api#sensitive": {}
                }
            },
            "a#S": { "type": "structure", "mixins": [{ "target": "a#M" }] }
        }),
        &json!({ "a#S": {
            "type": "structure",
            "members": { "m": { "target": "smithy.api#String" } },
            "traits": { "smithy.api#sensitive": {} }
        } }),
    );
}

/// Protects: a member may be said again to add traits, and keeps its place.
#[test]
fn members_are_redefined_in_place() {
    flattens_to(
        &json!({
            "a#M": {
                "type": "structure",
                "members": {
                    "x": { "target": "smithy.api#String", "traits": { "smithy.api#internal": {} } },
                    "y": { "target": "smithy.api#String" }
                },
                "traits": { "smithy.api#mixin": {} }
            },
            "a#S": {
                "type": "structure",
                "mixins": [{ "target": "a#M" }],
                "members": {
                    "z": { "target": "smithy.api#String" },
                    "x": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
                }
            }
        }),
        &json!({ "a#S": { "type": "structure", "members": {
            "x": {
                "target": "smithy.api#String",
                "traits": { "smithy.api#internal": {}, "smithy.api#required": {} }
            },
            "y": { "target": "smithy.api#String" },
            "z": { "target": "smithy.api#String" }
        } } }),
    );
}

/// Protects: mixins of lists, maps, enums, unions and shapes without members.
#[test]
fn every_kind_of_data_may_be_mixed_in() {
    let unit = |value: Value| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
    let string = json!({ "target": "smithy.api#String" });
    let kinds = [
        json!({ "type": "list", "member": string }),
        json!({ "type": "map", "key": string, "value": string }),
        json!({ "type": "enum", "members": { "A": unit(json!("a")) } }),
        json!({ "type": "intEnum", "members": { "A": unit(json!(1)) } }),
        json!({ "type": "union", "members": { "a": string } }),
        json!({ "type": "bigDecimal" }),
    ];
    for kind in kinds {
        let mut mixin = kind.clone();
        mixin["traits"] = json!({ "smithy.api#mixin": {}, "smithy.api#sensitive": {} });
        let mut flat = kind.clone();
        flat["traits"] = json!({ "smithy.api#sensitive": {} });
        let mixed = json!({ "type": kind["type"], "mixins": [{ "target": "a#M" }] });
        flattens_to(
            &json!({ "a#M": mixin, "a#S": mixed }),
            &json!({ "a#S": flat }),
        );
    }
}

/// A service, an operation and a resource, each with a mixin.
fn entities() -> Value {
    let mixin = json!({ "smithy.api#mixin": {} });
    let operation = json!({ "type": "operation" });
    let structure = json!({ "type": "structure", "members": {} });
    let error = json!({
        "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" }
    });
    json!({
        "a#ServiceMixin": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a#One" }],
            "errors": [{ "target": "a#Error" }],
            "traits": mixin
        },
        "a#Service": {
            "type": "service",
            "mixins": [{ "target": "a#ServiceMixin" }],
            "operations": [{ "target": "a#Two" }],
            "resources": [{ "target": "a#Resource" }]
        },
        "a#OperationMixin": {
            "type": "operation",
            "input": { "target": "a#In" },
            "errors": [{ "target": "a#Error" }],
            "traits": mixin
        },
        "a#One": operation,
        "a#Two": {
            "type": "operation",
            "mixins": [{ "target": "a#OperationMixin" }],
            "output": { "target": "a#Out" }
        },
        "a#ResourceMixin": {
            "type": "resource",
            "identifiers": { "id": { "target": "smithy.api#String" } },
            "read": { "target": "a#Read" },
            "traits": mixin
        },
        "a#Resource": { "type": "resource", "mixins": [{ "target": "a#ResourceMixin" }] },
        "a#Read": operation,
        "a#In": structure,
        "a#Out": structure,
        "a#Error": error
    })
}

/// Protects: mixins of services, operations and resources add to lists, and
/// are overridden otherwise.
#[test]
fn services_operations_and_resources_may_be_mixed_in() {
    let mixed = model(&entities());
    let service = mixed.shape(&id("a#Service")).unwrap().as_service().unwrap();
    assert_eq!(service.version, "1");
    assert_eq!(service.operations, [id("a#One"), id("a#Two")]);
    assert_eq!(service.errors, [id("a#Error")]);
    let two = mixed.shape(&id("a#Two")).unwrap().as_operation().unwrap();
    assert_eq!(
        (&two.input, &two.output, two.errors.len()),
        (&Some(id("a#In")), &Some(id("a#Out")), 1)
    );
    let resource = mixed.shape(&id("a#Resource")).unwrap();
    assert_eq!(resource.shape_type(), ShapeType::Resource);
    let ShapeKind::Resource(resource) = &resource.kind else {
        panic!("not a resource");
    };
    assert_eq!(resource.read, Some(id("a#Read")));
    assert_eq!(resource.identifiers.len(), 1);
}
