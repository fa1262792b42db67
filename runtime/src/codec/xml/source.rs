//! XML as a source.

use std::borrow::Cow;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{Blob, Document, base64};

use super::content::trimmed;
use super::reader::{Collection, Place};
use super::{Error, Reader, names};
use crate::codec::timestamp;
use crate::codec::wording::{self, shown};
use crate::http::Parsed;
use crate::shape::{Done, Flags, Read, Row, Source, Table};

impl Source for Reader<'_> {
    const FLATTENS: bool = true;
    // As in the official clients, which read element by element.
    const LAST_VARIANT: bool = true;

    #[inline]
    fn stands_in(&self) -> bool {
        true
    }

    fn null(&mut self) -> Result<bool, Error> {
        self.is_nil()
    }

    fn string(&mut self, _: Row) -> Read<String> {
        Ok(self.content()?.map(Cow::into_owned))
    }

    // Not inlined, since that would be into the code of each enum.
    #[inline(never)]
    fn text(&mut self, _: Row) -> Read<Cow<'_, str>> {
        self.content()
    }

    fn boolean(&mut self, _: Row) -> Read<bool> {
        self.parsed(bool::parsed, <bool as Parsed>::expected)
    }

    fn integer(&mut self, _: Row, bits: u32) -> Read<i64> {
        let greatest = i64::MAX >> (64 - bits.clamp(1, 64));
        self.parsed(
            |text| i64::parsed(text).filter(|value| (-greatest - 1..=greatest).contains(value)),
            || wording::integers(greatest),
        )
    }

    fn float(&mut self, _: Row) -> Read<f32> {
        self.parsed(f32::parsed, <f32 as Parsed>::expected)
    }

    fn double(&mut self, _: Row) -> Read<f64> {
        self.parsed(f64::parsed, <f64 as Parsed>::expected)
    }

    fn blob(&mut self, _: Row) -> Read<Blob> {
        let start = self.start();
        let Some(text) = self.content()? else {
            return Ok(None);
        };
        base64::decode(trimmed(&text))
            .map(|bytes| Some(Blob::new(bytes)))
            .map_err(|error| Error::caused(start, "not base64", error).of("XML"))
    }

    fn timestamp(&mut self, row: Row) -> Read<DateTime> {
        let start = self.start();
        let Some(text) = self.content()? else {
            return Ok(None);
        };
        let text = trimmed(&text);
        let time = match row.format() {
            Some(Format::EpochSeconds) => {
                let time = timestamp::epoch_seconds(text);
                time.ok_or_else(|| Error::at(start, "invalid timestamp"))
            }
            format => {
                // Services may write an offset from UTC.
                let format = match format {
                    None | Some(Format::DateTime) => Format::DateTimeWithOffset,
                    Some(format) => format,
                };
                let time = DateTime::from_str(text, format);
                time.map_err(|error| Error::caused(start, "invalid timestamp", error))
            }
        };
        time.map(Some).map_err(|error| error.of("XML"))
    }

    fn document(&mut self, _: Row) -> Read<Document> {
        Err(self.error("documents have no form in XML".to_owned()))
    }

    fn number(&mut self, _: Row) -> Read<String> {
        let text = self.content()?;
        Ok(text.map(|text| trimmed(&text).to_owned()))
    }

    fn begin_structure(&mut self, _: Row) -> Result<bool, Error> {
        if self.is_nil()? {
            return Ok(false);
        }
        self.refuse_attribute()?;
        self.deeper().map(|()| true)
    }

    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        if self.attributes.0 < self.attributes.1
            && table.flags().any(Flags::XML_ATTRIBUTE)
            && let Some(found) = self.attribute_member(table)
        {
            return Ok(Some(found));
        }
        let Some(name) = self.next_element()? else {
            self.depth = self.depth.saturating_sub(1);
            return Ok(None);
        };
        Ok(Some(match table.xml_position(name, hint) {
            Some(found) if !table.flags().any(Flags::XML_ATTRIBUTE) => found,
            _ => names::member(table, name, false, hint).unwrap_or(table.len()),
        }))
    }

    fn begin_list(&mut self, row: Row) -> Result<bool, Error> {
        let flattened = row.has(Flags::XML_FLATTENED);
        let item = if flattened { "" } else { names::item(row) };
        self.begin_collection(row, item, flattened)
    }

    fn next_item(&mut self, first: bool) -> Result<bool, Error> {
        let Some(list) = self.collections.last().copied() else {
            return Ok(false);
        };
        if list.flattened {
            let found = first || self.next_sibling(list.name)?;
            if !found {
                self.collections.pop();
            }
            return Ok(found);
        }
        while let Some(name) = self.next_element()? {
            if names::is(name, list.name) {
                return Ok(true);
            }
            self.skip_value()?;
        }
        self.end_collection();
        Ok(false)
    }

    fn begin_map(&mut self, row: Row) -> Result<bool, Error> {
        let flattened = row.has(Flags::XML_FLATTENED);
        self.begin_collection(row, names::ENTRY, flattened)
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        let key = self.entry()?;
        Ok(key.map(|key| K::from(&key)))
    }

    fn skip(&mut self) -> Done {
        self.skip_value()
    }

    fn fail(&self, message: String) -> Error {
        self.error(message)
    }
}

impl<'a> Reader<'a> {
    /// The start of the next value.
    fn start(&self) -> usize {
        self.value.map_or(self.at, |(_, at)| at)
    }

    /// Reads a boolean or number.
    #[inline]
    fn parsed<T>(
        &mut self,
        parse: impl Fn(&str) -> Option<T>,
        expected: impl Fn() -> String,
    ) -> Read<T> {
        let start = self.start();
        let Some(text) = self.content()? else {
            return Ok(None);
        };
        match parse(trimmed(&text)) {
            Some(value) => Ok(Some(value)),
            None => {
                let message = format!("expected {}, found `{}`", expected(), shown(&text));
                Err(Error::at(start, message).of("XML"))
            }
        }
    }

    /// The member of the next attribute that has one, whose value then comes next.
    fn attribute_member(&mut self, table: &'static Table) -> Option<usize> {
        while let Some((name, value)) = self.next_attribute() {
            if let Some(found) = names::member(table, name, true, 0) {
                self.value = Some(value);
                return Some(found);
            }
        }
        None
    }

    /// An attribute has no members or items.
    fn refuse_attribute(&self) -> Done {
        match self.value {
            None => Ok(()),
            Some(_) => Err(self.error("expected an element, found an attribute".to_owned())),
        }
    }

    /// Enters a list or map. The element of a flattened one is its first item or entry.
    fn begin_collection(
        &mut self,
        row: Row,
        name: &'static str,
        flattened: bool,
    ) -> Result<bool, Error> {
        self.refuse_attribute()?;
        let mut name: &'a str = name;
        if flattened {
            name = self.open.last().copied().unwrap_or_default();
        } else if self.is_nil()? {
            return Ok(false);
        } else {
            self.deeper()?;
        }
        self.collections.push(Collection {
            name,
            flattened,
            place: match flattened {
                true => Place::First,
                false => Place::Between,
            },
            row,
        });
        Ok(true)
    }

    fn end_collection(&mut self) {
        self.collections.pop();
        self.depth = self.depth.saturating_sub(1);
    }

    /// Moves to the value of the next entry of the map that was entered last, and returns its key;
    /// `None`, and the map left, if it has no further entries.
    fn entry(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        let Some(map) = self.collections.last().copied() else {
            return Ok(None);
        };
        if map.place == Place::Within {
            while self.next_element()?.is_some() {
                self.skip_value()?;
            }
        }
        if !self.begin_entry(map)? {
            return Ok(None);
        }
        if let Some(map) = self.collections.last_mut() {
            map.place = Place::Within;
        }
        let (key_name, value_name) = (names::key(map.row), names::value(map.row));
        let (mut key, mut value) = (None, None);
        while let Some(name) = self.next_element()? {
            if key.is_none() && names::is(name, key_name) {
                key = self.content()?;
                // The value may stand before the key.
                if let Some(mark) = value
                    && key.is_some()
                {
                    self.return_to(mark);
                    return Ok(key);
                }
                continue;
            }
            if names::is(name, value_name) {
                if key.is_some() {
                    return Ok(key);
                }
                value = Some(self.mark());
            }
            self.skip_value()?;
        }
        let missing = if key.is_some() { value_name } else { key_name };
        Err(self.error(format!("an entry without `{missing}`")))
    }

    /// Moves to the next entry of a map; false, and the map left, if it has none.
    fn begin_entry(&mut self, map: Collection<'a>) -> Result<bool, Error> {
        if map.flattened {
            let found = map.place == Place::First || self.next_sibling(map.name)?;
            if !found {
                self.collections.pop();
            }
            return Ok(found);
        }
        while let Some(name) = self.next_element()? {
            if names::is(name, map.name) {
                return Ok(true);
            }
            self.skip_value()?;
        }
        self.end_collection();
        Ok(false)
    }
}
