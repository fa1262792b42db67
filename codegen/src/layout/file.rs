//! A tree of modules as one file.
//!
//! Each module is rendered by itself, inside as many modules as there are around it, so that its
//! lines break where they do in the file. Then the lines are put together.

use std::vec::IntoIter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::package::Module;
use crate::layout::{Features, at_root, lints, module_head, parallel, tests_module};
use crate::render::{RenderError, render};

/// One file that holds the whole tree.
///
/// `tests` are the items of its module of tests.
pub fn single_file(
    root: &Module<'_>,
    features: Features,
    tests: Option<&TokenStream>,
    header: &str,
) -> Result<String, RenderError> {
    let mut parts = Vec::new();
    collect(root, &mut Vec::new(), &mut parts);
    let rendered = parallel::map(&parts, |part| part.render(features));
    let rendered: Vec<Rendered> = rendered.into_iter().collect::<Result<_, _>>()?;
    let mut file = render(header, at_root(root))?;
    append_children(&mut file, root, &mut rendered.into_iter(), 0, false);
    if let Some(tests) = tests {
        file.push('\n');
        file += &render("", tests_module(tests))?;
    }
    Ok(file)
}

/// A module below the root.
struct Part<'m> {
    module: &'m Module<'m>,
    /// The names from the root down to it.
    names: Vec<&'m str>,
}

/// The text of a module, without the modules below it.
struct Rendered {
    /// From its documentation on; without the line that closes it, if there are modules below it.
    text: String,
    /// True if nothing is between its braces.
    is_empty: bool,
}

/// Adds the modules below `module`, each before those below it.
fn collect<'m>(module: &'m Module<'m>, names: &mut Vec<&'m str>, parts: &mut Vec<Part<'m>>) {
    for child in &module.children {
        names.push(&child.name);
        let names_of_child = names.clone();
        parts.push(Part {
            module: child,
            names: names_of_child,
        });
        collect(child, names, parts);
        names.pop();
    }
}

impl Part<'_> {
    fn render(&self, features: Features) -> Result<Rendered, RenderError> {
        let around = self.names.len() - 1;
        let head = module_head(self.module, features);
        let lints = (around == 0).then(lints::of_mounted);
        let page = self.module.page().map(|page| quote!(#![doc = #page]));
        let items = self.module.items(&self.names);
        let module = quote!(#lints #head { #page #items });
        let tokens = (0..around).fold(module, |inner, _| quote!(mod around { #inner }));
        let whole = render("", tokens)?;
        let mut text = without_lines(&whole, around, around).to_owned();
        let is_empty = text.ends_with("{}\n");
        if !self.module.children.is_empty() {
            if is_empty {
                text.truncate(text.len() - "}\n".len());
                text.push('\n');
            } else {
                text.truncate(without_lines(&text, 0, 1).len());
            }
        }
        Ok(Rendered { text, is_empty })
    }
}

/// A text without its first and its last lines.
fn without_lines(text: &str, first: usize, last: usize) -> &str {
    let mut rest = text;
    for _ in 0..first {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    for _ in 0..last {
        let end = rest.trim_end_matches('\n').rfind('\n');
        rest = rest.get(..end.map_or(0, |end| end + 1)).unwrap_or("");
    }
    rest
}

/// Appends the modules below `module`, which is `depth` modules deep.
fn append_children(
    file: &mut String,
    module: &Module<'_>,
    rendered: &mut IntoIter<Rendered>,
    depth: usize,
    mut is_first: bool,
) {
    for child in &module.children {
        let Some(Rendered { text, is_empty }) = rendered.next() else {
            return;
        };
        if !std::mem::take(&mut is_first) {
            file.push('\n');
        }
        *file += &text;
        append_children(file, child, rendered, depth + 1, is_empty);
        if !child.children.is_empty() {
            file.extend(std::iter::repeat_n("    ", depth));
            *file += "}\n";
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::single_file;
    use crate::config::When;
    use crate::emit::package::{Gate, Items, Module};
    use crate::layout::{Features, tokens};
    use crate::render::render;

    fn items(text: &'static str) -> Items<'static> {
        Items::new(move || text.parse().expect("the case is Rust"))
    }

    /// A tree with every form a module can have: with and without items, modules below it, a page.
    fn tree() -> Module<'static> {
        let long =
            "pub fn long(first: ::std::string::String, second: ::std::string::String) -> u8 { 1 }";
        let leaf = || Module::private("leaf", items(long));
        let empty = || Module::public("empty", "Nothing.", Items::none());
        let nested = Module::public("nested", "", Items::none())
            .with(vec![leaf(), empty()])
            .documented(|| "# Page\n\nOf two lines.\n".to_owned());
        let folder = Module::public("folder", "Two\n\nlines.", items("const A: u8 = 1;"))
            .gated(Gate::Client)
            .with(vec![nested, leaf()]);
        let only_page = Module::public("page", "", Items::none()).documented(|| "Text.".to_owned());
        let bare = Module::public("bare", "", Items::none()).with(vec![empty(), leaf()]);
        let root = items("pub use self::folder::A; mod x {}");
        Module::public("", "", root).with(vec![folder, only_page, bare, empty()])
    }

    /// Protects the layout of single files: put together from parts, they read as if they had been
    /// rendered in one go.
    #[test]
    fn parts_make_the_text_of_the_whole() {
        let tree = tree();
        let features = Features {
            client: Some(When::Feature),
            serde: None,
            fake: None,
        };
        let tests: TokenStream = "fn t() {}".parse().expect("the case is Rust");
        for tests in [None, Some(&tests)] {
            let whole = render("// Head.", tokens(&tree, features, tests)).expect("Rust");
            let parts = single_file(&tree, features, tests, "// Head.").expect("Rust");
            assert_eq!(parts, whole);
        }
    }

    /// Protects whoever has to find a defect of the generator: the error is that of the first
    /// module at fault, whichever thread meets one first.
    #[test]
    fn the_first_module_at_fault_is_reported() {
        let wrong = ["a b", "c d", "e f", "g h"];
        let names = ["m0", "m1", "m2", "m3"];
        let modules = names
            .iter()
            .zip(wrong)
            .map(|(name, text)| Module::private(name, items(text)));
        let root = Module::public("", "", Items::none()).with(modules.collect());
        let features = Features {
            client: None,
            serde: None,
            fake: None,
        };
        for _ in 0..20 {
            let error = single_file(&root, features, None, "").expect_err("no Rust");
            assert!(error.near.contains("a b"), "{error}");
        }
    }
}
