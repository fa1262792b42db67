//! Models whose names meet in Rust.

use serde_json::{Map, Value, json};

use super::{Wrong, members, model, shop, targets};

/// All of them.
pub(crate) fn all() -> Vec<Wrong> {
    let text = "smithy.api#String";
    vec![
        ("types", types(&["DBCluster", "Db_Cluster"])),
        ("members", kind("structure", &["fooBar", "foo_bar"], text)),
        (
            "member and setter",
            kind("structure", &["foo", "setFoo"], text),
        ),
        (
            "variants of an enum",
            kind("enum", &["FOO_BAR", "FooBar"], "smithy.api#Unit"),
        ),
        (
            "variants of a union",
            kind("union", &["foo_bar", "fooBar"], text),
        ),
        (
            "modules of operations",
            operations(&["GetThing", "Get_Thing"]),
        ),
        ("error with the name of the catch-all", error("Unhandled")),
    ]
}

/// Structures of these names.
fn types(names: &[&str]) -> Value {
    let structure = json!({ "type": "structure", "members": {} });
    held(names.iter().map(|name| (*name, structure.clone())))
}

/// One shape of that type, with members of these names.
fn kind(kind: &str, names: &[&str], target: &str) -> Value {
    let shape = json!({ "type": kind, "members": members(names, target) });
    held([("Shape", shape)])
}

/// The shop, with an input that holds these shapes.
fn held<'a>(shapes: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let (mut all, mut holder) = (Map::new(), Map::new());
    for (index, (name, shape)) in shapes.into_iter().enumerate() {
        let id = format!("test.shop#{name}");
        holder.insert(format!("member{index}"), json!({ "target": id }));
        all.insert(id, shape);
    }
    let order = json!({ "type": "structure", "members": holder });
    all.insert("test.shop#Order".to_owned(), order);
    model(shop(Value::Object(all)))
}

fn operations(names: &[&str]) -> Value {
    let mut shapes = shop(json!({}));
    for name in names {
        shapes[format!("test.shop#{name}")] = json!({
            "type": "operation",
            "traits": { "smithy.api#http": { "method": "GET", "uri": format!("/{name}") } }
        });
    }
    shapes["test.shop#Shop"]["operations"] = targets(names);
    model(shapes)
}

fn error(name: &str) -> Value {
    let error =
        json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } });
    let mut shapes = shop(json!({ format!("test.shop#{name}"): error }));
    shapes["test.shop#BuyBook"]["errors"] = targets(&[name]);
    model(shapes)
}
