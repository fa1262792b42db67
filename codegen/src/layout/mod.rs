//! From a tree of modules to text: a crate of files, or one file.

mod cargo_toml;

pub use cargo_toml::{RuntimeDependency, cargo_toml};

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::When;
use crate::emit::package::{Gate, Module, Visibility};
use crate::emit::{fragment, protocol_test};
use crate::name;
use crate::write::{FileSet, RenderError, WriteError, render};

/// How the parts are there that not everybody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// The client; `None` without it.
    pub client: Option<When>,
    /// The traits of `serde`; `None` without them.
    pub serde: Option<When>,
}

impl Features {
    /// The attribute on a module that is there with a feature.
    fn gate(self, gate: Gate) -> Option<TokenStream> {
        let (feature, when) = match gate {
            Gate::Always => return None,
            Gate::Client => ("client", self.client),
            Gate::Serde => ("serde", self.serde),
        };
        (when == Some(When::Feature)).then(|| quote!(#[cfg(feature = #feature)]))
    }
}

/// Lints that names, sizes, values and deprecations of a model may violate.
const LINTS_OF_MODELS: [&str; 13] = [
    "deprecated",
    "clippy::approx_constant",
    "clippy::borrowed_box",
    "clippy::deprecated_semver",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::len_without_is_empty",
    "clippy::module_inception",
    "clippy::new_ret_no_self",
    "clippy::result_large_err",
    "clippy::should_implement_trait",
    "clippy::upper_case_acronyms",
    "clippy::wrong_self_convention",
];

/// The whole tree as one module's tokens, for `include!` and for the macro.
///
/// `tests` are the items of its module of tests, which has the name `protocol_tests`.
pub fn tokens(root: &Module, features: Features, tests: Option<&TokenStream>) -> TokenStream {
    // The program that mounts the module need not use all of it, and has its own idea of lints.
    // Attributes of the module itself are not ours to write, so every item has them.
    let lints = quote!(#[allow(
        dead_code, deprecated, missing_docs, unreachable_pub, unused_imports, clippy::all
    )]);
    let items = match syn::parse2::<syn::File>(root.items.clone()) {
        Ok(file) => file.items.iter().map(|item| quote!(#lints #item)).collect(),
        // Rendering says what is wrong with it.
        Err(_) => root.items.clone(),
    };
    let children = root.children.iter().map(|child| inline(child, features));
    let children = children.map(|child| quote!(#lints #child));
    let tests = tests.map(|tests| {
        let name = name::ident(protocol_test::MODULE);
        let docs = fragment::docs("Tests of the protocol, from the model.");
        quote!(#docs #lints #[cfg(test)] mod #name { #tests })
    });
    quote!(#items #(#children)* #tests)
}

fn inline(module: &Module, features: Features) -> TokenStream {
    let head = head(module, features);
    let items = &module.items;
    let page = module.page.as_ref().map(|page| quote!(#![doc = #page]));
    let children = module.children.iter().map(|child| inline(child, features));
    quote!(#head { #page #items #(#children)* })
}

/// One file that holds the whole tree.
pub fn single_file(
    root: &Module,
    features: Features,
    tests: Option<&TokenStream>,
    header: &str,
) -> Result<String, RenderError> {
    render(header, tokens(root, features, tests))
}

/// The file of a crate that holds its tests.
pub fn tests_file(
    tests: TokenStream,
    header: &str,
    files: &mut FileSet,
) -> Result<(), LayoutError> {
    let docs = "//! Tests of the protocol, from the model.\n";
    let head = format!("{header}{docs}\n#![allow(deprecated)]\n");
    files.insert("tests/protocol.rs", render(&head, tests)?)?;
    Ok(())
}

/// The files of a crate, below its root: `src/lib.rs` and the modules.
pub fn crate_files(
    root: &Module,
    features: Features,
    header: &str,
    files: &mut FileSet,
) -> Result<(), LayoutError> {
    let docs = root.docs.lines().map(|line| match line.is_empty() {
        true => "//!\n".to_owned(),
        false => format!("//! {line}\n"),
    });
    let docs: String = docs.collect();
    let lints: String = LINTS_OF_MODELS
        .iter()
        .map(|lint| format!("    {lint},\n"))
        .collect();
    let lints = format!(
        "#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n\
         // Names, sizes, values and deprecations are the model's.\n#![allow(\n{lints})]\n"
    );
    let head = format!("{header}{docs}\n{lints}");
    files.insert("src/lib.rs", render(&head, file_tokens(root, features))?)?;
    for child in root.children.iter().filter(|child| has_file(child)) {
        module_files(child, "src", features, header, files)?;
    }
    Ok(())
}

fn module_files(
    module: &Module,
    folder: &str,
    features: Features,
    header: &str,
    files: &mut FileSet,
) -> Result<(), LayoutError> {
    let path = format!("{folder}/{}", module.name);
    let mut tokens = file_tokens(module, features);
    if let Some(page) = &module.page {
        let name = format!("{}.md", module.name);
        files.insert(format!("{path}.md"), page.as_str())?;
        tokens = quote!(#![doc = include_str!(#name)] #tokens);
    }
    files.insert(format!("{path}.rs"), render(header, tokens)?)?;
    for child in module.children.iter().filter(|child| has_file(child)) {
        module_files(child, &path, features, header, files)?;
    }
    Ok(())
}

/// The items of a module and the declarations of those below it.
fn file_tokens(module: &Module, features: Features) -> TokenStream {
    let items = &module.items;
    let children = module.children.iter().map(|child| {
        let head = head(child, features);
        if has_file(child) {
            quote!(#head;)
        } else {
            quote!(#head {})
        }
    });
    quote!(#(#children)* #items)
}

/// True unless the file of a module would be empty; such a module is declared with its body.
fn has_file(module: &Module) -> bool {
    module.page.is_some() || !module.is_empty()
}

/// Everything of a module's declaration but its body.
fn head(module: &Module, features: Features) -> TokenStream {
    let docs = (!module.docs.is_empty()).then(|| fragment::docs(&module.docs));
    let gate = features.gate(module.gate);
    let visibility = match module.visibility {
        Visibility::Public => Some(quote!(pub)),
        Visibility::Private => None,
    };
    let name = name::ident(&module.name);
    quote!(#docs #gate #visibility mod #name)
}

/// Why a tree could not be laid out as files.
#[derive(Debug)]
pub enum LayoutError {
    /// The tokens of a module are not Rust: a defect of the generator.
    Render(RenderError),
    /// Two modules want the same file.
    Files(WriteError),
}

impl From<RenderError> for LayoutError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<WriteError> for LayoutError {
    fn from(error: WriteError) -> Self {
        Self::Files(error)
    }
}

impl std::fmt::Display for LayoutError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Render(error) => error.fmt(f),
            Self::Files(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LayoutError {}
