//! Prelude paths, written the way people write them.
//!
//! Templates spell out `::std::option::Option`, because a model may well call a shape `Option`.
//! Where a module defines no such name, the prelude's one is what a reader expects.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};

/// What the prelude of every edition names: the module it is in, and its name.
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

/// Shortens the prelude's paths, except to names that `tokens` defines or imports itself.
pub(crate) fn shorten(tokens: TokenStream) -> TokenStream {
    let taken = defined(&tokens);
    walk(tokens, &taken)
}

/// The names that the items of a module bring into scope.
fn defined(tokens: &TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut previous = String::new();
    let mut last_ident = String::new();
    let mut in_use = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                if matches!(
                    previous.as_str(),
                    "struct" | "enum" | "trait" | "type" | "union"
                ) {
                    names.insert(text.clone());
                }
                in_use |= text == "use";
                last_ident.clone_from(&text);
                previous = text;
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                if std::mem::take(&mut in_use) {
                    names.insert(std::mem::take(&mut last_ident));
                }
                previous.clear();
            }
            TokenTree::Group(group) if in_use => {
                let idents = group.stream().into_iter().filter_map(|token| match token {
                    TokenTree::Ident(ident) => Some(ident.to_string()),
                    _ => None,
                });
                names.extend(idents);
            }
            _ => previous.clear(),
        }
    }
    names
}

fn walk(tokens: TokenStream, taken: &BTreeSet<String>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some((first, others)) = rest.split_first() {
        if let Some((name, after)) = prelude_path(rest, taken) {
            out.push(name);
            rest = after;
            continue;
        }
        out.push(match first {
            TokenTree::Group(group) => TokenTree::Group(group_of(group, taken)),
            other => other.clone(),
        });
        rest = others;
    }
    out.into_iter().collect()
}

fn group_of(group: &Group, taken: &BTreeSet<String>) -> Group {
    let mut short = Group::new(group.delimiter(), walk(group.stream(), taken));
    short.set_span(group.span());
    short
}

/// The short name and what follows it, if `tokens` start with a path of the prelude.
fn prelude_path<'t>(
    tokens: &'t [TokenTree],
    taken: &BTreeSet<String>,
) -> Option<(TokenTree, &'t [TokenTree])> {
    let (std, rest) = segment(tokens)?;
    if *std != "std" {
        return None;
    }
    let (module, mut rest) = segment(rest)?;
    let mut best = None;
    let mut path = vec![std, module];
    // The longest match wins, so that `Option::Some` becomes `Some`.
    while let Some((name, after)) = segment(rest) {
        let text = name.to_string();
        if is_prelude(&path, &text) && !taken.contains(&text) {
            best = Some((TokenTree::Ident(name.clone()), after));
        }
        path.push(name);
        rest = after;
    }
    best
}

fn is_prelude(path: &[&Ident], name: &str) -> bool {
    PRELUDE.iter().any(|(module, short)| {
        *short == name
            && module.len() == path.len()
            && module.iter().zip(path).all(|(part, ident)| *ident == part)
    })
}

/// The name after a `::` that `tokens` start with, and what follows it.
fn segment(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
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
    use super::shorten;

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
            assert_eq!(spaced(&shorten(tokens).to_string()), spaced(to), "{from}");
        }
    }
}
