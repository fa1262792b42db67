//! The response syntax: how every member of the output is read.

use std::collections::BTreeSet;

use crate::emit::page::names::Names;
use crate::emit::page::request::WHOLE;
use crate::emit::page::text::enum_values;
use crate::name::{self, Name};
use crate::plan::page::{Kind, Member, Page};
use crate::plan::ty::{Type, TypeRef, Width};

/// A function that reads all of an output; without a line for an output without members.
pub(super) fn syntax(page: &Page<'_>, names: &mut Names<'_>) -> Vec<String> {
    let members = page.response();
    if members.is_empty() {
        return Vec::new();
    }
    let whole = page.every_response_member().nth(WHOLE).is_none();
    let output = names.ty(&page.operation.output.ty);
    let mut reader = Reader {
        names,
        shown: (!whole).then(BTreeSet::new),
        lines: vec![format!("fn read(output: &{output}) {{")],
        variables: vec!["output".to_owned()],
    };
    reader.members("output", &members);
    reader.lines.push("}".to_owned());
    reader.lines
}

struct Reader<'t, 'a> {
    names: &'t mut Names<'a>,
    /// The structures that are printed already, where each is printed once.
    shown: Option<BTreeSet<&'t TypeRef>>,
    lines: Vec<String>,
    /// The variables of the blocks around; as many as the levels of indentation.
    variables: Vec<String>,
}

impl<'t> Reader<'t, '_> {
    fn line(&mut self, text: &str) {
        self.lines
            .push(format!("{}{text}", "    ".repeat(self.variables.len())));
    }

    /// A block in which `variable` means something.
    fn block(&mut self, head: &str, variable: &str, inner: impl FnOnce(&mut Self)) {
        self.line(&format!("{head} {{"));
        self.variables.push(variable.to_owned());
        inner(self);
        self.variables.pop();
        self.line("}");
    }

    fn members(&mut self, owner: &str, members: &[Member<'t>]) {
        for member in members {
            self.member(owner, member);
        }
    }

    fn member(&mut self, owner: &str, member: &Member<'t>) {
        let (Some(field), Some(ty)) = (member.field, member.ty) else {
            return;
        };
        let name = field.name.ident.doc();
        let name = name.as_str();
        let getter = format!("{owner}.{name}()");
        if let Some(again) = self.is_shown(member) {
            return self.line(&format!("// {getter}: {again} again, as above"));
        }
        let Some(ty) = has_members(member).then_some(ty.unboxed()) else {
            return self.leaf(&getter, member, ty, field.is_optional());
        };
        match ty {
            Type::List { element, sparse } => {
                let some = if *sparse { ".iter().flatten()" } else { "" };
                let head = format!("for {name} in {getter}{some}");
                self.block(&head, name, |this| this.inside(name, element, member));
            }
            Type::Map { value, sparse, .. } => {
                let some = if field.is_optional() {
                    ".into_iter().flatten()"
                } else {
                    ""
                };
                let head = format!("for (key, {name}) in {getter}{some}");
                self.block(&head, name, |this| this.held(name, value, *sparse, member));
            }
            other => {
                let head = format!("if let Some({name}) = {getter}");
                self.block(&head, name, |this| this.inside(name, other, member));
            }
        }
    }

    fn held(&mut self, name: &str, ty: &'t Type, sparse: bool, member: &Member<'t>) {
        if sparse {
            let head = format!("if let Some({name}) = {name}");
            self.block(&head, name, |this| this.inside(name, ty, member));
        } else {
            self.inside(name, ty, member)
        }
    }

    /// Prints the value behind a variable, which is a reference.
    fn inside(&mut self, name: &str, ty: &'t Type, member: &Member<'t>) {
        match ty {
            Type::Boxed(inner) => self.inside(name, inner, member),
            Type::List { element, sparse } => {
                let some = if *sparse { ".iter().flatten()" } else { "" };
                let head = format!("for {name} in {name}{some}");
                self.block(&head, name, |this| this.inside(name, element, member));
            }
            Type::Map { value, sparse, .. } => {
                let head = format!("for (key, {name}) in {name}");
                self.block(&head, name, |this| this.held(name, value, *sparse, member));
            }
            Type::Union(union) => {
                let boxed = member.variant.is_some() && matches!(member.ty, Some(Type::Boxed(_)));
                let head = if boxed {
                    format!("match {name}.as_ref()")
                } else {
                    format!("match {name}")
                };
                let union = self.names.ty(union);
                self.block(&head, name, |this| this.arms(&union, &member.children()));
            }
            _ => self.members(name, &member.children()),
        }
    }

    fn arms(&mut self, union: &str, variants: &[Member<'t>]) {
        for variant in variants {
            let path = format!("{union}::{}", variant.rust_name);
            let Some(ty) = variant.ty else {
                self.line(&format!("{path} => {{}}"));
                continue;
            };
            let name = Name::new(&name::snake(variant.rust_name)).doc();
            if let Some(again) = self.is_shown(variant) {
                self.line(&format!(
                    "{path}({name}) => {{}} // {again} again, as above"
                ));
            } else if has_members(variant) {
                let head = format!("{path}({name}) =>");
                self.block(&head, &name, |this| this.inside(&name, ty, variant));
            } else {
                let ty = self.owned(ty);
                self.line(&format!("{path}({name}) => {{}} // {ty}"));
            }
        }
        self.line("_ => {}");
    }

    /// The name of what a member holds, if that has been printed.
    fn is_shown(&mut self, member: &Member<'t>) -> Option<&'t str> {
        let ty = match member.kind() {
            Kind::Recursive(ty) => return Some(&ty.name),
            Kind::Structure(found) => &found.ty,
            Kind::Union(found) => &found.ty,
            _ => return None,
        };
        let new = self.shown.as_mut().is_none_or(|shown| shown.insert(ty));
        (!new).then_some(&ty.name)
    }

    fn leaf(&mut self, getter: &str, member: &Member<'t>, ty: &'t Type, optional: bool) {
        let ty = match ty {
            Type::List { element, sparse } => format!("&[{}]", self.option(element, *sparse)),
            ty if optional => format!("Option<{}>", self.borrowed(ty)),
            ty => self.borrowed(ty),
        };
        let mut name = member
            .field
            .map(|field| field.name.ident.doc())
            .unwrap_or_default();
        while self.variables.contains(&name) {
            name.push('_');
        }
        let mut notes = Vec::new();
        if member.required {
            notes.push("always there".to_owned());
        }
        match member.kind() {
            Kind::Enumeration(found) if found.variants.len() > 1 => {
                notes.push(format!("one of: {}", enum_values(found, " | ")));
            }
            _ => {}
        }
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!(" // {}", notes.join("; "))
        };
        self.line(&format!("let {name}: {ty} = {getter};{notes}"));
    }

    fn borrowed(&mut self, ty: &Type) -> String {
        match ty {
            Type::String => "&str".to_owned(),
            ty if ty.is_copy() => self.owned(ty),
            ty => format!("&{}", self.owned(ty.unboxed())),
        }
    }

    fn option(&mut self, ty: &Type, sparse: bool) -> String {
        let ty = self.owned(ty);
        if sparse { format!("Option<{ty}>") } else { ty }
    }

    fn owned(&mut self, ty: &Type) -> String {
        let name = match ty {
            Type::String => "String",
            Type::Boolean => "bool",
            Type::Integer(Width::Byte) => "i8",
            Type::Integer(Width::Short) => "i16",
            Type::Integer(Width::Integer) => "i32",
            Type::Integer(Width::Long) => "i64",
            Type::Float => "f32",
            Type::Double => "f64",
            Type::Blob => "primitives::Blob",
            Type::Stream => "primitives::ByteStream",
            Type::Events(events) => {
                let (union, error) = (self.names.ty(&events.union), self.names.ty(&events.error));
                let stream = events.name();
                return format!("primitives::event_stream::{stream}<{union}, {error}>");
            }
            Type::Timestamp(_) => "primitives::DateTime",
            Type::Document => "hammersmith::primitives::Document",
            Type::BigInteger => "hammersmith::primitives::BigInteger",
            Type::BigDecimal => "hammersmith::primitives::BigDecimal",
            Type::Enumeration(ty) | Type::Structure(ty) | Type::Union(ty) => {
                return self.names.ty(ty);
            }
            Type::Boxed(inner) => return format!("Box<{}>", self.owned(inner)),
            Type::List { element, sparse } => {
                return format!("Vec<{}>", self.option(element, *sparse));
            }
            Type::Map { key, value, sparse } => {
                let key = match key {
                    Some(key) => self.names.ty(key),
                    None => "String".to_owned(),
                };
                let value = self.option(value, *sparse);
                return format!("std::collections::HashMap<{key}, {value}>");
            }
        };
        name.to_owned()
    }
}

/// True if there are members to read in what a member holds.
fn has_members(member: &Member<'_>) -> bool {
    // Events are not there yet.
    let is_stream = matches!(member.ty, Some(Type::Events(_)));
    !is_stream && matches!(member.kind(), Kind::Structure(_) | Kind::Union(_))
}
