//! The search for bytes that end a run of plain text.

/// The index of the first `<` or `&`; the length if there is none.
#[inline]
pub(super) fn markup_at(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, tail)) = rest.split_first_chunk::<8>() {
        let marks = marks(word);
        if marks != 0 {
            return bytes.len() - rest.len() + (marks.trailing_zeros() / 8) as usize;
        }
        rest = tail;
    }
    let is_markup = |byte: &u8| matches!(byte, b'<' | b'&');
    bytes.len() - rest.len() + rest.iter().position(is_markup).unwrap_or(rest.len())
}

/// The word with the high bit set of the first `<` or `&`, and perhaps of some bytes behind it.
#[inline]
fn marks(word: &[u8; 8]) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = u64::from_le_bytes(*word);
    let (start, entity) = (word ^ (ONES * b'<' as u64), word ^ (ONES * b'&' as u64));
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    (zero(start) | zero(entity)) & (ONES << 7)
}

/// For each byte: whether it ends a name. Names are checked no further.
static ENDS_NAME: [bool; 256] = ends_name();

const fn ends_name() -> [bool; 256] {
    let mut table = [false; 256];
    let ends = b"<>/=&\"'?!";
    let mut index = 0;
    while index < ends.len() {
        table[ends[index] as usize] = true;
        index += 1;
    }
    let mut byte = 0;
    while byte <= b' ' {
        table[byte as usize] = true;
        byte += 1;
    }
    table
}

/// The length of the name with which the bytes start.
#[inline]
pub(super) fn name_length(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| ENDS_NAME[usize::from(*byte)];
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// The length of the white space with which the bytes start.
#[inline]
pub(super) fn space_length(bytes: &[u8]) -> usize {
    let is_other = |byte: &u8| !is_space(*byte);
    bytes.iter().position(is_other).unwrap_or(bytes.len())
}

#[inline]
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the search in blocks: each byte at each position of a block and of a tail.
    #[test]
    fn finds_what_a_plain_search_finds() {
        for byte in 0..=255u8 {
            for length in 0..36 {
                for place in 0..length {
                    // The neighbours of both, too, into which a borrow runs.
                    for filler in [b'a', b'=', b'\'', 0xff] {
                        let mut bytes = vec![filler; length];
                        bytes[place] = byte;
                        let plain = bytes.iter().position(|b| *b == b'<' || *b == b'&');
                        assert_eq!(markup_at(&bytes), plain.unwrap_or(length), "{bytes:?}");
                    }
                }
            }
        }
    }
}
