//! Characters that readers of a text do not see.

/// True for characters that do not show, or that change how what is around them shows: control
/// characters, and those that turn the direction of text (Unicode Standard Annex 9). The compiler
/// refuses the latter wherever they stand, and carriage returns in comments.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes hidden characters out. Those in literals are escaped already, so what is left is in
/// comments. The form is that of JSON, since comments have JSON in them.
pub(crate) fn written_out(body: String) -> String {
    let is_plain = |c: char| matches!(c, '\n' | '\t') || !is_hidden(c);
    if body.chars().all(is_plain) {
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
