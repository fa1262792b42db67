//! JSON as a source.

use std::borrow::Cow;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{Blob, Document};

use super::reader::Mode;
use super::text::RawText;
use super::{Error, Reader};
use crate::shape::{Done, Flags, Read, Row, Source, Table};

/// The maximum number of entries that a map has room for before they come. An empty object needs
/// two bytes, and must not cost as much as the large one before it.
const MOST_ENTRIES: usize = 28;

impl Source for Reader<'_> {
    #[inline]
    fn stands_in(&self) -> bool {
        cfg!(not(feature = "serde")) || self.mode() == Mode::Wire
    }

    #[inline]
    fn null(&mut self) -> Result<bool, Error> {
        Reader::null(self)
    }

    fn string(&mut self, _: Row) -> Read<String> {
        match self.raw_text_or_null("a string or null")? {
            // Most strings have no escapes: those are copied once, and looked at no further.
            Some(text) if !text.is_escaped() => Ok(Some(text.text.to_owned())),
            Some(text) => self.unescape(text).map(|text| Some(text.into_owned())),
            None => Ok(None),
        }
    }

    // Not inlined, since that would be into the code of each enum.
    #[inline(never)]
    fn text(&mut self, _: Row) -> Read<Cow<'_, str>> {
        Reader::text(self)
    }

    fn boolean(&mut self, _: Row) -> Read<bool> {
        self.truth()
    }

    fn integer(&mut self, _: Row, bits: u32) -> Read<i64> {
        self.whole(bits)
    }

    fn float(&mut self, _: Row) -> Read<f32> {
        Reader::float(self)
    }

    fn double(&mut self, _: Row) -> Read<f64> {
        Reader::double(self)
    }

    fn blob(&mut self, _: Row) -> Read<Blob> {
        self.bytes()
    }

    fn timestamp(&mut self, row: Row) -> Read<DateTime> {
        self.time(match row.format() {
            None => Format::EpochSeconds,
            // Services may write an offset from UTC.
            Some(Format::DateTime) => Format::DateTimeWithOffset,
            Some(format) => format,
        })
    }

    fn document(&mut self, _: Row) -> Read<Document> {
        Reader::document(self)
    }

    fn number(&mut self, row: Row) -> Read<String> {
        self.digits(row.has(Flags::AS_STRING))
    }

    #[inline]
    fn begin_structure(&mut self, _: Row) -> Result<bool, Error> {
        self.begin_object()
    }

    // Inlined into the few loops over members, of which there is one for all structures.
    #[inline(always)]
    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        loop {
            if !self.goes_on_as_object()? {
                return Ok(None);
            }
            // Services write no white space, so that the key is mostly found as it stands.
            let found = match table.starts(self.rest(), hint) {
                Some((member, length)) => {
                    self.advance(length);
                    Some(member)
                }
                None => self.other_member(table, hint)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn begin_list(&mut self, _: Row) -> Result<bool, Error> {
        Reader::begin_list(self)
    }

    fn next_item(&mut self, first: bool) -> Result<bool, Error> {
        Reader::next_item(self, first)
    }

    fn begin_map(&mut self, _: Row) -> Result<bool, Error> {
        self.begin_object()
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        if !self.goes_on_as_object()? {
            return Ok(None);
        }
        let key = self.key_and_colon()?;
        Ok(Some(K::from(&self.unescape(key)?)))
    }

    #[inline]
    fn probable_entries(&mut self) -> usize {
        std::mem::take(&mut self.entries)
    }

    #[inline]
    fn had_entries(&mut self, count: usize) {
        self.entries = count.min(MOST_ENTRIES);
    }

    fn skip(&mut self) -> Done {
        Reader::skip(self)
    }

    fn fail(&self, message: String) -> Error {
        Error::at(self.offset(), message)
    }
}

impl<'a> Reader<'a> {
    /// Reads a key that is not written as in the table. `None` if its value has been read over.
    #[cold]
    #[inline(never)]
    fn other_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        let key = self.key_and_colon()?;
        if let Some(found) = self.find(table, hint, key)? {
            return Ok(Some(found));
        }
        if key.text != "__type" && !self.unescape(key).is_ok_and(|key| key == "__type") {
            self.refuse_unknown(table, key)?;
            return Ok(Some(table.len()));
        }
        // The type of a structure, which services add to what they send.
        self.skip()?;
        Ok(None)
    }

    /// The index of the member with that key.
    fn find(
        &mut self,
        table: &'static Table,
        hint: usize,
        key: RawText<'a>,
    ) -> Result<Option<usize>, Error> {
        let found = table.position(key.text, hint);
        if found.is_some() {
            return Ok(found);
        }
        if key.is_escaped() || table.flags().any(Flags::ESCAPED) {
            let key = match self.unescape(key) {
                Ok(key) => key,
                // A union's members that are null are read over, whatever their names are.
                Err(_) if table.is_union() && self.next_byte() == Some(b'n') => return Ok(None),
                Err(error) => return Err(error),
            };
            let found = table
                .rows()
                .position(|row| *super::text::meant(row.escaped_json_name()) == *key);
            if found.is_some() {
                return Ok(found);
            }
        }
        if self.mode() == Mode::Wire || !table.flags().any(Flags::JSON_NAME) {
            return Ok(None);
        }
        // People may write the name of the model, unless it is that of another member on the wire.
        let key = self.unescape(key)?;
        Ok(table.rows().position(|row| row.escaped_name() == key))
    }

    /// Refuses a member that the model does not know, where it has to be known.
    fn refuse_unknown(&mut self, table: &'static Table, key: RawText<'a>) -> Done {
        #[cfg(feature = "serde")]
        if self.mode() == Mode::KnownData {
            let key = self.unescape(key)?;
            let known: Vec<_> = table.rows().map(Row::escaped_json_name).collect();
            let message = crate::serde::suggest::unknown_member(&key, &known);
            return Err(Error::at(self.start(), message));
        }
        let _ = (table, key);
        Ok(())
    }
}
