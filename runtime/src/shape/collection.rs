//! Lists, maps and what may be unset.

use std::collections::HashMap;
use std::hash::Hash;

use super::form::Outside;
use super::{Error, Kind, Read, Row, Sink, Source, Value};
use crate::http::Binding;

/// The kind of lists.
#[derive(Debug)]
pub enum ListKind {}

/// The kind of maps.
#[derive(Debug)]
pub enum MapKind {}

/// The kind of optional values: members, and the values of sparse lists and maps.
#[derive(Debug)]
pub enum OptionKind {}

impl<V: Value> Value for Option<V> {
    type Kind = OptionKind;
}

impl<V: Value> Kind<Option<V>> for OptionKind {
    fn write<K: Sink>(value: &Option<V>, row: Row, to: &mut K) {
        match value {
            Some(value) => V::Kind::write(value, row, to),
            None => to.null(row),
        }
    }

    #[inline]
    fn put<K: Sink>(value: &Option<V>, row: Row, to: &mut K) {
        if let Some(value) = value {
            V::Kind::write(value, row, to);
        }
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<Option<V>> {
        V::Kind::read(row, from).map(Some)
    }

    fn bind(value: &Option<V>, to: &mut Binding) {
        if let Some(value) = value {
            V::Kind::bind(value, to);
        }
    }

    fn payload<K: Sink>(value: &Option<V>, to: &mut Binding, body: &mut K) {
        match value {
            Some(value) => V::Kind::payload(value, to, body),
            None => V::Kind::no_payload(to, body),
        }
    }
}

impl<V: Value> Value for Vec<V> {
    type Kind = ListKind;
}

impl<V: Value> Kind<Vec<V>> for ListKind {
    fn write<K: Sink>(value: &Vec<V>, row: Row, to: &mut K) {
        to.begin_list(row, value.len());
        let held = row.held();
        for item in value {
            V::Kind::write(item, held, to);
        }
        to.end_list();
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<Vec<V>> {
        if !from.begin_list(row)? {
            return Ok(None);
        }
        let held = row.held();
        let mut items = Vec::new();
        while from.next_item(items.is_empty())? {
            match V::Kind::read(held, from) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Err(null(from)),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(items))
    }

    fn bind(value: &Vec<V>, to: &mut Binding) {
        to.begin_list(value.is_empty());
        for item in value {
            V::Kind::bind(item, to);
        }
        to.end_list();
    }

    fn missing() -> Option<Vec<V>> {
        Some(Vec::new())
    }

    fn add(place: &mut Vec<V>, more: Vec<V>) {
        place.extend(more);
    }

    fn outside(row: Row, from: &Outside<'_>) -> Read<Vec<V>> {
        V::Kind::outside_list(row.held(), from)
    }
}

/// A type of map keys: a string or an enum.
pub trait Key: Value + AsRef<str> + for<'t> From<&'t str> + Eq + Hash {}

impl<N: Value + AsRef<str> + for<'t> From<&'t str> + Eq + Hash> Key for N {}

impl<N: Key, V: Value> Value for HashMap<N, V> {
    type Kind = MapKind;
}

impl<N: Key, V: Value> Kind<HashMap<N, V>> for MapKind {
    fn write<K: Sink>(value: &HashMap<N, V>, row: Row, to: &mut K) {
        to.begin_map(row, value.len());
        let (keys, held) = (row.keys(), row.held());
        for (key, value) in value {
            N::Kind::key(key, keys, to);
            V::Kind::write(value, held, to);
        }
        to.end_map();
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<HashMap<N, V>> {
        if !from.begin_map(row)? {
            return Ok(None);
        }
        let held = row.held();
        let mut entries = HashMap::new();
        // A map that grows hashes its keys anew, and maps often come in lists of similar ones.
        let probable = from.probable_entries();
        while let Some(key) = from.next_key::<N>()? {
            if entries.is_empty() {
                entries.reserve(probable);
            }
            match V::Kind::read(held, from) {
                Ok(Some(value)) => entries.insert(key, value),
                Ok(None) => return Err(null(from)),
                Err(error) => return Err(error),
            };
        }
        from.had_entries(entries.len());
        Ok(Some(entries))
    }

    fn bind(value: &HashMap<N, V>, to: &mut Binding) {
        for (key, value) in value {
            to.begin_entry(key.as_ref());
            V::Kind::bind(value, to);
        }
    }

    fn missing() -> Option<HashMap<N, V>> {
        Some(HashMap::new())
    }

    fn add(place: &mut HashMap<N, V>, more: HashMap<N, V>) {
        place.extend(more);
    }

    fn outside(row: Row, from: &Outside<'_>) -> Read<HashMap<N, V>> {
        #[cfg(feature = "fake")]
        if let Outside::Entries(entries) = *from {
            return parameters(row, entries);
        }
        let _ = row;
        let Outside::PrefixHeaders(response, prefix) = *from else {
            return Ok(None);
        };
        let mut entries = HashMap::new();
        for (key, value) in response.prefix_headers(prefix) {
            if let Some(value) = V::Kind::text(&value) {
                entries.insert(N::from(&key), value);
            }
        }
        Ok(Some(entries))
    }
}

/// Reads all query parameters.
#[cfg(feature = "fake")]
fn parameters<N: Key, V: Value>(row: Row, entries: &[(&str, &str)]) -> Read<HashMap<N, V>> {
    let (mut found, mut values) = (HashMap::new(), HashMap::<&str, Vec<&str>>::new());
    for (key, text) in entries {
        values.entry(*key).or_default().push(*text);
    }
    for (key, texts) in values {
        if let Some(value) = V::Kind::outside(row.held(), &Outside::Texts(&texts))? {
            found.insert(N::from(key), value);
        }
    }
    Ok((!found.is_empty()).then_some(found))
}

#[cold]
fn null<R: Source>(from: &R) -> Error {
    from.fail("null where a value has to be".to_owned())
}

#[cfg(all(test, feature = "fake"))]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::shape::Row;

    /// Protects fakes from long queries: the time grows with the number of parameters, not with its
    /// square.
    #[test]
    fn many_parameters() {
        let names: Vec<String> = (0..40_000).map(|number| number.to_string()).collect();
        let entries: Vec<_> = names.iter().map(|name| (name.as_str(), "a")).collect();
        let begin = Instant::now();
        let found: Read<HashMap<String, String>> = parameters(Row::nothing(), &entries);
        assert_eq!(found.expect("a map").map(|found| found.len()), Some(40_000));
        assert!(begin.elapsed() < Duration::from_secs(3));
    }
}
