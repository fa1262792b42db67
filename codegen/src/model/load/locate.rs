//! Finding out, once something is wrong, which line it is on.
//!
//! Nothing is remembered while all goes well: a [`Spot`] says in terms of the
//! model where to look, and a [`Locator`] reads the text again to find it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::ShapeId;
use super::node::Key;
use crate::diagnostic::Problem;

/// The text of a file, for as long as something may be looked up in it.
#[derive(Debug)]
pub(crate) struct SourceText {
    pub(crate) name: PathBuf,
    pub(crate) text: String,
}

/// Where something is.
#[derive(Clone, Debug)]
pub(crate) enum Spot {
    /// In a file, at the end of the way.
    InFile { file: usize, way: Vec<String> },
    /// The same, for a key that is there twice: the first of them.
    FirstInFile { file: usize, way: Vec<String> },
    /// In the definition of a shape or member, at the end of the way.
    OnShape { id: ShapeId, way: Vec<String> },
}

impl Spot {
    /// The spot at the end of some more steps.
    pub(crate) fn below(&self, steps: Vec<String>) -> Self {
        let mut spot = self.clone();
        match &mut spot {
            Spot::InFile { way, .. }
            | Spot::FirstInFile { way, .. }
            | Spot::OnShape { way, .. } => {
                way.extend(steps);
            }
        }
        spot
    }
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Which of the texts.
    pub(crate) file: usize,
    /// Which line, from 1.
    pub(crate) line: u32,
    /// The JSON pointer.
    pub(crate) pointer: String,
}

/// An object's entries, each value as it stands in the text.
struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    entries.push((key, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// Goes one step down. Of duplicate keys the last one counts.
fn step<'a>(raw: &'a RawValue, name: &str) -> Option<&'a RawValue> {
    if raw.get().starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        return elements.get(name.parse::<usize>().ok()?).copied();
    }
    let Entries(entries) = serde_json::from_str(raw.get()).ok()?;
    let mut last_first = entries.into_iter().rev();
    last_first.find(|(key, _)| key == name).map(|(_, raw)| raw)
}

fn walk<'a>(mut raw: &'a RawValue, way: &[String]) -> Option<&'a RawValue> {
    for name in way {
        raw = step(raw, name)?;
    }
    Some(raw)
}

/// What is known of a text once somebody asked.
struct Index<'a> {
    document: Option<&'a RawValue>,
    shapes: HashMap<Cow<'a, str>, &'a RawValue>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl<'a> Index<'a> {
    fn of(text: &'a str) -> Self {
        let document: Option<&RawValue> = serde_json::from_str(text).ok();
        let entries = document
            .and_then(|document| step(document, "shapes"))
            .and_then(|shapes| serde_json::from_str::<Entries<'_>>(shapes.get()).ok());
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            document,
            shapes: entries.map_or_else(HashMap::new, |e| e.0.into_iter().collect()),
            lines: breaks.map(|(offset, _)| offset + 1).collect(),
        }
    }
}

/// Finds places in the texts a model was read from.
pub(crate) struct Locator<'a> {
    texts: &'a [SourceText],
    indexes: Vec<OnceCell<Index<'a>>>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(texts: &'a [SourceText]) -> Self {
        Self {
            texts,
            indexes: texts.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn index(&self, file: usize) -> Option<&Index<'a>> {
        let text = self.texts.get(file)?;
        let cell = self.indexes.get(file)?;
        Some(cell.get_or_init(|| Index::of(&text.text)))
    }

    /// Finds a spot, or the nearest thing around it.
    pub(crate) fn find(&self, spot: &Spot) -> Option<Place> {
        match spot {
            Spot::InFile { file, way } => self.in_file(*file, way),
            Spot::FirstInFile { file, way } => self.first_in_file(*file, way),
            Spot::OnShape { id, way } => self.on_shape(id, way),
        }
    }

    fn in_file(&self, file: usize, way: &[String]) -> Option<Place> {
        let document = self.index(file)?.document?;
        // What is missing is reported where it should be.
        let (raw, way) = (0..=way.len()).rev().find_map(|length| {
            let way = way.get(..length)?;
            Some((walk(document, way)?, way))
        })?;
        self.place(file, raw, way)
    }

    fn first_in_file(&self, file: usize, way: &[String]) -> Option<Place> {
        let (key, before) = way.split_last()?;
        let object = walk(self.index(file)?.document?, before)?;
        let Entries(entries) = serde_json::from_str(object.get()).ok()?;
        let (_, raw) = entries.into_iter().find(|(name, _)| name == key)?;
        self.place(file, raw, way)
    }

    fn place(&self, file: usize, raw: &RawValue, way: &[String]) -> Option<Place> {
        let text = &self.texts.get(file)?.text;
        let offset = (raw.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        let lines = &self.index(file)?.lines;
        let line = lines.partition_point(|start| *start <= offset) + 1;
        Some(Place {
            file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            pointer: pointer(way),
        })
    }

    /// Looks in the definition of the shape, then in the `apply` statements
    /// about it, then in its mixins; then for something around it.
    fn on_shape(&self, id: &ShapeId, way: &[String]) -> Option<Place> {
        for length in (0..=way.len()).rev() {
            let part = way.get(..length)?;
            let found = self
                .in_definition(id, part)
                .or_else(|| self.in_statement(id, part))
                .or_else(|| self.in_mixins(id, part));
            if found.is_some() {
                return found;
            }
        }
        id.member()?;
        self.on_shape(&id.container(), &[])
    }

    fn in_definition(&self, id: &ShapeId, way: &[String]) -> Option<Place> {
        let container = id.container();
        let inside: Vec<Vec<String>> = match id.member() {
            None => vec![way.to_vec()],
            Some(name) => {
                let own = |front: &[&str]| {
                    let front = front.iter().map(|step| (*step).to_owned());
                    front.chain(way.iter().cloned()).collect()
                };
                vec![own(&["members", name]), own(&[name])]
            }
        };
        let mut ways = inside.iter();
        ways.find_map(|way| self.in_shape(container.as_str(), way))
    }

    fn in_statement(&self, id: &ShapeId, way: &[String]) -> Option<Place> {
        id.member()?;
        self.in_shape(id.as_str(), way)
    }

    /// The shape of that key may be in several files.
    fn in_shape(&self, key: &str, way: &[String]) -> Option<Place> {
        (0..self.texts.len()).find_map(|file| {
            let raw = walk(self.index(file)?.shapes.get(key)?, way)?;
            let front = ["shapes".to_owned(), key.to_owned()];
            let whole: Vec<String> = front.into_iter().chain(way.iter().cloned()).collect();
            self.place(file, raw, &whole)
        })
    }

    fn in_mixins(&self, id: &ShapeId, way: &[String]) -> Option<Place> {
        let mut seen = vec![id.container()];
        let mut next = self.mixins(&id.container());
        while let Some(mixin) = next.pop() {
            if seen.contains(&mixin) {
                continue;
            }
            let there = match id.member() {
                Some(name) => mixin.with_member(name),
                None => mixin.clone(),
            };
            let found = self
                .in_definition(&there, way)
                .or_else(|| self.in_statement(&there, way));
            if found.is_some() {
                return found;
            }
            next.extend(self.mixins(&mixin));
            seen.push(mixin);
        }
        None
    }

    fn mixins(&self, id: &ShapeId) -> Vec<ShapeId> {
        let in_file = |file| {
            let raw = step(self.index(file)?.shapes.get(id.as_str())?, "mixins")?;
            let mixins: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
            let targets = mixins.into_iter().map(|mixin| {
                let target = step(mixin, "target")?;
                serde_json::from_str(target.get()).ok()
            });
            targets.collect::<Option<Vec<String>>>()
        };
        let targets = (0..self.texts.len()).filter_map(in_file).flatten();
        targets.map(ShapeId::trusted).collect()
    }

    /// Fills in where a problem is.
    pub(crate) fn placed(&self, problem: Problem, place: Option<&Place>) -> Problem {
        let Some(place) = place else {
            return problem;
        };
        let mut problem = problem.at_line(place.line).at_pointer(&place.pointer);
        if let Some(text) = self.texts.get(place.file) {
            problem = problem.in_file(&text.name);
        }
        problem
    }
}

/// A JSON pointer (RFC 6901).
fn pointer(way: &[String]) -> String {
    let mut pointer = String::new();
    for step in way {
        pointer.push('/');
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}
