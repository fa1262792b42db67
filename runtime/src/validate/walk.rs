//! The walk over a document: structures, unions, lists and maps.

use std::fmt::Write as _;
use std::ops::Range;

use super::Options;
use super::pattern::Patterns;
use super::problem::{Problem, ProblemKind};
use super::schema::{Kind, Member, Schema, Shape, Value};
use super::unique::Entries;
use crate::json::{Error, Reader};

/// Checks a document against the structure at `root`; gives the problems in the order of the document.
pub(super) fn document(
    schema: &Schema<'_>,
    root: usize,
    options: Options,
    text: &[u8],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let checked = Reader::new(text).and_then(|reader| {
        let mut walk = Walk {
            schema,
            options,
            reader,
            patterns: Patterns::default(),
            path: Vec::new(),
            problems: &mut problems,
        };
        walk.root(root)
    });
    if let Err(error) = checked {
        let at = error.offset().unwrap_or_default();
        let kind = ProblemKind::Malformed(error.message().to_owned());
        problems.push(Problem::new(String::new(), kind, at..at));
    }
    problems
}

/// One step from a value to one it holds.
enum Step<'s> {
    Member(&'s Member<'s>),
    /// A member the model does not know.
    Unknown(String),
    Index(usize),
    Key(String),
}

pub(super) struct Walk<'w, 's, 'd> {
    schema: &'w Schema<'s>,
    pub(super) options: Options,
    pub(super) reader: Reader<'d>,
    pub(super) patterns: Patterns<'s>,
    path: Vec<Step<'s>>,
    problems: &'w mut Vec<Problem>,
}

impl<'s> Walk<'_, 's, '_> {
    fn root(&mut self, root: usize) -> Result<(), Error> {
        self.value(&Value::shape(root))?;
        self.reader.finish()
    }

    /// Checks the next value, which is not null.
    fn value(&mut self, value: &Value<'s>) -> Result<(), Error> {
        match value.kind {
            Kind::Shape(index) => match self.schema.shapes.get(index) {
                Some(Shape::Structure(members)) => self.structure(members),
                Some(Shape::Union(members)) => self.union(members),
                Some(Shape::Enum(known)) => self.enumeration(value, known),
                None => self.reader.skip(),
            },
            Kind::List(element) => self.list(value, element),
            Kind::Map(key, held) => self.map(value, key, held),
            Kind::Document => self.reader.skip(),
            _ => self.scalar(value),
        }
    }

    fn structure(&mut self, members: &'s [Member<'s>]) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'{', "an object")? {
            return Ok(());
        }
        let mut set = vec![false; members.len()];
        self.members(members, &mut |index| {
            if let Some(set) = set.get_mut(index) {
                *set = true;
            }
        })?;
        let missing = members
            .iter()
            .zip(set)
            .filter(|(member, set)| member.required && !set);
        for (member, _) in missing {
            self.at(Step::Member(member), |walk| {
                walk.problem(ProblemKind::Required, start..start + 1);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn union(&mut self, members: &'s [Member<'s>]) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'{', "an object with one member")? {
            return Ok(());
        }
        let mut found = 0;
        self.members(members, &mut |_| found += 1)?;
        if found != 1 {
            self.problem(ProblemKind::Union { found }, start..start + 1);
        }
        Ok(())
    }

    /// Checks the members of the object that begins here; calls `set` with each that is not null.
    fn members(
        &mut self,
        members: &'s [Member<'s>],
        set: &mut dyn FnMut(usize),
    ) -> Result<(), Error> {
        self.reader.begin_object()?;
        while let Some((key, span)) = self.key()? {
            let mut known = members.iter().enumerate();
            match known.find(|(_, member)| member.is_called(&key)) {
                Some((index, member)) => {
                    if self.at(Step::Member(member), |walk| walk.member(&member.value))? {
                        set(index);
                    }
                }
                None => self.unknown_member(members, key, span)?,
            }
        }
        Ok(())
    }

    /// Checks the value of a member; `false` if that is null, which stands for a member that is not set.
    fn member(&mut self, value: &Value<'s>) -> Result<bool, Error> {
        if self.reader.next_byte() != Some(b'n') || self.options.nulls {
            return self.value(value).map(|()| true);
        }
        self.reader.null().map(|_| false)
    }

    fn unknown_member(
        &mut self,
        members: &'s [Member<'s>],
        name: String,
        span: Range<usize>,
    ) -> Result<(), Error> {
        if self.options.unknown_members {
            let known = members.iter().map(|member| member.name.to_owned());
            let known = known.collect();
            self.at(Step::Unknown(name), |walk| {
                walk.problem(ProblemKind::UnknownMember { known }, span);
                Ok(())
            })?;
        }
        self.reader.skip()
    }

    /// The next key of an object and its place, quotes included.
    fn key(&mut self) -> Result<Option<(String, Range<usize>)>, Error> {
        let Some(raw) = self.reader.next_raw_key()? else {
            return Ok(None);
        };
        let span = raw.offset.saturating_sub(1)..raw.offset + raw.text.len() + 1;
        let key = self.reader.unescape(raw)?.into_owned();
        Ok(Some((key, span)))
    }

    fn list(&mut self, value: &Value<'s>, element: &'s Value<'s>) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'[', "a list")? {
            return Ok(());
        }
        self.reader.begin_list()?;
        let mut seen = value.unique.then(Entries::default);
        let mut count = 0;
        while self.reader.next_item(count == 0)? {
            self.at(Step::Index(count), |walk| {
                let first = walk.start();
                walk.entry(value, element)?;
                let Some(seen) = &mut seen else {
                    return Ok(());
                };
                if let Some(of) = seen.add(walk.reader.since(first))? {
                    walk.problem(ProblemKind::Duplicate { of }, first..walk.reader.offset());
                }
                Ok(())
            })?;
            count += 1;
        }
        self.length(value, count, "entries", start..start + 1);
        Ok(())
    }

    fn map(&mut self, value: &Value<'s>, keys: &Value<'s>, held: &Value<'s>) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'{', "an object")? {
            return Ok(());
        }
        self.reader.begin_object()?;
        let mut count = 0;
        while let Some((key, span)) = self.key()? {
            count += 1;
            self.at(Step::Key(key.clone()), |walk| {
                walk.text(keys, &key, span);
                walk.entry(value, held)
            })?;
        }
        self.length(value, count, "entries", start..start + 1);
        Ok(())
    }

    /// Checks what a list or map holds, which may be null if that is sparse.
    fn entry(&mut self, holder: &Value<'s>, held: &Value<'s>) -> Result<(), Error> {
        let start = self.start();
        if !self.reader.null()? {
            return self.value(held);
        }
        if !holder.sparse {
            let kind = ProblemKind::WrongType {
                expected: "a value".to_owned(),
                found: "null",
            };
            self.problem(kind, start..self.reader.offset());
        }
        Ok(())
    }

    /// The values that an enum has.
    pub(super) fn values_of(&self, value: &Value<'s>) -> Option<&'s [&'s str]> {
        let Kind::Shape(index) = value.kind else {
            return None;
        };
        match self.schema.shapes.get(index) {
            Some(Shape::Enum(known)) => Some(known),
            _ => None,
        }
    }

    /// Runs a check of something that the value here holds.
    fn at<T>(
        &mut self,
        step: Step<'s>,
        check: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.path.push(step);
        let checked = check(self)?;
        self.path.pop();
        Ok(checked)
    }

    /// Where the next value begins.
    pub(super) fn start(&mut self) -> usize {
        self.reader.next_byte();
        self.reader.offset()
    }

    /// Whether the next value begins with `byte`; skips it, and says so, if not.
    pub(super) fn is_next(&mut self, byte: u8, expected: &str) -> Result<bool, Error> {
        match self.reader.next_byte() == Some(byte) {
            true => Ok(true),
            false => self.wrong_type(expected).map(|()| false),
        }
    }

    /// Skips the next value, which should be another one.
    pub(super) fn wrong_type(&mut self, expected: &str) -> Result<(), Error> {
        let start = self.start();
        let found = match self.reader.next_byte() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            _ => "a number",
        };
        self.reader.skip()?;
        let kind = ProblemKind::WrongType {
            expected: expected.to_owned(),
            found,
        };
        self.problem(kind, start..self.reader.offset());
        Ok(())
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
        let path = self.path();
        self.problems.push(Problem::new(path, kind, span));
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            let name = match step {
                Step::Member(member) if self.options.rust_names => member.rust_name,
                Step::Member(member) => member.name,
                Step::Unknown(name) => name,
                Step::Index(index) => {
                    let _ = write!(path, "[{index}]");
                    continue;
                }
                Step::Key(key) => {
                    let _ = write!(path, "[{key:?}]");
                    continue;
                }
            };
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(name);
        }
        path
    }
}
