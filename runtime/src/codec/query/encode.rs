//! Percent-encoding of values.

/// True for the bytes that stand for themselves: letters, digits and `-._~`.
static PLAIN: [bool; 256] = plain();

const fn plain() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_mark = matches!(byte as u8, b'-' | b'.' | b'_' | b'~');
        table[byte] = (byte as u8).is_ascii_alphanumeric() || is_mark;
        byte += 1;
    }
    table
}

/// Appends bytes with each that is not plain as `%XX`.
pub(super) fn encode(out: &mut Vec<u8>, mut rest: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.reserve(rest.len());
    loop {
        let special = rest.iter().position(|byte| !PLAIN[usize::from(*byte)]);
        let Some((plain, [byte, tail @ ..])) =
            special.and_then(|special| rest.split_at_checked(special))
        else {
            return out.extend_from_slice(rest);
        };
        out.extend_from_slice(plain);
        let [high, low] = [byte >> 4, byte & 0xf].map(|digit| HEX[usize::from(digit)]);
        out.extend_from_slice(&[b'%', high, low]);
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::encode;
    use crate::http::{LABEL, percent_encode};

    /// Protects services from bytes that end a parameter, and signatures from bytes that are
    /// encoded in vain.
    #[test]
    fn encodes_as_in_uris() {
        let all: String = (0..=0x17fu32).filter_map(char::from_u32).collect();
        for text in ["", "a", "&", "a b=c", "%", "é", &all] {
            let (mut found, mut expected) = (b"x=".to_vec(), "x=".to_owned());
            encode(&mut found, text.as_bytes());
            percent_encode(&mut expected, text, LABEL);
            assert_eq!(String::from_utf8_lossy(&found), expected);
        }
    }
}
