//! XML as a sink.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::{BuildError, SerializationError};
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Document, base64};

use super::names;
use crate::codec::timestamp;
use crate::shape::{Flags, Row, Sink, Table};

/// Enough for most requests, so that the buffer seldom grows.
const CAPACITY: usize = 4096;

/// Writes an XML document.
///
/// A value that has no form in XML is remembered, and fails the whole document at its end.
#[derive(Debug)]
pub struct Writer {
    bytes: Vec<u8>,
    problem: Option<BuildError>,
    /// The structures, lists and maps that have been started.
    open: Vec<Open>,
    /// The innermost of them.
    top: Open,
    /// True if the tag that was started last may get attributes.
    in_tag: bool,
}

/// A structure, list or map.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// The name of the element that ends with it; empty for none.
    name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Members have names of their own.
    Structure,
    /// The name of the items.
    List(&'static str),
    /// The name of the entries, and the row.
    Map(&'static str, Row),
}

impl Writer {
    /// A writer at the start of a document.
    pub(crate) fn new() -> Self {
        Self {
            bytes: Vec::with_capacity(CAPACITY),
            problem: None,
            open: Vec::with_capacity(16),
            top: Open {
                name: "",
                kind: Kind::Structure,
            },
            in_tag: false,
        }
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// Fails with the first value that has no form in XML.
    pub(crate) fn finish(self) -> Result<Vec<u8>, BuildError> {
        match self.problem {
            None => Ok(self.bytes),
            Some(problem) => Err(problem),
        }
    }

    fn fail(&mut self, problem: impl Into<BuildError>) {
        self.problem.get_or_insert_with(|| problem.into());
    }

    #[inline]
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The name of the element of a value.
    #[inline]
    fn name(&self, row: Row) -> &'static str {
        match self.top.kind {
            Kind::Structure => row.xml_name(),
            Kind::List(name) => name,
            Kind::Map(_, row) => names::value(row),
        }
    }

    /// Writes the start of a tag, without its `>`.
    #[inline]
    fn begin_tag(&mut self, name: &str, row: Row) {
        self.end_of_tag();
        self.bytes.push(b'<');
        self.push(name);
        if row.has(Flags::XML_NAMESPACE) {
            self.namespace(row);
        }
    }

    #[cold]
    fn namespace(&mut self, row: Row) {
        let Some((uri, prefix)) = row.xml_namespace() else {
            return;
        };
        self.push(" xmlns");
        if !prefix.is_empty() {
            self.push(":");
            self.push(prefix);
        }
        self.push("=\"");
        self.escaped(uri);
        self.push("\"");
    }

    /// Ends the tag that may have got attributes.
    #[inline]
    fn end_of_tag(&mut self) {
        if self.in_tag {
            self.in_tag = false;
            self.bytes.push(b'>');
        }
    }

    #[inline]
    fn end_tag(&mut self, name: &str) {
        self.bytes.extend_from_slice(b"</");
        self.push(name);
        self.bytes.push(b'>');
    }

    /// Writes a value that holds no others: an element or an attribute.
    #[inline]
    fn scalar(&mut self, row: Row, write: impl FnOnce(&mut Self)) {
        if row.has(Flags::XML_ATTRIBUTE) {
            self.bytes.push(b' ');
            self.push(row.xml_name());
            self.bytes.extend_from_slice(b"=\"");
            write(self);
            self.bytes.push(b'"');
            return;
        }
        let name = self.name(row);
        self.begin_tag(name, row);
        self.bytes.push(b'>');
        write(self);
        self.end_tag(name);
        self.end_of_entry();
    }

    /// Starts a structure, list or map. The element of a list or map that is flattened is that of
    /// each item.
    #[inline]
    fn begin(&mut self, row: Row, kind: Kind) {
        let flattened = row.has(Flags::XML_FLATTENED) && !matches!(kind, Kind::Structure);
        let name = if flattened { "" } else { self.name(row) };
        if flattened {
            self.end_of_tag();
        } else {
            self.begin_tag(name, row);
            self.bytes.push(b'>');
        }
        self.open.push(self.top);
        self.top = Open { name, kind };
    }

    /// Starts the root that has the members of an error.
    #[cfg(feature = "event-stream")]
    pub(super) fn begin_error(&mut self, table: &'static Table) {
        const NAME: &str = "Error";
        self.begin_tag(NAME, Row::nothing());
        self.open.push(self.top);
        self.top = Open {
            name: NAME,
            kind: Kind::Structure,
        };
        self.in_tag = table.flags().any(Flags::XML_ATTRIBUTE);
        if !self.in_tag {
            self.bytes.push(b'>');
        }
    }

    /// Ends the structure, list or map that was started last.
    #[inline]
    fn end(&mut self) {
        self.end_of_tag();
        let name = self.top.name;
        if let Some(top) = self.open.pop() {
            self.top = top;
        }
        if !name.is_empty() {
            self.end_tag(name);
            self.end_of_entry();
        }
    }

    /// Ends the entry of a map of which the value has been written.
    #[inline]
    fn end_of_entry(&mut self) {
        if let Kind::Map(entry, _) = self.top.kind {
            self.end_tag(entry);
        }
    }

    /// Writes text with the escapes that official clients write.
    #[inline]
    fn escaped(&mut self, text: &str) {
        if text.bytes().any(may_need_escape) {
            self.with_escapes(text);
        } else {
            self.push(text);
        }
    }

    #[cold]
    #[inline(never)]
    fn with_escapes(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(ESCAPED) {
            let (plain, tail) = rest.split_at(at);
            self.push(plain);
            let mut chars = tail.chars();
            self.push(match chars.next().unwrap_or_default() {
                '&' => "&amp;",
                '\'' => "&apos;",
                '"' => "&quot;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\r' => "&#xD;",
                '\n' => "&#xA;",
                '\u{85}' => "&#x85;",
                _ => "&#x2028;",
            });
            rest = chars.as_str();
        }
        self.push(rest);
    }
}

/// The characters that do not stand for themselves: those of markup, and all that some parsers take
/// for line ends.
const ESCAPED: [char; 9] = ['&', '\'', '"', '<', '>', '\r', '\n', '\u{85}', '\u{2028}'];

/// True for the first bytes of those characters.
#[inline]
fn may_need_escape(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'\'' | b'"' | b'<' | b'>' | b'\r' | b'\n' | 0xc2 | 0xe2
    )
}

impl Sink for Writer {
    const WRITES_UNSET_PAYLOAD: bool = false;

    fn payload_row(row: Row) -> Row {
        row
    }

    fn string(&mut self, row: Row, value: &str) {
        self.scalar(row, |to| to.escaped(value));
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.scalar(row, |to| to.push(if value { "true" } else { "false" }));
    }

    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.scalar(row, |to| to.push(itoa::Buffer::new().format(value)));
    }

    fn float(&mut self, row: Row, value: f32) {
        self.scalar(row, |to| to.push(Encoder::from(value).encode()));
    }

    fn double(&mut self, row: Row, value: f64) {
        self.scalar(row, |to| to.push(Encoder::from(value).encode()));
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.scalar(row, |to| to.push(&base64::encode(value)));
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        let format = row.format().unwrap_or(Format::DateTime);
        match timestamp::format(value, format) {
            Ok(text) => self.scalar(row, |to| to.escaped(&text)),
            Err(error) => self.fail(error),
        }
    }

    fn document(&mut self, _: Row, _: &Document) {
        self.fail(BuildError::other("documents have no form in XML"));
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.scalar(row, |to| to.escaped(digits));
    }

    fn null(&mut self, row: Row) {
        self.scalar(row, |_| {});
    }

    fn begin_structure(&mut self, row: Row, table: &'static Table) {
        self.begin(row, Kind::Structure);
        if table.flags().any(Flags::XML_ATTRIBUTE) {
            self.bytes.pop();
            self.in_tag = true;
        }
    }

    fn end_structure(&mut self) {
        self.end();
    }

    fn begin_list(&mut self, row: Row, _: usize) {
        let item = if row.has(Flags::XML_FLATTENED) {
            self.name(row)
        } else {
            names::item(row)
        };
        self.begin(row, Kind::List(item));
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_map(&mut self, row: Row, _: usize) {
        let entry = if row.has(Flags::XML_FLATTENED) {
            self.name(row)
        } else {
            names::ENTRY
        };
        self.begin(row, Kind::Map(entry, row));
    }

    fn key(&mut self, row: Row, key: &str) {
        let Kind::Map(entry, map) = self.top.kind else {
            return;
        };
        let name = names::key(map);
        self.begin_tag(entry, Row::nothing());
        self.bytes.push(b'>');
        self.begin_tag(name, row);
        self.bytes.push(b'>');
        self.escaped(key);
        self.end_tag(name);
    }

    fn end_map(&mut self) {
        self.end();
    }

    fn unknown_variant(&mut self, union: &'static str) {
        self.fail(SerializationError::unknown_variant(union));
    }
}
