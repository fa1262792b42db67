//! The search for bytes that end a run of plain text.

/// The index of the first `<` or `&`; the length if there is none.
#[inline]
pub(super) fn markup_at(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((block, tail)) = rest.split_first_chunk::<16>() {
        // Written byte by byte, as the compiler then takes vector instructions.
        let marks = u128::from_le_bytes(block.map(|byte| u8::from(byte == b'<' || byte == b'&')));
        if marks != 0 {
            return bytes.len() - rest.len() + (marks.trailing_zeros() / 8) as usize;
        }
        rest = tail;
    }
    let is_markup = |byte: &u8| matches!(byte, b'<' | b'&');
    bytes.len() - rest.len() + rest.iter().position(is_markup).unwrap_or(rest.len())
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
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    let plain = bytes.iter().position(|b| *b == b'<' || *b == b'&');
                    assert_eq!(markup_at(&bytes), plain.unwrap_or(length), "{bytes:?}");
                }
            }
        }
    }
}
