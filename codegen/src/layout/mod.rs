//! From a tree of modules to text: a crate of files, or one file.

mod cargo_toml;
mod file;
mod lints;
mod parallel;

pub use cargo_toml::{Manifest, RuntimeDependency, cargo_toml};
pub use file::single_file;
use lints::{of_crate, of_mounted};

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::When;
use crate::emit::package::{Gate, Module, Visibility};
use crate::emit::{fragment, protocol_test};
use crate::files::{FileSet, PathError};
use crate::hidden::written_out;
use crate::name;
use crate::render::{RenderError, render};

/// The parts of a generated crate that are optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// The client; `None` without it.
    pub client: Option<When>,
    /// The traits of `serde`; `None` without them.
    pub serde: Option<When>,
    /// The parts that fakes need; `None` without them.
    pub fake: Option<When>,
}

impl Features {
    /// The attribute on a module that is there with a feature.
    fn gate(self, gate: Gate) -> Option<TokenStream> {
        let (feature, when) = match gate {
            Gate::Always => return None,
            Gate::Client => ("client", self.client),
            Gate::Serde => ("serde", self.serde),
            Gate::Fake => ("fake", self.fake),
        };
        (when == Some(When::Feature)).then(|| quote!(#[cfg(feature = #feature)]))
    }
}

/// The whole tree as one module's tokens, for `include!` and for the macro: everything is printed
/// on this thread, for the compiler lets no other one make tokens.
///
/// `tests` are the items of its module of tests, which has the name `protocol_tests`.
pub fn tokens(root: &Module<'_>, features: Features, tests: Option<&TokenStream>) -> TokenStream {
    let items = at_root(root);
    let lints = of_mounted();
    let mut path = Vec::new();
    let children: Vec<_> = root
        .children
        .iter()
        .map(|child| inline(child, features, &mut path))
        .collect();
    let tests = tests.map(tests_module);
    quote!(#items #(#lints #children)* #tests)
}

/// The items of the root as those of a mounted module.
fn at_root(root: &Module<'_>) -> TokenStream {
    let lints = of_mounted();
    let items = root.items(&[]);
    match syn::parse2::<syn::File>(items.clone()) {
        Ok(file) => file.items.iter().map(|item| quote!(#lints #item)).collect(),
        // Rendering says what is wrong with it.
        Err(_) => items,
    }
}

/// The module of tests of a mounted module.
fn tests_module(tests: &TokenStream) -> TokenStream {
    let name = name::ident(protocol_test::MODULE);
    let docs = fragment::docs("Tests of the protocol, from the model.");
    let lints = of_mounted();
    quote!(#docs #lints #[cfg(test)] mod #name { #tests })
}

fn inline<'m>(module: &'m Module<'m>, features: Features, path: &mut Vec<&'m str>) -> TokenStream {
    path.push(&module.name);
    let head = module_head(module, features);
    let items = module.items(path);
    let page = module.page().map(|page| quote!(#![doc = #page]));
    let children: Vec<_> = module
        .children
        .iter()
        .map(|child| inline(child, features, path))
        .collect();
    path.pop();
    quote!(#head { #page #items #(#children)* })
}

/// The file of a crate that holds its tests.
pub fn tests_file(
    tests: TokenStream,
    header: &str,
    files: &mut FileSet,
) -> Result<(), LayoutError> {
    let docs = "//! Tests of the protocol, from the model.\n";
    let head = format!("{header}{docs}\n{}", of_crate());
    files.insert("tests/protocol.rs", render(&head, tests)?)?;
    Ok(())
}

/// The files of a crate, below its root: `src/lib.rs` and the modules.
pub fn crate_files(
    root: &Module<'_>,
    features: Features,
    header: &str,
    files: &mut FileSet,
) -> Result<(), LayoutError> {
    let head = root_head(root, header);
    let mut sources = Vec::new();
    collect(root, &mut Vec::new(), &mut sources);
    let texts = parallel::map(&sources, |source| {
        let header = match source.names.as_slice() {
            [] => &head,
            _ => header,
        };
        source.texts(features, header)
    });
    for (source, texts) in sources.iter().zip(texts) {
        let (page, code) = texts?;
        let path = source.path();
        if let Some(page) = page {
            files.insert(format!("{path}.md"), written_out(page))?;
        }
        files.insert(format!("{path}.rs"), code)?;
    }
    Ok(())
}

/// The start of `src/lib.rs`.
fn root_head(root: &Module<'_>, header: &str) -> String {
    let docs = root.docs.lines().map(|line| {
        if line.is_empty() {
            "//!\n".to_owned()
        } else {
            format!("//! {line}\n")
        }
    });
    let docs: String = docs.collect();
    let lints = of_crate();
    format!("{header}{docs}\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n{lints}")
}

/// A module that has a file, or two.
struct Source<'m> {
    module: &'m Module<'m>,
    /// The names from the root down to it.
    names: Vec<&'m str>,
}

/// Adds a module and what is below it, each module before those below it.
fn collect<'m>(module: &'m Module<'m>, names: &mut Vec<&'m str>, sources: &mut Vec<Source<'m>>) {
    sources.push(Source {
        module,
        names: names.clone(),
    });
    for child in module.children.iter().filter(|child| has_file(child)) {
        names.push(&child.name);
        collect(child, names, sources);
        names.pop();
    }
}

impl Source<'_> {
    /// The path of its file, without an extension.
    fn path(&self) -> String {
        match self.names.as_slice() {
            [] => "src/lib".to_owned(),
            names => format!("src/{}", names.join("/")),
        }
    }

    /// Its page, and its code.
    fn texts(
        &self,
        features: Features,
        header: &str,
    ) -> Result<(Option<String>, String), RenderError> {
        let module = self.module;
        let page = module.page();
        let include = page.is_some().then(|| {
            let name = format!("{}.md", module.name);
            quote!(#![doc = include_str!(#name)])
        });
        let items = module.items(&self.names);
        let children = module.children.iter().map(|child| {
            let head = module_head(child, features);
            if has_file(child) {
                quote!(#head;)
            } else {
                quote!(#head {})
            }
        });
        let code = render(header, quote!(#include #(#children)* #items))?;
        Ok((page, code))
    }
}

/// True unless the file of a module would be empty; such a module is declared with its body.
fn has_file(module: &Module<'_>) -> bool {
    module.has_page() || !module.is_empty()
}

/// Everything of a module's declaration but its body.
fn module_head(module: &Module<'_>, features: Features) -> TokenStream {
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
    Files(PathError),
}

impl From<RenderError> for LayoutError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<PathError> for LayoutError {
    fn from(error: PathError) -> Self {
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
