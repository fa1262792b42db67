//! The checksums of operations, by the traits that require them.

use hammersmith_codegen::{Generator, Layout};
use serde_json::{Value, json};

/// The header `content-md5`, and the checksum by an algorithm, of an operation with these traits
/// whose input has a body of that type.
fn checksums(traits: Value, body: &str) -> (bool, bool) {
    let member = |target: &str, traits: Value| json!({ "target": target, "traits": traits });
    let algorithm = json!({ "smithy.api#httpHeader": "x-algorithm" });
    let mut model = json!({ "smithy": "2.0", "shapes": {
        "test.store#Store": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "test.store#Put" }],
            "traits": { "aws.protocols#restXml": {}, "aws.auth#sigv4": { "name": "store" } }
        },
        "test.store#Put": {
            "type": "operation",
            "input": { "target": "test.store#PutInput" },
            "output": { "target": "smithy.api#Unit" },
            "traits": traits
        },
        "test.store#PutInput": { "type": "structure", "members": {
            "algorithm": member("smithy.api#String", algorithm),
            "body": member(body, json!({ "smithy.api#httpPayload": {}, "smithy.api#required": {} }))
        }},
        "test.store#Stream": { "type": "blob", "traits": { "smithy.api#streaming": {} } }
    }});
    let http = json!({ "method": "PUT", "uri": "/", "code": 200 });
    model["shapes"]["test.store#Put"]["traits"]["smithy.api#http"] = http;
    let generator = Generator::new().model_text("model", model.to_string());
    let generated = generator.run(Layout::File);
    let generated = generated.unwrap_or_else(|error| panic!("{error}"));
    let checksums = &generated.plan().operations[0].checksums;
    checksums
        .as_ref()
        .map_or((false, false), |it| (it.md5, it.request.is_some()))
}

/// Protects requests from services that refuse those without a checksum, whatever the body is:
/// where no member names an algorithm, it is the MD5 sum.
#[test]
fn requests_have_the_checksum_that_is_required() {
    let required = json!({ "smithy.api#httpChecksumRequired": {} });
    let flexible = |required: bool, member: Option<&str>| {
        let mut checksum = json!({ "requestChecksumRequired": required });
        if let Some(member) = member {
            checksum["requestAlgorithmMember"] = json!(member);
        }
        json!({ "aws.protocols#httpChecksum": checksum })
    };
    for body in ["smithy.api#Blob", "test.store#Stream"] {
        let rows = [
            (json!({}), (false, false)),
            (required.clone(), (true, false)),
            (flexible(true, Some("algorithm")), (false, true)),
            (flexible(false, Some("algorithm")), (false, true)),
            (flexible(true, None), (true, false)),
            (flexible(false, None), (false, false)),
        ];
        for (traits, expected) in rows {
            assert_eq!(checksums(traits.clone(), body), expected, "{traits} {body}");
        }
    }
}
