//! Tokens of the official tests: paths that name the crate, and the names of tests.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// The names that tests have for modules of the crate they stand in.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// The crate.
    pub(super) krate: &'a str,
    /// The module of the file, from the crate.
    pub(super) module: &'a [String],
}

impl Names<'_> {
    /// Names the crate from outside. `depth` is the number of modules around the tokens, below that
    /// of the file.
    pub(super) fn outside(&self, tokens: TokenStream, depth: usize) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut out: Vec<TokenTree> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let supers = count_supers(&tokens[at..]);
            if is_path(&tokens[at..], "crate") {
                out.extend(self.path(&[]));
                at += 1;
            } else if supers > 0 {
                // `super::super` of a module within the tests may end there.
                if supers == depth {
                    out.extend(self.path(self.module));
                } else {
                    out.extend(tokens[at..at + 3 * supers - 2].iter().cloned());
                }
                at += 3 * supers - 2;
            } else if let TokenTree::Group(group) = token {
                let inside = self.outside(group.stream(), depth);
                let mut group = Group::new(group.delimiter(), inside);
                group.set_span(Span::call_site());
                out.push(TokenTree::Group(group));
                at += 1;
            } else {
                out.push(token.clone());
                at += 1;
            }
        }
        out.into_iter().collect()
    }

    /// The path of a module of the crate, from outside.
    fn path(&self, module: &[String]) -> TokenStream {
        let mut text = format!("::{}", self.krate);
        for segment in module {
            text.push_str("::");
            text.push_str(segment);
        }
        text.parse().unwrap_or_default()
    }
}

/// True if the tokens begin with a path whose first segment is that.
fn is_path(tokens: &[TokenTree], first: &str) -> bool {
    let is_first = matches!(tokens.first(), Some(TokenTree::Ident(ident)) if *ident == first);
    is_first && is_colon(tokens.get(1)) && is_colon(tokens.get(2))
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

/// The number of `super::` that the tokens begin with.
fn count_supers(tokens: &[TokenTree]) -> usize {
    let mut count = 0;
    while is_path(&tokens[(3 * count).min(tokens.len())..], "super") {
        count += 1;
    }
    count
}

/// The paths from the crate that tokens name, as far as they are plain.
pub(super) fn crate_paths(tokens: &TokenStream, paths: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            crate_paths(&group.stream(), paths);
        }
        if !is_path(&tokens[at..], "crate") {
            continue;
        }
        let mut path = Vec::new();
        let mut rest = &tokens[at + 1..];
        while is_colon(rest.first()) && is_colon(rest.get(1)) {
            let Some(TokenTree::Ident(segment)) = rest.get(2) else {
                break;
            };
            path.push(segment.to_string());
            rest = &rest[3..];
        }
        paths.push(path);
    }
}

/// True if tokens name the module around the tests.
pub(super) fn names_super(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(group) => names_super(&group.stream()),
        _ => is_path(&tokens[at..], "super"),
    })
}

/// The names of the functions in tokens that have an attribute `test`, whatever its path.
pub(super) fn tests(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    collect_tests(tokens, &mut found);
    found
}

fn collect_tests(tokens: &TokenStream, found: &mut Vec<String>) {
    let mut is_test = false;
    let mut is_name = false;
    let mut after_hash = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) if after_hash && group.delimiter() == Delimiter::Bracket => {
                is_test |= is_test_attribute(&group.stream());
            }
            // The body of a function has no tests, but that of a macro may.
            TokenTree::Group(group) => collect_tests(&group.stream(), found),
            TokenTree::Ident(ident) if is_name && is_test => {
                found.push(name(ident));
                is_test = false;
            }
            _ => {}
        }
        after_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        is_name = matches!(&token, TokenTree::Ident(ident) if *ident == "fn");
    }
}

fn name(ident: &Ident) -> String {
    ident.to_string()
}

/// True for `test`, `tokio::test(…)` and the like.
fn is_test_attribute(tokens: &TokenStream) -> bool {
    let mut last = None;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => last = Some(ident),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            _ => break,
        }
    }
    last.is_some_and(|ident| ident == "test")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> TokenStream {
        text.parse().expect("tokens")
    }

    /// Protects the paths of inline tests: they name the crate, the module of their file, and
    /// modules of the tests themselves, and each has to mean the same from outside.
    #[test]
    fn paths_name_the_crate_from_outside() {
        let module = ["a".to_owned(), "b".to_owned()];
        let names = Names {
            krate: "sdk",
            module: &module,
        };
        let cases = [
            ("crate :: x", 1, ":: sdk :: x"),
            ("pub (crate) fn f()", 1, "pub (crate) fn f()"),
            ("use super :: *", 1, "use :: sdk :: a :: b :: *"),
            ("use super :: *", 2, "use super :: *"),
            (
                "{ super :: super :: f() }",
                2,
                "{ :: sdk :: a :: b :: f() }",
            ),
        ];
        for (before, depth, after) in cases {
            let outside = names.outside(tokens(before), depth).to_string();
            assert_eq!(outside, tokens(after).to_string(), "{before}");
        }
    }

    /// Protects the number of tests: those of macros and of other runtimes count, helpers do not.
    #[test]
    fn tests_are_found_by_their_attribute() {
        let found = tests(&tokens(
            "#[test] fn a() {} fn b() {} #[::tokio::test(flavor = \"x\")] #[traced_test] \
             async fn c() {} m! { #[test] fn d(x in 1..2) {} } #[cfg(test)] fn e() {}",
        ));
        assert_eq!(found, ["a", "c", "d"]);
    }
}
