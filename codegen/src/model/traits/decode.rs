//! Decoding of trait values, with all problems of a value at once.

use std::cell::RefCell;

use serde_json::{Map, Number, Value};

use super::super::ShapeId;
use crate::suggest;

/// A problem with a trait's value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bad {
    /// The path from the value to the invalid part.
    pub(crate) path: Vec<String>,
    /// A sentence without its subject, e.g. `must be a string, not a number`.
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Bad {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn at(mut self, step: impl Into<String>) -> Self {
        self.path.insert(0, step.into());
        self
    }

    pub(crate) fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// A decoded value, or all problems with it.
pub(crate) type Decoded<T> = Result<T, Vec<Bad>>;

/// The type of a JSON value, with its article.
pub(crate) fn what_is(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn must_be(wanted: &str, value: &Value) -> Bad {
    Bad::new(format!("must be {wanted}, not {}", what_is(value)))
}

/// A result with at most one problem.
pub(crate) fn one<T>(result: Result<T, Bad>) -> Decoded<T> {
    result.map_err(|bad| vec![bad])
}

pub(crate) fn as_text(value: &Value) -> Result<&str, Bad> {
    value.as_str().ok_or_else(|| must_be("a string", value))
}

fn as_filled(value: &Value) -> Result<&str, Bad> {
    match as_text(value)? {
        "" => Err(Bad::new("must not be empty")),
        text => Ok(text),
    }
}

fn as_flag(value: &Value) -> Result<bool, Bad> {
    value.as_bool().ok_or_else(|| must_be("a boolean", value))
}

fn as_number(value: &Value) -> Result<&Number, Bad> {
    value.as_number().ok_or_else(|| must_be("a number", value))
}

fn as_count(value: &Value) -> Result<u64, Bad> {
    match value {
        Value::Number(number) => number
            .as_u64()
            .ok_or_else(|| Bad::new(format!("must be an integer of at least 0, not {number}"))),
        other => Err(must_be("a number", other)),
    }
}

fn as_object(value: &Value) -> Result<&Map<String, Value>, Bad> {
    value.as_object().ok_or_else(|| must_be("an object", value))
}

fn as_list(value: &Value) -> Result<&Vec<Value>, Bad> {
    value.as_array().ok_or_else(|| must_be("an array", value))
}

pub(crate) fn text(value: &Value) -> Decoded<&str> {
    one(as_text(value))
}

/// A string that is not empty.
pub(crate) fn filled(value: &Value) -> Decoded<&str> {
    one(as_filled(value))
}

/// The value of a trait without content: an object. In models written by hand, it may be `null` or
/// `true`.
pub(crate) fn marker(value: &Value) -> Decoded<()> {
    match value {
        Value::Object(_) | Value::Null | Value::Bool(true) => Ok(()),
        other => Err(vec![must_be("an object", other)]),
    }
}

pub(crate) fn object(value: &Value) -> Decoded<&Map<String, Value>> {
    one(as_object(value))
}

pub(crate) fn list(value: &Value) -> Decoded<&Vec<Value>> {
    one(as_list(value))
}

/// Reads every element of an array.
pub(crate) fn each<'a, T>(
    value: &'a Value,
    element: impl Fn(&'a Value) -> Decoded<T>,
) -> Decoded<Vec<T>> {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for (index, part) in list(value)?.iter().enumerate() {
        match element(part) {
            Ok(part) => read.push(part),
            Err(bad) => wrong.extend(bad.into_iter().map(|bad| bad.at(index.to_string()))),
        }
    }
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(wrong)
    }
}

/// Reads every value of an object.
pub(crate) fn each_entry<'a, T>(
    value: &'a Value,
    entry: impl Fn(&'a str, &'a Value) -> Decoded<T>,
) -> Decoded<Vec<T>> {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for (key, part) in object(value)? {
        match entry(key, part) {
            Ok(part) => read.push(part),
            Err(bad) => wrong.extend(bad.into_iter().map(|bad| bad.at(key))),
        }
    }
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(wrong)
    }
}

/// An integer within bounds.
pub(crate) fn whole(value: &Value, least: u16, most: u16) -> Decoded<u16> {
    one(as_count(value).and_then(|count| {
        u16::try_from(count)
            .ok()
            .filter(|count| (least..=most).contains(count))
            .ok_or_else(|| Bad::new(format!("must be from {least} to {most}, not {count}")))
    }))
}

/// One of several strings.
pub(crate) fn one_of<T: Copy>(value: &Value, known: &[(&str, T)]) -> Decoded<T> {
    one(as_text(value).and_then(|text| {
        let found = known.iter().find(|(name, _)| *name == text);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let names: Vec<String> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
            let near = suggest::did_you_mean(text, known.iter().map(|(name, _)| *name));
            Bad::new(format!("is `{text}`; expected one of {}", names.join(", "))).with_help(near)
        })
    }))
}

/// The absolute ID of a shape.
pub(crate) fn shape_id(value: &Value) -> Decoded<ShapeId> {
    one(as_text(value).and_then(|text| {
        text.parse()
            .map_err(|error| Bad::new(format!("must be a shape ID: {error}")))
    }))
}

/// Reads the members of an object and collects their problems.
pub(crate) struct Fields<'a> {
    map: Option<&'a Map<String, Value>>,
    known: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
    wrong: RefCell<Vec<Bad>>,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Value) -> Self {
        let (map, wrong) = match as_object(value) {
            Ok(map) => (Some(map), Vec::new()),
            Err(bad) => (None, vec![bad]),
        };
        Self {
            map,
            known: RefCell::default(),
            missing: RefCell::default(),
            wrong: RefCell::new(wrong),
        }
    }

    /// The value of a member, of any type.
    pub(crate) fn raw(&self, name: &'static str) -> Option<&'a Value> {
        self.known.borrow_mut().push(name);
        self.map.and_then(|map| map.get(name))
    }

    fn read<T>(&self, name: &'static str, read: impl Fn(&'a Value) -> Result<T, Bad>) -> Option<T> {
        match read(self.raw(name)?) {
            Ok(read) => Some(read),
            Err(bad) => {
                self.wrong.borrow_mut().push(bad.at(name));
                None
            }
        }
    }

    /// Reports a missing member, and returns a default value so that the other members can be
    /// checked.
    pub(crate) fn need<T: Default>(&self, name: &'static str, read: Option<T>) -> T {
        let there = self.map.is_none_or(|map| map.contains_key(name));
        if !there {
            self.missing.borrow_mut().push(name);
        }
        read.unwrap_or_default()
    }

    pub(crate) fn text(&self, name: &'static str) -> Option<&'a str> {
        self.read(name, as_text)
    }

    pub(crate) fn filled(&self, name: &'static str) -> Option<&'a str> {
        self.read(name, as_filled)
    }

    pub(crate) fn flag(&self, name: &'static str) -> Option<bool> {
        self.read(name, as_flag)
    }

    pub(crate) fn number(&self, name: &'static str) -> Option<&'a Number> {
        self.read(name, as_number)
    }

    pub(crate) fn count(&self, name: &'static str) -> Option<u64> {
        self.read(name, as_count)
    }

    pub(crate) fn object(&self, name: &'static str) -> Option<&'a Map<String, Value>> {
        self.read(name, as_object)
    }

    pub(crate) fn list(&self, name: &'static str) -> Option<&'a Vec<Value>> {
        self.read(name, as_list)
    }

    pub(crate) fn texts(&self, name: &'static str) -> Option<Vec<&'a str>> {
        self.with(name, |value| each(value, text))
    }

    /// Reads a member with a function that may find several problems.
    pub(crate) fn with<T>(
        &self,
        name: &'static str,
        read: impl Fn(&'a Value) -> Decoded<T>,
    ) -> Option<T> {
        match read(self.raw(name)?) {
            Ok(read) => Some(read),
            Err(bad) => {
                let bad = bad.into_iter().map(|bad| bad.at(name));
                self.wrong.borrow_mut().extend(bad);
                None
            }
        }
    }

    /// Adds a problem with the object as a whole.
    pub(crate) fn wrong(&self, bad: Bad) {
        self.wrong.borrow_mut().push(bad);
    }

    /// True if no problem was found so far.
    pub(crate) fn is_good(&self) -> bool {
        self.wrong.borrow().is_empty() && self.missing.borrow().is_empty()
    }

    /// Returns the decoded value if there are no problems. An unknown member is a problem only if
    /// it resembles a known one, since newer versions of Smithy may add members.
    pub(crate) fn finish<T>(self, read: T) -> Decoded<T> {
        let known = self.known.into_inner();
        let missing = self.missing.into_inner();
        let mut wrong = self.wrong.into_inner();
        let strangers: Vec<&str> = self
            .map
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .filter(|key| !known.contains(key))
            .collect();
        let mut blamed = Vec::new();
        for name in &missing {
            let help = suggest::slip(name, strangers.iter().copied()).map(|slip| {
                blamed.push(slip);
                format!("it has `{slip}`; did you mean `{name}`?")
            });
            wrong.push(Bad::new(format!("is missing `{name}`")).with_help(help));
        }
        let strangers = strangers.into_iter().filter(|key| !blamed.contains(key));
        for stranger in strangers {
            if let Some(meant) = suggest::slip(stranger, known.iter().copied()) {
                let bad = Bad::new(format!("has no member `{stranger}`"));
                wrong.push(bad.with_help(Some(format!("did you mean `{meant}`?"))));
            }
        }
        if wrong.is_empty() {
            Ok(read)
        } else {
            Err(wrong)
        }
    }
}
