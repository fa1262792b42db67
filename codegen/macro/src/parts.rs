//! The parts of arguments, and what is known of each.

use proc_macro2::{Span, TokenStream, TokenTree};

/// A string in a value: a literal or a name.
pub(crate) struct Text {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) span: Span,
}

/// The parts between commas. A trailing comma is allowed.
pub(crate) fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => parts.push(Vec::new()),
            (_, Some(last)) => last.push(token),
            (_, None) => {}
        }
    }
    if parts.last().is_some_and(Vec::is_empty) {
        parts.pop();
    }
    parts
}

/// Splits `key = value`.
pub(crate) fn pair(tokens: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let is_equals =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=');
    let at = tokens.iter().position(is_equals)?;
    let (id, name) = tokens.split_at(at);
    Some((id, name.get(1..)?))
}
