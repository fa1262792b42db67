//! Forms as a sink.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::{BuildError, SerializationError};
use aws_smithy_types::{Document, base64};

use super::encode::encode;
use super::frame::{Frame, Style};
use crate::codec::timestamp;
use crate::shape::{Flags, Row, Sink, Table};

/// Writes a form: a parameter for each scalar, whose name is the path to it.
///
/// A value that has no form in a form is remembered, and fails all of it at its end.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    style: Style,
    /// The path of what is being written, with a dot at its end; empty at the top.
    prefix: Vec<u8>,
    current: Frame,
    outer: Vec<Frame>,
    problem: Option<BuildError>,
}

impl Writer {
    /// A form that calls an operation of that version of a service. The members of its input come
    /// next.
    pub(crate) fn new(style: Style, operation: &str, version: &str) -> Self {
        let mut out = Vec::with_capacity(256);
        out.extend_from_slice(b"Action=");
        encode(&mut out, operation.as_bytes());
        out.extend_from_slice(b"&Version=");
        encode(&mut out, version.as_bytes());
        Self {
            out,
            style,
            prefix: Vec::new(),
            current: Frame::structure(0),
            outer: Vec::new(),
            problem: None,
        }
    }

    /// The form.
    ///
    /// # Errors
    ///
    /// Fails with the first value that has no form.
    pub(crate) fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.problem {
            None => Ok(self.out),
            Some(problem) => Err(problem),
        }
    }

    /// Starts a parameter, up to its `=`.
    #[inline]
    fn parameter(&mut self, row: Row) {
        self.out.push(b'&');
        self.out.extend_from_slice(&self.prefix);
        self.current.name(self.style, row, &mut self.out);
        self.out.push(b'=');
    }

    /// Writes a parameter whose value needs no encoding.
    fn plain(&mut self, row: Row, value: &str) {
        self.parameter(row);
        self.out.extend_from_slice(value.as_bytes());
    }

    /// Writes a parameter.
    fn encoded(&mut self, row: Row, value: &str) {
        self.parameter(row);
        encode(&mut self.out, value.as_bytes());
    }

    /// Enters a value that has more than one parameter. `between` is the part of the path between
    /// its name and those of what it holds.
    #[inline]
    fn begin(&mut self, row: Row, frame: fn(usize) -> Frame, between: &str) {
        let start = self.prefix.len();
        self.current.name(self.style, row, &mut self.prefix);
        if !between.is_empty() {
            self.prefix.push(b'.');
            self.prefix.extend_from_slice(between.as_bytes());
        }
        self.prefix.push(b'.');
        self.outer.push(self.current);
        self.current = frame(start);
    }

    #[inline]
    fn end(&mut self) {
        self.prefix.truncate(self.current.start);
        if let Some(outer) = self.outer.pop() {
            self.current = outer;
        }
    }

    /// Keeps the problem unless there already is one.
    fn fail(&mut self, problem: impl Into<BuildError>) {
        self.problem.get_or_insert_with(|| problem.into());
    }
}

impl Sink for Writer {
    fn string(&mut self, row: Row, value: &str) {
        self.encoded(row, value);
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.plain(row, if value { "true" } else { "false" });
    }

    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.plain(row, itoa::Buffer::new().format(value));
    }

    fn double(&mut self, row: Row, value: f64) {
        if value.is_nan() {
            self.plain(row, "NaN");
        } else if value.is_infinite() {
            self.plain(row, if value > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            self.plain(row, ryu::Buffer::new().format_finite(value));
        }
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.encoded(row, &base64::encode(value));
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        let format = row.format().unwrap_or(Format::DateTime);
        match timestamp::format(value, format) {
            Ok(text) => self.encoded(row, &text),
            Err(error) => self.fail(error),
        }
    }

    fn document(&mut self, row: Row, _: &Document) {
        let name = row.rust_name();
        self.fail(BuildError::other(format!(
            "`{name}` is a document, which has no form in a query request"
        )));
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.encoded(row, digits);
    }

    /// The value is empty, so that the items after it keep their numbers.
    fn null(&mut self, row: Row) {
        self.parameter(row);
    }

    fn begin_structure(&mut self, row: Row, _: &'static Table) {
        self.begin(row, Frame::structure, "");
    }

    fn end_structure(&mut self) {
        self.end();
    }

    fn begin_list(&mut self, row: Row, length: usize) {
        if length == 0 && self.style == Style::Aws {
            self.parameter(row);
            self.outer.push(self.current);
            self.current = Frame::list(self.prefix.len());
        } else if self.style == Style::Ec2 || row.has(Flags::XML_FLATTENED) {
            self.begin(row, Frame::list, "");
        } else {
            let name = row.held().xml_name();
            let name = if name.is_empty() { "member" } else { name };
            self.begin(row, Frame::list, name);
        }
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_map(&mut self, row: Row, _: usize) {
        let is_flat = row.has(Flags::XML_FLATTENED);
        self.begin(row, Frame::map, if is_flat { "" } else { "entry" });
    }

    fn key(&mut self, row: Row, key: &str) {
        self.out.push(b'&');
        self.out.extend_from_slice(&self.prefix);
        self.current.key(self.style, row, &mut self.out);
        self.out.push(b'=');
        encode(&mut self.out, key.as_bytes());
    }

    fn end_map(&mut self) {
        self.end();
    }

    fn unknown_variant(&mut self, union: &'static str) {
        self.fail(SerializationError::unknown_variant(union));
    }
}
