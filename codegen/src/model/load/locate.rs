//! Line numbers for problems.
//!
//! Loading keeps no positions. A [`Spot`] names a location in terms of the model, and a [`Locator`]
//! parses the file again to find its line.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::Number;

use super::super::ShapeId;
use super::tree::Tree;
use crate::diagnostic::Problem;

/// The content of a file, kept to look up locations.
#[derive(Debug)]
pub(crate) struct SourceText {
    pub(crate) name: PathBuf,
    pub(crate) text: String,
}

/// A location in terms of the model.
#[derive(Clone, Debug)]
pub(crate) enum Spot {
    /// In a file, at the end of a path of keys.
    InFile { file: usize, way: Vec<String> },
    /// The same, for a duplicate key: its first occurrence.
    FirstInFile { file: usize, way: Vec<String> },
    /// In the definition of a shape or member, at the end of a path of keys.
    OnShape { id: ShapeId, way: Vec<String> },
}

impl Spot {
    /// The spot at the end of a longer path.
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

/// A location in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The index of the file.
    pub(crate) file: usize,
    /// The line, from 1.
    pub(crate) line: u32,
    /// The JSON pointer.
    pub(crate) pointer: String,
}

/// A value in a file, at the end of a path of keys.
struct Found<'t, 'a> {
    file: usize,
    tree: &'t Tree<'a>,
    way: Vec<String>,
}

/// The index of a file, built at the first lookup.
#[derive(Debug)]
struct Index<'a> {
    document: Option<Tree<'a>>,
    /// The offset of each line but the first.
    lines: Vec<usize>,
}

impl<'a> Index<'a> {
    fn of(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            document: serde_json::from_str(text).ok().map(Tree::of),
            lines: breaks.map(|(offset, _)| offset + 1).collect(),
        }
    }

    fn shape(&self, key: &str) -> Option<&Tree<'a>> {
        self.document.as_ref()?.child("shapes")?.child(key)
    }
}

/// Finds locations in the files that a model was read from. Each file is parsed at most once.
#[derive(Debug)]
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

    /// Finds a spot, or the nearest value that contains it.
    pub(crate) fn find(&self, spot: &Spot) -> Option<Place> {
        match spot {
            Spot::InFile { file, way } => self.in_file(*file, way),
            Spot::FirstInFile { file, way } => self.first_in_file(*file, way),
            Spot::OnShape { id, way } => self.on_shape(id, way),
        }
    }

    fn in_file(&self, file: usize, way: &[String]) -> Option<Place> {
        let mut tree = self.index(file)?.document.as_ref()?;
        let mut steps = 0;
        // A missing value is reported at its parent.
        while let Some(child) = way.get(steps).and_then(|step| tree.child(step)) {
            tree = child;
            steps += 1;
        }
        self.place(file, tree, way.get(..steps)?)
    }

    fn first_in_file(&self, file: usize, way: &[String]) -> Option<Place> {
        let (key, before) = way.split_last()?;
        let object = self.index(file)?.document.as_ref()?.walk(before)?;
        self.place(file, object.first_child(key)?, way)
    }

    fn place(&self, file: usize, tree: &Tree<'_>, way: &[String]) -> Option<Place> {
        let offset = tree.offset_in(&self.texts.get(file)?.text)?;
        let lines = &self.index(file)?.lines;
        let line = lines.partition_point(|start| *start <= offset) + 1;
        Some(Place {
            file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            pointer: pointer(way),
        })
    }

    /// Searches the definition of the shape, then the `apply` statements for it, then its mixins,
    /// and then their parents.
    fn on_shape(&self, id: &ShapeId, way: &[String]) -> Option<Place> {
        for length in (0..=way.len()).rev() {
            if let Some(found) = self.value(id, way.get(..length)?) {
                return self.place(found.file, found.tree, &found.way);
            }
        }
        id.member()?;
        self.on_shape(&id.container(), &[])
    }

    /// The text of a number at the end of `way` in the definition of a shape, which has all of its
    /// digits. `None` unless that is the text of `number`.
    pub(crate) fn digits(&self, id: &ShapeId, way: &[String], number: &Number) -> Option<&'a str> {
        let text = self.value(id, way)?.tree.source();
        let value: f64 = text.parse().ok()?;
        (Some(value) == number.as_f64()).then_some(text)
    }

    fn value(&self, id: &ShapeId, way: &[String]) -> Option<Found<'_, 'a>> {
        self.in_definition(id, way)
            .or_else(|| self.in_statement(id, way))
            .or_else(|| self.in_mixins(id, way))
    }

    fn in_definition(&self, id: &ShapeId, way: &[String]) -> Option<Found<'_, 'a>> {
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

    fn in_statement(&self, id: &ShapeId, way: &[String]) -> Option<Found<'_, 'a>> {
        id.member()?;
        self.in_shape(id.as_str(), way)
    }

    /// The shape of that key may be in several files.
    fn in_shape(&self, key: &str, way: &[String]) -> Option<Found<'_, 'a>> {
        (0..self.texts.len()).find_map(|file| {
            let tree = self.index(file)?.shape(key)?.walk(way)?;
            let front = ["shapes".to_owned(), key.to_owned()];
            Some(Found {
                file,
                tree,
                way: front.into_iter().chain(way.iter().cloned()).collect(),
            })
        })
    }

    fn in_mixins(&self, id: &ShapeId, way: &[String]) -> Option<Found<'_, 'a>> {
        let mut seen = HashSet::from([id.container()]);
        let mut next = self.mixins(&id.container());
        while let Some(mixin) = next.pop() {
            if !seen.insert(mixin.clone()) {
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
        }
        None
    }

    fn mixins(&self, id: &ShapeId) -> Vec<ShapeId> {
        let in_file = |file| {
            let mixins = self.index(file)?.shape(id.as_str())?.child("mixins")?;
            let targets = mixins.elements().iter();
            let targets = targets.map(|mixin| mixin.child("target")?.text());
            targets.collect::<Option<Vec<String>>>()
        };
        let targets = (0..self.texts.len()).filter_map(in_file).flatten();
        targets.map(ShapeId::trusted).collect()
    }

    /// A problem within the definition of a shape, at the end of `way`.
    pub(crate) fn problem(
        &self,
        shape: &ShapeId,
        way: Vec<String>,
        message: impl Into<String>,
    ) -> Problem {
        let place = self.find(&Spot::OnShape {
            id: shape.clone(),
            way,
        });
        let problem = Problem::new(message).on_shape(shape);
        self.placed(problem, place.as_ref())
    }

    /// Fills in the location of a problem.
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
