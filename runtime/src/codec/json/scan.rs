//! The search for bytes that cannot stand for themselves in a JSON string.

/// For each byte: whether it is a control character, a quote or a backslash.
static SPECIAL: [bool; 256] = special();

const fn special() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// True if there is no control character, quote or backslash.
///
/// Looks at every byte, without a way out before the end: most strings are short, and have none.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let special = match (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        (Some(_), Some(last)) => {
            let (blocks, _) = bytes.as_chunks::<16>();
            // The last block overlaps the one before it.
            blocks.iter().fold(is_any_special(last), |special, block| {
                special | is_any_special(block)
            })
        }
        _ => match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => (marks(first) | marks(last)) != 0,
            _ => bytes.iter().any(|byte| SPECIAL[usize::from(*byte)]),
        },
    };
    !special
}

#[inline]
pub(super) fn is_any_special(block: &[u8; 16]) -> bool {
    let (words, _) = block.as_chunks::<8>();
    words.iter().fold(0, |all, word| all | marks(word)) != 0
}

/// The index of the first control character, quote or backslash; the length if there is none.
///
/// Not inlined: the loop needs all registers, which callers would have to save and restore around
/// it.
#[inline(never)]
pub(super) fn special_at(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    // Two words at once, which do not wait for each other.
    while let Some((block, tail)) = rest.split_first_chunk::<16>() {
        if let Some(place) = special_in(block) {
            return bytes.len() - rest.len() + place;
        }
        rest = tail;
    }
    if let Some((word, tail)) = rest.split_first_chunk::<8>() {
        let marks = marks(word);
        if marks != 0 {
            return bytes.len() - rest.len() + first(marks);
        }
        rest = tail;
    }
    let special = |byte: &u8| SPECIAL[usize::from(*byte)];
    let place = rest.iter().position(special).unwrap_or(rest.len());
    bytes.len() - rest.len() + place
}

/// The index of the first special byte.
#[inline]
fn special_in(block: &[u8; 16]) -> Option<usize> {
    let (words, _) = block.as_chunks::<8>();
    let [low, high] = words else { return None };
    match (marks(low), marks(high)) {
        (0, 0) => None,
        (0, high) => Some(8 + first(high)),
        (low, _) => Some(first(low)),
    }
}

/// The index of the first byte that is marked.
#[inline]
fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// The word with the high bit set of the first byte that is special, and perhaps of some behind it.
#[inline]
pub(super) fn marks(word: &[u8; 8]) -> u64 {
    let word = u64::from_le_bytes(*word);
    let control = word.wrapping_sub(ONES * 0x20);
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    // Borrows may mark bytes after the first hit, but none before it, and none above 0x7f.
    (control | quote | backslash) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    // Guards the arithmetic: each byte at each position of a word and of a tail.
    #[test]
    fn finds_what_a_plain_search_finds() {
        for byte in 0..=255u8 {
            for length in 0..36 {
                for place in 0..length {
                    for filler in [b'a', 0x7f, 0xff, 0x80, b'!'] {
                        let mut bytes = vec![filler; length];
                        bytes[place] = byte;
                        let plain = bytes
                            .iter()
                            .position(|b| *b < 0x20 || *b == b'"' || *b == b'\\')
                            .unwrap_or(length);
                        assert_eq!(special_at(&bytes), plain, "{bytes:?}");
                        assert_eq!(is_plain(&bytes), plain == length, "{bytes:?}");
                    }
                }
            }
        }
    }

    // A second hit before which a borrow runs must not move the first.
    #[test]
    fn finds_the_first_of_two() {
        for first in 0..16 {
            for second in 0..16 {
                for (a, b) in [
                    (b'"', b'#'),
                    (b'\\', b']'),
                    (0x1f, b' '),
                    (0, b'"'),
                    (b'#', b'"'),
                ] {
                    let mut bytes = [b'x'; 16];
                    bytes[first] = a;
                    bytes[second] = b;
                    let plain = bytes
                        .iter()
                        .position(|b| *b < 0x20 || *b == b'"' || *b == b'\\')
                        .unwrap_or(16);
                    assert_eq!(special_at(&bytes), plain, "{bytes:?}");
                }
            }
        }
    }
}
