//! Generates the types and operations for reading responses.

use hammersmith_codegen::config::When;

fn main() {
    // A build script reports by failing.
    for model in ["model.json", "xml.json"] {
        hammersmith_codegen::Generator::new()
            .model(model)
            .client(When::Never)
            .serde(When::Always)
            .generate()
            .unwrap();
    }
}
