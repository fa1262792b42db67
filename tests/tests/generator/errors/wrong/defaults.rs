//! Models with defaults that are fine for Smithy, and that the type in Rust cannot hold.

use serde_json::{Value, json};

use super::{Wrong, model, shop};

/// Models of outputs with one wrong default each.
pub(crate) fn all() -> Vec<Wrong> {
    let prelude = |name: &str, default| with("smithy.api#".to_owned() + name, default);
    vec![
        ("integer out of range", prelude("Long", json!(1e300))),
        (
            "number too large for `float`",
            prelude("Float", json!(1e39)),
        ),
        ("blob", prelude("Blob", json!("not base64"))),
        ("timestamp", prelude("Timestamp", json!("yesterday"))),
        (
            "day that never was",
            prelude("Timestamp", json!("2023-02-29T00:00:00Z")),
        ),
        (
            "fraction too fine",
            prelude("Timestamp", json!("2023-01-01T00:00:00.0123456789Z")),
        ),
        ("big integer", prelude("BigInteger", json!("1.5"))),
        (
            "big integer with an exponent",
            prelude("BigInteger", json!(1e30)),
        ),
        ("big decimal", prelude("BigDecimal", json!("one"))),
        ("document", prelude("Document", json!([1]))),
        ("default of a shape that two members have", shared()),
    ]
}

/// The shop, whose operation returns a member with that default.
fn with(target: String, default: Value) -> Value {
    returns(json!({ "of": { "target": target, "traits": { "smithy.api#default": default } } }))
}

fn shared() -> Value {
    let required = json!({ "target": "test.shop#Since", "traits": { "smithy.api#required": {} } });
    let mut model = returns(json!({ "a": required, "b": required }));
    model["shapes"]["test.shop#Since"] =
        json!({ "type": "timestamp", "traits": { "smithy.api#default": "never" } });
    model
}

fn returns(members: Value) -> Value {
    let mut model = model(shop(json!({
        "test.shop#Bought": { "type": "structure", "members": members }
    })));
    model["shapes"]["test.shop#BuyBook"]["output"] = json!({ "target": "test.shop#Bought" });
    model
}
