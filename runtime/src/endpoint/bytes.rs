//! Checks of all bytes of a string.

/// The bytes that are tested at once.
const BLOCK: usize = 16;

/// True if the test holds for all bytes. It has to hold for a zero, and takes the least time if it
/// has no branches.
#[inline]
pub(super) fn all(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    let mut short = [b'0'; BLOCK];
    let (blocks, last) = match bytes.last_chunk() {
        // Bytes at the end are tested twice.
        Some(last) => (bytes.as_chunks().0, last),
        None => {
            for (to, from) in short.iter_mut().zip(bytes) {
                *to = *from;
            }
            (&[][..], &short)
        }
    };
    let mut bad = [0; BLOCK];
    for block in blocks.iter().chain([last]) {
        for (bad, byte) in bad.iter_mut().zip(block) {
            *bad |= u8::from(!test(*byte));
        }
    }
    bad.iter().fold(0, |all, bad| all | bad) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects strings of any length: a character that is not allowed is found at each place.
    #[test]
    fn finds_each_byte() {
        for length in 0..50 {
            let mut bytes = vec![b'x'; length];
            assert!(all(&bytes, |byte| byte != b'!'), "{length}");
            for place in 0..length {
                bytes[place] = b'!';
                assert!(!all(&bytes, |byte| byte != b'!'), "{place} of {length}");
                bytes[place] = b'x';
            }
        }
    }
}
