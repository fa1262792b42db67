//! The macro behind `hammersmith::client!`. Programs use it through the crate `hammersmith`, with
//! the feature `macro`.

mod arguments;
mod expand;

use proc_macro::TokenStream;

/// Puts a client for the selected operations of a Smithy model into the module it stands in.
///
/// ```ignore
/// mod batch {
///     hammersmith::client!(model = "model/batch.json", operations = [RegisterJobDefinition]);
/// }
/// ```
///
/// | key | value | without it |
/// | --- | --- | --- |
/// | `model` | a file, or a folder of JSON files, or a list of them, relative to the `Cargo.toml` of the program | an error |
/// | `service` | the service, by shape id, name or `sdkId` | the only one of the model |
/// | `operations` | a list of operations, as names or as shape ids in quotes | all of the service |
/// | `resources` | a list of resources, whose operations are all taken | none |
/// | `client` | `"always"`, `"never"`, or `"feature"`: with the feature `client` of the program | `"always"` |
/// | `serde` | whether types implement the traits of `serde`, in the same words | `"never"` |
/// | `strict` | what building an input refuses: `"off"` nothing, `"on"` what breaks the model's constraints, `"enums"` unknown values, too | `"off"` |
/// | `docs` | what is said about operations: `"full"` pages, a `"summary"`, or `"off"` | `"full"` |
/// | `protocol_tests` | `"on"` for tests of the protocol: those that the model holds, in the module `protocol_tests` | `"off"` |
/// | `rename` | names in Rust for shapes and members, by their IDs: `{ "com.example#Job$fooBar" = "foo_bar_text" }` | none |
///
/// The program is built again when a file of the model changes. A file that is added to a folder
/// counts when any other of it changes.
#[proc_macro]
pub fn client(input: TokenStream) -> TokenStream {
    let base = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    expand::expand(input.into(), base.as_ref()).into()
}
