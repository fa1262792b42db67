//! The errors of operations where the service models none.

use hammersmith_codegen::{Generator, Layout};
use serde_json::{Value, json};

const ENUM: &str = "pub enum CloseError";
const ALIAS: &str = "pub type CloseError = ::hammersmith::error::Unmodelled<";

/// The code of `Close` alone, of a service that has that operation and `Open`, whose output has a
/// stream of events if `streams`.
fn code(open: &Value, service: &Value, streams: bool) -> String {
    let operation = |errors: &Value| json!({ "type": "operation", "errors": errors });
    let mut model = json!({ "smithy": "2.0", "shapes": {
        "test.shop#Shop": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "test.shop#Open" }, { "target": "test.shop#Close" }],
            "errors": service,
            "traits": { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { "name": "shop" } }
        },
        "test.shop#Open": operation(open),
        "test.shop#Close": operation(&json!([])),
        "test.shop#Late": {
            "type": "structure",
            "members": {},
            "traits": { "smithy.api#error": "client" }
        }
    }});
    if streams {
        let member = |target: &str| json!({ "target": target });
        let shapes = &mut model["shapes"];
        shapes["test.shop#Open"]["output"] = member("test.shop#Opened");
        let events = member("test.shop#Events");
        let members = json!({ "events": events });
        shapes["test.shop#Opened"] = json!({ "type": "structure", "members": members });
        shapes["test.shop#Events"] = json!({
            "type": "union",
            "members": { "late": member("test.shop#Late") },
            "traits": { "smithy.api#streaming": {} }
        });
    }
    let generator = Generator::new().model_text("model", model.to_string());
    let generated = generator.operations(["Close"]).run(Layout::File);
    let generated = generated.unwrap_or_else(|error| panic!("{error}"));
    generated.file().expect("Rust")
}

/// Protects programs that match on errors: the error of an operation is the same type whichever
/// operations are generated beside it, an enum unless nothing in the whole service is an error.
#[test]
fn errors_do_not_depend_on_the_selection() {
    let (none, late) = (json!([]), json!([{ "target": "test.shop#Late" }]));
    for (open, service, streams, expected) in [
        (&none, &none, false, ALIAS),
        (&late, &none, false, ENUM),
        (&none, &late, false, ENUM),
        (&none, &none, true, ENUM),
    ] {
        let code = code(open, service, streams);
        assert!(
            code.contains(expected),
            "{open} {service} {streams}\n{code}"
        );
    }
}
