//! Small and large changes of inputs.

use serde_json::{Map, Number, Value};

use crate::random::Random;

/// Strings that have broken a generator or a reader before.
const STRINGS: &[&str] = &[
    "",
    " ",
    "a",
    "_",
    "_1",
    "type",
    "self",
    "Self",
    "\u{202e}\u{2066}",
    "\u{1b}]0;x\u{7}",
    "\r\n",
    "\u{0}",
    "*/ \"# ``` | [x] <b>",
    "a{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}",
    "((a{60}){60}){60}",
    "^(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)(.*,)x$",
    "(a|aa)+\\1(?=.*b)(?!c)\\p{Lu}[^\\W]{3,}$",
    "((((((((((((((((",
    "https://{Region}.x",
    "{Region#name}",
    "2026-01-31T12:00:00.123456789Z",
    "Sat, 31 Jan 2026 12:00:00 GMT",
    "+999999-01-01T00:00:00Z",
    "NaN",
    "Infinity",
    "1e400",
    "AAAA",
    "////",
    "smithy.api#String",
    "smithy.api#Unit",
    "com.example#Nowhere",
];

/// Numbers at the edges of types.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "65536",
    "100000",
    "2147483648",
    "9007199254740993",
    "9223372036854775807",
    "18446744073709551615",
    "-9223372036854775808",
    "0.1",
    "-0.0",
    "1e308",
    "1.7976931348623157e308",
    "1515531081.123",
];

/// Changes a JSON document in one to eight places. `others` are documents to take parts of.
pub fn json(random: &mut Random, document: &mut Value, others: &[Value]) {
    for _ in 0..=random.below(8) {
        change(random, document, others);
    }
}

/// Changes a value, or something inside of it.
fn change(random: &mut Random, document: &mut Value, others: &[Value]) {
    let size = size(document);
    let place = random.below(size);
    let replacement = part(random, document, others);
    let names = names(document);
    let Some(value) = at(document, place) else {
        return;
    };
    match random.below(12) {
        0 => *value = scalar(random),
        1 => *value = nested(random, value.take()),
        2 | 3 => *value = replacement,
        4 => remove(random, value),
        5 => repeat(random, value),
        6 => rename(random, value, &names),
        7 => insert(random, value, replacement, &names),
        8 => reverse(value),
        9 => splice(random, value),
        _ => *value = like(random, value, &names),
    }
}

/// The number of values in a document, including itself.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(entries) => entries.values().map(size).sum(),
        _ => 0,
    }
}

/// The value of a number, in the order in which they are written.
fn at(value: &mut Value, place: usize) -> Option<&mut Value> {
    if place == 0 {
        return Some(value);
    }
    let mut left = place - 1;
    let below: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        _ => Vec::new(),
    };
    for item in below {
        let size = size(item);
        if left < size {
            return at(item, left);
        }
        left -= size;
    }
    None
}

/// The keys and strings of a document, which its references use.
fn names(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(entries) => {
            for (key, item) in entries {
                found.push(key.clone());
                collect(item, found);
            }
        }
        _ => {}
    }
}

/// A copy of some value of the document or of another one.
fn part(random: &mut Random, document: &Value, others: &[Value]) -> Value {
    let from = match random.below(3) {
        0 => random.one_of(others).unwrap_or(document),
        _ => document,
    };
    let mut from = from.clone();
    let place = random.below(size(&from));
    at(&mut from, place).map(Value::take).unwrap_or_default()
}

fn scalar(random: &mut Random) -> Value {
    match random.below(6) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => number(random),
        3 => Value::Array(Vec::new()),
        4 => Value::Object(Map::new()),
        _ => string(random),
    }
}

fn number(random: &mut Random) -> Value {
    let text = random.one_of(NUMBERS).copied().unwrap_or("0");
    let number: Option<Number> = text.parse().ok();
    number.map_or(Value::Null, Value::Number)
}

fn string(random: &mut Random) -> Value {
    let text = random.one_of(STRINGS).copied().unwrap_or_default();
    match random.below(8) {
        0 => Value::String(text.repeat(1 + random.below(300))),
        _ => Value::String(text.to_owned()),
    }
}

/// A value of the same type, so that reading continues.
fn like(random: &mut Random, value: &Value, names: &[String]) -> Value {
    match value {
        Value::String(_) if random.below(2) == 0 => {
            let name = random.one_of(names).cloned();
            Value::String(name.unwrap_or_default())
        }
        Value::String(_) => string(random),
        Value::Number(_) => number(random),
        Value::Bool(value) => Value::Bool(!value),
        _ => scalar(random),
    }
}

/// The value inside of many arrays or objects.
fn nested(random: &mut Random, value: Value) -> Value {
    let mut value = value;
    let is_array = random.below(2) == 0;
    for _ in 0..1 + random.below(100) {
        value = if is_array {
            Value::Array(vec![value])
        } else {
            Value::Object(Map::from_iter([("a".to_owned(), value)]))
        };
    }
    value
}

fn remove(random: &mut Random, value: &mut Value) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            items.remove(random.below(items.len()));
        }
        Value::Object(entries) => {
            let keys: Vec<String> = entries.keys().cloned().collect();
            if let Some(key) = random.one_of(&keys) {
                entries.shift_remove(key);
            }
        }
        other => *other = Value::Null,
    }
}

/// Copies an element or entry many times.
fn repeat(random: &mut Random, value: &mut Value) {
    let times = 1 + random.below(40);
    match value {
        Value::Array(items) => {
            if let Some(item) = random.one_of(items).cloned() {
                items.extend(std::iter::repeat_n(item, times));
            }
        }
        Value::Object(entries) => {
            let all: Vec<(String, Value)> = entries.clone().into_iter().collect();
            if let Some((key, item)) = random.one_of(&all) {
                let copies = (0..times).map(|copy| (format!("{key}{copy}"), item.clone()));
                entries.extend(copies);
            }
        }
        Value::String(text) => *text = text.repeat(times),
        other => *other = Value::Array(vec![other.clone(), other.take()]),
    }
}

/// Gives an entry another key.
fn rename(random: &mut Random, value: &mut Value, names: &[String]) {
    if let Value::Object(entries) = value {
        let keys: Vec<String> = entries.keys().cloned().collect();
        let name = match random.below(3) {
            0 => STRINGS
                .get(random.below(STRINGS.len()))
                .map(ToString::to_string),
            _ => random.one_of(names).cloned(),
        };
        if let (Some(key), Some(name)) = (random.one_of(&keys), name)
            && let Some(item) = entries.shift_remove(key)
        {
            entries.insert(name, item);
        }
    }
}

fn insert(random: &mut Random, value: &mut Value, new: Value, names: &[String]) {
    match value {
        Value::Array(items) => items.insert(random.below(items.len() + 1), new),
        Value::Object(entries) => {
            let name = random.one_of(names).cloned();
            entries.insert(name.unwrap_or_default(), new);
        }
        other => *other = new,
    }
}

fn reverse(value: &mut Value) {
    match value {
        Value::Array(items) => items.reverse(),
        Value::Object(entries) => {
            let all: Vec<(String, Value)> = std::mem::take(entries).into_iter().collect();
            entries.extend(all.into_iter().rev());
        }
        _ => {}
    }
}

/// Puts a string into the middle of another one.
fn splice(random: &mut Random, value: &mut Value) {
    if let Value::String(text) = value {
        let at = text.floor_char_boundary(random.below(text.len() + 1));
        let more = random.one_of(STRINGS).copied().unwrap_or_default();
        text.insert_str(at, more);
    }
}

/// Changes bytes in one to eight places.
pub fn bytes(random: &mut Random, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    const TOKENS: &[&[u8]] = &[
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b":",
        b",",
        b"\\u",
        b"\\ud800",
        b"null",
        b"1e9999",
        b"-",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\n",
        b"\0",
        b"\\/",
        b"T",
        b"Z",
        b"+01:00",
        b".",
        b"  ",
    ];
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(16)).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let copied: Vec<u8> = bytes.get(at..end).unwrap_or_default().to_vec();
                bytes.splice(at..at, copied.repeat(1 + random.below(20)));
            }
            2 => {
                let byte = u8::try_from(random.below(256)).unwrap_or_default();
                if let Some(old) = bytes.get_mut(at) {
                    *old = byte;
                }
            }
            3 => {
                let other = random.one_of(others).map(Vec::as_slice).unwrap_or_default();
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                let taken = other.get(from..to).unwrap_or_default().to_vec();
                bytes.splice(at..at, taken);
            }
            4 => {
                let token = random.one_of(TOKENS).copied().unwrap_or_default();
                bytes.splice(at..at, token.repeat(1 + random.below(3)));
            }
            _ => {
                let token = random.one_of(TOKENS).copied().unwrap_or_default();
                bytes.splice(at..end, token.iter().copied());
            }
        }
    }
}
