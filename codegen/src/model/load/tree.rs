//! JSON as a tree of positions. Each level is parsed on demand, and once.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::Key;

/// A value with its source text.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    raw: &'a RawValue,
    below: OnceCell<Below<'a>>,
}

/// The children of a value.
#[derive(Debug)]
enum Below<'a> {
    Nothing,
    Elements(Vec<Tree<'a>>),
    Entries {
        values: Vec<Tree<'a>>,
        /// The first and the last value of each key.
        places: HashMap<Cow<'a, str>, (usize, usize)>,
    },
}

impl<'a> Tree<'a> {
    pub(super) fn of(raw: &'a RawValue) -> Self {
        Self {
            raw,
            below: OnceCell::new(),
        }
    }

    /// The offset of the value in the text that contains it.
    pub(super) fn offset_in(&self, text: &str) -> Option<usize> {
        (self.raw.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)
    }

    /// The text of the value.
    pub(super) fn source(&self) -> &'a str {
        self.raw.get()
    }

    /// The value of a key, or the element of an index. Of duplicate keys the last one counts.
    pub(super) fn child(&self, name: &str) -> Option<&Tree<'a>> {
        match self.below() {
            Below::Nothing => None,
            Below::Elements(elements) => elements.get(name.parse::<usize>().ok()?),
            Below::Entries { values, places } => values.get(places.get(name)?.1),
        }
    }

    /// The first value of a key.
    pub(super) fn first_child(&self, key: &str) -> Option<&Tree<'a>> {
        match self.below() {
            Below::Entries { values, places } => values.get(places.get(key)?.0),
            _ => None,
        }
    }

    /// The value at the end of a path.
    pub(super) fn walk(&self, way: &[String]) -> Option<&Tree<'a>> {
        way.iter().try_fold(self, |tree, step| tree.child(step))
    }

    /// The elements of an array.
    pub(super) fn elements(&self) -> &[Tree<'a>] {
        match self.below() {
            Below::Elements(elements) => elements,
            _ => &[],
        }
    }

    /// The value, if it is a string.
    pub(super) fn text(&self) -> Option<String> {
        serde_json::from_str(self.raw.get()).ok()
    }

    fn below(&self) -> &Below<'a> {
        self.below
            .get_or_init(|| self.read().unwrap_or(Below::Nothing))
    }

    fn read(&self) -> Option<Below<'a>> {
        let text = self.raw.get();
        if text.starts_with('[') {
            let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            return Some(Below::Elements(
                elements.into_iter().map(Tree::of).collect(),
            ));
        }
        let Entries(entries) = serde_json::from_str(text).ok()?;
        let mut values = Vec::with_capacity(entries.len());
        let mut places: HashMap<_, (usize, usize)> = HashMap::with_capacity(entries.len());
        for (place, (key, raw)) in entries.into_iter().enumerate() {
            values.push(Tree::of(raw));
            places.entry(key).or_insert((place, place)).1 = place;
        }
        Some(Below::Entries { values, places })
    }
}

/// The entries of an object, each value with its source text.
struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    entries.push((key, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}
