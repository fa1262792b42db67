//! A structure as a value with names, in which expressions look.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{DateTime, Document, Number, base64};

use crate::shape::{self, Flags, Members, Row, Sink, Structure, Table, Top};

/// A value of any type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Flag(bool),
    Number(f64),
    /// A number or boolean that is not written, since it has its default value: zero or false.
    Default,
    Text(String),
    List(Vec<Self>),
    /// The members of a structure or the entries of a map.
    Map(Vec<(String, Self)>),
}

/// A structure as a value.
pub(super) fn of<S: Structure>(structure: &S) -> Value {
    let table = shape::table::<S>();
    let mut tree = Tree::default();
    tree.begin_structure(Row::nothing(), table);
    structure.write(&mut Members::new(table, &mut tree, Top::Plain));
    tree.end_structure();
    tree.root
}

impl Value {
    /// The entries of a map, which has no order, in that of their keys.
    fn map(mut entries: Vec<(String, Self)>) -> Self {
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self::Map(entries)
    }

    /// A member or entry.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        let mut entries = entries.iter();
        entries.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// An item of a list, from its end if the index is negative.
    pub(super) fn item(&self, index: i64) -> Option<&Self> {
        let Self::List(items) = self else {
            return None;
        };
        match usize::try_from(index) {
            Ok(index) => items.get(index),
            Err(_) => {
                let back = usize::try_from(index.unsigned_abs()).ok()?;
                items.get(items.len().checked_sub(back)?)
            }
        }
    }

    /// True unless the value is false, empty or null.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Flag(flag) => *flag,
            // It is a boolean: the generator refuses numbers as conditions.
            Self::Default => false,
            Self::Number(_) => true,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Default => Some(0.0),
            _ => None,
        }
    }

    /// True if the two are equal.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Default, Self::Flag(flag)) | (Self::Flag(flag), Self::Default) => !flag,
            (Self::Default, Self::Number(number)) | (Self::Number(number), Self::Default) => {
                *number == 0.0
            }
            (Self::List(these), Self::List(those)) => {
                these.len() == those.len()
                    && these
                        .iter()
                        .zip(those)
                        .all(|(this, that)| this.equals(that))
            }
            _ => self == other,
        }
    }

    /// The number of items, entries or characters.
    #[allow(clippy::cast_precision_loss, reason = "nothing has 2^53 items")]
    pub(super) fn length(&self) -> Option<f64> {
        let length = match self {
            Self::Text(text) => text.chars().count(),
            Self::List(items) => items.len(),
            Self::Map(entries) => entries.len(),
            _ => return None,
        };
        Some(length as f64)
    }
}

/// Makes a value of what is written.
#[derive(Debug)]
struct Tree {
    root: Value,
    open: Vec<Open>,
}

/// A structure, list or map that has begun.
#[derive(Debug)]
enum Open {
    Structure(&'static str, &'static Table, Vec<(String, Value)>),
    List(&'static str, Vec<Value>),
    Map(&'static str, Vec<(String, Value)>, Option<String>),
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            root: Value::Null,
            open: Vec::new(),
        }
    }
}

impl Tree {
    /// Puts a value into what has begun last.
    fn put(&mut self, name: &str, value: Value) {
        match self.open.last_mut() {
            None => self.root = value,
            Some(Open::Structure(_, _, members)) => members.push((name.to_owned(), value)),
            Some(Open::List(_, items)) => items.push(value),
            Some(Open::Map(_, entries, key)) => {
                entries.push((key.take().unwrap_or_default(), value));
            }
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Structure(name, table, mut members)) => {
                let unwritten = table.rows().filter(|row| row.has(Flags::DEFAULT));
                let unwritten: Vec<_> = unwritten
                    .map(Row::escaped_name)
                    .filter(|name| members.iter().all(|(member, _)| member != name))
                    .map(|name| (name.to_owned(), Value::Default))
                    .collect();
                members.extend(unwritten);
                self.put(name, Value::Map(members));
            }
            Some(Open::List(name, items)) => self.put(name, Value::List(items)),
            Some(Open::Map(name, entries, _)) => self.put(name, Value::map(entries)),
            None => {}
        }
    }
}

impl Sink for Tree {
    fn string(&mut self, row: Row, value: &str) {
        self.put(row.escaped_name(), Value::Text(value.to_owned()));
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.put(row.escaped_name(), Value::Flag(value));
    }

    #[allow(clippy::cast_precision_loss, reason = "numbers of JMESPath are such")]
    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.put(row.escaped_name(), Value::Number(value as f64));
    }

    fn double(&mut self, row: Row, value: f64) {
        self.put(row.escaped_name(), Value::Number(value));
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.put(row.escaped_name(), Value::Text(base64::encode(value)));
    }

    fn stream(&mut self, row: Row, _: Option<&[u8]>) {
        self.put(row.escaped_name(), Value::Null);
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        let text = value.fmt(Format::DateTime);
        self.put(row.escaped_name(), text.map_or(Value::Null, Value::Text));
    }

    fn document(&mut self, row: Row, value: &Document) {
        self.put(row.escaped_name(), value.into());
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.put(
            row.escaped_name(),
            digits.parse().map_or(Value::Null, Value::Number),
        );
    }

    fn null(&mut self, row: Row) {
        self.put(row.escaped_name(), Value::Null);
    }

    fn begin_structure(&mut self, row: Row, table: &'static Table) {
        self.open
            .push(Open::Structure(row.escaped_name(), table, Vec::new()));
    }

    fn end_structure(&mut self) {
        self.end();
    }

    fn begin_list(&mut self, row: Row, _: usize) {
        self.open.push(Open::List(row.escaped_name(), Vec::new()));
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_map(&mut self, row: Row, _: usize) {
        self.open
            .push(Open::Map(row.escaped_name(), Vec::new(), None));
    }

    fn key(&mut self, _: Row, key: &str) {
        if let Some(Open::Map(_, _, next)) = self.open.last_mut() {
            *next = Some(key.to_owned());
        }
    }

    fn end_map(&mut self) {
        self.end();
    }

    fn unknown_variant(&mut self, _: &'static str) {}
}

impl From<&Document> for Value {
    fn from(value: &Document) -> Self {
        match value {
            Document::Null => Self::Null,
            Document::Bool(flag) => Self::Flag(*flag),
            Document::Number(number) => Self::Number(number.to_f64_lossy()),
            Document::String(text) => Self::Text(text.clone()),
            Document::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Document::Object(entries) => {
                let entries = entries.iter();
                Self::map(entries.map(|(key, it)| (key.clone(), it.into())).collect())
            }
        }
    }
}

impl From<Value> for Document {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Flag(flag) => Self::Bool(flag),
            Value::Number(number) => Self::Number(Number::Float(number)),
            Value::Default => Self::Number(Number::Float(0.0)),
            Value::Text(text) => Self::String(text),
            Value::List(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Map(entries) => {
                let entries = entries.into_iter();
                Self::Object(entries.map(|(key, it)| (key, it.into())).collect())
            }
        }
    }
}
