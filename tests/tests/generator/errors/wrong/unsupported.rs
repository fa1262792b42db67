//! Models that need what is not generated yet.

use serde_json::{Value, json};

use super::{Wrong, members, model, operation, service, shop};

/// A service that speaks these protocols.
pub(crate) fn speaking(ids: &[&str]) -> Value {
    let ids = ids.iter().map(|id| ((*id).to_owned(), json!({})));
    service(Value::Object(ids.collect()))
}

/// Models of services.
pub(crate) fn services() -> Vec<Wrong> {
    let pool = json!({ "providerArns": ["arn:aws:cognito-idp:eu-west-1:1:userpool/1"] });
    let cognito = service(json!({
        "aws.protocols#restJson1": {},
        "aws.auth#cognitoUserPools": pool,
        "smithy.api#httpBearerAuth": {}
    }));
    let mut own = service(json!({
        "aws.protocols#restJson1": {},
        "test.shop#stamp": {}
    }));
    own["shapes"]["test.shop#stamp"] = json!({
        "type": "structure",
        "traits": { "smithy.api#trait": {}, "smithy.api#authDefinition": {} }
    });
    let mut of_operation = own.clone();
    of_operation["shapes"]["test.shop#Shop"]["traits"]["smithy.api#auth"] = json!([]);
    of_operation["shapes"]["test.shop#BuyBook"]["traits"]["smithy.api#auth"] =
        json!(["test.shop#stamp"]);
    let setting = json!({ "Fast": { "type": "boolean" } });
    let settings = service(json!({
        "aws.protocols#restJson1": {},
        "smithy.rules#clientContextParams": setting
    }));
    vec![
        ("no protocol", speaking(&[])),
        ("another way to authenticate", cognito),
        ("a way to authenticate of the model's own", own),
        ("the same for an operation", of_operation),
        ("settings of the service alone", settings),
    ]
}

/// Models of operations.
pub(crate) fn operations() -> Vec<Wrong> {
    let mut bare = model(shop(json!({})));
    bare["shapes"]["test.shop#BuyBook"]["traits"] = json!({});
    let mut document = member(json!({}), json!({ "type": "document" }));
    let query = json!({ "aws.protocols#awsQuery": {} });
    document["shapes"]["test.shop#Shop"]["traits"] = query;
    let checksum = json!({ "requestAlgorithmMember": "algorithm" });
    let compression = json!({ "encodings": ["br"] });
    vec![
        ("no http trait", bare),
        ("a document in a form", document),
        (
            "a checksum by a member that is not there",
            operation("aws.protocols#httpChecksum", checksum),
        ),
        (
            "an encoding that is not known",
            operation("smithy.api#requestCompression", compression),
        ),
    ]
}

/// Models of endpoint parameters that are found along a path, which leads nowhere.
pub(crate) fn paths() -> Vec<Wrong> {
    let paths = [
        ("no such member", "titel"),
        ("not a string", "pages"),
        ("one string for several", "title"),
        ("items of a string", "title[*]"),
        ("keys of a list", "keys(pages)"),
        ("filter", "pages[?length > `2`].text"),
        ("several, not flattened", "pages[*].[text]"),
        ("nothing", "pages[*]."),
    ];
    let order = json!({
        "type": "structure",
        "members": {
            "title": { "target": "smithy.api#String" },
            "pages": { "target": "test.shop#Pages" }
        }
    });
    let pages = json!({ "type": "list", "member": { "target": "test.shop#Page" } });
    let page = json!({ "type": "structure", "members": members(&["text"], "smithy.api#String") });
    let model = |path: &str, parameter: &str| {
        let context = json!({ parameter: { "path": path } });
        let mut model = operation("smithy.rules#operationContextParams", context);
        let shapes = &mut model["shapes"];
        shapes["test.shop#Order"] = order.clone();
        shapes["test.shop#Pages"] = pages.clone();
        shapes["test.shop#Page"] = page.clone();
        shapes["test.shop#Shop"]["traits"]["smithy.rules#endpointRuleSet"] = json!({
            "version": "1.0",
            "parameters": { "Names": { "type": "stringArray" } },
            "rules": []
        });
        model
    };
    let mut wrong: Vec<_> = paths
        .iter()
        .map(|(name, path)| (*name, model(path, "Names")))
        .collect();
    wrong.push(("no such parameter", model("title", "Title")));
    wrong
}

/// Models of messages.
pub(crate) fn messages() -> Vec<Wrong> {
    let streaming = json!({ "smithy.api#streaming": {} });
    let event = json!({
        "type": "structure",
        "members": members(&["text"], "smithy.api#String")
    });
    let events = json!({
        "type": "union",
        "members": members(&["event"], "test.shop#Event"),
        "traits": streaming
    });
    let bytes = json!({ "type": "blob", "traits": streaming });
    let stream = |protocol: &str, target: &Value| {
        let mut model = member(json!({ "smithy.api#required": {} }), target.clone());
        model["shapes"]["test.shop#Event"] = event.clone();
        model["shapes"]["test.shop#Shop"]["traits"] = json!({ protocol: {} });
        model
    };
    let second = |mut model: Value| {
        let members = &mut model["shapes"]["test.shop#Order"]["members"];
        members["second"] = members["member"].clone();
        model
    };
    let mut inner = stream("smithy.protocols#rpcv2Cbor", &events);
    let shapes = &mut inner["shapes"];
    shapes["test.shop#Inner"] = shapes["test.shop#Order"].take();
    shapes["test.shop#Order"] = json!({
        "type": "structure",
        "members": members(&["inner"], "test.shop#Inner")
    });
    let rest = "aws.protocols#restJson1";
    vec![
        ("streaming blob", stream(rest, &bytes)),
        ("event stream", stream(rest, &events)),
        (
            "streaming blob, JSON",
            stream("aws.protocols#awsJson1_0", &bytes),
        ),
        (
            "streaming blob, CBOR",
            stream("smithy.protocols#rpcv2Cbor", &bytes),
        ),
        (
            "event stream, form",
            stream("aws.protocols#awsQuery", &events),
        ),
        (
            "event stream, EC2",
            stream("aws.protocols#ec2Query", &events),
        ),
        ("event stream within a structure", inner),
        (
            "two event streams",
            second(stream("smithy.protocols#rpcv2Json", &events)),
        ),
    ]
}

/// The shop, with a member of these traits in its input, which targets this shape.
fn member(traits: Value, target: Value) -> Value {
    let member = json!({ "target": "test.shop#Target", "traits": traits });
    model(shop(json!({
        "test.shop#Order": { "type": "structure", "members": { "member": member } },
        "test.shop#Target": target
    })))
}
