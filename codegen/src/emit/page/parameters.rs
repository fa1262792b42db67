//! The parameters: a table for the input, and one for each structure and union below it.

use std::collections::BTreeMap;

use crate::emit::module_path::ModulePath;
use crate::emit::page::text::{Text, breakable, broken, cell, code, enum_texts, plain};
use crate::plan::docs::Docs;
use crate::plan::http::Placement;
use crate::plan::page::{Kind, Member, Page, replacement};
use crate::plan::ty::{Type, TypeRef, Width};

/// The section, or nothing for an operation without parameters.
pub(super) fn section(text: &mut Text, at: &ModulePath, page: &Page<'_>) {
    let members = page.request();
    if members.is_empty() {
        return;
    }
    text.block("# Parameters");
    let input = &page.operation.input;
    table(
        text,
        at,
        &at.builder_path(&input.ty, &input.builder),
        &members,
    );
    let mut parts = Parts::default();
    parts.add(None, members);
    for part in &parts.found {
        let (name, path) = (&part.ty.name, at.ty_path(part.ty));
        text.block(&format!("## {name}"));
        text.block(&part.docs.summary);
        let one_of = if part.builder.is_none() {
            "One of the members is set. "
        } else {
            ""
        };
        let holders: Vec<String> = part.holders.iter().map(|holder| code(holder)).collect();
        text.block(&format!(
            "{one_of}[`{name}`]({path}) is held by {}.",
            holders.join(", ")
        ));
        let owner = match part.builder {
            Some(builder) => at.builder_path(part.ty, builder),
            None => path,
        };
        table(text, at, &owner, &part.members);
    }
}

/// The structures and unions below some members, each once, in the order they are come across.
#[derive(Default)]
struct Parts<'a> {
    found: Vec<Part<'a>>,
    places: BTreeMap<&'a TypeRef, usize>,
}

struct Part<'a> {
    ty: &'a TypeRef,
    docs: &'a Docs,
    /// The builder; a union has none.
    builder: Option<&'a str>,
    members: Vec<Member<'a>>,
    /// The members that hold it, by their Rust names.
    holders: Vec<String>,
}

impl<'a> Parts<'a> {
    fn add(&mut self, owner: Option<&TypeRef>, members: Vec<Member<'a>>) {
        for member in members {
            let holder = match owner {
                Some(owner) => format!("{}::{}", owner.name, member.rust_name),
                None => member.rust_name.to_owned(),
            };
            let (ty, docs, builder) = match member.kind() {
                Kind::Structure(found) => (&found.ty, &found.docs, Some(found.builder.as_str())),
                Kind::Union(found) => (&found.ty, &found.docs, None),
                Kind::Recursive(ty) => {
                    self.hold(ty, holder);
                    continue;
                }
                _ => continue,
            };
            if self.hold(ty, holder.clone()) {
                continue;
            }
            self.places.insert(ty, self.found.len());
            self.found.push(Part {
                ty,
                docs,
                builder,
                members: member.children(),
                holders: vec![holder],
            });
            self.add(Some(ty), member.children());
        }
    }

    /// Adds a holder, if the type is there already.
    fn hold(&mut self, ty: &TypeRef, holder: String) -> bool {
        let place = self.places.get(ty);
        let part = place.and_then(|place| self.found.get_mut(*place));
        match part {
            Some(part) => {
                part.holders.push(holder);
                true
            }
            None => false,
        }
    }
}

/// A row for each member; `owner` has a method or variant of the name of each.
///
/// Two columns are what fits on a phone.
fn table(text: &mut Text, at: &ModulePath, owner: &str, members: &[Member<'_>]) {
    let row = |member| [name(owner, member), what(at, owner, member)];
    let rows: Vec<[String; 2]> = members.iter().map(row).collect();
    text.table(["member", "what it is"], &rows);
}

/// A link to the full documentation of a member.
fn link(owner: &str, member: &Member<'_>) -> String {
    match member.field {
        Some(_) => format!("{owner}::{}()", member.rust_name),
        None => format!("{owner}::{}", member.rust_name),
    }
}

fn name(owner: &str, member: &Member<'_>) -> String {
    let link = format!("[{}]({})", breakable(member.rust_name), link(owner, member));
    let on_wire = *member.placement == Placement::Body && member.wire_name != member.rust_name;
    if on_wire {
        format!("{link}<br>{}", breakable(member.wire_name))
    } else {
        link
    }
}

/// A type as Rust writes it, with links.
fn rust_type(at: &ModulePath, ty: &Type) -> String {
    let held = |ty: &Type, sparse: bool| {
        if sparse {
            format!("Option&lt;{}&gt;", rust_type(at, ty))
        } else {
            rust_type(at, ty)
        }
    };
    match ty {
        Type::String => "String".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(Width::Byte) => "i8".to_owned(),
        Type::Integer(Width::Short) => "i16".to_owned(),
        Type::Integer(Width::Integer) => "i32".to_owned(),
        Type::Integer(Width::Long) => "i64".to_owned(),
        Type::Float => "f32".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::Blob => "Blob".to_owned(),
        Type::Stream => "ByteStream".to_owned(),
        Type::Events(events) => {
            let (union, error) = (named(at, &events.union), named(at, &events.error));
            format!("{}<{union}, {error}>", events.name())
        }
        Type::Timestamp(_) => "DateTime".to_owned(),
        Type::Document => "Document".to_owned(),
        Type::BigInteger => "BigInteger".to_owned(),
        Type::BigDecimal => "BigDecimal".to_owned(),
        Type::Enumeration(ty) | Type::Structure(ty) | Type::Union(ty) => named(at, ty),
        Type::Boxed(inner) => rust_type(at, inner),
        Type::List { element, sparse } => format!("Vec&lt;{}&gt;", held(element, *sparse)),
        Type::Map { key, value, sparse } => {
            let key = match key {
                Some(key) => named(at, key),
                None => "String".to_owned(),
            };
            format!("HashMap&lt;{key}, {}&gt;", held(value, *sparse))
        }
    }
}

fn named(at: &ModulePath, ty: &TypeRef) -> String {
    format!("[{}]({})", broken(&ty.name), at.ty_path(ty))
}

/// All that is said of a member: facts on a line, then words.
fn what(at: &ModulePath, owner: &str, member: &Member<'_>) -> String {
    let mut said = facts(at, member).join(" · ");
    if let Some(deprecated) = member.deprecated {
        said.push_str("<br>**Deprecated**");
        if let Some(note) = replacement(deprecated) {
            said.push_str(&format!(": {}.", plain(&note)));
        }
    }
    let docs = cell(member.docs, &link(owner, member));
    if !docs.is_empty() {
        said.push_str("<br>");
        said.push_str(&docs);
    }
    said
}

fn facts(at: &ModulePath, member: &Member<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(
        member
            .ty
            .map(|ty| format!("<code>{}</code>", rust_type(at, ty))),
    );
    if member.required {
        facts.push("**required**".to_owned());
    }
    if let Kind::Enumeration(found) = member.kind()
        && !found.variants.is_empty()
    {
        facts.push(format!("one of {}", enum_texts(found)));
    }
    for words in member.constraints() {
        facts.push(match words.split_once('`') {
            // A pattern, which is fenced anew.
            Some((before, pattern)) => {
                let pattern = pattern.strip_suffix('`').unwrap_or(pattern);
                format!("{before}{}", code(pattern))
            }
            None => words,
        });
    }
    if let Some(default) = member.default {
        facts.push(format!("default {}", code(&default.to_string())));
    }
    if member.idempotency_token {
        facts.push("a fresh token where it is not set".to_owned());
    }
    facts.extend(place(member.placement));
    facts
}

/// The location of a member in the HTTP message, unless it is in the body.
fn place(placement: &Placement) -> Option<String> {
    Some(match placement {
        Placement::Body => return None,
        Placement::Label => "in the path".to_owned(),
        Placement::Query(name) => format!("in the query as {}", code(name)),
        Placement::QueryParams => "in the query".to_owned(),
        Placement::Header(name) => format!("in the header {}", code(name)),
        Placement::PrefixHeaders(prefix) => format!("in headers that start with {}", code(prefix)),
        Placement::Payload => "the whole body".to_owned(),
        Placement::StatusCode => "the status code".to_owned(),
    })
}
