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
        (
            "methods of unions",
            kind("union", &["fooBAR", "fooBar"], text),
        ),
        (
            "members that step aside",
            kind("structure", &["build", "buildValue"], text),
        ),
        (
            "methods of the client",
            operations(&["New", "NewOperation"]),
        ),
        ("digits", kind("enum", &["_1", "__1"], "smithy.api#Unit")),
        (
            "errors that step aside",
            errors(&["Unhandled", "UnhandledError"]),
        ),
        (
            "parameters of endpoints",
            parameters(&["FooBar", "fooBar", "SetBucket", "Bucket"]),
        ),
    ]
}

/// A model that is right, and names that cannot be given to its shapes and members.
pub(crate) type Rename = (&'static str, Value, &'static [(&'static str, &'static str)]);

/// All of them.
pub(crate) fn renames() -> [Rename; 6] {
    let model = || kind("structure", &["fooBar", "type"], "smithy.api#String");
    [
        (
            "nothing of that ID",
            model(),
            &[
                ("test.shop#Shap", "Form"),
                ("Shape$fooBar", "foo"),
                ("test.shop#Shape$quux", "foo"),
                ("?", "foo"),
            ],
        ),
        (
            "no name in Rust",
            model(),
            &[("test.shop#Order", "Purchase"), ("test.shop#Shop", "Store")],
        ),
        (
            "not a name in Rust",
            model(),
            &[
                ("test.shop#BuyBook", "buy_a_book"),
                ("test.shop#Shape", "Self"),
                ("test.shop#Shape$fooBar", "fooBar"),
                ("test.shop#Shape$type", "type"),
                ("test.shop#Order$member0", "a-b"),
            ],
        ),
        (
            "a name of another member",
            model(),
            &[("test.shop#Shape$fooBar", "set_type")],
        ),
        (
            "a name of the API",
            model(),
            &[
                ("test.shop#Shape$fooBar", "build"),
                ("test.shop#BuyBook", "New"),
            ],
        ),
        (
            "a name of another type",
            types(&["Book", "Shelf2"]),
            &[("test.shop#Shelf2", "Book")],
        ),
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

fn errors(names: &[&str]) -> Value {
    let error =
        json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } });
    let ids = names
        .iter()
        .map(|name| (format!("test.shop#{name}"), error.clone()));
    let mut shapes = shop(Value::Object(ids.collect()));
    shapes["test.shop#BuyBook"]["errors"] = targets(names);
    model(shapes)
}

/// The shop, whose endpoint rules have these parameters.
fn parameters(names: &[&str]) -> Value {
    let parameter = json!({ "type": "string" });
    let parameters = names
        .iter()
        .map(|name| ((*name).to_owned(), parameter.clone()));
    let parameters: Map<_, _> = parameters.collect();
    let mut shapes = shop(json!({}));
    shapes["test.shop#Shop"]["traits"]["smithy.rules#endpointRuleSet"] = json!({
        "version": "1.0",
        "parameters": parameters,
        "rules": [{ "type": "error", "conditions": [], "error": "none" }]
    });
    model(shapes)
}
