//! Plain text as Markdown.

use super::escape::{Place, at_line_start, code_span, needs_escape};
use crate::diagnostic::visible;

/// Escapes plain text, so that Markdown shows it unchanged, on one line. Text between backticks
/// stays code, since it is meant as code in plain text too.
///
/// Only characters with a meaning are escaped, since the result is also read as plain text.
///
/// ```
/// # use hammersmith_codegen::markdown::plain;
/// assert_eq!(plain("Use `a[B]` or [C], see <d>."), r"Use `a[B]` or \[C\], see \<d>.");
/// assert_eq!(plain("Use snake_case, 2 * 3."), "Use snake_case, 2 * 3.");
/// ```
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = visible(&words.join(" ")).into_owned();
    let pieces: Vec<&str> = text.split('`').collect();
    let is_balanced = !pieces.len().is_multiple_of(2);
    let mut out = String::with_capacity(text.len());
    if !is_balanced {
        escape(&text, &mut out);
        return out;
    }
    for (at, piece) in pieces.into_iter().enumerate() {
        match at % 2 {
            1 => match code_span(piece) {
                Some(code) => out.push_str(&code),
                // Two backticks with nothing in between would open a span of their own.
                None => out.push_str("\\`\\`"),
            },
            _ => escape(piece, &mut out),
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    let word = text.split(' ').next().unwrap_or_default();
    // The position of the backslash, if the word is at the start of a line.
    let start = if out.is_empty() {
        at_line_start(word)
            .find('\\')
            .filter(|at| !word.get(*at..).is_some_and(|rest| rest.starts_with('\\')))
    } else {
        None
    };
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if start == Some(at) || needs_escape(c, Place { before, after }) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Plain text as a code span.
pub fn code(text: &str) -> String {
    code_span(&visible(text)).unwrap_or_else(|| "(blank)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    /// Protects rustdoc from foreign text, and readers in a terminal from needless backslashes.
    #[test]
    fn only_what_means_something_is_escaped() {
        for (text, expected) in [
            ("", ""),
            (
                "Use ThresholdExpression instead.",
                "Use ThresholdExpression instead.",
            ),
            (
                "a_b, A* b, 2 * 3, a - b, x#y",
                "a_b, A\\* b, 2 * 3, a - b, x#y",
            ),
            ("[New]", "\\[New\\]"),
            ("[a](b) [c][d]", "\\[a\\](b) \\[c\\]\\[d\\]"),
            ("`a[B]` [C]", "`a[B]` \\[C\\]"),
            ("a ` b", "a \\` b"),
            ("``` rust", "\\`\\`\\` rust"),
            ("`` a", "\\`\\` a"),
            ("<b>soon</b> a < b", "\\<b>soon\\</b> a < b"),
            ("<!-- x", "\\<!-- x"),
            ("&lt; & co", "\\&lt; & co"),
            ("# Head", "\\# Head"),
            ("> [q]", "\\> \\[q\\]"),
            ("1. one", "1\\. one"),
            ("- item", "\\- item"),
            ("***", "\\*\\*\\*"),
            ("\\[x", "\\\\\\[x"),
            ("a\n\n    code\n", "a code"),
            ("\u{1b}[31mred\u{202e}", "\\u{1b}\\[31mred\\u{202e}"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert_eq!(code("a`b\u{1b}"), "``a`b\\u{1b}``");
    }
}
