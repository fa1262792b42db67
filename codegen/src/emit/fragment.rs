//! Small pieces that many items share.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::markdown;
use crate::plan::docs::{Deprecation, Docs};

/// Doc comments, a line each.
pub(crate) fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// The documentation of the model, or `fallback` where it says nothing.
pub(crate) fn docs_or(model: &Docs, fallback: &str) -> TokenStream {
    if model.text.is_empty() {
        docs(fallback)
    } else {
        docs(&model.text)
    }
}

/// `#[deprecated]`, if the model has the trait. Rustdoc reads the note as Markdown, and rustc
/// prints it as it is.
pub(crate) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    let Deprecation { note, since } = deprecation?;
    let note = note.as_ref().map(|note| {
        let note = markdown::plain(note);
        quote!(note = #note)
    });
    let since = since.as_ref().map(|since| quote!(since = #since));
    let parts: Vec<_> = since.into_iter().chain(note).collect();
    Some(if parts.is_empty() {
        quote!(#[deprecated])
    } else {
        quote!(#[deprecated(#(#parts),*)])
    })
}

/// A string as a raw string literal, or as an ordinary one if a raw one cannot hold it.
pub(crate) fn raw_string(text: &str) -> Literal {
    let raw = hashes(text).and_then(|hashes| format!("r{hashes}\"{text}\"{hashes}").parse().ok());
    raw.unwrap_or_else(|| Literal::string(text))
}

/// The number signs around a raw string literal of the text; none if the compiler takes fewer than
/// it would need.
pub(crate) fn hashes(text: &str) -> Option<String> {
    let after_quotes = text.split('"').skip(1);
    let runs = after_quotes.map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let needed = runs.max().unwrap_or_default() + 1;
    (needed <= 255).then(|| "#".repeat(needed))
}

/// The text that stands for a secret.
pub(crate) const REDACTED: &str = "*** Sensitive Data Redacted ***";

#[cfg(test)]
mod tests {
    use super::{hashes, raw_string};

    /// Protects: raw literals end where they should, also those of texts that look like their end.
    #[test]
    fn raw_literals_have_enough_signs() {
        let many = format!("\"{}", "#".repeat(254));
        let more = format!("\"{}", "#".repeat(255));
        for (text, expected) in [
            ("", Some(1)),
            ("#####", Some(1)),
            ("a\"b", Some(1)),
            ("a\"#b\"##c", Some(3)),
            (&many, Some(255)),
            (&more, None),
        ] {
            assert_eq!(hashes(text).map(|signs| signs.len()), expected, "{text}");
            let literal = raw_string(text).to_string();
            let parsed: syn::LitStr = syn::parse_str(&literal).expect("a literal");
            assert_eq!(parsed.value(), text);
            assert_eq!(literal.starts_with('r'), expected.is_some(), "{literal}");
        }
        // A raw string cannot hold a carriage return alone.
        assert_eq!(raw_string("\r").to_string(), r#""\r""#);
    }
}
