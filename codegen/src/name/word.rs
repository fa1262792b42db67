//! A name in generated code.

use std::fmt;

use proc_macro2::Ident;

use super::keyword::{can_be_raw, digits_after_underscore, ident, is_keyword};

/// A name of a field, function or module in Rust.
///
/// It may be a keyword, which is `r#type` in code and `type` in text.
///
/// ```
/// # use hammersmith_codegen::name::Name;
/// let name = Name::new("type");
/// assert_eq!(name.ident().to_string(), "r#type");
/// assert_eq!(name.plain(), "type");
/// assert_eq!(name.doc(), "r#type");
/// assert_eq!(Name::new("self").plain(), "self_");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The name for a word in [`snake`](super::snake) case. A keyword without a raw form gets a `_`
    /// after it, a leading digit one before it.
    pub fn new(word: &str) -> Self {
        let word = digits_after_underscore(word);
        Self(if is_keyword(&word) && !can_be_raw(&word) {
            word + "_"
        } else {
            word
        })
    }

    /// The identifier, for generated code.
    pub fn ident(&self) -> Ident {
        ident(&self.0)
    }

    /// The name without `r#`, for messages, for the output of `Debug` and for links in
    /// documentation.
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// The name for code in documentation, with `r#` if necessary.
    pub fn doc(&self) -> String {
        if is_keyword(&self.0) {
            format!("r#{}", self.0)
        } else {
            self.0.clone()
        }
    }
}

/// As [`Name::doc`].
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doc())
    }
}

/// As the string that [`Name::doc`] returns.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.doc(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects code from names that are not identifiers, and messages from `r#`.
    #[test]
    fn names_have_a_form_for_each_place() {
        for (word, plain, doc) in [
            ("job", "job", "job"),
            ("type", "type", "r#type"),
            ("gen", "gen", "r#gen"),
            ("self", "self_", "self_"),
            ("1_x", "_1_x", "_1_x"),
        ] {
            let name = Name::new(word);
            assert_eq!((name.plain(), name.doc().as_str()), (plain, doc));
            assert_eq!(name.ident().to_string(), doc);
            assert_eq!(
                (name.to_string(), format!("{name:?}")),
                (doc.to_owned(), format!("{doc:?}"))
            );
        }
    }
}
