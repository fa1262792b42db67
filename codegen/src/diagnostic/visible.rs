//! Foreign text in a form that is safe to print to a terminal.
//!
//! Models, files, paths and arguments may contain anything. A terminal executes escape sequences,
//! and marks of direction make a line read as a different one.

use std::borrow::Cow;

use crate::hidden::is_invisible;

/// The text on one line, with every invisible character as an escape of Rust: `\n`, `\u{1b}`.
///
/// ```
/// use hammersmith_codegen::diagnostic::visible;
///
/// assert_eq!(visible("\u{1b}[31mred\n"), r"\u{1b}[31mred\n");
/// assert_eq!(visible("größe"), "größe");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// The same for text of several lines: line ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c == '\n' || c == '\t')
}

/// The character, or a space in place of an invisible one, so that the rest of the line keeps its
/// columns.
pub(super) fn visible_in_place(c: char) -> char {
    if is_invisible(c) { ' ' } else { c }
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_harmless = |c: char| !is_invisible(c) || stays(c);
    if text.chars().all(is_harmless) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_harmless(c) {
            out.push(c);
        } else {
            out.extend(c.escape_default());
        }
    }
    out.into()
}

/// JSON text in which every invisible character is an escape of JSON. `json` must be valid JSON,
/// which has such characters in its strings only. Line ends and tabs are kept.
///
/// ```
/// use hammersmith_codegen::diagnostic::visible_json;
///
/// assert_eq!(visible_json("[\"\u{9b}31m\"]\n"), "[\"\\u009b31m\"]\n");
/// ```
pub fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if !is_invisible(c) || c == '\n' || c == '\t' {
            out.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects terminals: every kind of character that they execute is escaped, and no text that
    /// people read is.
    #[test]
    fn what_does_not_show_is_escaped() {
        for (text, line, lines, json) in [
            (
                "plain größe 大きい",
                "plain größe 大きい",
                "plain größe 大きい",
                "plain größe 大きい",
            ),
            ("\u{1b}[2J", r"\u{1b}[2J", r"\u{1b}[2J", r"\u001b[2J"),
            (
                "\u{7}\u{8}\u{7f}",
                r"\u{7}\u{8}\u{7f}",
                r"\u{7}\u{8}\u{7f}",
                r"\u0007\u0008\u007f",
            ),
            (
                "\u{9b}31m\u{85}",
                r"\u{9b}31m\u{85}",
                r"\u{9b}31m\u{85}",
                r"\u009b31m\u0085",
            ),
            ("a\nb\tc", r"a\nb\tc", "a\nb\tc", "a\nb\tc"),
            ("a\rb", r"a\rb", r"a\rb", r"a\u000db"),
            (
                "\u{202e}\u{2066}",
                r"\u{202e}\u{2066}",
                r"\u{202e}\u{2066}",
                r"\u202e\u2066",
            ),
            ("\u{2028}", r"\u{2028}", r"\u{2028}", r"\u2028"),
            ("\u{e0041}", r"\u{e0041}", r"\u{e0041}", r"\udb40\udc41"),
            // Letters and emoji need their joiners.
            (
                "\u{200d}\u{200c}",
                "\u{200d}\u{200c}",
                "\u{200d}\u{200c}",
                "\u{200d}\u{200c}",
            ),
        ] {
            assert_eq!(visible(text), line);
            assert_eq!(visible_lines(text), lines);
            assert_eq!(visible_json(text), json);
        }
    }
}
