//! JSON of which every byte can be chosen: literals are kept as they are written, members may be
//! duplicates.

use std::fmt::{self, Write as _};

use fastrand::Rng;
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

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

/// The most arrays and objects around a value: what `serde_json` reads.
const DEPTH: usize = 127;

/// The value that a text is. Members may be duplicates, and numbers of any size.
pub(super) fn parse(text: &[u8]) -> Option<Json> {
    parsed(serde_json::from_slice(text).ok()?, DEPTH)
}

fn parsed(raw: &RawValue, depth: usize) -> Option<Json> {
    let text = raw.get();
    Some(match text.as_bytes().first()? {
        b'"' => Json::String(serde_json::from_str(text).ok()?),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let depth = depth.checked_sub(1)?;
            let items = items.into_iter().map(|item| parsed(item, depth));
            Json::Array(items.collect::<Option<_>>()?)
        }
        b'{' => {
            let Members(members) = serde_json::from_str(text).ok()?;
            let depth = depth.checked_sub(1)?;
            let members = members.into_iter();
            let members = members.map(|(name, value)| Some((name, parsed(value, depth)?)));
            Json::Object(members.collect::<Option<_>>()?)
        }
        _ => Json::literal(text),
    })
}

/// The members of an object, in the order they are written.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members(Vec::new()))
    }
}

impl<'de> Visitor<'de> for Members<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut from: A) -> Result<Self, A::Error> {
        while let Some(member) = from.next_entry()? {
            self.0.push(member);
        }
        Ok(self)
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

    /// Protects the conditions of what is accepted: bodies are changed that have numbers which no
    /// type holds, and those that nest without end are left.
    #[test]
    fn any_number_and_not_any_depth() {
        let text = r#"{"a":[3E799,-0.0,1e2],"a":1.50}"#;
        let parsed = parse(text.as_bytes()).map(|it| it.compact());
        assert_eq!(parsed.as_deref(), Some(text));
        for (depth, is_read) in [(DEPTH, true), (DEPTH + 1, false), (100_000, false)] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            assert_eq!(parse(text.as_bytes()).is_some(), is_read, "{depth}");
        }
        for text in ["", "{", "[1,]", "1 2", "NaN", "\"\u{1}\""] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
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
