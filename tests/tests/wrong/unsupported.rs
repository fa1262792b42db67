//! Models that need what is not generated yet.

use serde_json::{Value, json};

use super::{Wrong, members, model, operation, service, shop};

/// Models of services.
pub(crate) fn services() -> Vec<Wrong> {
    let protocols = |ids: &[&str]| {
        let ids = ids.iter().map(|id| ((*id).to_owned(), json!({})));
        service(Value::Object(ids.collect()))
    };
    let bearer = ["aws.protocols#restJson1", "smithy.api#httpBearerAuth"];
    let several = ["aws.protocols#restXml", "smithy.protocols#rpcv2Cbor"];
    vec![
        ("another protocol", protocols(&["aws.protocols#awsJson1_1"])),
        ("other protocols", protocols(&several)),
        ("no protocol", protocols(&[])),
        ("another way to authenticate", protocols(&bearer)),
    ]
}

/// Models of operations.
pub(crate) fn operations() -> Vec<Wrong> {
    let mut bare = model(shop(json!({})));
    bare["shapes"]["test.shop#BuyBook"]["traits"] = json!({});
    let prefix = json!({ "hostPrefix": "data." });
    let names = json!({ "Names": { "path": "names" } });
    vec![
        ("no http trait", bare),
        ("host prefix", operation("smithy.api#endpoint", prefix)),
        (
            "checksum",
            operation("smithy.api#httpChecksumRequired", json!({})),
        ),
        (
            "operation context parameters",
            operation("smithy.rules#operationContextParams", names),
        ),
    ]
}

/// Models of messages.
pub(crate) fn messages() -> Vec<Wrong> {
    let payload = json!({ "smithy.api#httpPayload": {}, "smithy.api#required": {} });
    let header = json!({ "smithy.api#httpHeader": "X-Media" });
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
    let list = json!({ "type": "list", "member": { "target": "smithy.api#String" } });
    let media = json!({ "type": "string", "traits": { "smithy.api#mediaType": "text/csv" } });
    let mut stream = member(
        payload.clone(),
        json!({ "type": "blob", "traits": streaming }),
    );
    stream["shapes"]["test.shop#Order"]["members"]["title"] =
        json!({ "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": "X-Title" } });
    let mut event_stream = member(payload.clone(), events);
    event_stream["shapes"]["test.shop#Event"] = event;
    vec![
        ("streaming blob", stream),
        ("event stream", event_stream),
        ("list as the body", member(payload, list)),
        ("media type in a header", member(header, media)),
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
