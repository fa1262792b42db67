//! Excerpts of what others wrote: short, on one line, and harmless on a terminal.

use std::fmt::Write;

/// The start of a string, at most `most` characters and an ellipsis.
pub(crate) fn start_of(text: &str, most: usize) -> String {
    let mut out = Excerpt::new(most);
    out.push(text);
    out.finish()
}

/// The start of bytes that should be text: like [`start_of`], without a byte order mark and white
/// space in front.
pub(crate) fn start_of_bytes(bytes: &[u8], most: usize) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A character has four bytes at most.
    let bytes = bytes.trim_ascii_start();
    let bytes = bytes.get(..most.saturating_mul(4) + 4).unwrap_or(bytes);
    let mut out = Excerpt::new(most);
    for chunk in bytes.utf8_chunks() {
        out.push(chunk.valid());
        for byte in chunk.invalid() {
            out.push_part(&format!("\\x{byte:02x}"));
        }
    }
    out.finish()
}

/// True for characters that move the cursor, end the line, or make text look other than it is.
pub(crate) fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

struct Excerpt {
    text: String,
    left: usize,
    cut: bool,
}

impl Excerpt {
    fn new(most: usize) -> Self {
        Self {
            text: String::new(),
            left: most,
            cut: false,
        }
    }

    fn push(&mut self, text: &str) {
        for char in text.chars() {
            if self.cut {
                return;
            }
            match char {
                '\n' => self.push_part("\\n"),
                '\r' => self.push_part("\\r"),
                '\t' => self.push_part("\\t"),
                char if is_unsafe(char) => self.push_part(&format!("\\u{{{:x}}}", u32::from(char))),
                char => self.push_part(char.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// Appends what stands for one character.
    fn push_part(&mut self, part: &str) {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                self.text.push_str(part);
            }
            None => self.cut = true,
        }
    }

    fn finish(mut self) -> String {
        if self.cut {
            self.text.push('\u{2026}');
        }
        self.text
    }
}

/// Writes to what is below, with a space in place of each character that is not safe, and an
/// ellipsis in place of what is too much.
pub(super) struct OneLine<W> {
    to: W,
    left: usize,
}

impl<W: Write> OneLine<W> {
    pub(super) fn new(to: W, most: usize) -> Self {
        Self { to, left: most }
    }
}

impl<W: Write> Write for OneLine<W> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for char in text.chars() {
            match self.left {
                0 => return Ok(()),
                1 => self.to.write_char('\u{2026}')?,
                _ => self
                    .to
                    .write_char(if is_unsafe(char) { ' ' } else { char })?,
            }
            self.left -= 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What a proxy sends must neither flood a log nor steer a terminal.
    #[test]
    fn excerpts_are_short_and_safe() {
        let table = [
            ("", 4, ""),
            ("abcd", 4, "abcd"),
            ("abcde", 4, "abcd…"),
            ("a\r\n\t\u{1b}[2J", 9, "a\\r\\n\\t\\u{1b}[2J"),
            ("\u{202e}é", 9, "\\u{202e}é"),
        ];
        for (text, most, expected) in table {
            assert_eq!(start_of(text, most), expected, "{text:?}");
        }
        let bytes: [(&[u8], &str); 4] = [
            (b"\xef\xbb\xbf \n<html>", "<html>"),
            (b"caf\xe9!", "caf\\xe9!"),
            (
                b"\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff…",
            ),
            ("ééééééééé".as_bytes(), "éééééééé…"),
        ];
        for (bytes, expected) in bytes {
            assert_eq!(start_of_bytes(bytes, 8), expected, "{bytes:?}");
        }
        let mut line = OneLine::new(String::new(), 6);
        line.write_str("a\n")
            .and_then(|()| line.write_str("bcdefgh"))
            .unwrap();
        assert_eq!(line.to, "a bcd…");
    }
}
