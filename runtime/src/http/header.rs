//! The names and values of headers, and lists in one header.

use std::borrow::Cow;

use crate::codec::Error;

/// True if the string may be the name of a header.
pub(super) fn is_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// True if the string may be the value of a header.
pub(super) fn is_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte == b'\t' || (byte >= 0x20 && byte != 0x7f))
}

/// Encodes a string as base64.
///
/// Headers with a media type are few and short. What encodes blobs is fast, and too large for a
/// program that has none. The generator has functions of its own: build scripts do not compile the
/// runtime.
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
    if plain {
        Cow::Borrowed(item)
    } else {
        let escaped = item.replace('\\', "\\\\").replace('"', "\\\"");
        Cow::Owned(format!("\"{escaped}\""))
    }
}

/// The value as a string, without white space around it. A value that is not UTF-8 is Latin-1, as
/// it used to be in HTTP.
pub(super) fn text(value: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(value) {
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => {
            let text: String = value.iter().copied().map(char::from).collect();
            Cow::Owned(text.trim().to_owned())
        }
    }
}

/// The function that is called with the items of a list.
pub(super) type Each<'e> = &'e mut dyn FnMut(&str) -> Result<(), Error>;

/// Calls `each` with every item of the list in a value, but for empty ones (RFC 9110, section
/// 5.6.1).
pub(super) fn items(value: &str, each: Each<'_>) -> Result<(), Error> {
    let mut rest = value;
    while let Some((item, next)) = item(rest)? {
        each(&item)?;
        rest = next;
    }
    Ok(())
}

/// The same for a list of dates, which may have a comma after the day of the week.
pub(super) fn dates(value: &str, each: Each<'_>) -> Result<(), Error> {
    let mut day = "";
    for part in value.split(',') {
        let part = part.trim().trim_matches('"');
        if part.is_empty() {
            continue;
        }
        if day.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            day = part;
            continue;
        }
        match std::mem::take(&mut day) {
            "" => each(part)?,
            day => each(&format!("{day}, {part}"))?,
        }
    }
    match day {
        "" => Ok(()),
        day => each(day),
    }
}

/// The first item of a list that is not empty, and the rest of the list.
fn item(list: &str) -> Result<Option<(Cow<'_, str>, &str)>, Error> {
    let list = list.trim_start_matches([' ', '\t', ',']);
    if let Some(quoted) = list.strip_prefix('"') {
        return quoted_item(quoted).map(Some);
    }
    let (item, rest) = list.split_at(end_of_item(list));
    Ok((!item.is_empty()).then_some((Cow::Borrowed(item.trim()), rest)))
}

/// The end of an item: the next comma that is not in quotes, as in `W/"a,b"` and `a="b,c"`.
fn end_of_item(list: &str) -> usize {
    let (mut quoted, mut before) = (false, b' ');
    let mut bytes = list.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'\\' if quoted => drop(bytes.next()),
            b'"' if quoted => quoted = false,
            b'"' if matches!(before, b'=' | b'/') => quoted = true,
            b',' if !quoted => return index,
            _ => {}
        }
        before = byte;
    }
    let plain = quoted.then(|| list.find(',')).flatten();
    plain.unwrap_or(list.len())
}

/// The rest of an item after the quote that it starts with, without backslashes.
fn quoted_item(list: &str) -> Result<(Cow<'_, str>, &str), Error> {
    let mut item = String::new();
    let mut chars = list.char_indices();
    let end = loop {
        match chars.next() {
            Some((end, '"')) => break end,
            Some((_, '\\')) => item.extend(chars.next().map(|(_, char)| char)),
            Some((_, char)) => item.push(char),
            None => return Err(Error::plain("a quote has no end")),
        }
    };
    let rest = list.get(end + 1..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', '\t']);
    if rest.is_empty() || rest.starts_with(',') {
        Ok((Cow::Owned(item), rest))
    } else {
        Err(Error::plain("a quoted item is not followed by a comma"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<Vec<String>> {
        let mut all = Vec::new();
        let mut each = |item: &str| {
            all.push(item.to_owned());
            Ok(())
        };
        items(value, &mut each).ok().map(|()| all)
    }

    // A list that is written and read back has to be the same list, whatever is in it.
    #[test]
    fn items_survive_quoting() {
        for item in [
            "a", "a b", " a", "a,b", "a\"b", "a\\b,", "(x)", "\\\"", "é,", "a\tb ", "a,\\",
        ] {
            let value = format!("{},{}", quote(item), quote("last"));
            assert_eq!(
                read(&value),
                Some(vec![item.to_owned(), "last".to_owned()]),
                "{value}"
            );
        }
    }

    // RFC 9110, sections 5.6.1 and 5.6.4: empty items, white space around commas, commas in quotes,
    // quoted pairs.
    #[test]
    fn reads_lists() {
        let table: [(&str, Option<&[&str]>); 19] = [
            ("", Some(&[])),
            ("a", Some(&["a"])),
            (" a , b\t,c ", Some(&["a", "b", "c"])),
            ("\"a,b\", \"c \\\" d\"", Some(&["a,b", "c \" d"])),
            ("a,,b", Some(&["a", "b"])),
            ("a,", Some(&["a"])),
            (", ,\ta , ,", Some(&["a"])),
            ("  ", Some(&[])),
            ("\"\",a", Some(&["", "a"])),
            ("\"a\" ,\tb", Some(&["a", "b"])),
            ("\"a\\\\\",b", Some(&["a\\", "b"])),
            ("\"\\a\\,\"", Some(&["a,"])),
            (
                "W/\"a,b\", c=\"d,\\\",e\";f, g",
                Some(&["W/\"a,b\"", "c=\"d,\\\",e\";f", "g"]),
            ),
            ("5\", 6\"", Some(&["5\"", "6\""])),
            ("a=\"b, c", Some(&["a=\"b", "c"])),
            ("é,\"é\"", Some(&["é", "é"])),
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
