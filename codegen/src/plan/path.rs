//! Paths into structures: those of `@operationContextParams`, a small part of JMESPath, and names
//! separated by dots, as `@paginated` has them.
//!
//! Smithy allows there: members (`A.b`), all items of a list (`A[*].b`), the keys of a map
//! (`keys(A)`), and several paths at once, flattened (`A[*].[b, c.d][]`).

use crate::model::{Member, Shape, ShapeKind};
use crate::name::{Kind, Name};
use crate::plan::context::Context;
use crate::plan::field;
use crate::plan::structure;

/// A path, which leads from an input to any number of strings.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The steps, from the input.
    pub steps: Vec<Step>,
    /// True if it leads to at most one string.
    pub single: bool,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To a member of a structure.
    Field {
        /// The field.
        name: Name,
        /// True if the field is an `Option`.
        optional: bool,
    },
    /// To each item of a list.
    Items,
    /// To each key of a map.
    Keys,
    /// Along several paths, one after the other.
    Several(Vec<Vec<Step>>),
}

/// The greatest length of a path, in bytes.
const LONGEST: usize = 1_000;

/// The deepest nesting of lists of paths.
const DEEPEST: usize = 4;

/// Reads `text`, a path from the shape `input`, or says what is wrong with it.
pub(crate) fn plan(cx: &Context<'_>, input: &Shape, text: &str) -> Result<Path, String> {
    if text.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let mut reader = Reader {
        cx,
        rest: text,
        depth: 0,
        single: true,
    };
    let steps = reader.path(input, Kind::Input)?;
    match reader.rest {
        "" => Ok(Path {
            steps,
            single: reader.single,
        }),
        rest => Err(format!("`{rest}` is not supported in a path")),
    }
}

/// Reads `text`, names separated by dots that lead from `start` to a member, or says what is wrong
/// with it.
pub(crate) fn fields<'m>(
    cx: &Context<'m>,
    start: &'m Shape,
    text: &str,
) -> Result<(Vec<Step>, &'m Member), String> {
    if text.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let (mut steps, mut at, mut found) = (Vec::new(), start, None);
    for name in text.split('.') {
        let member = member(cx, at, name, Kind::Plain, &mut steps)?;
        at = cx.target(member);
        found = Some(member);
    }
    found.map_or_else(|| Err("it is empty".to_owned()), |found| Ok((steps, found)))
}

/// A member of the structure `of`, which is of that kind, and the step to it.
fn member<'s>(
    cx: &Context<'_>,
    of: &'s Shape,
    name: &str,
    kind: Kind,
    steps: &mut Vec<Step>,
) -> Result<&'s Member, String> {
    let mut members = structure::members(of).iter();
    let Some(member) = members.find(|member| member.name() == name) else {
        return Err(format!("`{}` has no member `{name}`", of.id));
    };
    steps.push(Step::Field {
        name: cx.member_name(member, kind).ident,
        optional: field::is_optional(cx, member, kind == Kind::Input || of.traits.input()),
    });
    Ok(member)
}

struct Reader<'a, 'm> {
    cx: &'a Context<'m>,
    rest: &'a str,
    /// The number of lists of paths around.
    depth: usize,
    single: bool,
}

impl<'a> Reader<'a, '_> {
    /// A path from `start`, a structure of that kind, to a string.
    fn path(&mut self, start: &Shape, kind: Kind) -> Result<Vec<Step>, String> {
        let mut steps = Vec::new();
        if self.eat("keys(") {
            self.keys(start, kind, &mut steps)?;
            return Ok(steps);
        }
        let mut at = self.field(start, kind, &mut steps)?;
        loop {
            if self.eat("[*]") || self.eat("[]") {
                at = self.items(at, &mut steps)?;
            } else if self.eat(".[") {
                steps.push(self.several(at)?);
                return Ok(steps);
            } else if self.eat(".") {
                at = self.field(at, Kind::Plain, &mut steps)?;
            } else if matches!(at.kind, ShapeKind::String) {
                return Ok(steps);
            } else {
                let rest = self.rest;
                return if rest.starts_with(['[', '(', '|', '?']) {
                    Err(format!("`{rest}` is not supported in a path"))
                } else {
                    Err(format!("it leads to `{}`, which is not a string", at.id))
                };
            }
        }
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The members of `keys(…)`, whose last one is a map.
    fn keys(&mut self, start: &Shape, kind: Kind, steps: &mut Vec<Step>) -> Result<(), String> {
        let mut at = self.field(start, kind, steps)?;
        while self.eat(".") {
            at = self.field(at, Kind::Plain, steps)?;
        }
        let ShapeKind::Map { key, .. } = &at.kind else {
            return Err(format!(
                "`keys` is applied to `{}`, which is not a map",
                at.id
            ));
        };
        if !matches!(self.cx.target(key).kind, ShapeKind::String) {
            return Err(format!("the keys of `{}` are not plain strings", at.id));
        }
        if !self.eat(")") {
            return Err("`keys` is not closed by `)`".to_owned());
        }
        self.single = false;
        steps.push(Step::Keys);
        Ok(())
    }

    /// A member of the structure `of`, which is of that kind.
    fn field<'s>(
        &mut self,
        of: &'s Shape,
        kind: Kind,
        steps: &mut Vec<Step>,
    ) -> Result<&'s Shape, String>
    where
        'a: 's,
    {
        let name = self.identifier()?;
        let member = member(self.cx, of, name, kind, steps)?;
        Ok(self.cx.target(member))
    }

    fn items<'s>(&mut self, at: &'s Shape, steps: &mut Vec<Step>) -> Result<&'s Shape, String>
    where
        'a: 's,
    {
        let ShapeKind::List { member } = &at.kind else {
            return Err(format!(
                "`[*]` is applied to `{}`, which is not a list",
                at.id
            ));
        };
        steps.push(Step::Items);
        if at.traits.sparse() {
            // Its items are options, whose one item follows.
            steps.push(Step::Items);
        }
        self.single = false;
        Ok(self.cx.target(member))
    }

    /// Paths from `at`, of which `.[` is read.
    fn several(&mut self, at: &Shape) -> Result<Step, String> {
        if self.depth == DEEPEST {
            return Err(format!("more than {DEEPEST} lists of paths are nested"));
        }
        self.depth += 1;
        let mut paths = Vec::new();
        loop {
            paths.push(self.path(at, Kind::Plain)?);
            self.rest = self.rest.trim_start();
            if self.eat("][]") {
                self.depth -= 1;
                self.single = false;
                return Ok(Step::Several(paths));
            }
            if !self.eat(",") {
                return Err("several paths are written `[a, b][]`".to_owned());
            }
            self.rest = self.rest.trim_start();
        }
    }

    fn identifier(&mut self) -> Result<&'a str, String> {
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !letters(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        match name {
            "" => Err("a member name is missing".to_owned()),
            name => Ok(name),
        }
    }
}
