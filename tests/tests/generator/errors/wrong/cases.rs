//! Models whose test cases do not fit their shapes.

use serde_json::{Value, json};

use super::{Wrong, model, shop};

/// The shop with members of every kind, and one request test with these parameters.
fn case(params: Value) -> Value {
    let string = json!({ "target": "smithy.api#String" });
    let mut model = model(shop(json!({
        "test.shop#Order": {
            "type": "structure",
            "members": {
                "title": string,
                "count": { "target": "smithy.api#Byte" },
                "price": { "target": "smithy.api#Double" },
                "due": { "target": "smithy.api#Timestamp" },
                "gift": { "target": "smithy.api#Boolean" },
                "lines": { "target": "test.shop#Lines" },
                "payment": { "target": "test.shop#Payment" }
            }
        },
        "test.shop#Lines": { "type": "list", "member": { "target": "test.shop#Line" } },
        "test.shop#Line": {
            "type": "structure",
            "members": {
                "sku": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
            }
        },
        "test.shop#Payment": { "type": "union", "members": { "card": string, "cash": string } }
    })));
    model["shapes"]["test.shop#BuyBook"]["traits"]["smithy.test#httpRequestTests"] = json!([{
        "id": "BuysABook",
        "protocol": "aws.protocols#restJson1",
        "method": "POST",
        "uri": "/buy",
        "params": params
    }]);
    model
}

/// All of them.
pub(crate) fn all() -> Vec<Wrong> {
    vec![
        ("no such member", case(json!({ "titel": "Emma" }))),
        ("a number for a string", case(json!({ "title": 1 }))),
        ("a string for a boolean", case(json!({ "gift": "yes" }))),
        ("beyond the width", case(json!({ "count": 300 }))),
        ("not a number", case(json!({ "price": "much" }))),
        ("not a timestamp", case(json!({ "due": "tomorrow" }))),
        ("not a list", case(json!({ "lines": {} }))),
        ("null in a list", case(json!({ "lines": [null] }))),
        (
            "inside a list",
            case(json!({ "lines": [{ "sku": "a" }, { "sku": true }] })),
        ),
        ("a missing member", case(json!({ "lines": [{}] }))),
        (
            "two members of a union",
            case(json!({ "payment": { "card": "a", "cash": "b" } })),
        ),
        (
            "several at once",
            case(json!({ "titel": "Emma", "count": "two", "lines": [{ "sku": 1 }, {}] })),
        ),
        (
            "no such member of a union",
            case(json!({ "payment": { "crad": "a" } })),
        ),
    ]
}
