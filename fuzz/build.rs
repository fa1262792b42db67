//! Generates the types and operations for reading responses.

use hammersmith_codegen::Generator;
use hammersmith_codegen::config::When;

// A build script reports by failing.
fn main() {
    println!("cargo::rerun-if-changed=model.json");
    let model = std::fs::read_to_string("model.json").unwrap();
    // Forms and XML have no documents.
    let query = model
        .replace("aws.protocols#restJson1", "aws.protocols#awsQuery")
        .replace("smithy.api#Document", "smithy.api#String")
        .replace("\"sdkId\": \"Kiosk\"", "\"sdkId\": \"Query Kiosk\"");
    // Nor do forms have streams of events.
    let no_events = ["GetThing", "PutThing"].as_slice();
    for (model, operations) in [(model, [].as_slice()), (query, no_events)] {
        Generator::new()
            .model_text("model.json", model)
            .operations(operations.iter().copied())
            .client(When::Never)
            .serde(When::Always)
            .generate()
            .unwrap();
    }
}
