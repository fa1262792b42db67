//! The structures, lists and maps that are open while an input is checked.

use std::collections::HashMap;
use std::fmt::Write as _;

use aws_smithy_types::{Document, Number};

use crate::shape::{Flags, Row, Seen, Table};

/// The open ones, from the outermost in.
#[derive(Default)]
pub(super) struct Frames {
    open: Vec<Frame>,
    /// The number of those that are lists of unique items.
    unique: usize,
}

/// A structure, list or map that is open.
pub(super) struct Frame {
    row: Row,
    kind: Kind,
    /// Its contents so far, as strings; empty unless a list around it requires unique items.
    held: Vec<String>,
}

enum Kind {
    Structure(&'static Table, Seen),
    List(usize, Option<HashMap<String, usize>>),
    Map(String),
}

impl Frame {
    pub(super) fn structure(row: Row, table: &'static Table) -> Self {
        Self::new(row, Kind::Structure(table, Seen::default()))
    }

    pub(super) fn list(row: Row) -> Self {
        let seen = row.has(Flags::UNIQUE).then(HashMap::new);
        Self::new(row, Kind::List(0, seen))
    }

    pub(super) fn map(row: Row) -> Self {
        Self::new(row, Kind::Map(String::new()))
    }

    fn new(row: Row, kind: Kind) -> Self {
        Self {
            row,
            kind,
            held: Vec::new(),
        }
    }

    fn is_unique(&self) -> bool {
        matches!(self.kind, Kind::List(_, Some(_)))
    }
}

impl Frames {
    /// Notes that a member is set, or that a list has one more item.
    pub(super) fn begin_value(&mut self, row: Row) {
        match self.open.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Structure(table, set)) => {
                if let Some(place) = table.place(row) {
                    set.set(place, true);
                }
            }
            Some(Kind::List(count, _)) => *count += 1,
            _ => {}
        }
    }

    /// Notes the key of the next value.
    pub(super) fn begin_entry(&mut self, next: &str) {
        if let Some(Frame {
            kind: Kind::Map(key),
            ..
        }) = self.open.last_mut()
        {
            next.clone_into(key);
        }
    }

    /// Notes what a value is, where that matters; the index of the first item that is the same, if
    /// the value is an item of a list whose items have to differ.
    pub(super) fn end_value(&mut self, text: &dyn Fn() -> String) -> Option<usize> {
        if self.unique == 0 {
            return None;
        }
        let frame = self.open.last_mut()?;
        match &mut frame.kind {
            Kind::List(count, Some(seen)) => {
                let index = *count - 1;
                let text = text();
                if self.unique > 1 {
                    frame.held.push(text.clone());
                }
                let first = *seen.entry(text).or_insert(index);
                (first != index).then_some(first)
            }
            Kind::Map(key) => {
                frame.held.push(format!("{key:?}:{}", text()));
                None
            }
            _ => {
                frame.held.push(text());
                None
            }
        }
    }

    pub(super) fn push(&mut self, frame: Frame) {
        self.unique += usize::from(frame.is_unique());
        self.open.push(frame);
    }

    /// Closes the innermost; its contents, as a string that is the same for the same value. Empty
    /// where nobody compares it.
    pub(super) fn pop(&mut self) -> String {
        let Some(mut frame) = self.open.pop() else {
            return String::new();
        };
        self.unique -= usize::from(frame.is_unique());
        if self.unique == 0 {
            return String::new();
        }
        match frame.kind {
            Kind::Map(_) => frame.held.sort(),
            // Which members are set is part of what a structure is.
            Kind::Structure(_, set) => frame.held.push(format!("{set:?}")),
            _ => {}
        }
        frame.held.join(",")
    }

    /// The required members of the innermost structure that are unset.
    pub(super) fn missing(&self) -> impl Iterator<Item = Row> {
        let structure = self.open.last().and_then(|frame| match &frame.kind {
            Kind::Structure(table, set)
                if !table.is_union() && table.flags().any(Flags::REQUIRED) =>
            {
                Some((*table, set))
            }
            _ => None,
        });
        structure.into_iter().flat_map(|(table, set)| {
            let rows = table.rows().enumerate();
            rows.filter(|(place, row)| row.has(Flags::REQUIRED) && !set.contains(*place))
                .map(|(_, row)| row)
        })
    }

    /// The path to a value, as people write it: `volumes[0].host`.
    pub(super) fn path(&self, row: Row) -> String {
        let mut path = String::new();
        for frame in &self.open {
            step(&mut path, frame.row);
            let _ = match &frame.kind {
                Kind::Structure(..) => Ok(()),
                Kind::List(0, _) => Ok(()),
                Kind::List(count, _) => write!(path, "[{}]", count - 1),
                Kind::Map(key) => write!(path, "[{key:?}]"),
            };
        }
        step(&mut path, row);
        path
    }
}

/// Adds the name of a member in Rust.
fn step(path: &mut String, row: Row) {
    let name = row.rust_name();
    if !path.is_empty() && !name.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// A document as a string that is the same for the same value: members in order of their names.
pub(super) fn document(value: &Document) -> String {
    match value {
        Document::Object(members) => {
            let members = members.iter();
            let mut members: Vec<_> = members
                .map(|(name, value)| format!("{name:?}:{}", document(value)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        Document::Array(items) => {
            let items: Vec<_> = items.iter().map(document).collect();
            format!("[{}]", items.join(","))
        }
        Document::Number(Number::PosInt(number)) => number.to_string(),
        Document::Number(Number::NegInt(number)) => number.to_string(),
        Document::Number(Number::Float(number)) => format!("{number:?}"),
        Document::String(text) => format!("{text:?}"),
        Document::Bool(value) => value.to_string(),
        Document::Null => "null".to_owned(),
    }
}
