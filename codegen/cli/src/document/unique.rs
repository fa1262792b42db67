//! Equal entries of a list.

use std::collections::{BTreeMap, HashMap};

use serde_json::value::RawValue;

use hammersmith::document::decimal::Decimal;

/// The deepest nesting of entries that are compared here. The service compares deeper ones.
const MAX_DEPTH: usize = 128;

/// The entries of a list so far.
#[derive(Debug, Default)]
pub(super) struct Entries {
    seen: HashMap<String, usize>,
}

impl Entries {
    /// Adds the entry with that index and JSON text; returns the index of the first equal entry, if
    /// there is one.
    pub(super) fn add(&mut self, index: usize, text: &str) -> Option<usize> {
        let value = canonical(text, 0)?;
        let first = *self.seen.entry(value).or_insert(index);
        (first != index).then_some(first)
    }
}

/// The text of a value that is the same for all its forms: members sorted, and numbers to the last
/// digit.
fn canonical(text: &str, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    match text.as_bytes().first()? {
        b'{' => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
            let members = members.into_iter().map(|(name, value)| {
                let value = canonical(value.get(), depth + 1)?;
                Some(format!("{name:?}:{value}"))
            });
            let members: Vec<_> = members.collect::<Option<_>>()?;
            Some(format!("{{{}}}", members.join(",")))
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let items = items.into_iter();
            let items = items.map(|item| canonical(item.get(), depth + 1));
            let items: Vec<_> = items.collect::<Option<_>>()?;
            Some(format!("[{}]", items.join(",")))
        }
        b'"' => {
            let text: String = serde_json::from_str(text).ok()?;
            Some(format!("{text:?}"))
        }
        b'-' | b'0'..=b'9' => Some(Decimal::parse(text)?.canonical()),
        _ => Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects lists of unique entries: equal values are found in any form, and no others.
    #[test]
    fn equal_entries() {
        let entries = [
            ("1", None),
            ("1.0", Some(0)),
            ("10e-1", Some(0)),
            ("\"1\"", None),
            ("123456789012345678901", None),
            ("123456789012345678902", None),
            (r#"{"a": [1, null], "b": "\u0041"}"#, None),
            (r#"{"b":"A","a":[1.0,null]}"#, Some(6)),
            (r#"{"b":"A","a":[1.0,false]}"#, None),
        ];
        let mut seen = Entries::default();
        for (index, (text, expected)) in entries.into_iter().enumerate() {
            assert_eq!(seen.add(index, text), expected, "{text}");
        }
    }
}
