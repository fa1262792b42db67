//! Generates the client into `OUT_DIR`.

fn main() {
    // `unwrap` prints all problems with the model or the options.
    hammersmith_codegen::Generator::new()
        .model("../../model/batch.json")
        .operations(["RegisterJobDefinition"])
        .generate()
        .unwrap();
}
