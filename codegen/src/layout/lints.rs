//! The lints that are off in generated code.
//!
//! The official API, and the names, sizes and values of a model, break some lints whatever the
//! generator prints. Those must not show up in a program that turns them on for its own code: a
//! module that it mounts inherits its lint levels, and `-D` on the command line applies to every
//! crate of a workspace.

use proc_macro2::TokenStream;
use quote::quote;

/// The lints that a model may break.
const OF_MODELS: [&str; 15] = [
    "deprecated",
    "non_camel_case_types",
    "clippy::approx_constant",
    "clippy::borrowed_box",
    "clippy::deprecated_semver",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::len_without_is_empty",
    "clippy::module_inception",
    "clippy::new_ret_no_self",
    "clippy::result_large_err",
    "clippy::self_named_constructors",
    "clippy::should_implement_trait",
    "clippy::upper_case_acronyms",
    "clippy::wrong_self_convention",
];

/// The lints that are off unless a program turns them on.
///
/// Clippy has them in groups. Which lints of a group a model breaks depends on its names and on the
/// version of Clippy, so the groups are off as a whole. Rustc has no group for its own, so each is
/// listed that the official API breaks.
const OPT_IN: [&str; 6] = [
    "missing_debug_implementations",
    "unnameable_types",
    "unused_qualifications",
    "unused_results",
    "clippy::nursery",
    "clippy::pedantic",
];

/// The lints about a `Cargo.toml` and what it depends on, which are about every crate of a package.
const OF_MANIFEST: [&str; 2] = ["unused_crate_dependencies", "clippy::cargo"];

/// The lints that are off in an output that a program mounts as a module, beside those that are off
/// everywhere: a program need not use all of the module.
const OF_MOUNTED: [&str; 7] = [
    "dead_code",
    "deprecated",
    "missing_docs",
    "non_camel_case_types",
    "unreachable_pub",
    "unused_imports",
    "clippy::all",
];

/// The attribute on every item at the root of a mounted output. Attributes of the module itself are
/// not ours to write.
pub(super) fn of_mounted() -> TokenStream {
    let lints = OF_MOUNTED.iter().chain(&OPT_IN).map(|lint| path(lint));
    quote!(#[allow(#(#lints),*)])
}

fn path(lint: &str) -> TokenStream {
    let parts = lint.split("::").map(crate::name::ident);
    quote!(#(#parts)::*)
}

/// The attribute of a crate.
pub(super) fn of_crate() -> String {
    let lints = OF_MODELS.iter().chain(&OPT_IN).chain(&OF_MANIFEST);
    let mut lints: Vec<&str> = lints.copied().collect();
    lints.sort_by_key(|lint| (lint.contains("::"), *lint));
    let lints: String = lints.iter().map(|lint| format!("    {lint},\n")).collect();
    format!(
        "// The API is the official one; names, sizes, values and deprecations are the model's.\n\
         #![allow(\n{lints})]\n"
    )
}
