//! Responses as XML: made of a value and the rows of its type, changed and written.

use fastrand::Rng;
use hammersmith_codegen::plan::row::{Held, Row, RowTrait};
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;

use super::json::Json;
use super::random;

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Xml {
    /// Its name, with the prefix.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub elements: Vec<Xml>,
    /// The text of an element without others in it.
    pub text: String,
}

impl Xml {
    /// An element with text.
    pub(super) fn text(name: &str, text: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// An element with others.
    pub(super) fn around(name: &str, elements: Vec<Self>) -> Self {
        Self {
            name: name.to_owned(),
            elements,
            ..Self::default()
        }
    }

    /// A structure that is a whole document.
    pub(super) fn root(shapes: &Shapes<'_>, structure: &Structure, value: &Json) -> Self {
        let name = structure.root.as_ref().and_then(name);
        let mut root = Self::around(name.unwrap_or(&structure.shape_name), Vec::new());
        root.members(shapes, structure, value);
        root
    }

    /// A member that is a whole document.
    pub(super) fn payload(shapes: &Shapes<'_>, ty: &Type, row: &Row, value: &Json) -> Self {
        let mut within = Self::default();
        within.add(shapes, name(row).unwrap_or("Payload"), ty, Some(row), value);
        within.elements.pop().unwrap_or_default()
    }

    /// Adds the members of a structure.
    pub(super) fn members(&mut self, shapes: &Shapes<'_>, structure: &Structure, value: &Json) {
        for (member, value) in value.members() {
            let mut fields = structure.fields.iter();
            let Some(field) = fields.find(|field| field.member == *member) else {
                continue;
            };
            let name = name(&field.row).unwrap_or(&field.member);
            if field.row.traits.contains(&RowTrait::XmlAttribute) {
                self.attributes.push((name.to_owned(), scalar(value)));
            } else {
                self.add(shapes, name, &field.ty, Some(&field.row), value);
            }
        }
    }

    /// Adds a value.
    fn add(&mut self, shapes: &Shapes<'_>, name: &str, ty: &Type, row: Option<&Row>, value: &Json) {
        let flattened = row.is_some_and(|row| row.traits.contains(&RowTrait::XmlFlattened));
        let held = row
            .and_then(|row| row.held.as_ref())
            .map(|held| match held {
                Held::Member(row) | Held::Value(row) => &**row,
            });
        let keys = row.and_then(|row| row.keys.as_deref());
        let held_name = |default| held.and_then(self::name).unwrap_or(default);
        let mut element = Self::around(name, Vec::new());
        match ty.unboxed() {
            Type::List { element: ty, .. } => {
                let inner = if flattened { name } else { held_name("member") };
                for item in value.items() {
                    element.add(shapes, inner, ty, held, item);
                }
            }
            Type::Map { value: ty, .. } => {
                for (key, value) in value.members() {
                    let key_name = keys.and_then(self::name).unwrap_or("key");
                    let inner = if flattened { name } else { "entry" };
                    let mut entry =
                        Self::around(inner, vec![Self::text(key_name, random::xml_only(key))]);
                    entry.add(shapes, held_name("value"), ty, held, value);
                    element.elements.push(entry);
                }
            }
            Type::Structure(ty) => {
                if let Some(structure) = shapes.structure(ty) {
                    element.members(shapes, structure, value);
                }
            }
            Type::Union(ty) => {
                let variants = shapes.union(ty).map(|it| it.variants.as_slice());
                for variant in variants.unwrap_or_default() {
                    if let Some((value, ty)) = value.get(&variant.member).zip(variant.ty.as_ref()) {
                        let name = self::name(&variant.row).unwrap_or(&variant.member);
                        element.add(shapes, name, ty, Some(&variant.row), value);
                    }
                }
            }
            _ => element.text = scalar(value),
        }
        if flattened {
            self.elements.append(&mut element.elements);
        } else {
            self.elements.push(element);
        }
    }

    /// Writes the element; a seed gives it white space, and other forms of the same.
    pub(super) fn written(&self, seed: Option<u64>) -> String {
        let mut random = seed.map(Rng::with_seed);
        let mut out = String::new();
        if random.as_mut().is_some_and(|random| random.bool()) {
            out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        }
        self.write(&mut out, &mut random);
        out
    }

    fn write(&self, out: &mut String, random: &mut Option<Rng>) {
        let mut chance = |of: u8| random.as_mut().is_some_and(|it| it.u8(0..of) == 0);
        let (space, comment) = (chance(3), chance(10));
        let closes = self.elements.is_empty() && self.text.is_empty() && chance(2);
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        if closes {
            return out.push_str(if space { " />" } else { "/>" });
        }
        out.push('>');
        out.push_str(&escaped(&self.text));
        for element in &self.elements {
            if space {
                out.push_str("\n  ");
            }
            if comment {
                out.push_str("<!-- <comment/> -->");
            }
            element.write(out, random);
        }
        out.push_str(&format!("</{}>", self.name));
    }

    /// The number of elements.
    fn size(&self) -> usize {
        1 + self.elements.iter().map(Self::size).sum::<usize>()
    }

    /// The element at that position, counted from the outside in.
    fn at(&mut self, position: usize) -> Option<&mut Self> {
        let mut left = position.checked_sub(1)?;
        for element in &mut self.elements {
            let size = element.size();
            if left == 0 {
                return Some(element);
            }
            if left < size {
                return element.at(left);
            }
            left -= size;
        }
        None
    }

    /// True if the same element may follow. Of several errors, codes, keys or values, ours takes
    /// the first.
    fn may_repeat(&self) -> bool {
        !["Error", "Code", "key", "value"].contains(&self.name.as_str())
    }

    /// Makes one mistake at a random place.
    pub(super) fn mistake(&mut self, random: &mut Rng) {
        let position = random.usize(..self.size());
        let place = match position {
            0 => self,
            _ => match self.at(position) {
                Some(place) => place,
                None => return,
            },
        };
        let at = random.usize(0..=place.elements.len());
        match random.u8(0..8) {
            0 | 1 if at < place.elements.len() => drop(place.elements.remove(at)),
            2 | 3 if at < place.elements.len() && place.elements[at].may_repeat() => {
                let copy = place.elements[at].clone();
                place.elements.push(copy);
            }
            4 if place.elements.is_empty() && place.name != "Code" => {
                place.text = random::xml_text(random)
            }
            5 if place.elements.is_empty() => {
                let texts = [
                    "",
                    "1",
                    "-1",
                    "true",
                    "1.5",
                    "NaN",
                    "99999999999",
                    "YWJj",
                    "2024-02-29T00:00:00Z",
                ];
                place.text = texts[random.usize(..texts.len())].to_owned();
            }
            6 if at < place.elements.len() => place.elements[at].name = random::name(random),
            7 => place
                .attributes
                .push((random::name(random), random::xml_text(random))),
            // Text with an element in it is read by one client and not by the other.
            _ if place.elements.is_empty() => {}
            _ => {
                let unknown = Self::text("UnknownMember", random::xml_text(random));
                place.elements.insert(at, unknown);
            }
        }
    }

    /// Elements with one thing less.
    pub(super) fn smaller(&self) -> Vec<Self> {
        let mut found = Vec::new();
        let mut with = |change: &dyn Fn(&mut Self)| {
            let mut smaller = self.clone();
            change(&mut smaller);
            found.push(smaller);
        };
        if self.elements.len() > 1 {
            with(&|it| it.elements.clear());
        }
        for position in 0..self.elements.len() {
            with(&|it| drop(it.elements.remove(position)));
        }
        for position in 0..self.attributes.len() {
            with(&|it| drop(it.attributes.remove(position)));
        }
        for text in super::shrink::shorter(&self.text) {
            with(&|it| it.text.clone_from(&text));
        }
        for (position, element) in self.elements.iter().enumerate() {
            for smaller in element.smaller() {
                with(&|it| it.elements[position] = smaller.clone());
            }
        }
        found
    }
}

/// The name that the model gives the element.
fn name(row: &Row) -> Option<&str> {
    row.traits.iter().find_map(|of| match of {
        RowTrait::XmlName(name) => Some(name.as_str()),
        _ => None,
    })
}

/// A value that holds no others.
fn scalar(value: &Json) -> String {
    match value {
        Json::Literal(text) | Json::String(text) => random::xml_only(text),
        _ => String::new(),
    }
}

/// Text with the references that services write.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            // XML has no such characters.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('?');
            }
            '\u{2028}' => out.push_str("&#x2028;"),
            _ => out.push(char),
        }
    }
    out
}
