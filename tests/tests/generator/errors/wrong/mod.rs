//! A small model that is right, and made wrong in one place or another.

pub(crate) mod cases;
pub(crate) mod defaults;
pub(crate) mod given;
pub(crate) mod names;
pub(crate) mod repeats;
pub(crate) mod rules;
pub(crate) mod unsupported;

use serde_json::{Map, Value, json};

/// A model that is wrong, and the name of what is wrong with it.
pub(crate) type Wrong = (&'static str, Value);

/// A model of these shapes.
pub(crate) fn model(shapes: Value) -> Value {
    json!({ "smithy": "2.0", "shapes": shapes })
}

/// The shapes of a shop with the operation `BuyBook` and a shelf, and `more` in place of its own or
/// beside them.
pub(crate) fn shop(more: Value) -> Value {
    let mut shapes = json!({
        "test.shop#Shop": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "test.shop#BuyBook" }],
            "resources": [{ "target": "test.shop#Shelf" }],
            "traits": { "aws.api#service": { "sdkId": "Shop" }, "aws.protocols#restJson1": {} }
        },
        "test.shop#BuyBook": {
            "type": "operation",
            "input": { "target": "test.shop#Order" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/buy" } }
        },
        "test.shop#Shelf": { "type": "resource" },
        "test.shop#Order": {
            "type": "structure",
            "members": { "title": { "target": "smithy.api#String" } }
        }
    });
    if let (Some(shapes), Value::Object(more)) = (shapes.as_object_mut(), more) {
        shapes.extend(more);
    }
    shapes
}

/// The shop, with these traits on its service.
fn service(traits: Value) -> Value {
    let mut model = model(shop(json!({})));
    model["shapes"]["test.shop#Shop"]["traits"] = traits;
    model
}

/// The shop, with one more trait on its operation.
fn operation(id: &str, value: Value) -> Value {
    let mut model = model(shop(json!({})));
    model["shapes"]["test.shop#BuyBook"]["traits"][id] = value;
    model
}

/// Members of these names that all target one shape.
fn members(names: &[&str], target: &str) -> Value {
    let member = |name: &&str| ((*name).to_owned(), json!({ "target": target }));
    Value::Object(names.iter().map(member).collect::<Map<_, _>>())
}

/// References to shapes of the shop.
fn targets(names: &[&str]) -> Value {
    let target = |name: &&str| json!({ "target": format!("test.shop#{name}") });
    names.iter().map(target).collect()
}
