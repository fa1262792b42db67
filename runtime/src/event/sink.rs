//! A message as a sink: headers, the payload, and the document that the payload may be.

use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use aws_smithy_types::{Blob, DateTime, Document};
use bytes::Bytes;

use super::frame::write_header;
use super::{Draft, Error, Room};
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
    room: Room,
    /// The type of an exception; `None` for an event, which has the name of its row.
    exception: Option<&'static str>,
    /// The name of an event, once it has been started.
    event: Option<&'static str>,
    /// The members that are headers, as bytes of a frame.
    headers: Vec<u8>,
    payload: Payload,
    /// The payload as a document, once a value in it is written: most events of bytes have none.
    document: Option<W>,
    /// The number of structures that have been started: 1 within the event itself.
    depth: usize,
    /// True if members that are neither headers nor the payload stand in a document.
    has_members: bool,
    /// True if members may be headers, which come before the payload.
    has_headers: bool,
    error: Option<BuildError>,
}

/// The payload of a message.
#[derive(Debug)]
enum Payload {
    Nothing,
    Raw(&'static str, Bytes),
    Document,
    /// It is in its frame already.
    Drafted(Draft),
}

/// The place of a value.
enum Place {
    Header,
    Payload,
    Document,
}

impl<W: WriteDocument> EventSink<W> {
    pub(super) fn new(
        media_type: &'static str,
        exception: Option<&'static str>,
        room: Room,
    ) -> Self {
        Self {
            media_type,
            room,
            exception,
            event: None,
            headers: Vec::new(),
            payload: Payload::Nothing,
            document: None,
            depth: 0,
            has_members: false,
            has_headers: false,
            error: None,
        }
    }

    /// The message.
    pub(super) fn finish(mut self) -> Result<Draft, BuildError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let document = self.document.take();
        let draft = match std::mem::replace(&mut self.payload, Payload::Nothing) {
            Payload::Nothing => {
                // Fails for a variant that is unknown.
                document.map(W::finish).transpose()?;
                self.draft(None, &[])
            }
            Payload::Raw(media_type, bytes) => self.draft(Some(media_type), &bytes),
            Payload::Document => {
                let document = document.unwrap_or_else(W::start).finish()?;
                self.draft(Some(self.media_type), &document)
            }
            Payload::Drafted(draft) => return Ok(draft),
        };
        draft.map_err(BuildError::other)
    }

    /// The message with that payload.
    fn draft(&self, media_type: Option<&str>, payload: &[u8]) -> Result<Draft, Error> {
        Draft::new(
            self.room,
            self.exception.is_some(),
            self.exception.or(self.event).unwrap_or_default(),
            &self.headers,
            media_type,
            payload,
        )
    }

    /// Sets the payload to bytes, which are written at once if all headers are known.
    fn raw(&mut self, media_type: &'static str, value: &[u8], shared: impl FnOnce() -> Bytes) {
        if self.has_headers {
            self.payload = Payload::Raw(media_type, shared());
            return;
        }
        match self.draft(Some(media_type), value) {
            Ok(draft) => self.payload = Payload::Drafted(draft),
            Err(error) => self.fail(BuildError::other(error)),
        }
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
        let header = Header::new(row.escaped_name(), value);
        if let Err(error) = write_header(&header, &mut self.headers) {
            self.fail(BuildError::other(error));
        }
    }

    #[cold]
    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }

    #[cold]
    fn misfit(&mut self, row: Row) {
        let name = row.escaped_name();
        self.fail(BuildError::other(format!(
            "`{name}` cannot stand outside of a document"
        )));
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
                let value = value.as_bytes();
                self.raw(TEXT, value, || Bytes::copy_from_slice(value));
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
            Place::Payload => self.raw(BYTES, value, || Bytes::copy_from_slice(value)),
        }
    }

    fn shared_blob(&mut self, row: Row, value: &Blob) {
        match self.place(row) {
            Place::Payload => self.raw(BYTES, value.as_ref(), || value.clone().into_bytes()),
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
            self.event = self.exception.is_none().then(|| row.escaped_name());
            let flags = table.flags();
            self.has_headers = flags.any(Flags::EVENT_HEADER);
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
