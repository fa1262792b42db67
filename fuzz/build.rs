//! Generates the types and operations for reading responses.

use hammersmith_codegen::Generator;
use hammersmith_codegen::config::When;

// A build script reports by failing.
fn main() {
    println!("cargo::rerun-if-changed=model.json");
    let model = std::fs::read_to_string("model.json").unwrap();
    let cbor = model
        .replace("aws.protocols#restJson1", "smithy.protocols#rpcv2Cbor")
        .replace("\"sdkId\": \"Kiosk\"", "\"sdkId\": \"Cbor Kiosk\"");
    for model in [model, cbor] {
        Generator::new()
            .model_text("model.json", model)
            .client(When::Never)
            .serde(When::Always)
            .generate()
            .unwrap();
    }
}
