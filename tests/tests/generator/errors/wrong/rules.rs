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
        ("call without arguments", call("stringEquals", json!(["a"]))),
        (
            "no URL",
            rule(json!({ "conditions": [], "type": "endpoint", "endpoint": {} })),
        ),
    ]
}

/// Strings that are cut off, and diagrams that lead nowhere.
pub(crate) fn diagrams() -> Vec<Wrong> {
    vec![
        (
            "brace without its other half",
            rule(json!({ "conditions": [], "type": "error", "error": "{P" })),
        ),
        (
            "path that is none",
            rule(
                json!({ "conditions": [{ "fn": "getAttr", "argv": [{ "fn": "parseURL", "argv": ["a"] }, "a[b]"] }], "type": "error", "error": "no" }),
            ),
        ),
        ("diagram whose nodes are not Base64", diagram(json!("?"), 1)),
        ("diagram with fewer nodes", diagram(nodes(&[END]), 2)),
        ("diagram without its root", diagram(nodes(&[END]), 1)),
        (
            "diagram with an unknown condition",
            diagram(nodes(&[END, [7, 100_000_001, -1]]), 2),
        ),
        (
            "diagram with an unknown node",
            diagram(nodes(&[END, [0, 100_000_001, -9]]), 2),
        ),
        (
            "diagram with an unknown result",
            diagram(nodes(&[END, [0, 100_000_002, 1]]), 2),
        ),
        (
            "diagram that leads back",
            diagram(nodes(&[END, [0, 3, 1], [1, 100_000_001, -2]]), 3),
        ),
    ]
}

/// The first node of every diagram, which stands for its end.
const END: [i32; 3] = [-1, 1, -1];

/// Nodes as a model has them: a condition, and references where that holds and where not.
fn nodes(nodes: &[[i32; 3]]) -> Value {
    let bytes = nodes.iter().flatten().flat_map(|it| it.to_be_bytes());
    let bytes: Vec<u8> = bytes.collect();
    aws_smithy_types::base64::encode(bytes).into()
}

/// A shop whose rules are a diagram that starts at the second node, with two conditions and one
/// result.
fn diagram(nodes: Value, count: usize) -> Value {
    let condition = |name: &str| json!({ "fn": "isSet", "argv": [{ "ref": name }] });
    let mut model = model(shop(json!({})));
    model["shapes"]["test.shop#Shop"]["traits"]["smithy.rules#endpointBdd"] = json!({
        "version": "1.1",
        "parameters": { "P": { "type": "string" }, "Q": { "type": "string" } },
        "conditions": [condition("P"), condition("Q")],
        "results": [{ "conditions": [], "type": "error", "error": "no" }],
        "root": 2,
        "nodeCount": count,
        "nodes": nodes,
    });
    model
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
