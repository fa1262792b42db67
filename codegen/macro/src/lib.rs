//! The macro behind `hammersmith::client!`. Programs use it through the crate `hammersmith`, with
//! the feature `macro`.

mod arguments;
mod data;
mod expand;
mod parts;

use proc_macro::TokenStream;

/// Generates a client for the selected operations of a Smithy model, in the current module.
///
/// ```ignore
/// mod batch {
///     hammersmith::client!(model = "model/batch.json", operations = [RegisterJobDefinition]);
/// }
/// ```
///
/// | key | value | default |
/// | --- | --- | --- |
/// | `model` | a file, a directory of JSON files, or a list of them, relative to the `Cargo.toml` of the program | an error |
/// | `service` | the service, by shape ID, name or `sdkId` | the only service of the model |
/// | `operations` | a list of operations, as names or as shape IDs in quotes | all operations of the service |
/// | `resources` | a list of resources; all their operations are generated | none |
/// | `client` | when to include the client: `"always"`, `"never"`, or `"feature"` for the feature `client` of the program | `"always"` |
/// | `serde` | when types implement the traits of `serde`, with the same values | `"never"` |
/// | `fake` | when to include what fakes of the service need, with the same values | `"never"` |
/// | `strict` | the checks when an input is built: `"off"` for none, `"on"` for the model's constraints, `"enums"` for unknown enum values too | `"off"` |
/// | `docs` | the documentation of operations: `"full"` pages, a `"summary"`, or `"off"` | `"full"` |
/// | `protocol` | the protocol, by its name or shape ID, if the service speaks several | that of the official client |
/// | `protocol_tests` | `"on"` for the protocol tests of the model, in the module `protocol_tests` | `"off"` |
/// | `rename` | Rust names of shapes and members, by their IDs: `{ "com.example#Job$fooBar" = "foo_bar_text" }` | none |
/// | `waiters` | waiters of your own by name, in the syntax of `smithy.waiters#waitable`, each with its `operation` | none |
/// | `rules` | rules that the model does not say: `{ headers = { "x-version" = "1" }, sensitive = ["Order$card"] }` | none |
///
/// A change to a file of the model triggers a rebuild. A file added to a directory is noticed when
/// another file in it changes.
#[proc_macro]
pub fn client(input: TokenStream) -> TokenStream {
    let base = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    expand::expand(input.into(), base.as_ref()).into()
}
