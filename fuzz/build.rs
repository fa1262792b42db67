//! Generates the types and operations for reading responses.

use hammersmith_codegen::config::When;

fn main() {
    // A build script reports by failing.
    hammersmith_codegen::Generator::new()
        .model("model.json")
        .client(When::Never)
        .serde(When::Always)
        .generate()
        .unwrap();
}
