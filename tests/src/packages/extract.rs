//! The tests of a package, as files of integration tests: one item per line, so that an error of
//! the compiler says which test it concerns.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::fetch::Package;
use super::tokens::{self, Names};

/// Puts what inline tests call and the official crates keep private on top of public items.
const PRELUDE: &str = include_str!("prelude.rs");

/// A file of tests.
#[derive(Debug)]
pub(super) struct Target {
    /// The name of the file, without its extension.
    pub(super) name: String,
    /// The file.
    pub(super) path: PathBuf,
    /// Its lines.
    pub(super) lines: Vec<Line>,
}

/// An item of a file, or the head or end of a module.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The text, without line breaks.
    pub(super) text: String,
    /// The tests that it has, with the modules around them.
    pub(super) tests: Vec<String>,
    /// The reason why it is left out, if it is.
    pub(super) left_out: Option<String>,
    /// True if that is something private of the official crate.
    pub(super) is_private: bool,
    /// True for lines around items.
    pub(super) is_frame: bool,
}

impl Line {
    fn frame(text: String) -> Self {
        Self {
            text,
            is_frame: true,
            ..Self::default()
        }
    }

    /// Leaves the line out.
    pub(super) fn leave_out(&mut self, reason: String, is_private: bool) {
        self.left_out.get_or_insert(reason);
        self.is_private = is_private;
    }
}

/// Writes the files beside the tests into `folder`, and returns the files of tests: those of the
/// package, and those that `own` has in addition.
pub(super) fn targets(package: &Package, own: &Path, folder: &Path) -> Result<Vec<Target>, String> {
    let to = folder.join("tests");
    let _ = fs::remove_dir_all(&to);
    fs::create_dir_all(&to).map_err(|error| error.to_string())?;
    let mut targets = Vec::new();
    let from = package.folder.join("tests");
    for from in [from.as_path(), own].into_iter().filter(|it| it.is_dir()) {
        // A file of ours in place of one of the package would hide its tests.
        let mut hidden = files(from, false).into_iter();
        if let Some(file) =
            hidden.find(|file| file.file_name().is_some_and(|it| to.join(it).exists()))
        {
            return Err(format!(
                "{}: the package has a test of that name",
                file.display()
            ));
        }
        copy(from, &to)?;
    }
    for file in files(&to, false) {
        let name = stem(&file);
        let syntax = parse(&file)?;
        let mut lines = attributes(&syntax);
        for item in syntax.items {
            item_lines(item, &mut Vec::new(), None, &mut lines);
        }
        targets.push(Target {
            name,
            path: file,
            lines,
        });
    }
    let inline = inline(package)?;
    if !inline.is_empty() {
        targets.push(Target {
            name: "inline".to_owned(),
            path: to.join("inline.rs"),
            lines: inline,
        });
    }
    Ok(targets)
}

fn attributes(file: &syn::File) -> Vec<Line> {
    let attributes = file.attrs.iter();
    let attributes = attributes.map(|it| Line::frame(one_line(&it.to_token_stream())));
    attributes.collect()
}

/// The inline test modules of all files.
fn inline(package: &Package) -> Result<Vec<Line>, String> {
    let src = package.folder.join("src");
    let files = files(&src, true);
    let modules = Modules::read(&src, &files);
    let krate = package.krate();
    let mut lines = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        if !text.contains("#[cfg(test)]") {
            continue;
        }
        let module = module(&src, file);
        let names = Names {
            krate: &krate,
            module: &module,
        };
        let inside = Inside {
            names: &names,
            modules: &modules,
        };
        let mut label = vec![module.join("_")];
        lines.push(Line::frame(format!("mod {} {{", label[0])));
        for tests in parse(file)?.items.into_iter().filter_map(tests_of) {
            item_lines(syn::Item::Mod(tests), &mut label, Some(&inside), &mut lines);
        }
        lines.push(Line::frame("}".to_owned()));
    }
    if !lines.is_empty() {
        lines.insert(0, Line::frame("#![allow(warnings)]".to_owned()));
        let prelude: Vec<&str> = PRELUDE.lines().filter(|it| !it.starts_with("//")).collect();
        let prelude = prelude.join(" ").replace("sdk::", &format!("{krate}::"));
        lines.push(Line::frame(format!("mod prelude {{ {prelude} }}")));
    }
    Ok(lines)
}

/// The module, if it is one of tests.
fn tests_of(item: syn::Item) -> Option<syn::ItemMod> {
    let syn::Item::Mod(item) = item else {
        return None;
    };
    let is_test = |attribute: &syn::Attribute| {
        let text = attribute.to_token_stream().to_string();
        text.replace(' ', "") == "#[cfg(test)]"
    };
    let is_tests = item.attrs.iter().any(is_test) && item.content.is_some();
    is_tests.then_some(item)
}

/// The surroundings of inline tests.
#[derive(Debug)]
struct Inside<'a> {
    names: &'a Names<'a>,
    modules: &'a Modules,
}

/// The lines of an item. `path` has the modules around it.
fn item_lines(
    item: syn::Item,
    path: &mut Vec<String>,
    inside: Option<&Inside<'_>>,
    lines: &mut Vec<Line>,
) {
    if let syn::Item::Mod(item) = item {
        let Some((_, items)) = item.content else {
            lines.push(Line::frame(one_line(&item.to_token_stream())));
            return;
        };
        let attributes: String = item
            .attrs
            .iter()
            .map(|it| one_line(&it.to_token_stream()))
            .collect();
        path.push(item.ident.to_string());
        lines.push(Line::frame(format!("{attributes} mod {} {{", item.ident)));
        if inside.is_some() {
            lines.push(Line::frame("use crate::prelude::*;".to_owned()));
        }
        let first = lines.len();
        for item in items {
            item_lines(item, path, inside, lines);
        }
        leave_out_with_imports(&mut lines[first..]);
        lines.push(Line::frame("}".to_owned()));
        path.pop();
        return;
    }
    let mut stream = item.into_token_stream();
    let tests = tokens::tests(&stream).into_iter();
    let tests = tests.map(|test| {
        let mut full = path.clone();
        full.push(test);
        full.join("::")
    });
    let mut line = Line {
        tests: tests.collect(),
        ..Line::default()
    };
    if let Some(inside) = inside {
        if let Some(private) = inside.private(&stream) {
            line.leave_out(format!("`{private}` is private"), true);
        }
        // The first of the modules around stands for the file.
        stream = inside.names.outside(stream, path.len() - 1);
    }
    line.text = one_line(&stream);
    lines.push(line);
}

/// Leaves out a module whose imports are private, which all of it may need.
fn leave_out_with_imports(lines: &mut [Line]) {
    let mut imports = lines.iter().filter(|line| line.text.starts_with("use "));
    let reason = imports.find_map(|line| line.left_out.clone().filter(|_| line.is_private));
    let Some(reason) = reason else { return };
    for line in lines.iter_mut().filter(|line| !line.is_frame) {
        line.leave_out(reason.clone(), true);
    }
}

impl Inside<'_> {
    /// The private module that tokens name, if they do.
    fn private(&self, stream: &TokenStream) -> Option<String> {
        let mut paths = Vec::new();
        tokens::crate_paths(stream, &mut paths);
        if tokens::names_super(stream) {
            paths.push(self.names.module.to_vec());
        }
        paths.iter().find_map(|path| self.modules.private(path))
    }
}

/// The modules of a crate, each with true if it is public.
#[derive(Debug)]
struct Modules(BTreeMap<String, bool>);

impl Modules {
    fn read(src: &Path, files: &[PathBuf]) -> Self {
        let mut modules = BTreeMap::new();
        for file in files {
            let around = module(src, file);
            let text = fs::read_to_string(file).unwrap_or_default();
            let declared = text.lines().filter_map(|line| line.strip_suffix(';'));
            for line in declared {
                let Some((visibility, name)) = line.split_once("mod ") else {
                    continue;
                };
                if !matches!(visibility, "" | "pub " | "pub(crate) ") {
                    continue;
                }
                let mut path = around.clone();
                path.push(name.to_owned());
                modules.insert(path.join("::"), visibility == "pub ");
            }
        }
        Self(modules)
    }

    /// The first module of a path that is private.
    fn private(&self, path: &[String]) -> Option<String> {
        let prefixes = (1..=path.len()).map(|length| path[..length].join("::"));
        let mut private = prefixes.filter(|prefix| self.0.get(prefix) == Some(&false));
        private.next()
    }
}

/// The module of a file of `src`.
fn module(src: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(src).unwrap_or(file).with_extension("");
    let segments = path.iter().map(|it| it.to_string_lossy().into_owned());
    segments.filter(|it| it != "lib" && it != "mod").collect()
}

fn parse(file: &Path) -> Result<syn::File, String> {
    let error = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(|it| error(&it))?;
    syn::parse_file(&text).map_err(|it| error(&it))
}

fn one_line(tokens: &TokenStream) -> String {
    // Strings may have line breaks; a newline is escaped there, and harmless elsewhere.
    tokens.to_string()
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The Rust files in a directory, sorted.
fn files(folder: &Path, below: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && below {
            found.extend(files(&path, below));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let error = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(error)?;
    for entry in fs::read_dir(from).map_err(error)? {
        let entry = entry.map_err(error)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target).map_err(error)?;
        }
    }
    Ok(())
}
