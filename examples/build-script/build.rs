//! Generates the client into `OUT_DIR`.

fn main() {
    // Prints what is wrong, should anything be wrong with the model or the options.
    hammersmith_codegen::Generator::new()
        .model("../../model/batch.json")
        .operations(["RegisterJobDefinition"])
        .generate()
        .unwrap();
}
