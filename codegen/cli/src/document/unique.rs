//! Equal entries of a list.

use std::collections::HashMap;

use serde_json::Value;

/// The entries of a list so far.
#[derive(Debug, Default)]
pub(super) struct Entries {
    seen: HashMap<Value, usize>,
}

impl Entries {
    /// Adds the entry with that index and JSON text; returns the index of the first equal entry, if there is one.
    pub(super) fn add(&mut self, index: usize, text: &str) -> Option<usize> {
        // Fails for entries that are nested more than 128 deep and for numbers beyond `f64`: the service compares
        // those.
        let value = serde_json::from_str(text).ok()?;
        let first = *self.seen.entry(value).or_insert(index);
        (first != index).then_some(first)
    }
}
