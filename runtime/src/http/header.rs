//! The text of headers: what may be in it, and lists in one header.

use std::borrow::Cow;

use crate::codec::Error;

/// Whether the text may be the name of a header.
pub(super) fn is_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Whether the text may be the value of a header.
pub(super) fn is_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte == b'\t' || (byte >= 0x20 && byte != 0x7f))
}

/// The text as base64.
///
/// Headers with a media type are few and short. What encodes blobs is fast, and too large for a program that
/// has none.
pub(super) fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for bytes in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = bits >> (18 - 6 * digit) & 63;
            let is_padding = digit > bytes.len();
            encoded.push(if is_padding {
                '='
            } else {
                char::from(DIGITS[index as usize])
            });
        }
    }
    encoded
}

/// An item of a list, in quotes if it would not be read as one item without.
pub(super) fn quote(item: &str) -> Cow<'_, str> {
    let plain = item.trim().len() == item.len() && !item.contains(['"', ',', '(', ')']);
    match plain {
        true => Cow::Borrowed(item),
        false => {
            let escaped = item.replace('\\', "\\\\").replace('"', "\\\"");
            Cow::Owned(format!("\"{escaped}\""))
        }
    }
}

/// Calls `each` with every item of the lists in the values.
pub(super) fn items<'v>(
    values: impl Iterator<Item = &'v [u8]>,
    each: &mut dyn FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    for value in values {
        let mut rest = text(value)?;
        while !rest.is_empty() {
            let (item, next) = item(rest)?;
            each(&item)?;
            rest = next;
        }
    }
    Ok(())
}

/// The value as text.
pub(super) fn text(value: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(value).map_err(|_| Error::plain("a header is not UTF-8"))
}

/// The first item of a list, and what comes after the comma behind it.
fn item(list: &str) -> Result<(Cow<'_, str>, &str), Error> {
    let list = list.trim_start_matches([' ', '\t']);
    match list.strip_prefix('"') {
        Some(quoted) => quoted_item(quoted),
        None => {
            let (item, rest) = list.split_once(',').unwrap_or((list, ""));
            Ok((Cow::Borrowed(item.trim()), rest))
        }
    }
}

fn quoted_item(list: &str) -> Result<(Cow<'_, str>, &str), Error> {
    let bytes = list.as_bytes();
    let ends = |index: &usize| {
        let before = index.checked_sub(1).and_then(|before| bytes.get(before));
        bytes.get(*index) == Some(&b'"') && before != Some(&b'\\')
    };
    let end = (0..bytes.len()).find(ends);
    let parts = end.and_then(|end| Some((list.get(..end)?, list.get(end + 1..)?)));
    let (item, rest) = parts.ok_or_else(|| Error::plain("a quote in a header has no end"))?;
    let item = match item.contains('\\') {
        true => Cow::Owned(item.replace("\\\"", "\"").replace("\\\\", "\\")),
        false => Cow::Borrowed(item),
    };
    match rest.strip_prefix(',') {
        Some(rest) => Ok((item, rest)),
        None if rest.is_empty() => Ok((item, rest)),
        None => Err(Error::plain(
            "a quoted item of a header is not followed by a comma",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<Vec<String>> {
        let mut all = Vec::new();
        let values = [value.as_bytes()].into_iter();
        items(values, &mut |item| {
            all.push(item.to_owned());
            Ok(())
        })
        .ok()
        .map(|()| all)
    }

    // A list that is written and read back has to be the same list, whatever is in it.
    #[test]
    fn items_survive_quoting() {
        for item in [
            "a", "a b", " a", "a,b", "a\"b", "a\\b,", "(x)", "\\\"", "é,", "a\tb ",
        ] {
            let value = format!("{},{}", quote(item), quote("last"));
            assert_eq!(
                read(&value),
                Some(vec![item.to_owned(), "last".to_owned()]),
                "{value}"
            );
        }
    }

    #[test]
    fn reads_lists() {
        let table: [(&str, Option<&[&str]>); 10] = [
            ("", Some(&[])),
            ("a", Some(&["a"])),
            (" a , b\t,c ", Some(&["a", "b", "c"])),
            ("\"a,b\", \"c \\\" d\"", Some(&["a,b", "c \" d"])),
            ("a,,b", Some(&["a", "", "b"])),
            ("a,", Some(&["a"])),
            ("  ", Some(&[""])),
            ("\"a", None),
            ("\"a\" b", None),
            ("\"a\"b", None),
        ];
        for (value, expected) in table {
            let expected = expected.map(|all| all.iter().map(|s| (*s).to_owned()).collect());
            assert_eq!(read(value), expected, "{value:?}");
        }
    }

    // A service refuses a header that it cannot decode.
    #[test]
    fn encodes_base64() {
        let text = "é€😀 {\"a\": [1, 2]}?>~";
        for (end, _) in text.char_indices() {
            let expected = aws_smithy_types::base64::encode(&text[..end]);
            assert_eq!(base64(&text[..end]), expected);
        }
        assert!(base64(text).contains(['+', '/']), "{}", base64(text));
    }

    // A line break in a value would let a caller's text become headers of its own.
    #[test]
    fn refuses_control_characters() {
        for bad in ["a\r\nb: c", "\n", "\0", "\u{7f}"] {
            assert!(!is_value(bad), "{bad:?}");
        }
        assert!(is_value("a\tb é"));
        for bad in ["", "a b", "a:b", "é", "a\n"] {
            assert!(!is_name(bad), "{bad:?}");
        }
        assert!(is_name("x-amz-meta-~key"));
    }
}
