//! CBOR as a sink.

use aws_smithy_types::date_time::DateTime;
use aws_smithy_types::error::operation::{BuildError, SerializationError};
use aws_smithy_types::{Document, Number};

use super::big;
use super::head::{
    ARRAY, BREAK, BYTES, DOUBLE, EPOCH, FALSE, INDEFINITE_MAP, MAP, NEGATIVE, NULL, SHORT, SINGLE,
    TAG, TEXT, TRUE, UNSIGNED,
};
use crate::codec::json::buffer::Buffer;
use crate::codec::json::text::meant;
use crate::codec::timestamp;
use crate::shape::{Flags, Row, Sink, Table};

/// Writes a CBOR document.
///
/// Structures have an indefinite length, since the number of members that are set is not known in
/// advance; lists, maps and unions have a definite one. Numbers have the shortest form of their
/// kind. A value that has no form in CBOR is remembered, and fails the whole document at its end.
#[derive(Debug)]
pub struct Writer {
    bytes: Buffer,
    /// True for each open structure, false for each open union.
    open: Vec<bool>,
    problem: Option<BuildError>,
}

impl Writer {
    /// A writer at the start of a document.
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            bytes: Buffer::new(),
            open: Vec::new(),
            problem: None,
        }
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// Fails with the first value that has no form in CBOR.
    pub(crate) fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.problem {
            None => Ok(self.bytes.finish()),
            Some(problem) => Err(problem),
        }
    }

    /// The name of a member; nothing if the row is not a member.
    #[inline]
    fn name(&mut self, row: Row) {
        if !row.is_member() {
            return;
        }
        if !row.has(Flags::ESCAPED)
            && let Some((block, length)) = row.key_block()
            && let Some(length @ 1..=SHORT_NAME) = length.checked_sub(QUOTES_AND_COLON)
        {
            // The quote before the name is replaced by its head.
            return self
                .bytes
                .push_start_with(TEXT | length as u8, block, length + 1);
        }
        self.other_name(row);
    }

    /// A name that is long, has escapes in the table, or stands at its end.
    #[inline(never)]
    fn other_name(&mut self, row: Row) {
        if row.has(Flags::ESCAPED) {
            self.text(&meant(row.escaped_name()));
        } else {
            self.text(row.escaped_name());
        }
    }

    #[inline]
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if !self.bytes.push_short(TEXT, bytes) {
            self.head(TEXT, bytes.len() as u64);
            self.bytes.push(bytes);
        }
    }

    /// The start of a value: its kind, and its length or value in as few bytes as possible.
    #[inline]
    fn head(&mut self, kind: u8, argument: u64) {
        if argument <= u64::from(SHORT) {
            self.bytes.push_array(&[kind | argument as u8]);
        } else {
            self.long_head(kind, argument);
        }
    }

    #[inline(never)]
    fn long_head(&mut self, kind: u8, argument: u64) {
        let [a, b, c, d, e, f, g, h] = argument.to_be_bytes();
        match argument {
            0..=0xff => self.bytes.push_array(&[kind | 24, h]),
            0x100..=0xffff => self.bytes.push_array(&[kind | 25, g, h]),
            0x1_0000..=0xffff_ffff => self.bytes.push_array(&[kind | 26, e, f, g, h]),
            _ => self.bytes.push_array(&[kind | 27, a, b, c, d, e, f, g, h]),
        }
    }

    fn whole(&mut self, value: i64) {
        match u64::try_from(value) {
            Ok(value) => self.head(UNSIGNED, value),
            // -1 - n has the same bits as the complement of n.
            Err(_) => self.head(NEGATIVE, !(value as u64)),
        }
    }

    fn real(&mut self, value: f64) {
        let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
        self.bytes.push_array(&[DOUBLE, a, b, c, d, e, f, g, h]);
    }

    fn value(&mut self, value: &Document) {
        match value {
            Document::Object(members) => {
                self.head(MAP, members.len() as u64);
                for (key, value) in members {
                    self.text(key);
                    self.value(value);
                }
            }
            Document::Array(items) => {
                self.head(ARRAY, items.len() as u64);
                items.iter().for_each(|item| self.value(item));
            }
            Document::Number(Number::PosInt(value)) => self.head(UNSIGNED, *value),
            Document::Number(Number::NegInt(value)) => self.whole(*value),
            Document::Number(Number::Float(value)) => self.real(*value),
            Document::String(text) => self.text(text),
            Document::Bool(value) => self.bytes.push_array(&[if *value { TRUE } else { FALSE }]),
            Document::Null => self.bytes.push_array(&[NULL]),
        }
    }

    /// An integer of any size, in the shortest form.
    fn big(&mut self, integer: &big::Integer) {
        let (kind, tag) = match integer.is_negative() {
            false => (UNSIGNED, big::POSITIVE),
            true => (NEGATIVE, big::NEGATIVE),
        };
        match integer.small() {
            Some(value) => self.head(kind, value),
            None => {
                self.head(TAG, tag);
                self.head(BYTES, integer.bytes().len() as u64);
                self.bytes.push(integer.bytes());
            }
        }
    }

    fn fail(&mut self, problem: impl Into<BuildError>) {
        self.problem.get_or_insert_with(|| problem.into());
    }
}

/// [`SHORT`] as the length of a name.
const SHORT_NAME: usize = SHORT as usize;

/// The bytes of a key of a table that are not its name.
const QUOTES_AND_COLON: usize = 3;

impl Sink for Writer {
    #[inline]
    fn string(&mut self, row: Row, value: &str) {
        self.name(row);
        self.text(value);
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.name(row);
        self.bytes.push_array(&[if value { TRUE } else { FALSE }]);
    }

    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.name(row);
        self.whole(value);
    }

    fn float(&mut self, row: Row, value: f32) {
        self.name(row);
        let [a, b, c, d] = value.to_be_bytes();
        self.bytes.push_array(&[SINGLE, a, b, c, d]);
    }

    fn double(&mut self, row: Row, value: f64) {
        self.name(row);
        self.real(value);
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.name(row);
        self.head(BYTES, value.len() as u64);
        self.bytes.push(value);
    }

    /// Writes seconds as a float of double precision, as official clients do.
    fn timestamp(&mut self, row: Row, value: &DateTime) {
        self.name(row);
        if let Err(error) = timestamp::check(value) {
            self.fail(error);
        }
        let [a, b, c, d, e, f, g, h] = value.as_secs_f64().to_be_bytes();
        self.bytes
            .push_array(&[TAG | EPOCH, DOUBLE, a, b, c, d, e, f, g, h]);
    }

    fn document(&mut self, row: Row, value: &Document) {
        self.name(row);
        self.value(value);
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.name(row);
        match big::Integer::parse(digits) {
            Some(integer) => self.big(&integer),
            None => self.fail(BuildError::other(format!("`{digits}` is not an integer"))),
        }
    }

    fn decimal(&mut self, row: Row, digits: &str) {
        self.name(row);
        match big::decimal(digits) {
            Some((integer, exponent)) => {
                self.head(TAG, big::DECIMAL);
                self.head(ARRAY, 2);
                self.whole(exponent);
                self.big(&integer);
            }
            None => self.fail(BuildError::other(format!(
                "`{digits}` is not a decimal number with an exponent of at most 64 bits"
            ))),
        }
    }

    fn null(&mut self, row: Row) {
        self.name(row);
        self.bytes.push_array(&[NULL]);
    }

    #[inline]
    fn begin_structure(&mut self, row: Row, table: &'static Table) {
        self.name(row);
        let is_union = table.is_union();
        self.open.push(!is_union);
        self.bytes
            .push_array(&[if is_union { MAP | 1 } else { INDEFINITE_MAP }]);
    }

    #[inline]
    fn end_structure(&mut self) {
        if self.open.pop() == Some(true) {
            self.bytes.push_array(&[BREAK]);
        }
    }

    fn begin_list(&mut self, row: Row, length: usize) {
        self.name(row);
        self.head(ARRAY, length as u64);
    }

    fn end_list(&mut self) {}

    fn begin_map(&mut self, row: Row, length: usize) {
        self.name(row);
        self.head(MAP, length as u64);
    }

    fn key(&mut self, _: Row, key: &str) {
        self.text(key);
    }

    fn end_map(&mut self) {}

    fn unknown_variant(&mut self, union: &'static str) {
        self.fail(SerializationError::unknown_variant(union));
    }
}
