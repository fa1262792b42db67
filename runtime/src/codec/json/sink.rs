//! JSON as a sink.

use aws_smithy_types::Document;
use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;

use super::output::Output;
use crate::shape::{Flags, Row, Sink, Table};

/// Writes a JSON document.
///
/// A value that has no form in JSON is remembered, and fails the whole document at its end.
#[derive(Debug)]
pub struct Writer {
    output: Output,
}

impl Writer {
    /// A writer at the start of a document that is sent.
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            output: Output::new(),
        }
    }

    /// A writer at the start of a document for serde, whose numbers may pass through an `f64`.
    #[cfg(feature = "serde")]
    pub(crate) fn exact() -> Self {
        Self {
            output: Output::exact(),
        }
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// Fails with the first value that has no form in JSON.
    pub(crate) fn finish(self) -> Result<Vec<u8>, BuildError> {
        self.output.finish()
    }

    #[inline]
    fn name(&mut self, row: Row) {
        if row.has(Flags::JSON_NAME) {
            self.other_name(row);
        } else {
            self.output.key(row);
        }
    }

    #[cold]
    fn other_name(&mut self, row: Row) {
        match row.json_key() {
            Some(key) => {
                self.output.plain(key);
                self.output.plain(":");
            }
            None => self.output.key(row),
        }
    }
}

impl Sink for Writer {
    fn string(&mut self, row: Row, value: &str) {
        self.name(row);
        self.output.string(value);
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.name(row);
        self.output.boolean(value);
    }

    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.name(row);
        self.output.integer(value);
    }

    fn double(&mut self, row: Row, value: f64) {
        self.name(row);
        self.output.double(value);
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.name(row);
        self.output.blob(value);
    }

    fn stream(&mut self, row: Row, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.blob(row, bytes),
            None => self.output.unread_stream(),
        }
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        self.name(row);
        let format = row.format().unwrap_or(Format::EpochSeconds);
        self.output.timestamp(value, format);
    }

    fn document(&mut self, row: Row, value: &Document) {
        self.name(row);
        self.output.document(value);
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.name(row);
        match row.has(Flags::AS_STRING) {
            false => self.output.number(digits),
            true => self.output.string(digits),
        }
    }

    fn null(&mut self, row: Row) {
        self.name(row);
        self.output.raw("null");
    }

    fn begin_structure(&mut self, row: Row, _: &'static Table) {
        self.name(row);
        self.output.open(b'{');
    }

    fn end_structure(&mut self) {
        self.output.close(b'}');
    }

    fn begin_list(&mut self, row: Row, _: usize) {
        self.name(row);
        self.output.open(b'[');
    }

    fn end_list(&mut self) {
        self.output.close(b']');
    }

    fn begin_map(&mut self, row: Row, _: usize) {
        self.name(row);
        self.output.open(b'{');
    }

    fn key(&mut self, _: Row, key: &str) {
        self.output.escaped_key(key);
    }

    fn end_map(&mut self) {
        self.output.close(b'}');
    }

    fn unknown_variant(&mut self, union: &'static str) {
        self.output.unknown_variant(union);
    }
}
