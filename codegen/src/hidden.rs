//! Characters that readers of a text do not see.

/// True for characters that do not show, or that change how what is around them shows: control
/// characters, and those that turn the direction of text (Unicode Standard Annex 9). The compiler
/// refuses the latter wherever they stand, and carriage returns in comments.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
