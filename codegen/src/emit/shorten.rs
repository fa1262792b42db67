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
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let taken = defined(&tokens);
    walk(tokens, &taken)
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

/// Shortens the paths among `tokens` and in their groups.
///
/// Tokens are moved, never copied, which is most of what this costs.
fn walk(tokens: Vec<TokenTree>, taken: &BTreeSet<String>) -> TokenStream {
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        match prelude_path(rest, taken) {
            Some(length) => {
                paths.push((at, at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    let mut paths = paths.into_iter().peekable();
    let short = tokens.into_iter().enumerate().filter_map(|(index, token)| {
        if let Some((start, end)) = paths.peek() {
            if index + 1 == *end {
                paths.next();
            } else if index >= *start {
                return None;
            }
        }
        Some(match token {
            TokenTree::Group(group) => TokenTree::Group(group_of(group, taken)),
            other => other,
        })
    });
    short.collect()
}

fn group_of(group: Group, taken: &BTreeSet<String>) -> Group {
    let (delimiter, span, stream) = (group.delimiter(), group.span(), group.stream());
    // The stream gives its tokens away only if nobody else has them.
    drop(group);
    let mut short = Group::new(delimiter, walk(stream.into_iter().collect(), taken));
    short.set_span(span);
    short
}

/// How many of the tokens are a path of the prelude, whose last token is its short name.
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
