//! JSON of which every byte can be chosen: literals are kept as they are written, members may be
//! duplicates.

use std::fmt::{self, Write as _};

use fastrand::Rng;
use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A number, `true`, `false` or `null`, or something that only looks like one.
    Literal(String),
    /// A string, without quotes and escapes.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, in the order it is written.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// `null`
    pub fn null() -> Self {
        Json::Literal("null".to_owned())
    }

    /// A literal of that text.
    pub fn literal(value: impl ToString) -> Self {
        Json::Literal(value.to_string())
    }

    /// A string of that text.
    pub fn string(value: impl Into<String>) -> Self {
        Json::String(value.into())
    }

    /// The member of that name in an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let found = self.members().iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value)
    }

    /// The members of an object; none for other values.
    pub fn members(&self) -> &[(String, Json)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; none for other values.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            _ => &[],
        }
    }

    /// The shortest form.
    pub fn compact(&self) -> String {
        self.written(None)
    }

    /// A form with random whitespace and escapes; equal seeds write equal bytes. The compact form
    /// without a seed.
    pub fn written(&self, seed: Option<u64>) -> String {
        let mut writer = Writer {
            text: String::new(),
            style: seed.map(Rng::with_seed),
        };
        writer.value(self);
        writer.text
    }

    /// The number of values in it.
    pub fn size(&self) -> usize {
        let below: usize = match self {
            Json::Array(items) => items.iter().map(Json::size).sum(),
            Json::Object(members) => members.iter().map(|(_, value)| value.size()).sum(),
            _ => 0,
        };
        below + 1
    }

    /// The value number `position`, counted from the root, parents before their children.
    pub fn at(&mut self, position: usize) -> Option<&mut Json> {
        self.find(&mut { position })
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Json> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Json::Array(items) => items.iter_mut().find_map(|item| item.find(left)),
            Json::Object(members) => members.iter_mut().find_map(|(_, value)| value.find(left)),
            _ => None,
        }
    }
}

/// The value that a text is. Members may be duplicates.
pub(super) fn parse(text: &[u8]) -> Option<Json> {
    serde_json::from_slice(text).ok()
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Parsed)
    }
}

struct Parsed;

impl<'de> Visitor<'de> for Parsed {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::null())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::literal(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::literal(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::literal(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::literal(format_args!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::string(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = from.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

struct Writer {
    text: String,
    style: Option<Rng>,
}

impl Writer {
    fn value(&mut self, value: &Json) {
        self.space();
        match value {
            Json::Literal(text) => self.text += text,
            Json::String(text) => self.string(text),
            Json::Array(items) => {
                self.text.push('[');
                for (position, item) in items.iter().enumerate() {
                    self.comma(position);
                    self.value(item);
                }
                self.text.push(']');
            }
            Json::Object(members) => {
                self.text.push('{');
                for (position, (name, value)) in members.iter().enumerate() {
                    self.comma(position);
                    self.space();
                    self.string(name);
                    self.space();
                    self.text.push(':');
                    self.value(value);
                }
                self.text.push('}');
            }
        }
        self.space();
    }

    fn comma(&mut self, position: usize) {
        if position > 0 {
            self.text.push(',');
        }
    }

    fn space(&mut self) {
        if let Some(random) = &mut self.style
            && random.u8(0..6) == 0
        {
            let spaces = [" ", "\n", "\t", "\r\n", "   "];
            self.text += spaces[random.usize(..spaces.len())];
        }
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            let escaped = match &mut self.style {
                Some(random) => random.u8(0..16) == 0,
                None => false,
            };
            match c {
                '"' | '\\' if !escaped => self.text.extend(['\\', c]),
                '\n' if !escaped => self.text += "\\n",
                c if escaped || c < ' ' => self.escape(c),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    fn escape(&mut self, c: char) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(self.text, "\\u{unit:04x}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the meaning of bodies, however they are written.
    #[test]
    fn every_form_is_the_same_json() {
        let json = Json::Object(vec![
            (
                "a \"b\" \\ \n\u{1}\u{1f980}".to_owned(),
                Json::literal("-1.5e3"),
            ),
            (
                "c".to_owned(),
                Json::Array(vec![Json::null(), Json::string("é\u{2028}/\t")]),
            ),
        ]);
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        let expected = read(&json.compact());
        let mut forms = std::collections::BTreeSet::new();
        for seed in 0..100 {
            let form = json.written(Some(seed));
            assert_eq!(read(&form), expected, "{form}");
            let parsed = parse(form.as_bytes()).expect("JSON");
            assert_eq!(read(&parsed.compact()), expected, "{form}");
            forms.insert(form);
        }
        assert!(forms.len() > 50, "{} forms", forms.len());
    }

    /// Protects mutations from places that are never reached.
    #[test]
    fn all_values_are_reached() {
        let mut json = Json::Object(vec![
            (
                "a".to_owned(),
                Json::Array(vec![Json::literal(1), Json::literal(2)]),
            ),
            ("b".to_owned(), Json::literal(3)),
        ]);
        assert_eq!(json.size(), 5);
        let found: Vec<_> = (0..5)
            .filter_map(|it| json.at(it).map(|it| it.compact()))
            .collect();
        assert_eq!(found, [r#"{"a":[1,2],"b":3}"#, "[1,2]", "1", "2", "3"]);
        assert_eq!(json.at(5), None);
    }
}
