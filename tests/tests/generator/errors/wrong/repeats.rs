//! Models whose operations cannot be called again and again: for pages, and to wait.

use serde_json::{Value, json};

use super::{Wrong, model, shop};

/// The shop, with pages of orders and these traits on its operation.
fn with(id: &str, value: Value) -> Value {
    let string = json!({ "target": "smithy.api#String" });
    let integer = json!({ "target": "smithy.api#Integer" });
    let mut model = model(shop(json!({
        "test.shop#Order": {
            "type": "structure",
            "members": { "token": string, "number": integer, "size": string }
        },
        "test.shop#Page": {
            "type": "structure",
            "members": {
                "token": string,
                "number": integer,
                "state": string,
                "done": { "target": "smithy.api#Boolean" },
                "most": {
                    "target": "smithy.api#PrimitiveInteger",
                    "traits": { "smithy.api#default": 5 }
                },
                "orders": { "target": "test.shop#Orders" }
            }
        },
        "test.shop#Orders": { "type": "list", "member": { "target": "test.shop#Page" } }
    })));
    let operation = &mut model["shapes"]["test.shop#BuyBook"];
    operation["output"] = json!({ "target": "test.shop#Page" });
    operation["traits"][id] = value;
    model
}

/// Pages that have no paginator.
pub(crate) fn pages() -> Vec<Wrong> {
    let pages = |input: &str, output: &str, items: &str, size: &str| {
        let value = json!({
            "inputToken": input,
            "outputToken": output,
            "items": items,
            "pageSize": size
        });
        with("smithy.api#paginated", value)
    };
    vec![
        (
            "a number as a token",
            pages("number", "number", "orders", "number"),
        ),
        (
            "two types of tokens",
            pages("token", "number", "orders", "number"),
        ),
        (
            "a string as a size",
            pages("token", "token", "orders", "size"),
        ),
        (
            "items of a string",
            pages("token", "token", "state", "number"),
        ),
        (
            "a token in a list",
            pages("token", "orders.member.token", "orders", "number"),
        ),
    ]
}

/// Waiters that would wait in vain.
pub(crate) fn waiters() -> Vec<Wrong> {
    let waiter = |acceptors: Value| {
        with(
            "smithy.waiters#waitable",
            json!({ "Ready": { "acceptors": acceptors } }),
        )
    };
    let output = |path: &str, comparator: &str, expected: &str| {
        waiter(json!([{
            "state": "success",
            "matcher": {
                "output": { "path": path, "comparator": comparator, "expected": expected }
            }
        }]))
    };
    let text = |path: &str| output(path, "stringEquals", "READY");
    let flag = |path: &str| output(path, "booleanEquals", "true");
    vec![
        ("no such member", text("stat")),
        ("a member of a string", text("state.code")),
        ("not a string", text("orders")),
        ("not a boolean", flag("state")),
        ("not a list", output("state", "allStringEquals", "READY")),
        (
            "items of a string",
            output("state[].code", "anyStringEquals", "READY"),
        ),
        ("an order of strings", flag("state > `1`")),
        ("two types", flag("state == `1`")),
        ("a hidden default", flag("most == `5`")),
        ("a function", flag("starts_with(state, 'a')")),
        ("a slice", text("orders[0:2].state")),
        ("a hash", flag("{a: state}")),
        ("no end", flag("length(orders) > `0")),
        (
            "nested without end",
            text(&format!("orders{}", "[]".repeat(500))),
        ),
        ("a number as a condition", flag("!number")),
        ("a comparator", output("state", "equals", "READY")),
        (
            "not a boolean value",
            output("done", "booleanEquals", "yes"),
        ),
        (
            "delays",
            with(
                "smithy.waiters#waitable",
                json!({ "Ready": { "acceptors": [], "minDelay": 9, "maxDelay": 3 } }),
            ),
        ),
        (
            "two matchers",
            waiter(json!([{
                "state": "success",
                "matcher": { "success": true, "errorType": "Other" }
            }])),
        ),
    ]
}
