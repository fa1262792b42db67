//! Generates the types and operations that responses are read with.

use hammersmith_codegen::config::When;

fn main() {
    hammersmith_codegen::Generator::new()
        .model("model.json")
        .client(When::Never)
        .serde(When::Always)
        .generate()
        .unwrap();
}
