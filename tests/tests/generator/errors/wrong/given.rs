//! Options that say something of a service that it does not have.

use serde_json::{Value, json};

use super::{model, shop};

/// The shop with a book, whose order can be followed.
pub(crate) fn followed() -> Value {
    let member = |target: &str| json!({ "target": target });
    model(shop(json!({
        "test.shop#BuyBook": {
            "type": "operation",
            "input": { "target": "test.shop#Order" },
            "output": { "target": "test.shop#Receipt" },
            "errors": [{ "target": "test.shop#SoldOut" }],
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/buy" } }
        },
        "test.shop#Receipt": {
            "type": "structure",
            "members": {
                "state": member("smithy.api#String"),
                "copies": member("test.shop#Copies"),
                "format": member("test.shop#Format"),
                "count": { "target": "test.shop#Count", "traits": { "smithy.api#default": null } },
                "isPaid": member("smithy.api#Boolean"),
            }
        },
        "test.shop#Copies": { "type": "list", "member": { "target": "test.shop#Copy" } },
        "test.shop#Copy": {
            "type": "structure",
            "members": { "shelf": member("smithy.api#String"), "pages": member("smithy.api#Integer") }
        },
        "test.shop#Format": {
            "type": "enum",
            "members": {
                "PAPER": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "paper" } }
            }
        },
        "test.shop#Count": { "type": "integer", "traits": { "smithy.api#default": 0 } },
        "test.shop#SoldOut": {
            "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" }
        }
    })))
}

/// A waiter of the operation with that output and acceptor.
fn waiter(path: &str, comparator: &str, expected: &str) -> Value {
    let output = json!({ "path": path, "comparator": comparator, "expected": expected });
    json!({
        "operation": "BuyBook",
        "acceptors": [{ "state": "success", "matcher": { "output": output } }]
    })
}

/// Wrong values of `waiters`, each with a name.
pub(crate) fn waiters() -> Vec<(&'static str, Value)> {
    let paid = || waiter("isPaid", "booleanEquals", "true");
    let mut misspelt = paid();
    misspelt["acceptors"][0]["matcher"]["output"]["patth"] = json!("isPaid");
    misspelt["delay"] = json!(3);
    misspelt["minDealy"] = json!(3);
    let mut wrong = paid();
    wrong["acceptors"][0]["state"] = json!("sucess");
    wrong["acceptors"][0]["matcher"]["output"]["comparator"] = json!("equals");
    wrong["minDelay"] = json!(9);
    wrong["maxDelay"] = json!(3);
    let of = |operation: &str| {
        let mut waiter = paid();
        waiter["operation"] = json!(operation);
        waiter
    };
    vec![
        ("not a table", json!(["Paid"])),
        ("a waiter that is a string", json!({ "Paid": "BuyBook" })),
        ("a name with a space", json!({ "Is Paid": paid() })),
        (
            "without an operation",
            json!({ "Paid": { "acceptors": [] }, "Sent": { "operation": 3, "acceptors": [] } }),
        ),
        ("members that do not exist", json!({ "Paid": misspelt })),
        ("values that do not exist", json!({ "Paid": wrong })),
        (
            "operations that do not exist",
            json!({ "Paid": of("BuyBok"), "Sent": of("Xyzzy") }),
        ),
        (
            "several paths",
            json!({
                "A": waiter("stat", "stringEquals", "x"),
                "B": waiter("copies[].shelff", "allStringEquals", "x"),
                "C": waiter("copies[].pages", "allStringEquals", "x"),
                "D": waiter("state", "booleanEquals", "true"),
                "E": waiter("copies[", "anyStringEquals", "x"),
                "F": waiter("sort(copies)", "anyStringEquals", "x"),
            }),
        ),
        (
            "two of one name in Rust",
            json!({ "IsPaid": paid(), "isPaid": paid() }),
        ),
    ]
}

/// Wrong values of `rules`, each with a name.
pub(crate) fn rules() -> Vec<(&'static str, Value)> {
    vec![
        (
            "keys that do not exist",
            json!({ "header": { "a": "b" }, "xyzzy": "a" }),
        ),
        (
            "values of other types",
            json!({ "headers": "a", "sensitive": [1], "may-stall": {}, "transient-codes": "" }),
        ),
        (
            "headers that cannot be sent",
            json!({ "headers": { "a b": "c", "d": "e\nf" } }),
        ),
        (
            "headers that requests have",
            json!({ "headers": {
                "Content-Type": "a", "content-length": "1", "host": "b", "Authorization": "c",
                "x-amz-target": "d",
            } }),
        ),
        (
            "names for which they change nothing",
            json!({
                "without-default": ["Receipt$state", "Receipt$count", "Copies$member", "Copy"],
                "optional": ["Copies$member", "Copies"],
                "sensitive": ["Format$PAPER", "BuyBook"],
            }),
        ),
        (
            "names that do not exist",
            json!({
                "may-stall": ["BuyBok"],
                "sensitive": ["Copy$shelff", "Reciept"],
                "optional": ["Xyzzy"],
                "transient": ["Receipt", "SoldOutt"],
            }),
        ),
    ]
}
