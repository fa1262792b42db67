//! Generates the types and operations for reading responses.

use hammersmith_codegen::Generator;
use hammersmith_codegen::config::When;

// A build script reports by failing.
fn main() {
    for model in ["model.json", "xml.json"] {
        println!("cargo::rerun-if-changed={model}");
    }
    let model = std::fs::read_to_string("model.json").unwrap();
    // Forms and XML have no documents.
    let query = model
        .replace("aws.protocols#restJson1", "aws.protocols#awsQuery")
        .replace("smithy.api#Document", "smithy.api#String")
        .replace("\"sdkId\": \"Kiosk\"", "\"sdkId\": \"Query Kiosk\"");
    let cbor = model
        .replace("aws.protocols#restJson1", "smithy.protocols#rpcv2Cbor")
        .replace("\"sdkId\": \"Kiosk\"", "\"sdkId\": \"Cbor Kiosk\"");
    let digest = model
        .replace(
            "\"smithy.api#title\"",
            "\"smithy.api#httpDigestAuth\": {}, \"smithy.api#title\"",
        )
        .replace("\"sdkId\": \"Kiosk\"", "\"sdkId\": \"Digest Kiosk\"");
    let xml = std::fs::read_to_string("xml.json").unwrap();
    // Not all of them have streams of events.
    let (all, some) = ([].as_slice(), ["GetThing", "PutThing"].as_slice());
    let (no, yes) = (When::Never, When::Always);
    for (model, operations, client) in [
        (model, all, no),
        (query, some, no),
        (xml, all, no),
        (cbor, some, no),
        (digest, &some[..1], yes),
    ] {
        let others = if client == yes { no } else { yes };
        Generator::new()
            .model_text("model.json", model)
            .operations(operations.iter().copied())
            .client(client)
            .serde(others)
            .fake(others)
            .generate()
            .unwrap();
    }
}
