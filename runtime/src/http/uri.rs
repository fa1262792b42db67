//! Percent-encoding.

/// The bytes that stand for themselves in a label or a query: letters, digits and `-._~`.
pub(crate) const LABEL: fn(u8) -> bool =
    |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');

/// Those of [`LABEL`], and the slash.
pub(crate) const GREEDY_LABEL: fn(u8) -> bool = |byte| LABEL(byte) || byte == b'/';

/// Appends the string with every byte that is not `plain` as `%XX`.
#[inline(never)]
pub(crate) fn percent_encode(out: &mut String, text: &str, plain: fn(u8) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.reserve(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 0xf)]));
        }
    }
}

/// The decoded form of a percent-encoded string; `None` if it is not UTF-8. A `%` without two
/// digits behind it is kept.
#[cfg(feature = "fake")]
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let both = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        match both.filter(|_| *byte == b'%') {
            Some((high, low)) => {
                decoded.push(u8::try_from(high << 4 | low).unwrap_or_default());
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Signatures are computed over the encoded string: one byte more or less encoded, and the
    // service refuses.
    #[test]
    fn encodes_all_but_unreserved_characters() {
        let all: String = (0..=0x7fu8).map(char::from).collect();
        let mut encoded = String::new();
        percent_encode(&mut encoded, &all, LABEL);
        let plain: String = {
            let mut rest = encoded.as_str();
            let mut plain = String::new();
            while let Some(first) = rest.chars().next() {
                let length = if first == '%' { 3 } else { 1 };
                if length == 1 {
                    plain.push(first);
                }
                rest = &rest[length..];
            }
            plain
        };
        let unreserved = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
        assert_eq!(plain, unreserved);
        assert!(encoded.starts_with("%00%01"), "{encoded}");
        assert!(encoded.ends_with("%7B%7C%7D~%7F"), "{encoded}");
    }

    #[test]
    fn encodes_utf8_by_the_byte() {
        let mut encoded = String::new();
        percent_encode(&mut encoded, "é€😀", LABEL);
        assert_eq!(encoded, "%C3%A9%E2%82%AC%F0%9F%98%80");
    }
}
