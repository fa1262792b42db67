//! Paths of the prelude and of modules far away, written the way people write them.
//!
//! Templates spell out `::std::option::Option`, because a model may well call a shape `Option`.
//! Where a module defines no such name, the prelude's one is what a reader expects. Imports in
//! place of paths through several `super` are in [`import`](super::import).
//!
//! Both look at printed tokens, and not at the plan. Whether a short name is free in a module
//! depends on all of its items, and paths come from templates and from types in some hundred
//! places; a list of them that is kept beside the templates would be wrong without anybody
//! noticing, and the module would not compile. The tokens are what the compiler sees, so what is
//! found there is right for every template.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::emit::import::{Gate, Imports, levels, segment};
use crate::emit::place::Place;

/// The names in the prelude of every edition: the module, and the name.
const PRELUDE: &[(&[&str], &str)] = &[
    (&["std", "option"], "Option"),
    (&["std", "option", "Option"], "Some"),
    (&["std", "option", "Option"], "None"),
    (&["std", "result"], "Result"),
    (&["std", "result", "Result"], "Ok"),
    (&["std", "result", "Result"], "Err"),
    (&["std", "string"], "String"),
    (&["std", "vec"], "Vec"),
    (&["std", "boxed"], "Box"),
    (&["std", "convert"], "From"),
    (&["std", "convert"], "Into"),
    (&["std", "convert"], "AsRef"),
    (&["std", "marker"], "Send"),
    (&["std", "marker"], "Sync"),
];

/// Shortens paths in the items of the module at `place`, except to names that these define or
/// import themselves, and puts the imports that this takes first.
pub(crate) fn shorten(place: &Place<'_>, tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut paths = Paths {
        taken: defined(&tokens),
        imports: Imports::new(place),
        gate: None,
    };
    let mut short = TokenStream::new();
    for item in items(tokens) {
        paths.gate = item.gate;
        short.extend(paths.walk(item.tokens));
    }
    let mut items = paths.imports.into_tokens();
    if items.is_empty() {
        return short;
    }
    items.extend(short);
    items
}

/// An item of a module, with its attributes.
#[derive(Default)]
struct Item {
    gate: Option<Gate>,
    tokens: Vec<TokenTree>,
}

/// The items that `tokens` are.
fn items(tokens: Vec<TokenTree>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut item = Item::default();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                if let Some(TokenTree::Punct(_)) = item.tokens.last() {
                    item.gate = item.gate.or_else(|| cfg(group));
                }
                false
            }
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        item.tokens.push(token);
        if ends {
            items.push(std::mem::take(&mut item));
        }
    }
    items.push(item);
    items
}

/// The predicate of `cfg(...)`, if that is what an attribute holds.
fn cfg(attribute: &Group) -> Option<Gate> {
    let mut tokens = attribute.stream().into_iter();
    match (tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Group(predicate)) if name == "cfg" => {
            Some(predicate.stream())
        }
        _ => None,
    }
}

/// The names that the items of a module bring into scope.
fn defined(tokens: &[TokenTree]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut defines = false;
    let mut last_ident = None;
    let mut in_use = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if defines {
                    names.insert(ident.to_string());
                }
                in_use |= ident == "use";
                defines = DEFINING.iter().any(|word| ident == word);
                last_ident = Some(ident);
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                if std::mem::take(&mut in_use) {
                    names.extend(last_ident.take().map(Ident::to_string));
                }
                defines = false;
            }
            TokenTree::Group(group) if in_use => {
                let idents = group.stream().into_iter().filter_map(|token| match token {
                    TokenTree::Ident(ident) => Some(ident.to_string()),
                    _ => None,
                });
                names.extend(idents);
            }
            _ => defines = false,
        }
    }
    names
}

/// The words before the name of an item that others could take for one of the prelude.
const DEFINING: [&str; 5] = ["struct", "enum", "trait", "type", "union"];

/// The paths of one module.
struct Paths<'a> {
    /// The names that stand for something else.
    taken: BTreeSet<String>,
    imports: Imports<'a>,
    /// The gate of the item at hand. No template gates a part of an item.
    gate: Option<Gate>,
}

/// A run of tokens to replace by one: `name`, or their last.
struct Cut {
    start: usize,
    end: usize,
    name: Option<Ident>,
}

impl Paths<'_> {
    /// Shortens the paths among `tokens` and in their groups.
    ///
    /// Tokens are moved, never copied, which is most of what this costs.
    fn walk(&mut self, tokens: Vec<TokenTree>) -> TokenStream {
        let mut cuts = self.cuts(&tokens).into_iter().peekable();
        let short = tokens.into_iter().enumerate().filter_map(|(index, token)| {
            if let Some(cut) = cuts.peek_mut() {
                if index + 1 == cut.end {
                    let name = cut.name.take();
                    cuts.next();
                    if let Some(name) = name {
                        return Some(TokenTree::Ident(name));
                    }
                } else if index >= cut.start {
                    return None;
                }
            }
            Some(match token {
                TokenTree::Group(group) => TokenTree::Group(self.group(group)),
                other => other,
            })
        });
        short.collect()
    }

    /// The parts of `tokens` to replace.
    fn cuts(&mut self, tokens: &[TokenTree]) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut in_use = false;
        let mut at = 0;
        while let Some([first, ..]) = tokens.get(at..) {
            let rest = tokens.get(at..).unwrap_or_default();
            let cut = match first {
                TokenTree::Ident(word) if word == "use" => {
                    in_use = true;
                    None
                }
                // What is imported already has a short name.
                TokenTree::Ident(word) if word == "super" && !in_use => {
                    let start = self.imports.shorten(rest, &self.taken, self.gate.as_ref());
                    if start.is_none() {
                        // The rest of a path that stays long is not a path of its own.
                        at += 3 * levels(rest);
                    }
                    start.map(|start| (start.length, start.name))
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    in_use = false;
                    None
                }
                _ => prelude_path(rest, &self.taken).map(|length| (length, None)),
            };
            match cut {
                Some((length, name)) => {
                    let (start, end) = (at, at + length);
                    cuts.push(Cut { start, end, name });
                    at = end;
                }
                None => at += 1,
            }
        }
        cuts
    }

    fn group(&mut self, group: Group) -> Group {
        let (delimiter, span, stream) = (group.delimiter(), group.span(), group.stream());
        // The stream gives its tokens away only if nobody else has them.
        drop(group);
        let mut short = Group::new(delimiter, self.walk(stream.into_iter().collect()));
        short.set_span(span);
        short
    }
}

/// The number of tokens of a path of the prelude, whose last token is its short name.
fn prelude_path(tokens: &[TokenTree], taken: &BTreeSet<String>) -> Option<usize> {
    let (std, rest) = segment(tokens)?;
    if *std != "std" {
        return None;
    }
    let (module, mut rest) = segment(rest)?;
    let mut best = None;
    let mut path = vec![std, module];
    // The longest match wins, so that `Option::Some` becomes `Some`.
    while let Some((name, after)) = segment(rest) {
        if let Some(short) = prelude_name(&path, name)
            && !taken.contains(short)
        {
            best = Some(tokens.len() - after.len());
        }
        path.push(name);
        rest = after;
    }
    best
}

fn prelude_name(path: &[&Ident], name: &Ident) -> Option<&'static str> {
    let mut prelude = PRELUDE.iter();
    let found = prelude.find(|(module, short)| {
        module.len() == path.len()
            && name == short
            && module.iter().zip(path).all(|(part, ident)| *ident == part)
    });
    found.map(|(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::shorten;
    use crate::emit::place::Place;

    /// The output reads like hand-written Rust, and still means what the template says.
    #[test]
    fn shortens_what_the_module_does_not_define() {
        let cases = [
            (
                "fn f() -> ::std::option::Option<::std::string::String> {}",
                "fn f () -> Option < String > { }",
            ),
            (
                "let x = ::std::option::Option::Some(1);",
                "let x = Some (1) ;",
            ),
            (
                "::std::result::Result::Ok(::std::vec::Vec::new())",
                "Ok (Vec :: new ())",
            ),
            // Not of the prelude.
            (
                "::std::collections::HashMap<K, V>",
                ":: std :: collections :: HashMap < K , V >",
            ),
            (
                "::hammersmith::option::Option",
                ":: hammersmith :: option :: Option",
            ),
            // Defined or imported by the module itself, which would shadow the prelude's.
            (
                "pub struct Option; fn f() -> ::std::option::Option<::std::string::String> {}",
                "pub struct Option ; fn f () -> :: std :: option :: Option < String > { }",
            ),
            (
                "pub use self::result::Result; type X = ::std::result::Result<(), ()>;",
                "pub use self :: result :: Result ; type X = :: std :: result :: Result < () , () > ;",
            ),
            (
                "pub use super::{Ok, Vec}; ::std::vec::Vec",
                "pub use super :: { Ok , Vec } ; :: std :: vec :: Vec",
            ),
        ];
        for (from, to) in cases {
            let tokens = from.parse().expect("the case is Rust");
            let spaced = |text: &str| text.split_whitespace().collect::<String>();
            let place = Place {
                path: &[],
                children: &[],
            };
            let short = shorten(&place, tokens).to_string();
            assert_eq!(spaced(&short), spaced(to), "{from}");
        }
    }
}
