//! The imports between the files of a crate.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, UseTree, Visibility};

use crate::source::Source;

/// The files of a crate, each with those that it imports from.
pub(crate) struct Imports {
    uses: BTreeMap<String, BTreeSet<String>>,
}

/// The path of a module, from the root of the crate.
type Path = Vec<String>;

/// A module: its file and its re-exports.
struct Module {
    file: String,
    /// The re-exports: each name here, and the path that it stands for.
    exports: BTreeMap<String, Path>,
}

impl Imports {
    /// Reads the files of a crate, by their paths from its `src`.
    pub(crate) fn of(files: &[Source]) -> Self {
        let parsed: Vec<_> = files
            .iter()
            .map(|file| {
                let tree = syn::parse_file(&file.text).expect("a file of Rust");
                (file, module_path(&file.name), tree)
            })
            .collect();
        let mut modules: BTreeMap<Path, Module> = BTreeMap::new();
        for (file, path, tree) in &parsed {
            let mut exports = BTreeMap::new();
            for item in &tree.items {
                if let Item::Use(item) = item
                    && !matches!(item.vis, Visibility::Inherited)
                {
                    flatten(&item.tree, &mut Vec::new(), &mut |target, name| {
                        exports.insert(name.to_owned(), absolute(path, target));
                    });
                }
            }
            let file = file.name.clone();
            modules.insert(path.clone(), Module { file, exports });
        }
        let mut uses = BTreeMap::new();
        for (file, path, tree) in &parsed {
            let mut used = BTreeSet::new();
            for target in targets(path, tree) {
                if let Some(other) = defined_in(&modules, target)
                    && other != file.name
                {
                    used.insert(other);
                }
            }
            uses.insert(file.name.clone(), used);
        }
        Self { uses }
    }

    /// All pairs of a file and one that it imports from.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let uses = self.uses.iter();
        uses.flat_map(|(from, to)| to.iter().map(move |to| (from.as_str(), to.as_str())))
    }

    /// The groups of files that import from each other.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .uses
            .keys()
            .map(|file| (file.as_str(), self.reached(file)))
            .collect();
        let mut groups = BTreeSet::new();
        for (file, reach) in &reached {
            if reach.contains(file) {
                let group = reach.iter().filter(|other| reached[*other].contains(file));
                groups.insert(group.map(|name| (*name).to_owned()).collect());
            }
        }
        groups.into_iter().collect()
    }

    fn reached(&self, file: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut next = vec![file];
        while let Some(file) = next.pop() {
            for other in self.uses.get(file).into_iter().flatten() {
                if reached.insert(other.as_str()) {
                    next.push(other);
                }
            }
        }
        reached
    }
}

/// The module that a file holds: `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module_path(file: &str) -> Path {
    let name = file.trim_end_matches(".rs");
    let name = name.trim_end_matches("/mod");
    match name {
        "lib" | "main" | "mod" => Vec::new(),
        _ => name.split('/').map(str::to_owned).collect(),
    }
}

/// The paths of the crate that a file names, in imports and in place.
fn targets(module: &Path, tree: &syn::File) -> Vec<Path> {
    let mut found = Vec::new();
    for item in &tree.items {
        match item {
            Item::Use(item) => {
                // A re-export uses nothing: whoever imports it does.
                if matches!(item.vis, Visibility::Inherited) {
                    flatten(&item.tree, &mut Vec::new(), &mut |target, _| {
                        found.push(absolute(module, target));
                    });
                }
            }
            Item::Mod(item) if item.ident == "tests" => {}
            item => {
                let tokens = quote::ToTokens::to_token_stream(item);
                paths(tokens, &mut |target| found.push(absolute(module, target)));
            }
        }
    }
    found
}

/// Calls `each` with the path and the name of everything that a `use` brings in.
fn flatten(tree: &UseTree, path: &mut Path, each: &mut dyn FnMut(&Path, &str)) {
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            flatten(&inner.tree, path, each);
            path.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            let last = path.last().cloned().unwrap_or_default();
            each(path, &last);
        }
        UseTree::Name(name) => with(path, &name.ident.to_string(), |path, name| each(path, name)),
        UseTree::Rename(name) => {
            let here = name.rename.to_string();
            with(path, &name.ident.to_string(), |path, _| each(path, &here));
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path, each);
            }
        }
        UseTree::Glob(_) => each(path, "*"),
    }
}

fn with(path: &mut Path, name: &str, each: impl FnOnce(&Path, &str)) {
    path.push(name.to_owned());
    each(path, name);
    path.pop();
}

/// Calls `each` with every path in the tokens that starts with `crate` or `super`.
fn paths(tokens: TokenStream, each: &mut dyn FnMut(&Path)) {
    let mut path: Path = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => colons += 1,
            TokenTree::Ident(ident) if colons == 2 => {
                path.push(ident.to_string());
                colons = 0;
            }
            other => {
                if path.len() > 1 {
                    each(&path);
                }
                path.clear();
                colons = 0;
                match other {
                    TokenTree::Ident(ident) if ident == "crate" || ident == "super" => {
                        path.push(ident.to_string());
                    }
                    TokenTree::Group(group) => paths(group.stream(), each),
                    _ => {}
                }
            }
        }
    }
    if path.len() > 1 {
        each(&path);
    }
}

/// A path from the root of the crate.
fn absolute(module: &Path, path: &Path) -> Path {
    let mut base = module.clone();
    let mut rest = path.as_slice();
    match path.first().map(String::as_str) {
        Some("crate") => base.clear(),
        Some("super" | "self") => {}
        // The name of another crate, or of a child of this module.
        _ => {
            base.extend(path.iter().cloned());
            return base;
        }
    }
    while let [first, tail @ ..] = rest {
        match first.as_str() {
            "super" => drop(base.pop()),
            "crate" | "self" => {}
            _ => break,
        }
        rest = tail;
    }
    base.extend(rest.iter().cloned());
    base
}

/// The file in which what the path names is defined, by way of re-exports.
fn defined_in(modules: &BTreeMap<Path, Module>, path: Path) -> Option<String> {
    let mut path = path;
    // Re-exports of re-exports are few; a circle of them would not compile.
    for _ in 0..8 {
        let depth = (0..=path.len())
            .rev()
            .find(|depth| modules.contains_key(&path[..*depth]))?;
        let module = &modules[&path[..depth]];
        let Some(target) = path.get(depth).and_then(|name| module.exports.get(name)) else {
            // Other crates resolve to the root, which nobody defines things in for others.
            return (depth > 0).then(|| module.file.clone());
        };
        let mut next = target.clone();
        next.extend(path.iter().skip(depth + 1).cloned());
        path = next;
    }
    None
}
