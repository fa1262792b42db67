//! A small model that is right, to be made wrong in one place.

use serde_json::{Value, json};

/// A model of these shapes.
pub fn model(shapes: Value) -> Value {
    json!({ "smithy": "2.0", "shapes": shapes })
}

/// The shapes of a shop with the operation `BuyBook` and a shelf, and `more` in place of its own or
/// beside them.
pub fn shop(more: Value) -> Value {
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
