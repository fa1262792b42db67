//! The request syntax: the builder of the input with every member there is.

use std::collections::BTreeSet;

use crate::emit::page::code::{Builder, Call, Expr};
use crate::emit::page::names::Names;
use crate::emit::page::sample;
use crate::emit::page::text::enum_values;
use crate::plan::limits::Limits;
use crate::plan::page::{Kind, Member, Page, replacement};
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef};

/// The most members of a tree that is printed whole. Of a larger one each structure is printed
/// where it stands first.
pub(super) const WHOLE: usize = 1_500;

/// The builder of the input, all the way down.
pub(super) fn syntax(page: &Page<'_>, names: &mut Names<'_>) -> Vec<String> {
    let whole = page.every_request_member().nth(WHOLE).is_none();
    let mut tree = Tree {
        names,
        shown: (!whole).then(BTreeSet::new),
        required: false,
    };
    let input = &page.operation.input;
    let expr = Expr::Builder(tree.builder(input, page.request()));
    expr.lines("let input = ", ";")
}

/// The setters of what a request has to have, down to the last level.
pub(super) fn required(page: &Page<'_>, names: &mut Names<'_>) -> Vec<Call> {
    let whole = page.every_required_member().nth(WHOLE).is_none();
    let mut tree = Tree {
        names,
        shown: (!whole).then(BTreeSet::new),
        required: true,
    };
    tree.builder(&page.operation.input, page.request()).calls
}

struct Tree<'t, 'a> {
    names: &'t mut Names<'a>,
    /// The structures that are printed already, where each is printed once.
    shown: Option<BTreeSet<&'t TypeRef>>,
    /// True if members that are not required are left out, and so are comments.
    required: bool,
}

impl<'t> Tree<'t, '_> {
    fn builder(&mut self, structure: &'t Structure, members: Vec<Member<'t>>) -> Builder {
        let required = self.required;
        let members = members.iter().filter(|member| member.required || !required);
        let calls = members.flat_map(|member| self.calls(member));
        let calls = calls.collect();
        let fails = if structure.fallible { "?" } else { "" };
        Builder {
            start: format!("{}::builder()", self.names.ty(&structure.ty)),
            calls,
            end: format!(".build(){fails}"),
        }
    }

    /// The calls that set a member: one, but for a union, of which every member is shown.
    fn calls(&mut self, member: &Member<'t>) -> Vec<Call> {
        let (Some(field), Some(ty)) = (member.field, member.ty) else {
            return Vec::new();
        };
        let nothing = Limits::default();
        let entries = member.limits.entries.as_deref().unwrap_or(&nothing);
        let (key, values) = match ty {
            Type::List { element, sparse } => (None, self.held(member, element, entries, *sparse)),
            Type::Map { key, value, sparse } => {
                let keys = member.limits.keys.as_deref();
                let key = sample::key(self.names, key.as_ref(), keys, false);
                (Some(key), self.held(member, value, entries, *sparse))
            }
            other => (None, self.values(member, other, member.limits, false)),
        };
        let mut notes = notes(member, values.len());
        if self.required {
            notes.clear();
        }
        let method = field.name.ident.doc();
        if values.is_empty() {
            let what = match member.kind() {
                Kind::Recursive(ty) => ty.name.as_str(),
                Kind::Structure(found) => found.ty.name.as_str(),
                Kind::Union(found) => found.ty.name.as_str(),
                _ => "…",
            };
            notes.insert(0, format!(".{method}(…): {what} again, as above"));
            return vec![Call {
                method,
                notes,
                ..Call::default()
            }];
        }
        let calls = values.into_iter().enumerate().map(|(at, value)| Call {
            method: method.clone(),
            key: key.clone(),
            value: Some(value),
            notes: if at == 0 {
                std::mem::take(&mut notes)
            } else {
                Vec::new()
            },
        });
        if self.required {
            calls.take(1).collect()
        } else {
            calls.chain(cut(member)).collect()
        }
    }

    /// Prints the items of a list or the values of a map.
    fn held(
        &mut self,
        member: &Member<'t>,
        ty: &'t Type,
        limits: &Limits,
        sparse: bool,
    ) -> Vec<Expr> {
        let values = self.values(member, ty, limits, sparse);
        let some = |value| Expr::wrapped("Some(", value, ")");
        if sparse {
            values.into_iter().map(some).collect()
        } else {
            values
        }
    }

    /// Values of a type that `member` holds, or a list or map in it; none if it has been shown.
    /// They are `owned` where nothing converts them.
    fn values(
        &mut self,
        member: &Member<'t>,
        ty: &'t Type,
        limits: &Limits,
        owned: bool,
    ) -> Vec<Expr> {
        let nothing = Limits::default();
        let entries = limits.entries.as_deref().unwrap_or(&nothing);
        match ty {
            Type::Boxed(inner) => {
                let values = self.values(member, inner, limits, owned);
                let boxed = |value| Expr::wrapped("", value, ".into()");
                if owned {
                    values.into_iter().map(boxed).collect()
                } else {
                    values
                }
            }
            Type::Enumeration(ty) => vec![Expr::Text(self.names.enumeration(ty))],
            Type::Structure(_) => self.structure(member).into_iter().collect(),
            Type::Union(_) => self.union(member),
            Type::Events(_) => {
                let start = "primitives::event_stream::EventStreamSender::once(Ok(";
                let sender = |event| Expr::wrapped(start, event, "))");
                self.union(member).into_iter().map(sender).collect()
            }
            Type::List { element, sparse } => {
                let mut items = self.values(member, element, entries, true);
                if *sparse {
                    let some = |value| Expr::wrapped("Some(", value, ")");
                    items = items.into_iter().map(some).collect();
                }
                if items.is_empty() {
                    Vec::new()
                } else {
                    vec![Expr::List(items)]
                }
            }
            Type::Map { key, value, sparse } => {
                let key = sample::key(self.names, key.as_ref(), limits.keys.as_deref(), true);
                let values = self.values(member, value, entries, true).into_iter();
                let (open, close) = if *sparse {
                    ("Some(", "))])")
                } else {
                    ("", ")])")
                };
                let start = format!("std::collections::HashMap::from([({key}, {open}");
                let map = |value| Expr::wrapped(start.clone(), value, close);
                values.take(1).map(map).collect()
            }
            other => vec![sample::scalar(other, limits, owned)],
        }
    }

    fn structure(&mut self, member: &Member<'t>) -> Option<Expr> {
        let Kind::Structure(structure) = member.kind() else {
            return None;
        };
        if !self.is_new(&structure.ty) {
            return None;
        }
        Some(Expr::Builder(self.builder(structure, member.children())))
    }

    fn union(&mut self, member: &Member<'t>) -> Vec<Expr> {
        let Kind::Union(union) = member.kind() else {
            return Vec::new();
        };
        if !self.is_new(&union.ty) {
            return Vec::new();
        }
        let name = self.names.ty(&union.ty);
        let mut all = Vec::new();
        for child in member.children() {
            let path = format!("{name}::{}", child.rust_name);
            match child.ty {
                None => all.push(Expr::Text(path)),
                Some(ty) => {
                    let values = self.values(&child, ty, child.limits, true).into_iter();
                    all.extend(values.map(|value| Expr::wrapped(format!("{path}("), value, ")")));
                }
            }
        }
        all
    }

    fn is_new(&mut self, ty: &'t TypeRef) -> bool {
        self.shown.as_mut().is_none_or(|shown| shown.insert(ty))
    }
}

/// A comment on the members of a union that would go on forever.
fn cut(member: &Member<'_>) -> Option<Call> {
    let Kind::Union(union) = member.kind() else {
        return None;
    };
    let children = member.children();
    let cut = children.iter().filter_map(|child| match child.kind() {
        Kind::Recursive(ty) => Some((child.rust_name, &ty.name)),
        _ => None,
    });
    let (names, types): (Vec<_>, BTreeSet<_>) = cut.unzip();
    let path = |name| format!("{}::{name}(…)", union.ty.name);
    let names: Vec<String> = names.into_iter().map(path).collect();
    let types: Vec<&str> = types.into_iter().map(String::as_str).collect();
    let what = format!(
        "or {}: {} again, as above",
        names.join(", "),
        types.join(" and ")
    );
    (!names.is_empty()).then(|| Call {
        notes: vec![what],
        ..Call::default()
    })
}

/// The parts of the comment on a member.
fn notes(member: &Member<'_>, values: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if member.required {
        notes.push("required".to_owned());
    }
    if let Some(deprecated) = member.deprecated {
        notes.push(match replacement(deprecated) {
            Some(note) => format!("deprecated: {note}"),
            None => "deprecated".to_owned(),
        });
    }
    if member.idempotency_token {
        notes.push("a fresh token where it is not set".to_owned());
    }
    match member.kind() {
        Kind::Enumeration(found) if found.variants.len() > 1 => {
            notes.push(format!("one of: {}", enum_values(found, " | ")));
        }
        Kind::Numbers(numbers) => {
            let numbers: Vec<_> = numbers.iter().map(i64::to_string).collect();
            notes.push(format!("one of: {}", numbers.join(" | ")));
        }
        Kind::Union(_) if values > 1 => notes.push("one of these".to_owned()),
        _ => {}
    }
    notes
}
