//! A message as a sink: headers, the payload, and the document that the payload may be.

use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::{Blob, DateTime, Document};
use bytes::Bytes;

use crate::codec::WriteDocument;
use crate::shape::{Flags, Row, Sink, Table};

/// The media type of payloads that are bytes.
const BYTES: &str = "application/octet-stream";

/// The media type of payloads that are strings.
const TEXT: &str = "text/plain";

/// Writes the one structure that is an event.
#[derive(Debug)]
pub(super) struct EventSink<W> {
    /// The media type of documents.
    media_type: &'static str,
    headers: Vec<Header>,
    /// The type of an exception; `None` for an event, which has the name of its row.
    exception: Option<&'static str>,
    payload: Payload,
    /// The payload as a document, once a value in it is written: most events of bytes have none.
    document: Option<W>,
    /// The number of structures that have been started: 1 within the event itself.
    depth: usize,
    /// True if members that are neither headers nor the payload stand in a document.
    has_members: bool,
    error: Option<BuildError>,
}

/// The payload of a message.
#[derive(Debug)]
enum Payload {
    Nothing,
    Raw(&'static str, Bytes),
    Document,
}

/// The place of a value.
enum Place {
    Header,
    Payload,
    Document,
}

fn header(name: &'static str, value: &'static str) -> Header {
    Header::new(name, HeaderValue::String(value.into()))
}

impl<W: WriteDocument> EventSink<W> {
    pub(super) fn new(media_type: &'static str, exception: Option<&'static str>) -> Self {
        let mut headers = Vec::with_capacity(3);
        headers.push(header(
            ":message-type",
            match exception {
                Some(_) => "exception",
                None => "event",
            },
        ));
        Self {
            media_type,
            headers,
            exception,
            payload: Payload::Nothing,
            document: None,
            depth: 0,
            has_members: false,
            error: None,
        }
    }

    /// The message.
    pub(super) fn finish(mut self) -> Result<Message, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let (media_type, payload) = match self.payload {
            Payload::Nothing => {
                // Fails for a variant that is unknown.
                self.document.map(W::finish).transpose()?;
                return Ok(Message::new_from_parts(self.headers, Bytes::new()));
            }
            Payload::Raw(media_type, bytes) => (media_type, bytes),
            Payload::Document => {
                let document = self.document.unwrap_or_else(W::start);
                (self.media_type, document.finish()?.into())
            }
        };
        self.headers.push(header(":content-type", media_type));
        Ok(Message::new_from_parts(self.headers, payload))
    }

    #[inline]
    fn inner(&mut self) -> &mut W {
        self.document.get_or_insert_with(W::start)
    }

    #[inline]
    fn place(&self, row: Row) -> Place {
        if self.depth != 1 || (self.exception.is_some() && is_bound(row)) {
            Place::Document
        } else if row.has(Flags::EVENT_HEADER) {
            Place::Header
        } else if row.has(Flags::EVENT_PAYLOAD) {
            Place::Payload
        } else {
            Place::Document
        }
    }

    fn header(&mut self, row: Row, value: HeaderValue) {
        self.headers.push(Header::new(row.escaped_name(), value));
    }

    #[cold]
    fn misfit(&mut self, row: Row) {
        let name = row.escaped_name();
        let error = BuildError::other(format!("`{name}` cannot stand outside of a document"));
        self.error.get_or_insert(error);
    }
}

/// The methods that take a value which neither headers nor payloads have.
macro_rules! only_documents {
    ($($name:ident($($argument:ident: $ty:ty),*);)*) => {
        $(
            fn $name(&mut self, row: Row, $($argument: $ty),*) {
                match self.place(row) {
                    Place::Document => self.inner().$name(row, $($argument),*),
                    _ => self.misfit(row),
                }
            }
        )*
    };
}

impl<W: WriteDocument> Sink for EventSink<W> {
    const WRITES_UNSET_PAYLOAD: bool = W::WRITES_UNSET_PAYLOAD;

    fn string(&mut self, row: Row, value: &str) {
        match self.place(row) {
            Place::Document => self.inner().string(row, value),
            Place::Header => self.header(row, HeaderValue::String(value.to_owned().into())),
            Place::Payload => {
                self.payload = Payload::Raw(TEXT, Bytes::copy_from_slice(value.as_bytes()));
            }
        }
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        match self.place(row) {
            Place::Document => self.inner().blob(row, value),
            Place::Header => {
                let bytes = Bytes::copy_from_slice(value);
                self.header(row, HeaderValue::ByteArray(bytes));
            }
            Place::Payload => self.payload = Payload::Raw(BYTES, Bytes::copy_from_slice(value)),
        }
    }

    fn shared_blob(&mut self, row: Row, value: &Blob) {
        match self.place(row) {
            Place::Payload => self.payload = Payload::Raw(BYTES, value.clone().into_bytes()),
            _ => self.blob(row, value.as_ref()),
        }
    }

    fn boolean(&mut self, row: Row, value: bool) {
        match self.place(row) {
            Place::Document => self.inner().boolean(row, value),
            Place::Header => self.header(row, HeaderValue::Bool(value)),
            Place::Payload => self.misfit(row),
        }
    }

    fn integer(&mut self, row: Row, value: i64, bits: u32) {
        match self.place(row) {
            Place::Document => self.inner().integer(row, value, bits),
            Place::Header => match integer(value, bits) {
                Some(value) => self.header(row, value),
                None => self.misfit(row),
            },
            Place::Payload => self.misfit(row),
        }
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        match self.place(row) {
            Place::Document => self.inner().timestamp(row, value),
            Place::Header => self.header(row, HeaderValue::Timestamp(*value)),
            Place::Payload => self.misfit(row),
        }
    }

    only_documents! {
        float(value: f32);
        double(value: f64);
        document(value: &Document);
        number(digits: &str);
        null();
        begin_list(length: usize);
        begin_map(length: usize);
    }

    fn end_list(&mut self) {
        self.inner().end_list();
    }

    fn key(&mut self, row: Row, key: &str) {
        self.inner().key(row, key);
    }

    fn end_map(&mut self) {
        self.inner().end_map();
    }

    fn begin_structure(&mut self, row: Row, table: &'static Table) {
        if self.depth == 0 {
            self.headers.push(match self.exception {
                Some(name) => header(":exception-type", name),
                None => header(":event-type", row.escaped_name()),
            });
            let flags = table.flags();
            self.has_members = match self.exception {
                Some(_) => !table.is_empty(),
                None => flags.any(Flags::BODY) && !flags.any(Flags::EVENT_PAYLOAD),
            };
            if self.has_members {
                self.payload = Payload::Document;
                match self.exception {
                    Some(_) => self.inner().begin_error(table),
                    None => self.inner().begin_structure(W::payload_row(row), table),
                }
            }
        } else {
            match self.place(row) {
                Place::Document => self.inner().begin_structure(row, table),
                Place::Header => self.misfit(row),
                Place::Payload => {
                    self.payload = Payload::Document;
                    self.inner().begin_structure(W::payload_row(row), table);
                }
            }
        }
        self.depth += 1;
    }

    fn end_structure(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 || self.has_members {
            self.inner().end_structure();
        }
    }

    fn unknown_variant(&mut self, union: &'static str) {
        self.inner().unknown_variant(union);
    }
}

/// True if a member of an error stands elsewhere in a response of HTTP, which a message is not.
fn is_bound(row: Row) -> bool {
    let traits = ["httpHeader", "httpPrefixHeaders", "httpPayload"];
    traits.iter().any(|name| row.argument(name).is_some())
}

/// An integer that has that many bits in the model.
fn integer(value: i64, bits: u32) -> Option<HeaderValue> {
    Some(match bits {
        8 => HeaderValue::Byte(value.try_into().ok()?),
        16 => HeaderValue::Int16(value.try_into().ok()?),
        32 => HeaderValue::Int32(value.try_into().ok()?),
        _ => HeaderValue::Int64(value),
    })
}
