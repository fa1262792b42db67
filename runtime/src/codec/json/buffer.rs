//! The bytes of a document that is written.
//!
//! Most of what is appended is short: a call of `memcpy` would take longer than the copy. So blocks
//! of fixed size are appended, which the compiler copies in place, and what is beyond the meant
//! part is cut off again.

use super::scan::{is_any_special, is_plain, marks};

/// Enough for many requests: allocators are slower beyond.
const CAPACITY: usize = 1024;
/// The number of bytes up to which the buffer grows to four times its size; from there on, to twice
/// its size.
const MEDIUM: usize = 4 * 1024;

/// The bytes written so far.
#[derive(Debug)]
pub(in crate::codec) struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    pub(in crate::codec) fn new() -> Self {
        Self {
            bytes: Vec::with_capacity(CAPACITY),
        }
    }

    /// The bytes that have been written.
    pub(in crate::codec) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Appends bytes of any number.
    #[inline(never)]
    pub(in crate::codec) fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends a few bytes, whose number is known.
    #[inline]
    pub(in crate::codec) fn push_array<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends the first bytes of a block.
    #[inline]
    pub(in crate::codec) fn push_start<const N: usize>(&mut self, block: &[u8; N], length: usize) {
        let end = self.bytes.len() + length;
        self.push_array(block);
        self.bytes.truncate(end);
    }

    /// Appends the first bytes of a block, with another byte in place of the first one.
    ///
    /// That byte is replaced where it has been appended: a change of the block itself would be
    /// stored, and loaded in other units at once, which processors wait for.
    #[inline]
    pub(in crate::codec) fn push_start_with<const N: usize>(
        &mut self,
        first: u8,
        block: &[u8; N],
        length: usize,
    ) {
        let start = self.bytes.len();
        self.push_start(block, length);
        if let Some(byte) = self.bytes.get_mut(start) {
            *byte = first;
        }
    }

    /// Takes the last byte away if it is that one.
    #[inline]
    pub(super) fn pop(&mut self, byte: u8) {
        if self.bytes.last() == Some(&byte) {
            self.bytes.pop();
        }
    }

    /// Appends a string between quotes, and a byte after it. False, and nothing appended, if it
    /// needs escapes.
    #[inline]
    pub(super) fn push_string(&mut self, text: &[u8], after: u8) -> bool {
        match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(first), Some(last)) if text.len() <= 16 => {
                let plain = (marks(first) | marks(last)) == 0;
                if plain {
                    self.push_quoted::<20, 8>(first, last, text.len(), after);
                }
                plain
            }
            (None, _) => self.push_few(text, after),
            _ => self.push_many(text, after),
        }
    }

    /// Appends fewer than eight bytes between quotes, and a byte after them, unless one needs an
    /// escape.
    #[inline]
    fn push_few(&mut self, text: &[u8], after: u8) -> bool {
        let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) else {
            let plain = is_plain(text);
            if plain {
                self.push_some::<8>(|place| {
                    place[0] = b'"';
                    let ends = [b'"', after];
                    for (to, from) in place[1..].iter_mut().zip(text.iter().chain(&ends)) {
                        *to = *from;
                    }
                    text.len() + 3
                });
            }
            return plain;
        };
        let [a, b, c, d] = *first;
        let [e, f, g, h] = *last;
        let plain = marks(&[a, b, c, d, e, f, g, h]) == 0;
        if plain {
            self.push_quoted::<12, 4>(first, last, text.len(), after);
        }
        plain
    }

    /// Appends more than 16 bytes between quotes, and a byte after them, unless one needs an
    /// escape.
    #[inline(never)]
    fn push_many(&mut self, text: &[u8], after: u8) -> bool {
        if text.len() <= 32
            && let (Some(first), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>())
        {
            let plain = !is_any_special(first) & !is_any_special(last);
            if plain {
                self.push_quoted::<36, 16>(first, last, text.len(), after);
            }
            return plain;
        }
        let plain = is_plain(text);
        if plain {
            self.reserve(text.len() + 3);
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(text);
            self.bytes.extend_from_slice(&[b'"', after]);
        }
        plain
    }

    /// Appends that many bytes between quotes, and a byte after them. The first and the last ones
    /// are known, and may overlap.
    #[inline]
    fn push_quoted<const M: usize, const N: usize>(
        &mut self,
        first: &[u8; N],
        last: &[u8; N],
        length: usize,
        after: u8,
    ) {
        self.push_some::<M>(|place| {
            put(place, 0, b"\"");
            put(place, 1, first);
            put(place, 1 + length - N, last);
            put(place, 1 + length, &[b'"', after]);
            length + 3
        });
    }

    /// Appends a byte to which the number of bytes is added, and fewer than 24 bytes. False, and
    /// nothing appended, if there are more.
    #[inline]
    pub(in crate::codec) fn push_short(&mut self, first: u8, bytes: &[u8]) -> bool {
        let length = bytes.len();
        if length >= 24 {
            return false;
        }
        self.bytes.push(first + length as u8);
        self.bytes.extend_from_slice(bytes);
        true
    }

    /// Appends the bytes that `write` puts at the start of an array, and returns as their number.
    ///
    /// The length of all bytes is then changed twice, and not with each part of them, which would
    /// have to wait for the one before it.
    #[inline]
    fn push_some<const M: usize>(&mut self, write: impl FnOnce(&mut [u8; M]) -> usize) {
        let start = self.bytes.len();
        self.push_array(&[0; M]);
        if let Some(place) = self.bytes.last_chunk_mut::<M>() {
            let length = write(place);
            self.bytes.truncate(start + length);
        }
    }

    #[inline]
    fn reserve(&mut self, more: usize) {
        if self.bytes.capacity() - self.bytes.len() < more {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        self.bytes
            .reserve(more.max(3 * self.bytes.len().min(MEDIUM)));
    }
}

/// Replaces the bytes at that index, which are part of the array.
#[inline]
fn put<const M: usize, const N: usize>(place: &mut [u8; M], at: usize, bytes: &[u8; N]) {
    let place = place.get_mut(at..).and_then(<[u8]>::first_chunk_mut);
    if let Some(place) = place {
        *place = *bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(prefix: &[u8]) -> Buffer {
        let mut buffer = Buffer::new();
        buffer.push(prefix);
        buffer
    }

    // Blocks overlap: each length is copied once, and in full, also where the buffer grows.
    #[test]
    fn appends_texts_of_all_lengths() {
        let text: Vec<u8> = (0..300u32).map(|byte| b'a' + (byte % 26) as u8).collect();
        for length in 0..text.len() {
            let text = &text[..length];
            for before in [7, CAPACITY - 20, CAPACITY - 1, CAPACITY] {
                let before = vec![b'.'; before];
                let mut buffer = after(&before);
                assert!(buffer.push_string(text, b','));
                buffer.push(text);
                let expected = [&before, b"\"".as_slice(), text, b"\",", text].concat();
                assert_eq!(buffer.finish(), expected);
            }
        }
    }

    // A byte that needs an escape must be seen at each offset, and leave no part of its string
    // behind.
    #[test]
    fn appends_nothing_of_a_text_with_a_quote() {
        for length in 1..100 {
            for place in 0..length {
                let mut text = vec![b'x'; length];
                text[place] = b'"';
                let mut buffer = after(b"before:");
                assert!(!buffer.push_string(&text, b':'), "{length} {place}");
                assert_eq!(buffer.finish(), b"before:");
            }
        }
    }

    // What stands behind the meant part of a block must not appear.
    #[test]
    fn appends_the_start_of_a_block() {
        let mut buffer = after(b"before:");
        buffer.push_start(b"12345678", 3);
        buffer.push_array(b"9,");
        buffer.pop(b',');
        buffer.pop(b',');
        assert_eq!(buffer.finish(), b"before:1239");
    }
}
