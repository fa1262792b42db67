//! The walk over a document: structures, unions, lists and maps.

use std::fmt::Write as _;
use std::ops::Range;

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::enumeration::Enumeration;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef};

use super::Nulls;
use super::cursor::{Cursor, Malformed};
use super::expected::{Expected, Member};
use super::pattern::Patterns;
use super::problem::{Problem, ProblemKind};
use super::unique::Entries;

/// Checks a document against `input`; returns the problems in the order of the document.
pub(super) fn document(plan: &Plan, input: &Structure, nulls: Nulls, text: &str) -> Vec<Problem> {
    let mut walk = Walk {
        shapes: Shapes::of(plan),
        nulls,
        cursor: Cursor::new(text),
        patterns: Patterns::default(),
        path: Vec::new(),
        problems: Vec::new(),
    };
    let walked = walk.structure(input);
    if let Err(error) = walked.and_then(|()| walk.cursor.finish()) {
        let kind = ProblemKind::Malformed(error.message);
        let problem = Problem::new(String::new(), kind, error.at..error.at);
        walk.problems.push(problem);
    }
    walk.problems
}

/// One step from a value to one that it contains.
enum Step<'p> {
    Member(&'p str),
    /// A member that the model does not have.
    Unknown(String),
    Index(usize),
    Key(String),
}

/// The number of problems with lists of valid names.
const NAMED: usize = 100;

pub(super) struct Walk<'p, 'd> {
    shapes: Shapes<'p>,
    nulls: Nulls,
    pub(super) cursor: Cursor<'d>,
    pub(super) patterns: Patterns<'p>,
    path: Vec<Step<'p>>,
    problems: Vec<Problem>,
}

impl<'p> Walk<'p, '_> {
    /// Checks the next value, which is not null.
    fn value(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        match expected.ty {
            Type::Structure(ty) => match self.shapes.structure(ty) {
                Some(structure) => self.structure(structure),
                None => self.cursor.skip(),
            },
            Type::Union(ty) => self.union(ty),
            Type::List { element, sparse } => self.list(expected, element, *sparse),
            Type::Map { key, value, sparse } => {
                self.map(expected, key.as_ref(), expected.entry(value), *sparse)
            }
            Type::Boxed(ty) => self.value(Expected { ty, ..expected }),
            _ => self.scalar(expected),
        }
    }

    fn structure(&mut self, structure: &'p Structure) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'{', "an object")? {
            return Ok(());
        }
        let members = Member::of_structure(structure);
        let mut set = vec![false; members.len()];
        self.members(&members, &mut |index| {
            if let Some(set) = set.get_mut(index) {
                *set = true;
            }
        })?;
        let unset = members.iter().zip(set).filter(|(_, set)| !set);
        for (member, _) in unset.filter(|(member, _)| member.required) {
            self.at(Step::Member(member.name), |walk| {
                walk.problem(ProblemKind::Required, start..start + 1);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn union(&mut self, ty: &'p TypeRef) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'{', "an object with one member")? {
            return Ok(());
        }
        let union = self.shapes.union(ty);
        let members = union.map(Member::of_union).unwrap_or_default();
        let mut found = 0;
        self.members(&members, &mut |_| found += 1)?;
        if found != 1 {
            self.problem(ProblemKind::Union { found }, start..start + 1);
        }
        Ok(())
    }

    /// Checks the members of the object that comes next; calls `set` with the index of each that is
    /// set.
    fn members(
        &mut self,
        members: &[Member<'p>],
        set: &mut dyn FnMut(usize),
    ) -> Result<(), Malformed> {
        self.cursor.enter()?;
        let mut first = true;
        while let Some(key) = self.cursor.next_key(first)? {
            first = false;
            let mut known = members.iter().enumerate();
            match known.find(|(_, member)| member.is_called(&key.name)) {
                Some((index, member)) => {
                    let value = member.value;
                    if self.at(Step::Member(member.name), |walk| walk.member(value))? {
                        set(index);
                    }
                }
                None => self.unknown_member(members, key.name.into_owned(), key.span)?,
            }
        }
        Ok(())
    }

    /// Checks the value of a member; returns false if it stands for an unset member.
    fn member(&mut self, expected: Expected<'p>) -> Result<bool, Malformed> {
        if self.nulls == Nulls::Unset && self.cursor.null()? {
            return Ok(false);
        }
        self.value(expected).map(|()| true)
    }

    /// The maximum number of names in a problem. Only the first problems have names.
    pub(super) fn names(&self) -> usize {
        if self.problems.len() < NAMED {
            usize::MAX
        } else {
            0
        }
    }

    fn unknown_member(
        &mut self,
        members: &[Member<'p>],
        name: String,
        span: Range<usize>,
    ) -> Result<(), Malformed> {
        let known = members.iter().take(self.names());
        let known = known.map(|member| member.name.to_owned()).collect();
        self.at(Step::Unknown(name), |walk| {
            walk.problem(ProblemKind::UnknownMember { known }, span);
            walk.cursor.skip()
        })
    }

    fn list(
        &mut self,
        expected: Expected<'p>,
        element: &'p Type,
        sparse: bool,
    ) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'[', "a list")? {
            return Ok(());
        }
        self.cursor.enter()?;
        let unique = expected.limits.is_some_and(|limits| limits.unique);
        let mut seen = unique.then(Entries::default);
        let mut count = 0;
        while self.cursor.next_entry(count == 0)? {
            self.at(Step::Index(count), |walk| {
                let entry = walk.cursor.start();
                walk.entry(expected.entry(element), sparse)?;
                let text = walk.cursor.since(entry);
                let same = seen.as_mut().and_then(|seen| seen.add(count, text));
                if let Some(of) = same {
                    walk.problem(ProblemKind::Duplicate { of }, entry..walk.cursor.end());
                }
                Ok(())
            })?;
            count += 1;
        }
        self.length(expected, count, "entries", start..start + 1);
        Ok(())
    }

    fn map(
        &mut self,
        expected: Expected<'p>,
        keys: Option<&'p TypeRef>,
        entry: Expected<'p>,
        sparse: bool,
    ) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'{', "an object")? {
            return Ok(());
        }
        self.cursor.enter()?;
        let mut count = 0;
        while let Some(key) = self.cursor.next_key(count == 0)? {
            count += 1;
            self.at(Step::Key(key.name.to_string()), |walk| {
                match keys {
                    Some(ty) => walk.known(expected, ty, &key.name, key.span),
                    None => walk.text(expected.key(), &key.name, key.span),
                }
                walk.entry(entry, sparse)
            })?;
        }
        self.length(expected, count, "entries", start..start + 1);
        Ok(())
    }

    /// Checks an entry of a list or map, which may be null if that is sparse.
    fn entry(&mut self, expected: Expected<'p>, sparse: bool) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.cursor.null()? {
            return self.value(expected);
        }
        if !sparse {
            let kind = ProblemKind::WrongType {
                expected: "a value",
                found: "null",
            };
            self.problem(kind, start..self.cursor.end());
        }
        Ok(())
    }

    pub(super) fn enumeration(&self, ty: &TypeRef) -> Option<&'p Enumeration> {
        self.shapes.enumeration(ty)
    }

    /// Runs a check one step further down.
    fn at<T>(
        &mut self,
        step: Step<'p>,
        check: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        self.path.push(step);
        let checked = check(self)?;
        self.path.pop();
        Ok(checked)
    }

    /// Returns true if the next value begins with `byte`; otherwise it is skipped, and a problem.
    pub(super) fn is_next(&mut self, byte: u8, expected: &'static str) -> Result<bool, Malformed> {
        if self.cursor.next() == Some(byte) {
            Ok(true)
        } else {
            self.wrong_type(expected).map(|()| false)
        }
    }

    /// Skips the next value, which is of the wrong type.
    pub(super) fn wrong_type(&mut self, expected: &'static str) -> Result<(), Malformed> {
        let start = self.cursor.start();
        let found = match self.cursor.next() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            _ => "a number",
        };
        self.cursor.skip()?;
        let kind = ProblemKind::WrongType { expected, found };
        self.problem(kind, start..self.cursor.end());
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
                Step::Member(name) => name,
                Step::Unknown(name) => name.as_str(),
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
