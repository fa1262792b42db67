//! CBOR as a source.

use std::borrow::Cow;

use aws_smithy_types::date_time::DateTime;
use aws_smithy_types::{Blob, Document};

use super::head::{SHORT, TEXT};
use super::{Error, Reader};
use crate::codec::json::text::meant;
use crate::shape::{Done, Flags, Read, Row, Source, Table};

impl Source for Reader<'_> {
    #[inline]
    fn stands_in(&self) -> bool {
        true
    }

    fn null(&mut self) -> Result<bool, Error> {
        Reader::null(self)
    }

    fn string(&mut self, _: Row) -> Read<String> {
        Reader::string(self)
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
        Ok(self.bytes()?.map(|bytes| Blob::new(bytes.into_owned())))
    }

    /// Formats of the model do not count in CBOR.
    fn timestamp(&mut self, _: Row) -> Read<DateTime> {
        self.time()
    }

    fn document(&mut self, _: Row) -> Read<Document> {
        Reader::document(self)
    }

    fn number(&mut self, _: Row) -> Read<String> {
        self.digits()
    }

    fn begin_structure(&mut self, _: Row) -> Result<bool, Error> {
        self.begin_map()
    }

    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        loop {
            if !self.goes_on()? {
                return Ok(None);
            }
            // Names are short, and their bytes are compared as they stand.
            if let Some(name) = self.short_text()
                && let Some(member) = table.named(name, hint)
            {
                self.advance(name.len() + 1);
                return Ok(Some(member));
            }
            if let Some(member) = self.other_member(table)? {
                return Ok(Some(member));
            }
        }
    }

    fn begin_list(&mut self, _: Row) -> Result<bool, Error> {
        Reader::begin_list(self)
    }

    fn next_item(&mut self, _: bool) -> Result<bool, Error> {
        self.goes_on()
    }

    fn begin_map(&mut self, _: Row) -> Result<bool, Error> {
        Reader::begin_map(self)
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        if !self.goes_on()? {
            return Ok(None);
        }
        Ok(Some(K::from(&self.map_key()?)))
    }

    fn skip(&mut self) -> Done {
        Reader::skip(self)
    }

    /// An error about the value that has just been read, whose last byte is the location.
    fn fail(&self, message: String) -> Error {
        self.fail_at(self.offset().saturating_sub(1), message)
    }
}

/// The index of a member whose name has escapes in the table.
fn escaped_position(table: &'static Table, key: &str) -> Option<usize> {
    if !table.flags().any(Flags::ESCAPED) {
        return None;
    }
    let mut rows = table.rows();
    rows.position(|row| *meant(row.escaped_name()) == *key)
}

impl<'a> Reader<'a> {
    /// Reads a name that is not written as in the table. `None` if its value has been read over.
    #[cold]
    #[inline(never)]
    fn other_member(&mut self, table: &'static Table) -> Read<usize> {
        let key = self.map_key()?;
        let found = table.named(key.as_bytes(), 0);
        if let Some(member) = found.or_else(|| escaped_position(table, &key)) {
            return Ok(Some(member));
        }
        if key != "__type" {
            return Ok(Some(table.len()));
        }
        // The type of a structure, which services add to what they send.
        self.skip()?;
        Ok(None)
    }

    /// The bytes of a string whose length is part of its first byte, if such a string comes next.
    #[inline]
    fn short_text(&self) -> Option<&'a [u8]> {
        let (first, rest) = self.rest().split_first()?;
        match first.checked_sub(TEXT) {
            Some(length @ 0..=SHORT) => rest.get(..usize::from(length)),
            _ => None,
        }
    }

    /// Reads the key of a map that goes on.
    #[inline]
    pub(crate) fn map_key(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.offset();
        match self.text()? {
            Some(key) => Ok(key),
            None => Err(self.fail_at(start, "expected a key, found null".to_owned())),
        }
    }
}
