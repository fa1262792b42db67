//! Endpoint rules that make no sense.

use serde_json::{Value, json};

use super::{Wrong, model, shop};

/// All of them.
pub(crate) fn all() -> Vec<Wrong> {
    let call = |function: &str, arguments: Value| {
        let condition = json!({ "fn": function, "argv": arguments });
        rule(json!({ "conditions": [condition], "type": "error", "error": "no" }))
    };
    let parameters = json!({ "Region": { "type": "number" } });
    vec![
        ("empty", set(json!({}))),
        (
            "parameter of another type",
            set(json!({ "version": "1.0", "parameters": parameters, "rules": [] })),
        ),
        ("rule of no type", rule(json!({ "conditions": [] }))),
        (
            "rule of another type",
            rule(json!({ "conditions": [], "type": "switch" })),
        ),
        ("unknown function", call("isOdd", json!([]))),
        (
            "unknown reference",
            call("isSet", json!([{ "ref": "Nowhere" }])),
        ),
        (
            "unknown reference in a text",
            rule(json!({ "conditions": [], "type": "error", "error": "{{not}} {Nowhere#part}" })),
        ),
        (
            "no URL",
            rule(json!({ "conditions": [], "type": "endpoint", "endpoint": {} })),
        ),
    ]
}

fn rule(rule: Value) -> Value {
    set(json!({ "version": "1.0", "parameters": {}, "rules": [rule] }))
}

fn set(rules: Value) -> Value {
    let mut model = model(shop(json!({})));
    model["shapes"]["test.shop#Shop"]["traits"]["smithy.rules#endpointRuleSet"] = rules;
    model
}
