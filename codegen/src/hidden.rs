//! The characters of a model's text that do not show, or that change how the text around them
//! shows.
//!
//! There are two sets, since removing more than necessary changes what the model says:
//!
//! - [`is_hidden`]: characters that rustc refuses in source code. Generated code escapes exactly
//!   these.
//! - [`is_invisible`]: these, and characters that only mislead a reader. Terminals and
//!   documentation show none of them.

/// True for characters that must not be in generated code: control characters (rustc refuses
/// carriage returns in comments) and those that change the direction of text (Unicode Standard
/// Annex 9), which rustc denies in comments and literals.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True for characters that must not reach a reader: the hidden ones, and format characters without
/// a width. The joiners U+200C and U+200D are not among them, since letters and emoji need them.
pub(crate) fn is_invisible(c: char) -> bool {
    is_hidden(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes hidden characters as escapes. Those in literals are escaped already, so the remaining
/// ones are in comments. The form is that of JSON, since comments contain JSON.
pub(crate) fn written_out(body: String) -> String {
    // Most files are printable ASCII, which is seen faster byte by byte.
    let is_ascii = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
    let is_plain = |c: char| matches!(c, '\n' | '\t') || !is_hidden(c);
    if body.bytes().all(is_ascii) || body.chars().all(is_plain) {
        return body;
    }
    let mut text = String::with_capacity(body.len());
    for c in body.chars() {
        if is_plain(c) {
            text.push(c);
        } else {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
    }
    text
}
