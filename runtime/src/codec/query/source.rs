//! Forms as a source.

use std::borrow::Cow;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{Blob, Document, base64};

use super::reader::{Open, Reader, error};
use crate::codec::{Error, timestamp, wording};
use crate::http::Parsed;
use crate::shape::{Done, Read, Row, Source, Table};

impl Reader {
    fn parsed<T: Parsed>(&mut self) -> Read<T> {
        let parsed = T::parsed(&self.scalar()?);
        let expected = || error(format!("expected {}", T::expected()));
        parsed.map(Some).ok_or_else(expected)
    }
}

impl Source for Reader {
    fn stands_in(&self) -> bool {
        false
    }

    fn null(&mut self) -> Result<bool, Error> {
        Ok(false)
    }

    fn string(&mut self, _: Row) -> Read<String> {
        self.scalar().map(Some)
    }

    fn text(&mut self, _: Row) -> Read<Cow<'_, str>> {
        self.scalar().map(|text| Some(Cow::Owned(text)))
    }

    fn boolean(&mut self, _: Row) -> Read<bool> {
        self.parsed()
    }

    fn integer(&mut self, _: Row, bits: u32) -> Read<i64> {
        let greatest = i64::MAX >> (64 - bits.clamp(1, 64));
        let value = i64::parsed(&self.scalar()?);
        match value.filter(|value| (-greatest - 1..=greatest).contains(value)) {
            Some(value) => Ok(Some(value)),
            None => Err(error(format!("expected {}", wording::integers(greatest)))),
        }
    }

    fn float(&mut self, _: Row) -> Read<f32> {
        self.parsed()
    }

    fn double(&mut self, _: Row) -> Read<f64> {
        self.parsed()
    }

    fn blob(&mut self, _: Row) -> Read<Blob> {
        let bytes = base64::decode(self.scalar()?);
        let bytes = bytes.map_err(|it| error(format!("not base64: {it}")))?;
        Ok(Some(Blob::new(bytes)))
    }

    fn timestamp(&mut self, row: Row) -> Read<DateTime> {
        let text = self.scalar()?;
        let time = match row.format() {
            Some(Format::EpochSeconds) => timestamp::epoch_seconds(&text),
            Some(Format::HttpDate) => DateTime::from_str(&text, Format::HttpDate).ok(),
            _ => DateTime::from_str(&text, Format::DateTimeWithOffset).ok(),
        };
        time.map(Some).ok_or_else(|| error("invalid timestamp"))
    }

    fn document(&mut self, _: Row) -> Read<Document> {
        Err(error("documents have no form in a query request"))
    }

    fn number(&mut self, _: Row) -> Read<String> {
        self.scalar().map(Some)
    }

    fn begin_structure(&mut self, _: Row) -> Result<bool, Error> {
        let node = self.value()?;
        if node.value.as_ref().is_some_and(|value| !value.is_empty()) {
            return Err(error("expected a structure"));
        }
        self.open.push(node.members());
        Ok(true)
    }

    fn next_member(&mut self, table: &'static Table, _: usize) -> Read<usize> {
        let Some(Open::Structure(members)) = self.open.last_mut() else {
            return Err(error("expected a structure"));
        };
        let Some((name, node)) = members.next() else {
            self.open.pop();
            return Ok(None);
        };
        self.next = Some(node);
        Ok(Some(self.member(table, &name).unwrap_or(table.len())))
    }

    fn begin_list(&mut self, row: Row) -> Result<bool, Error> {
        let mut list = self.value()?;
        if !self.is_flat(row) {
            let name = row.held().xml_name();
            let name = if name.is_empty() { "member" } else { name };
            list = list.take(name).unwrap_or_default();
        }
        self.open.push(Open::List(list.numbered()?.into_iter()));
        Ok(true)
    }

    fn next_item(&mut self, _: bool) -> Result<bool, Error> {
        let Some(Open::List(items)) = self.open.last_mut() else {
            return Err(error("expected a list"));
        };
        self.next = items.next();
        if self.next.is_none() {
            self.open.pop();
        }
        Ok(self.next.is_some())
    }

    fn begin_map(&mut self, row: Row) -> Result<bool, Error> {
        let mut map = self.value()?;
        if !self.is_flat(row) {
            map = map.take("entry").unwrap_or_default();
        }
        let key = self.entry_name(row.keys(), "key");
        let value = self.entry_name(row.held(), "value");
        let entries = map.numbered()?.into_iter().map(|mut entry| {
            let key = entry.take(&key).and_then(|key| key.value);
            let both = key.zip(entry.take(&value));
            both.ok_or_else(|| error("expected a key and a value"))
        });
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        self.open.push(Open::Map(entries.into_iter()));
        Ok(true)
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        let Some(Open::Map(entries)) = self.open.last_mut() else {
            return Err(error("expected a map"));
        };
        let Some((key, value)) = entries.next() else {
            self.open.pop();
            return Ok(None);
        };
        self.next = Some(value);
        Ok(Some(K::from(&key)))
    }

    fn skip(&mut self) -> Done {
        self.next = None;
        Ok(())
    }

    fn fail(&self, message: String) -> Error {
        error(message)
    }
}
