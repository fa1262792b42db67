//! The trait of types that write a format.

use aws_smithy_types::date_time::DateTime;
use aws_smithy_types::{Blob, Document};

use super::{Row, Table};

/// Takes values one after the other, and writes them in some format, or checks them.
///
/// Every value comes with its [`Row`]. A codec writes the name of a row that is a member; the other
/// rows have none. What has no form in the format is remembered by the sink, which then fails at
/// its end.
pub trait Sink {
    /// True if a structure that is the whole body is written where it is unset, as an empty one.
    const WRITES_UNSET_PAYLOAD: bool = true;

    /// The row that a member has as the whole body: formats in which documents have no names write
    /// none.
    fn payload_row(row: Row) -> Row {
        let _ = row;
        Row::nothing()
    }

    /// Takes a string.
    fn string(&mut self, row: Row, value: &str);

    /// Takes a value of an enum, of which the model knows the values `known`.
    fn enumeration(&mut self, row: Row, value: &str, known: &'static [&'static str]) {
        let _ = known;
        self.string(row, value);
    }

    /// Takes a boolean.
    fn boolean(&mut self, row: Row, value: bool);

    /// Takes an integer that has that many bits in the model.
    fn integer(&mut self, row: Row, value: i64, bits: u32);

    /// Takes a number of single precision.
    fn float(&mut self, row: Row, value: f32) {
        self.double(row, f64::from(value));
    }

    /// Takes a number of double precision.
    fn double(&mut self, row: Row, value: f64);

    /// Takes bytes.
    fn blob(&mut self, row: Row, value: &[u8]);

    /// Takes bytes that can be kept without a copy of them.
    #[inline]
    fn shared_blob(&mut self, row: Row, value: &Blob) {
        self.blob(row, value.as_ref());
    }

    /// Takes the bytes of a stream; `None` if they are not in memory. Protocols send a stream as
    /// the whole body instead.
    fn stream(&mut self, row: Row, bytes: Option<&[u8]>) {
        self.blob(row, bytes.unwrap_or_default());
    }

    /// Takes a stream of events, which no document has.
    fn events(&mut self, row: Row) {
        let _ = row;
    }

    /// Takes a timestamp.
    fn timestamp(&mut self, row: Row, value: &DateTime);

    /// Takes a document.
    fn document(&mut self, row: Row, value: &Document);

    /// Takes an integer or decimal number of any size, as its digits.
    fn number(&mut self, row: Row, digits: &str);

    /// Takes a decimal number of any size, where the format has another form for it than for an
    /// integer.
    fn decimal(&mut self, row: Row, digits: &str) {
        self.number(row, digits);
    }

    /// Takes a null in a sparse list or map.
    fn null(&mut self, row: Row);

    /// Starts a structure or union, whose members come next.
    fn begin_structure(&mut self, row: Row, table: &'static Table);

    /// Ends the structure or union that was started last.
    fn end_structure(&mut self);

    /// Starts a list, whose items come next.
    fn begin_list(&mut self, row: Row, length: usize);

    /// Ends the list that was started last.
    fn end_list(&mut self);

    /// Starts a map, whose entries come next: a key and a value each.
    fn begin_map(&mut self, row: Row, length: usize);

    /// Takes the key of an entry.
    fn key(&mut self, row: Row, key: &str);

    /// Takes the key of an entry, a value of an enum, of which the model knows the values `known`.
    fn enumeration_key(&mut self, row: Row, key: &str, known: &'static [&'static str]) {
        let _ = known;
        self.key(row, key);
    }

    /// Ends the map that was started last.
    fn end_map(&mut self);

    /// Takes notice of a union member that this version does not know, and so cannot be written.
    fn unknown_variant(&mut self, union: &'static str);
}
