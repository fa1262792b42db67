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
    let xml = std::fs::read_to_string("xml.json").unwrap();
    // Not all of them have streams of events.
    let (all, some) = ([].as_slice(), ["GetThing", "PutThing"].as_slice());
    for (model, operations) in [(model, all), (query, some), (xml, all), (cbor, some)] {
        Generator::new()
            .model_text("model.json", model)
            .operations(operations.iter().copied())
            .client(When::Never)
            .serde(When::Always)
            .generate()
            .unwrap();
    }
}
