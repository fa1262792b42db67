//! A message as a source: headers, the payload, and the document that the payload may be.

use std::borrow::Cow;

use aws_smithy_types::event_stream::HeaderValue;
use aws_smithy_types::{Blob, DateTime, Document};

use super::parts::{self, LONGEST, Parts};
use crate::codec::ReadDocument;
use crate::error::start_of;
use crate::shape::{Done, Error, Flags, Read, Row, Source, Table};

/// Reads the one structure that is an event. Its members stand in headers, are the payload, or
/// stand in the document that the payload is.
#[derive(Debug)]
pub(super) struct EventSource<'m, D> {
    parts: Parts<'m>,
    /// The location of the next value.
    at: At<'m>,
    /// The payload as a document, once a value in it is read.
    document: Option<D>,
    /// The number of structures that have been entered: 1 within the event itself.
    depth: usize,
    /// The row of the event that is looked at next for a header.
    next: usize,
}

/// The location of a value.
#[derive(Clone, Copy, Debug)]
enum At<'m> {
    /// Before the event.
    Event,
    /// A header of that name.
    Header(&'static str, &'m HeaderValue),
    /// The whole payload.
    Payload,
    /// The document that the payload is.
    Document,
}

impl<'m, D> EventSource<'m, D> {
    pub(super) fn new(parts: Parts<'m>) -> Self {
        Self {
            parts,
            at: At::Event,
            document: None,
            depth: 0,
            next: 0,
        }
    }

    /// A header of another type than its member.
    #[cold]
    fn misfit(&self) -> Error {
        match self.at {
            At::Header(name, value) => Error::plain(format!(
                "the header `{name}` has a value of another type than its member, found {}",
                parts::kind(value)
            )),
            At::Payload => Error::plain("the payload is a value of a type that cannot be one"),
            At::Event | At::Document => Error::plain("the payload is not an event"),
        }
    }

    /// The payload as bytes of that media type, which may have parameters. Services may leave out
    /// what it is.
    fn payload(&self, media_type: &str) -> Result<&'m [u8], Error> {
        let is_other = |found: &str| {
            let (essence, _) = found.split_once(';').unwrap_or((found, ""));
            !essence.trim().eq_ignore_ascii_case(media_type)
        };
        match self.parts.content_type() {
            Some(found) if is_other(found) => Err(Error::plain(format!(
                "the payload has the `:content-type` `{}`, expected `{media_type}`",
                start_of(found, LONGEST)
            ))),
            _ => Ok(self.parts.payload()),
        }
    }

    fn text(&self) -> Result<&'m str, Error> {
        match self.at {
            At::Header(_, HeaderValue::String(text)) => Ok(text.as_str()),
            At::Payload => {
                let bytes = self.payload("text/plain")?;
                std::str::from_utf8(bytes)
                    .map_err(|error| Error::plain(format!("the payload is not UTF-8: {error}")))
            }
            _ => Err(self.misfit()),
        }
    }
}

impl<'m, D: ReadDocument<'m>> EventSource<'m, D> {
    /// The document, if the next value stands in it.
    #[inline]
    fn inner(&mut self) -> Option<&mut D> {
        match self.at {
            At::Document => self.document.as_mut(),
            _ => None,
        }
    }

    /// True if the payload holds nothing at all, which counts as no document.
    fn is_empty(&self) -> bool {
        self.parts.payload().is_empty() || D::is_nothing(self.parts.payload())
    }

    /// Enters the payload as a document whose value has that row.
    fn open(&mut self, row: Row) -> Result<bool, Error> {
        let mut document = D::start(self.parts.payload())?;
        document.begin_payload(row)?;
        let is_set = document.begin_structure(row)?;
        self.document = Some(document);
        self.at = At::Document;
        Ok(is_set)
    }

    /// The next member of the event that is a header or the payload.
    fn next_part(&mut self, table: &'static Table) -> Option<usize> {
        while let Some(row) = table.row(self.next) {
            let member = self.next;
            self.next += 1;
            if row.has(Flags::EVENT_HEADER) {
                let name = row.escaped_name();
                if let Some(value) = self.parts.header(name) {
                    self.at = At::Header(name, value);
                    return Some(member);
                }
            } else if row.has(Flags::EVENT_PAYLOAD) && self.document.is_none() {
                self.at = At::Payload;
                return Some(member);
            }
        }
        None
    }

    /// The next member of the event itself.
    fn next_of_event(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        if let Some(member) = self.next_part(table) {
            return Ok(Some(member));
        }
        let flags = table.flags();
        if flags.any(Flags::EVENT_PAYLOAD) || !flags.any(Flags::BODY) {
            return Ok(None);
        }
        // Members that are neither headers nor the payload stand in a document.
        if self.document.is_none() && (self.is_empty() || !self.open(Row::nothing())?) {
            return Ok(None);
        }
        self.at = At::Document;
        match &mut self.document {
            Some(document) => document.next_member(table, hint),
            None => Ok(None),
        }
    }
}

/// The methods that read a value which no header is.
macro_rules! only_documents {
    ($($name:ident, $ty:ty;)*) => {
        $(
            fn $name(&mut self, row: Row) -> Read<$ty> {
                match self.inner() {
                    Some(document) => document.$name(row),
                    None => Err(self.misfit()),
                }
            }
        )*
    };
}

impl<'m, D: ReadDocument<'m>> Source for EventSource<'m, D> {
    const FLATTENS: bool = D::FLATTENS;
    const LAST_VARIANT: bool = D::LAST_VARIANT;

    fn stands_in(&self) -> bool {
        !self.parts.is_strict
    }

    fn null(&mut self) -> Result<bool, Error> {
        self.inner().map_or(Ok(false), D::null)
    }

    fn string(&mut self, row: Row) -> Read<String> {
        match self.inner() {
            Some(document) => document.string(row),
            None => Ok(Some(EventSource::text(self)?.to_owned())),
        }
    }

    fn text(&mut self, row: Row) -> Read<Cow<'_, str>> {
        match self.at {
            At::Document => match &mut self.document {
                Some(document) => document.text(row),
                None => Ok(None),
            },
            _ => Ok(Some(Cow::Borrowed(EventSource::text(self)?))),
        }
    }

    fn boolean(&mut self, row: Row) -> Read<bool> {
        match self.at {
            At::Header(_, HeaderValue::Bool(value)) => Ok(Some(*value)),
            _ => match self.inner() {
                Some(document) => document.boolean(row),
                None => Err(self.misfit()),
            },
        }
    }

    fn integer(&mut self, row: Row, bits: u32) -> Read<i64> {
        match (self.at, bits) {
            (At::Header(_, HeaderValue::Byte(value)), 8) => Ok(Some((*value).into())),
            (At::Header(_, HeaderValue::Int16(value)), 16) => Ok(Some((*value).into())),
            (At::Header(_, HeaderValue::Int32(value)), 32) => Ok(Some((*value).into())),
            (At::Header(_, HeaderValue::Int64(value)), 64) => Ok(Some(*value)),
            _ => match self.inner() {
                Some(document) => document.integer(row, bits),
                None => Err(self.misfit()),
            },
        }
    }

    fn blob(&mut self, row: Row) -> Read<Blob> {
        match self.at {
            At::Header(_, HeaderValue::ByteArray(bytes)) => Ok(Some(Blob::new(bytes.as_ref()))),
            At::Payload => {
                let bytes = self.payload("application/octet-stream")?;
                Ok(Some(Blob::new(bytes)))
            }
            _ => match self.inner() {
                Some(document) => document.blob(row),
                None => Err(self.misfit()),
            },
        }
    }

    fn timestamp(&mut self, row: Row) -> Read<DateTime> {
        match self.at {
            At::Header(_, HeaderValue::Timestamp(time)) => Ok(Some(*time)),
            _ => match self.inner() {
                Some(document) => document.timestamp(row),
                None => Err(self.misfit()),
            },
        }
    }

    only_documents! {
        float, f32;
        double, f64;
        document, Document;
        number, String;
    }

    fn begin_structure(&mut self, row: Row) -> Result<bool, Error> {
        let is_set = match self.at {
            At::Event => true,
            // A structure without a payload is one without members.
            At::Payload if self.is_empty() => false,
            At::Payload => self.open(row)?,
            At::Header(..) => return Err(self.misfit()),
            At::Document => match &mut self.document {
                Some(document) => document.begin_structure(row)?,
                None => false,
            },
        };
        self.depth += usize::from(is_set);
        Ok(is_set)
    }

    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        let next = match (&mut self.document, self.depth) {
            (_, 1) => self.next_of_event(table, hint)?,
            (Some(document), _) => document.next_member(table, hint)?,
            (None, _) => None,
        };
        if next.is_none() {
            self.depth -= 1;
            if self.depth == 0
                && let Some(document) = &mut self.document
            {
                document.finish()?;
            }
        }
        Ok(next)
    }

    fn begin_list(&mut self, row: Row) -> Result<bool, Error> {
        match self.inner() {
            Some(document) => document.begin_list(row),
            None => Err(self.misfit()),
        }
    }

    fn next_item(&mut self, first: bool) -> Result<bool, Error> {
        match self.inner() {
            Some(document) => document.next_item(first),
            None => Err(self.misfit()),
        }
    }

    fn begin_map(&mut self, row: Row) -> Result<bool, Error> {
        match self.inner() {
            Some(document) => document.begin_map(row),
            None => Err(self.misfit()),
        }
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        match self.inner() {
            Some(document) => document.next_key(),
            None => Err(self.misfit()),
        }
    }

    fn skip(&mut self) -> Done {
        match self.inner() {
            Some(document) => document.skip(),
            None => Ok(()),
        }
    }

    fn fail(&self, message: String) -> Error {
        match &self.document {
            Some(document) => document.fail(message),
            None => Error::plain(message),
        }
    }
}
