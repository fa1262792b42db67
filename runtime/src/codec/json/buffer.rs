//! The bytes of a document that is written.
//!
//! Most of what is appended is short: a call of `memcpy`, or a second look at the capacity, would take longer
//! than the copy. So the bytes after the end exist already, as zeros, and blocks of fixed size are copied over
//! them, which may reach further than what is meant.

use super::scan::{is_any_special, is_plain, marks};

/// Enough for most requests, so that the buffer seldom grows.
const CAPACITY: usize = 4096;
/// The size of the first allocation.
const LARGE: usize = 16 * 1024;

/// The bytes written so far, and zeros after them.
#[derive(Debug)]
pub(in crate::codec) struct Buffer {
    bytes: Vec<u8>,
    /// The end of the bytes that have been written.
    end: usize,
}

impl Buffer {
    pub(in crate::codec) fn new() -> Self {
        Self {
            bytes: vec![0; CAPACITY],
            end: 0,
        }
    }

    /// The bytes that have been written.
    pub(in crate::codec) fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.bytes
    }

    /// Appends bytes of any number.
    #[inline(never)]
    pub(in crate::codec) fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        if let Some(place) = self.place(bytes.len()) {
            place.copy_from_slice(bytes);
            self.end += bytes.len();
        }
    }

    /// Appends a few bytes, whose number is known.
    #[inline]
    pub(in crate::codec) fn push_array<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.push_start(bytes, N);
    }

    /// Appends the first bytes of a block.
    #[inline]
    pub(in crate::codec) fn push_start<const N: usize>(&mut self, block: &[u8; N], length: usize) {
        self.reserve(N);
        if let Some(place) = self.place(N) {
            put(place, 0, block);
            self.end += length.min(N);
        }
    }

    /// Takes the last byte away if it is that one.
    #[inline]
    pub(super) fn pop(&mut self, byte: u8) {
        if let Some(last) = self.end.checked_sub(1)
            && self.bytes.get(last) == Some(&byte)
        {
            self.end = last;
        }
    }

    /// Appends a string between quotes, and a comma. False, and nothing appended, if it needs escapes.
    #[inline]
    pub(super) fn push_string(&mut self, text: &[u8]) -> bool {
        let length = text.len() + 3;
        self.reserve(length);
        let Some(place) = self.place(length) else {
            return false;
        };
        put(place, 0, b"\"");
        let special = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(first), Some(last)) if text.len() <= 16 => {
                put(place, 1, first);
                put(place, length - 10, last);
                (marks(first) | marks(last)) != 0
            }
            (None, _) => put_few(place, text),
            _ => put_many(place, text),
        };
        put(place, length - 2, b"\",");
        if !special {
            self.end += length;
        }
        !special
    }

    /// Appends a byte to which the number of bytes is added, and fewer than 24 bytes. False, and nothing appended, if
    /// there are more.
    #[inline]
    pub(in crate::codec) fn push_short(&mut self, first: u8, bytes: &[u8]) -> bool {
        let length = bytes.len();
        if length >= 24 {
            return false;
        }
        self.reserve(length + 1);
        let Some(place) = self.place(length + 1) else {
            return false;
        };
        put(place, 0, &[first + length as u8]);
        // Blocks that overlap, which is faster than a call that copies any number of bytes.
        match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                put(place, 1, first);
                if let Some(middle) = bytes.get(8..).and_then(|rest| rest.first_chunk::<8>()) {
                    put(place, 9, middle);
                }
                put(place, length - 7, last);
            }
            _ => copy_few(place, bytes),
        }
        self.end += length + 1;
        true
    }

    /// The bytes after the end.
    #[inline]
    fn place(&mut self, length: usize) -> Option<&mut [u8]> {
        self.bytes.get_mut(self.end..self.end + length)
    }

    #[inline]
    fn reserve(&mut self, more: usize) {
        if self.bytes.len() - self.end < more {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let length = (self.end + more).max(self.bytes.len() * 2).max(LARGE);
        self.bytes.resize(length, 0);
    }
}

/// Copies a block to that offset.
#[inline]
fn put<const N: usize>(to: &mut [u8], at: usize, block: &[u8; N]) {
    if let Some(place) = to.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *place = *block;
    }
}

/// Copies fewer than eight bytes behind the first.
#[inline]
fn copy_few(to: &mut [u8], bytes: &[u8]) {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            put(to, 1, first);
            put(to, bytes.len() - 3, last);
        }
        _ => {
            for (place, byte) in to.iter_mut().skip(1).zip(bytes) {
                *place = *byte;
            }
        }
    }
}

/// Copies fewer than eight bytes behind the first; true if one needs an escape.
#[inline]
fn put_few(to: &mut [u8], text: &[u8]) -> bool {
    let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) else {
        for (place, byte) in to.iter_mut().skip(1).zip(text) {
            *place = *byte;
        }
        return !is_plain(text);
    };
    put(to, 1, first);
    put(to, text.len() - 3, last);
    let [a, b, c, d] = *first;
    let [e, f, g, h] = *last;
    marks(&[a, b, c, d, e, f, g, h]) != 0
}

/// Copies more than 16 bytes behind the first; true if one needs an escape.
#[inline(never)]
fn put_many(to: &mut [u8], text: &[u8]) -> bool {
    if text.len() <= 32
        && let (Some(first), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>())
    {
        put(to, 1, first);
        put(to, text.len() - 15, last);
        return is_any_special(first) | is_any_special(last);
    }
    let plain = is_plain(text);
    if plain && let Some(place) = to.get_mut(1..=text.len()) {
        place.copy_from_slice(text);
    }
    !plain
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
                assert!(buffer.push_string(text));
                buffer.push(text);
                let expected = [&before, b"\"".as_slice(), text, b"\",", text].concat();
                assert_eq!(buffer.finish(), expected);
            }
        }
    }

    // A byte that needs an escape must be seen at each offset, and leave no part of its string behind.
    #[test]
    fn appends_nothing_of_a_text_with_a_quote() {
        for length in 1..100 {
            for place in 0..length {
                let mut text = vec![b'x'; length];
                text[place] = b'"';
                let mut buffer = after(b"before:");
                assert!(!buffer.push_string(&text), "{length} {place}");
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
