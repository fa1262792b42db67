//! Keywords of Rust, and identifiers for names.

use proc_macro2::{Ident, Span};

/// Every word that cannot be a plain identifier in some edition up to 2024, sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// True if a word is reserved by some edition of Rust, so that it needs a raw form or another name.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// The identifier of a name: raw if necessary, whether or not the name starts with `r#`.
///
/// All generated identifiers are made here. It never panics: invalid characters become `_`, and so
/// does the empty name. A model never leads to such names, because [`Scope`](super::Scope) reports
/// them.
pub fn ident(name: &str) -> Ident {
    let bare = name.strip_prefix("r#").unwrap_or(name);
    let legal = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let word = digits_after_underscore(&bare.chars().map(legal).collect::<String>());
    if word.is_empty() || word == "_" {
        return Ident::new("__", Span::call_site());
    }
    if !is_keyword(&word) {
        return Ident::new(&word, Span::call_site());
    }
    if can_be_raw(&word) {
        Ident::new_raw(&word, Span::call_site())
    } else {
        Ident::new(&format!("{word}_"), Span::call_site())
    }
}

/// True if `r#word` is legal for a keyword.
pub(super) fn can_be_raw(word: &str) -> bool {
    !matches!(word, "crate" | "self" | "super" | "Self")
}

/// Adds a `_` before a leading digit, with which no identifier can start: `_3_des`.
pub(super) fn digits_after_underscore(word: &str) -> String {
    let leads = word.starts_with(|c: char| c.is_ascii_digit());
    if leads {
        format!("_{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects `emit`, which must not fail: every string becomes an identifier that Rust accepts.
    #[test]
    fn ident_is_legal_for_any_string() {
        for (name, expected) in [
            ("type", "r#type"),
            ("r#type", "r#type"),
            ("gen", "r#gen"),
            ("r#self", "self_"),
            ("Self", "Self_"),
            ("JobDefinition", "JobDefinition"),
            ("3des", "_3des"),
            ("a.b", "a_b"),
            ("größe", "gr__e"),
            ("r#", "__"),
            ("", "__"),
            ("_", "__"),
            ("!?", "__"),
        ] {
            assert_eq!(ident(name).to_string(), expected, "{name}");
        }
        for word in KEYWORDS {
            let made = ident(word);
            assert!(syn::parse2::<Ident>(quote::quote!(#made)).is_ok(), "{word}");
        }
    }
}
