//! Responses as XML documents, as services of awsQuery and ec2Query write them.

use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::protocol::Protocol;
use hammersmith_codegen::plan::row::{Held, Row, RowTrait};
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;
use hammersmith_codegen::plan::union::UnionVariant;

use super::json::Json;

/// The namespace of documents, which means nothing to clients.
const NAMESPACE: &str = "https://example.com/doc/2020-01-08/";

/// Writes one document.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    shapes: &'a Shapes<'a>,
    random: Rng,
    text: String,
    /// True if there is white space between elements, and comments.
    is_loose: bool,
    /// The ID of the request in the headers. Ours takes that of the document where they have none.
    request_id: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// Equal seeds give equal documents.
    pub(super) fn new(shapes: &'a Shapes<'a>, request_id: Option<&'a str>, seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let is_loose = random.u8(0..3) == 0;
        let text = match random.bool() {
            true => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            false => String::new(),
        };
        Self {
            shapes,
            random,
            text,
            is_loose,
            request_id,
        }
    }

    /// The output of an operation.
    pub(super) fn output(
        mut self,
        protocol: Protocol,
        operation: &Operation,
        members: &Json,
    ) -> String {
        let name = operation.name.as_str();
        let response = format!("{name}Response xmlns=\"{NAMESPACE}\"");
        self.open(&response);
        if protocol == Protocol::AwsQuery {
            self.open(&format!("{name}Result"));
            self.members(&operation.output, members);
            self.close(&format!("{name}Result"));
            self.open("ResponseMetadata");
            self.request_id("RequestId");
            self.close("ResponseMetadata");
        } else {
            self.members(&operation.output, members);
            self.request_id("requestId");
        }
        self.close(&response);
        self.text
    }

    /// An error with its code, and its members where it is modelled.
    pub(super) fn error(
        mut self,
        protocol: Protocol,
        code: Option<&str>,
        structure: Option<&Structure>,
        members: &Json,
    ) -> String {
        let outer: &[&str] = match protocol {
            Protocol::Ec2Query => &["Response", "Errors", "Error"],
            _ => &["ErrorResponse", "Error"],
        };
        outer.iter().for_each(|name| self.open(name));
        if let Some(code) = code {
            self.leaf("Type", "Sender");
            self.leaf("Code", code);
        }
        match structure {
            Some(structure) => self.members(structure, members),
            None => self.unknown_members(members),
        }
        let (first, rest) = outer.split_first().expect("an element");
        rest.iter().rev().for_each(|name| self.close(name));
        self.request_id("RequestId");
        self.close(first);
        self.text
    }

    fn request_id(&mut self, name: &str) {
        if let Some(id) = self.request_id {
            self.leaf(name, id);
        }
    }

    fn members(&mut self, structure: &Structure, members: &Json) {
        for (name, value) in members.members() {
            let mut fields = structure.fields.iter();
            match fields.find(|field| field.wire_name == *name) {
                Some(field) => self.member(field, value),
                None => self.unknown(name, value),
            }
        }
    }

    fn member(&mut self, field: &Field, value: &Json) {
        let name = xml_name(&field.row).unwrap_or(&field.member);
        self.value(name, Some(&field.row), &field.ty, value);
    }

    fn value(&mut self, name: &str, row: Option<&Row>, ty: &Type, value: &Json) {
        let is_flat = row.is_some_and(|row| row.traits.contains(&RowTrait::XmlFlattened));
        let (held, keys) = row.map_or((None, None), |row| (held(row), row.keys.as_deref()));
        match (ty.unboxed(), value) {
            (Type::List { element, .. }, Json::Array(items)) => {
                let item_name = held.and_then(xml_name).unwrap_or("member");
                let item_name = if is_flat { name } else { item_name };
                self.around(!is_flat, name, |this| {
                    for item in items {
                        this.value(item_name, held, element, item);
                    }
                });
            }
            (Type::Map { value: ty, .. }, Json::Object(entries)) => {
                let entry = if is_flat { name } else { "entry" };
                let key_name = keys.and_then(xml_name).unwrap_or("key");
                let value_name = held.and_then(xml_name).unwrap_or("value");
                self.around(!is_flat, name, |this| {
                    for (key, value) in entries {
                        this.open(entry);
                        this.leaf(key_name, key);
                        this.value(value_name, held, ty, value);
                        this.close(entry);
                    }
                });
            }
            (Type::Structure(ty), Json::Object(_)) => {
                self.open(name);
                match self.shapes.structure(ty) {
                    Some(structure) => self.members(structure, value),
                    None => self.unknown_members(value),
                }
                self.close(name);
            }
            (Type::Union(ty), Json::Object(members)) => {
                self.open(name);
                let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
                for (name, value) in members {
                    let mut variants = variants.unwrap_or_default().iter();
                    match variants.find(|variant| variant.wire_name == *name) {
                        Some(UnionVariant {
                            row, ty: Some(ty), ..
                        }) => {
                            self.value(xml_name(row).unwrap_or(name), Some(row), ty, value);
                        }
                        _ => self.unknown(name, value),
                    }
                }
                self.close(name);
            }
            (_, value) => self.unknown(name, value),
        }
    }

    fn around(&mut self, is_wrapped: bool, name: &str, inner: impl FnOnce(&mut Self)) {
        if is_wrapped {
            self.open(name);
        }
        inner(self);
        if is_wrapped {
            self.close(name);
        }
    }

    /// A scalar, or a value that the model does not know.
    fn unknown(&mut self, name: &str, value: &Json) {
        let name = element_name(name);
        match value {
            Json::Literal(text) if text == "null" => {}
            Json::Literal(text) | Json::String(text) => self.leaf(&name, text),
            // Official clients take white space for a value, where one is expected.
            Json::Array(items) => {
                self.text += &format!("<{name}>");
                items.iter().for_each(|item| self.unknown("member", item));
                self.close(&name);
            }
            Json::Object(_) => {
                self.text += &format!("<{name}>");
                self.unknown_members(value);
                self.close(&name);
            }
        }
    }

    fn unknown_members(&mut self, members: &Json) {
        for (name, value) in members.members() {
            self.unknown(name, value);
        }
    }

    fn open(&mut self, name: &str) {
        self.text += &format!("<{name}>");
        self.space();
    }

    fn close(&mut self, name: &str) {
        let name = name.split(' ').next().unwrap_or_default();
        self.text += &format!("</{name}>");
        self.space();
    }

    fn leaf(&mut self, name: &str, text: &str) {
        if text.is_empty() && self.random.bool() {
            self.text += &format!("<{name}/>");
        } else {
            self.text += &format!("<{name}>");
            text.chars().for_each(|c| self.char(c));
            self.text += &format!("</{name}>");
        }
        self.space();
    }

    fn char(&mut self, c: char) {
        match c {
            '<' => self.text += "&lt;",
            '&' => self.text += "&amp;",
            '>' | '"' | '\r' => self.text += &format!("&#x{:X};", u32::from(c)),
            // XML has no such characters.
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.text.push('?'),
            c => self.text.push(c),
        }
    }

    fn space(&mut self) {
        if self.is_loose {
            let spaces = ["", "\n", "\n    ", "\t", "<!-- a comment -->"];
            self.text += spaces[self.random.usize(..spaces.len())];
        }
    }
}

fn xml_name(row: &Row) -> Option<&str> {
    row.traits.iter().find_map(|it| match it {
        RowTrait::XmlName(name) => Some(name.as_str()),
        _ => None,
    })
}

fn held(row: &Row) -> Option<&Row> {
    row.held.as_ref().map(|held| match held {
        Held::Member(row) | Held::Value(row) => &**row,
    })
}

/// A name that elements can have.
fn element_name(name: &str) -> String {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("x{name}"),
    }
}

/// The same document without one of its elements or texts, for each of them.
pub(super) fn fewer(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let starts = text.match_indices('<').map(|(at, _)| at);
    for start in starts {
        let name_end = text[start + 1..].find([' ', '/', '>']).unwrap_or_default();
        let name = &text[start + 1..start + 1 + name_end];
        let Some(tag) = text[start..].find('>').map(|end| start + end + 1) else {
            continue;
        };
        if name.starts_with('?') || name.starts_with('!') {
            found.push([&text[..start], &text[tag..]].concat());
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = match text[..tag].ends_with("/>") {
            true => tag,
            false => match end_of(text, tag, name) {
                Some(end) => end,
                None => continue,
            },
        };
        found.push([&text[..start], &text[end..]].concat());
        let behind = end - name.len() - 3;
        if behind > tag {
            found.push([&text[..tag], &text[behind..]].concat());
        }
    }
    found.sort_by_key(String::len);
    found
}

/// Where the element ends whose start tag of that name ends at `at`.
fn end_of(text: &str, mut at: usize, name: &str) -> Option<usize> {
    let (opening, closing) = (format!("<{name}>"), format!("</{name}>"));
    let mut level = 1;
    while level > 0 {
        let rest = &text[at..];
        let end = rest.find(&closing)?;
        match rest.find(&opening) {
            Some(start) if start < end => {
                level += 1;
                at += start + opening.len();
            }
            _ => {
                level -= 1;
                at += end + closing.len();
            }
        }
    }
    Some(at)
}
