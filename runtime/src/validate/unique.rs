//! Which entries of a list are the same.

use std::collections::HashMap;

use crate::json::{Error, Reader};
use aws_smithy_types::{Document, Number};

/// The entries of a list so far.
#[derive(Default)]
pub(super) struct Entries {
    seen: HashMap<String, usize>,
    count: usize,
}

impl Entries {
    /// Adds an entry, as JSON; gives the index of the first that is the same, if there is one.
    ///
    /// Fails where the entry is nested too deeply.
    pub(super) fn add(&mut self, text: &str) -> Result<Option<usize>, Error> {
        let value = Reader::new(text.as_bytes())?.document()?;
        let mut key = String::new();
        canonical(&value.unwrap_or(Document::Null), &mut key);
        let index = self.count;
        self.count += 1;
        let first = *self.seen.entry(key).or_insert(index);
        Ok((first != index).then_some(first))
    }
}

/// The value as text that is the same for the same value: members in order of their names.
fn canonical(value: &Document, out: &mut String) {
    match value {
        Document::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (name, value) in members {
                out.push_str(&format!("{name:?}:"));
                canonical(value, out);
            }
            out.push('}');
        }
        Document::Array(items) => {
            out.push('[');
            for item in items {
                canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Document::Number(Number::PosInt(number)) => out.push_str(&number.to_string()),
        Document::Number(Number::NegInt(number)) => out.push_str(&number.to_string()),
        Document::Number(Number::Float(number)) => out.push_str(&format!("{number:?}")),
        Document::String(text) => out.push_str(&format!("{text:?}")),
        Document::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Document::Null => out.push_str("null"),
    }
}
