//! JSON as in the file: keys in order, duplicates kept, strings borrowed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A JSON value.
#[derive(Debug, Default)]
pub(crate) enum Node<'a> {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The type of the value, with its article.
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::Text(_) => "a string",
            Node::List(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// The value of a key, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'a>> {
        match self {
            Node::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The content, if this is a string.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same value, owned. The last of duplicate keys wins.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Node::Null => Value::Null,
            Node::Bool(flag) => Value::Bool(flag),
            Node::Number(number) => Value::Number(number),
            Node::Text(text) => Value::String(text.into_owned()),
            Node::List(list) => Value::Array(list.into_iter().map(Node::into_value).collect()),
            Node::Object(entries) => Value::Object(into_map(entries)),
        }
    }

    /// Finds the duplicate keys of objects, each with its path.
    pub(crate) fn duplicates(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.collect_duplicates(&mut Vec::new(), &mut found);
        found
    }

    // The recursion is as deep as the value, which the parser limits.
    fn collect_duplicates<'n>(&'n self, way: &mut Vec<Cow<'n, str>>, found: &mut Vec<Vec<String>>) {
        match self {
            Node::List(list) => {
                for (index, element) in list.iter().enumerate() {
                    if matches!(element, Node::List(_) | Node::Object(_)) {
                        way.push(Cow::Owned(index.to_string()));
                        element.collect_duplicates(way, found);
                        way.pop();
                    }
                }
            }
            Node::Object(entries) => {
                for key in twice(entries) {
                    let mut place: Vec<String> = way.iter().map(ToString::to_string).collect();
                    place.push(key.to_owned());
                    found.push(place);
                }
                for (key, value) in entries {
                    if matches!(value, Node::List(_) | Node::Object(_)) {
                        way.push(Cow::Borrowed(key));
                        value.collect_duplicates(way, found);
                        way.pop();
                    }
                }
            }
            _ => {}
        }
    }
}

/// The duplicate keys, each once.
fn twice<'n>(entries: &'n [(Cow<'_, str>, Node<'_>)]) -> Vec<&'n str> {
    let mut found: Vec<&str> = Vec::new();
    // Most objects are so small that comparing costs less than hashing.
    if entries.len() <= 8 {
        for (index, (key, _)) in entries.iter().enumerate() {
            let is_known = entries.iter().take(index).any(|(before, _)| before == key);
            if is_known && !found.contains(&key.as_ref()) {
                found.push(key);
            }
        }
    } else {
        let mut seen: HashMap<&str, bool> = HashMap::with_capacity(entries.len());
        for (key, _) in entries {
            let key = key.as_ref();
            match seen.get_mut(key) {
                None => drop(seen.insert(key, false)),
                Some(is_found) if !*is_found => {
                    *is_found = true;
                    found.push(key);
                }
                Some(_) => {}
            }
        }
    }
    found
}

pub(crate) fn into_map(entries: Vec<(Cow<'_, str>, Node<'_>)>) -> Map<String, Value> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into_owned(), value.into_value()))
        .collect()
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        // JSON has no numbers that are not finite.
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = seq.next_element()? {
            list.push(element);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Node::Object(entries))
    }
}

/// A string, borrowed if possible.
pub(crate) struct Key<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}
