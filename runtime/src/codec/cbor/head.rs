//! The first byte of a value: its kind in the upper three bits, and in the lower ones its length or
//! value, or the size of that.

use std::fmt;

pub(super) const UNSIGNED: u8 = 0;
pub(super) const NEGATIVE: u8 = 1 << 5;
pub(super) const BYTES: u8 = 2 << 5;
pub(super) const TEXT: u8 = 3 << 5;
pub(super) const ARRAY: u8 = 4 << 5;
pub(super) const MAP: u8 = 5 << 5;
pub(super) const TAG: u8 = 6 << 5;
pub(super) const SIMPLE: u8 = 7 << 5;

/// The bits of the kind.
pub(super) const KIND: u8 = SIMPLE;
/// The greatest number that is part of the first byte.
pub(super) const SHORT: u8 = 23;
/// The lower bits of a value without a length: its parts follow, up to [`BREAK`].
pub(super) const INDEFINITE: u8 = 31;

pub(super) const INDEFINITE_MAP: u8 = MAP | INDEFINITE;
pub(super) const FALSE: u8 = SIMPLE | 20;
pub(super) const TRUE: u8 = SIMPLE | 21;
pub(super) const NULL: u8 = SIMPLE | 22;
pub(super) const UNDEFINED: u8 = SIMPLE | 23;
pub(super) const HALF: u8 = SIMPLE | 25;
pub(super) const SINGLE: u8 = SIMPLE | 26;
pub(super) const DOUBLE: u8 = SIMPLE | 27;
pub(super) const BREAK: u8 = SIMPLE | INDEFINITE;

/// The tag of seconds since 1970.
pub(super) const EPOCH: u8 = 1;

/// The kind of a value by its first byte, for messages; `None` at the end of the document.
pub(super) struct Found(pub(super) Option<u8>);

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(byte) = self.0 else {
            return f.write_str("the end of the document");
        };
        f.write_str(match (byte & KIND, byte) {
            (_, FALSE | TRUE) => "a boolean",
            (_, NULL) => "null",
            (_, UNDEFINED) => "undefined",
            (_, HALF | SINGLE | DOUBLE) => "a float",
            (_, BREAK) => "the end of a list, map or string",
            (UNSIGNED | NEGATIVE, _) => "an integer",
            (BYTES, _) => "bytes",
            (TEXT, _) => "a string",
            (ARRAY, _) => "a list",
            (MAP, _) => "a map",
            (TAG, _) => "a tag",
            _ => return write!(f, "the byte 0x{byte:02x}"),
        })
    }
}
