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
    let parameter = |parameter: Value| {
        set(json!({ "version": "1.0", "parameters": { "P": parameter }, "rules": [] }))
    };
    vec![
        (
            "default of another type",
            parameter(json!({ "type": "string", "default": true })),
        ),
        (
            "built-in value of another type",
            parameter(json!({ "type": "boolean", "builtIn": "AWS::Region" })),
        ),
        (
            "number bound to a parameter",
            bound("smithy.api#Integer", "P", "string"),
        ),
        (
            "string bound to a boolean",
            bound("smithy.api#String", "P", "boolean"),
        ),
        (
            "member bound to no parameter",
            bound("smithy.api#String", "Q", "string"),
        ),
        ("fixed value of another type", fixed(json!([1]))),
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

/// A shop whose input has a member that is bound to the parameter `parameter`; the rules have one
/// parameter, `P`.
fn bound(target: &str, parameter: &str, kind: &str) -> Value {
    let mut model =
        set(json!({ "version": "1.0", "parameters": { "P": { "type": kind } }, "rules": [] }));
    model["shapes"]["test.shop#Order"]["members"]["bound"] = json!({
        "target": target,
        "traits": { "smithy.rules#contextParam": { "name": parameter } }
    });
    model
}

/// A shop whose operation sets a parameter that is a string.
fn fixed(value: Value) -> Value {
    let mut model =
        set(json!({ "version": "1.0", "parameters": { "P": { "type": "string" } }, "rules": [] }));
    model["shapes"]["test.shop#BuyBook"]["traits"]["smithy.rules#staticContextParams"] =
        json!({ "P": { "value": value } });
    model
}

fn rule(rule: Value) -> Value {
    set(json!({ "version": "1.0", "parameters": {}, "rules": [rule] }))
}

fn set(rules: Value) -> Value {
    let mut model = model(shop(json!({})));
    model["shapes"]["test.shop#Shop"]["traits"]["smithy.rules#endpointRuleSet"] = rules;
    model
}
