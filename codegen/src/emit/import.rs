//! Paths through several `super`, written as people write them: `types::Job`, with one `use` at the
//! top of the module.
//!
//! Templates print the whole path from one module to another, since they do not know what else
//! their module holds.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::emit::module_path::ident;
use crate::emit::place::Place;

/// A `super::` of this many levels or more goes through an import.
const LEVELS: usize = 2;

/// The `#[cfg]` that gates an item: its predicate.
pub(super) type Gate = TokenStream;

/// The modules that a module imports.
pub(super) struct Imports<'a> {
    place: &'a Place<'a>,
    modules: BTreeMap<String, Import>,
}

/// One imported module.
struct Import {
    /// The levels from the importing module up to the parent of the imported one.
    levels: usize,
    /// The gates of all items that use it, by their text; `None` if an item without a gate does.
    gates: Option<BTreeMap<String, Gate>>,
}

/// The tokens that a path starts with, to be replaced by the name of a module.
pub(super) struct Start {
    /// The number of tokens.
    pub(super) length: usize,
    /// The name, where the last of the tokens is not the name itself.
    pub(super) name: Option<Ident>,
}

impl<'a> Imports<'a> {
    pub(super) fn new(place: &'a Place<'a>) -> Self {
        Self {
            place,
            modules: BTreeMap::new(),
        }
    }

    /// Imports the module that the path at the start of `tokens` goes through.
    ///
    /// `None` for other tokens, for paths that are short enough, and where `taken` or a child
    /// module has the name.
    pub(super) fn shorten(
        &mut self,
        tokens: &[TokenTree],
        taken: &BTreeSet<String>,
        gate: Option<&Gate>,
    ) -> Option<Start> {
        let levels = levels(tokens);
        let depth = self.place.path.len();
        if levels < LEVELS || levels > depth {
            return None;
        }
        let (start, name, levels) = if levels == depth {
            // From the root down: the first segment is the module.
            let TokenTree::Ident(name) = tokens.get(3 * levels)? else {
                return None;
            };
            segment(tokens.get(3 * levels + 1..)?)?;
            let start = Start {
                length: 3 * levels + 1,
                name: None,
            };
            (start, name.to_string(), levels)
        } else {
            // From a module above: that one, in place of the last `super`.
            let name = self.place.path.get(depth - levels - 1)?;
            let start = Start {
                length: 3 * levels - 2,
                name: Some(ident(name)),
            };
            (start, (*name).to_owned(), levels + 1)
        };
        self.add(name, levels, taken, gate).then_some(start)
    }

    /// Adds a module; false if its name stands for something else.
    fn add(
        &mut self,
        name: String,
        levels: usize,
        taken: &BTreeSet<String>,
        gate: Option<&Gate>,
    ) -> bool {
        let is_child = || self.place.children.iter().any(|child| *child == name);
        if taken.contains(&name) || is_child() {
            return false;
        }
        let import = self.modules.entry(name).or_insert_with(|| Import {
            levels,
            gates: Some(BTreeMap::new()),
        });
        if import.levels != levels {
            return false;
        }
        match (gate, &mut import.gates) {
            (Some(gate), Some(gates)) => {
                gates
                    .entry(gate.to_string())
                    .or_insert_with(|| gate.clone());
            }
            (None, gates) => *gates = None,
            (Some(_), None) => {}
        }
        true
    }

    /// The `use` items: one for what is always there, and one for each gate.
    pub(super) fn into_tokens(self) -> TokenStream {
        let mut uses: BTreeMap<(String, usize), (Option<TokenStream>, Vec<Ident>)> =
            BTreeMap::new();
        for (name, import) in self.modules {
            let gate = import.gates.map(|gates| any(gates.into_values().collect()));
            let text = gate.as_ref().map_or(String::new(), ToString::to_string);
            let (_, names) = uses
                .entry((text, import.levels))
                .or_insert_with(|| (gate, Vec::new()));
            names.push(ident(&name));
        }
        let uses = uses.into_iter().map(|((_, levels), (gate, names))| {
            let gate = gate.map(|gate| quote!(#[cfg(#gate)]));
            let up = std::iter::repeat_n(quote!(super::), levels);
            let names = match names.as_slice() {
                [name] => quote!(#name),
                names => quote!({ #(#names),* }),
            };
            quote!(#gate use #(#up)* #names;)
        });
        uses.collect()
    }
}

/// The predicate that holds where one of `gates` does.
fn any(mut gates: Vec<Gate>) -> Gate {
    match gates.len() {
        1 => gates.remove(0),
        _ => quote!(any(#(#gates),*)),
    }
}

/// The number of `super::` at the start of `tokens`.
pub(super) fn levels(tokens: &[TokenTree]) -> usize {
    let mut rest = tokens;
    let mut levels = 0;
    while let [TokenTree::Ident(word), _, _, after @ ..] = rest
        && word == "super"
        && let [_, TokenTree::Punct(first), TokenTree::Punct(second), ..] = rest
        && first.as_char() == ':'
        && second.as_char() == ':'
    {
        levels += 1;
        rest = after;
    }
    levels
}

/// The name after a `::` that `tokens` start with, and what follows it.
pub(super) fn segment(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    match tokens {
        [
            TokenTree::Punct(first),
            TokenTree::Punct(second),
            TokenTree::Ident(name),
            rest @ ..,
        ] if first.as_char() == ':'
            && first.spacing() == Spacing::Joint
            && second.as_char() == ':' =>
        {
            Some((name, rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use crate::emit::place::Place;
    use crate::emit::shorten::shorten;

    /// The items of the module `operation::put::input`, which has a child module `config`.
    fn short(items: &str) -> String {
        let place = Place {
            path: &["operation", "put", "input"],
            children: &["config"],
        };
        let items = items.parse().expect("the case is Rust");
        normal(&shorten(&place, items).to_string())
    }

    fn normal(text: &str) -> String {
        text.split_whitespace().collect()
    }

    /// Protects readers of signatures, and the compiler: each path means what it meant, no import
    /// is unused under any set of features, and none clashes with a name of the module.
    #[test]
    fn long_paths_go_through_one_import() {
        let cases = [
            (
                "fn f(a: super::super::super::types::A) -> super::super::super::meta::M {}",
                "use super::super::super::{meta, types}; fn f(a: types::A) -> meta::M {}",
            ),
            // To a module above that is not a root module.
            (
                "type A = super::super::get::Get;",
                "use super::super::super::operation; type A = operation::get::Get;",
            ),
            (
                "type A = super::builders::B; pub use super::super::super::types::A;",
                "type A = super::builders::B; pub use super::super::super::types::A;",
            ),
            // In the root itself, where there is nothing to import.
            (
                "type A = super::super::super::Error;",
                "type A = super::super::super::Error;",
            ),
            // Names that stand for something else here.
            (
                "use x::types; struct S(super::super::super::config::A, super::super::super::types::A);",
                "use x::types; struct S(super::super::super::config::A, super::super::super::types::A);",
            ),
            (
                "#[cfg(a)] m! { super::super::super::types::A }",
                "#[cfg(a)] use super::super::super::types; #[cfg(a)] m! { types::A }",
            ),
            (
                "#[cfg(a)] /** D */ impl super::super::super::types::A {} #[cfg(b)] type T = super::super::super::types::A;",
                "#[cfg(any(a, b))] use super::super::super::types; #[cfg(a)] /** D */ impl types::A {} #[cfg(b)] type T = types::A;",
            ),
            (
                "#[cfg(a)] type T = super::super::super::types::A; type U = super::super::super::types::A;",
                "use super::super::super::types; #[cfg(a)] type T = types::A; type U = types::A;",
            ),
        ];
        for (from, to) in cases {
            let to = to.parse::<TokenStream>().expect("the case is Rust");
            assert_eq!(short(from), normal(&to.to_string()), "{from}");
        }
    }
}
