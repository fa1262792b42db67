//! Strings of a document, as they stand in it and as they are meant.

use std::borrow::Cow;

use super::scan::special_at;

/// A string as it stands between its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawText<'a> {
    /// The string, with its escapes.
    pub(crate) text: &'a str,
    /// True if there are any.
    pub(super) escaped: bool,
    /// The offset in the document at which it starts.
    pub(crate) offset: usize,
}

impl<'a> RawText<'a> {
    /// True if any byte of it does not stand for itself.
    #[inline]
    pub(super) fn is_escaped(self) -> bool {
        self.escaped
    }

    /// The string without escapes; `None` if one of them is invalid.
    #[inline]
    pub(super) fn unescaped(self) -> Option<Cow<'a, str>> {
        if self.escaped {
            unescape(self.text).map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(self.text))
        }
    }
}

/// Returns an escaped string without its escapes; unchanged if an escape is invalid.
pub(crate) fn meant(text: &str) -> Cow<'_, str> {
    match unescape(text) {
        Some(meant) => Cow::Owned(meant),
        None => Cow::Borrowed(text),
    }
}

/// A string as it may stand in a JSON document, where it is meant.
pub(in crate::codec) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            char if char.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => out.push(char),
        }
    }
    out
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at_checked(special_at(rest.as_bytes()))?;
        out.push_str(plain);
        let mut chars = special.chars();
        match chars.next() {
            None => return Some(out),
            Some('\\') => {
                let escape = chars.as_str();
                let (meant, length) = one_escape(escape)?;
                out.push(meant);
                rest = escape.get(length..)?;
            }
            Some(char) => {
                out.push(char);
                rest = chars.as_str();
            }
        }
    }
}

/// The character of the escape after a backslash, and the length of that escape in bytes.
fn one_escape(text: &str) -> Option<(char, usize)> {
    let meant = match text.as_bytes().first()? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return code_point(text),
        _ => return None,
    };
    Some((meant, 1))
}

/// One `uXXXX`, or two with a backslash between them where the first is half of a pair.
///
/// JSON allows half of a pair alone, which services write that cut strings by UTF-16 units. No
/// string of Rust can hold it, so it becomes the replacement character.
fn code_point(text: &str) -> Option<(char, usize)> {
    let high = hex(text.get(1..5)?)?;
    if let Some(char) = char::from_u32(high) {
        return Some((char, 5));
    }
    let code = low_half(text).and_then(|low| {
        let high = high.checked_sub(0xd800).filter(|high| *high < 0x400)?;
        char::from_u32(0x1_0000 + (high << 10) + low)
    });
    Some(code.map_or((char::REPLACEMENT_CHARACTER, 5), |char| (char, 11)))
}

/// The bits of the second half of a pair.
fn low_half(text: &str) -> Option<u32> {
    let low = hex(text.get(5..11)?.strip_prefix("\\u")?)?;
    low.checked_sub(0xdc00).filter(|low| *low < 0x400)
}

fn hex(digits: &str) -> Option<u32> {
    // The parser of numbers would take a sign.
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each escape means one thing; an invalid escape must fail, not pass through.
    #[test]
    fn unescapes() {
        let good = [
            ("", ""),
            ("plain", "plain"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"a\u0041\u00e9\u20acz", "aAé€z"),
            (r"\uD83D\uDE00", "😀"),
            (r"\ud83d\ude00é", "😀é"),
            (r"\u0000", "\0"),
            (r"\uDBFF\uDFFF", "\u{10ffff}"),
            (r"\uD83D", "\u{fffd}"),
            (r"a\uDE00b", "a\u{fffd}b"),
            (r"\uD83Dabcdef", "\u{fffd}abcdef"),
            (r"\uD83D\u0041", "\u{fffd}A"),
            (r"\uD83D\uD83D\uDE00", "\u{fffd}😀"),
            (r"\uDE00\uD83D", "\u{fffd}\u{fffd}"),
            (r"\uD83D\né12", "\u{fffd}\né12"),
        ];
        for (raw, meant) in good {
            assert_eq!(unescape(raw).as_deref(), Some(meant), "{raw}");
        }
        let bad = [
            r"\",
            r"\x",
            r"\u",
            r"\u12",
            r"\u+123",
            r"\u12g4",
            r"\u12é",
            r"\uD83D\u12",
            r"\uD83D\x",
            r"\é",
        ];
        for raw in bad {
            assert_eq!(unescape(raw), None, "{raw}");
        }
    }
}
