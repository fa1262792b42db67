//! One member in the tree of a page.

use serde_json::Value;

use super::words;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::enumeration::Enumeration;
use crate::plan::field::Field;
use crate::plan::limits::Limits;
use crate::plan::placement::Placement;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef};
use crate::plan::union::{Union, UnionVariant};

/// A collection around what a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// A list, `[]` in a path.
    List,
    /// A map, `{}` in a path.
    Map,
}

/// The type of a member, or of the items of a list and the values of a map.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Nothing: a member of a union that only says which one it is.
    Unit,
    /// A string, number, flag, blob, timestamp or document.
    Scalar(&'a Type),
    /// One of these numbers, which have names in the model.
    Numbers(&'a [i64]),
    /// One of these texts, or one that the model does not know.
    Enumeration(&'a Enumeration),
    /// A structure, whose members are the children.
    Structure(&'a Structure),
    /// A union, one of whose members is set; all of them are the children.
    Union(&'a Union),
    /// A structure or union that the member is itself a part of, so that it has no children here.
    Recursive(&'a TypeRef),
}

/// A member of an input or output, at its place in the tree.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its path, e.g. `containerProperties.volumes[].host`: modelled names, `[]` after a list
    /// and `{}` after a map.
    pub path: String,
    /// The name, as modelled; the AWS CLI and the SDKs of other languages know it by this one.
    pub name: &'a str,
    /// The name in the JSON.
    pub wire_name: &'a str,
    /// The name in Rust, without `r#`: of the builder's method, or of the union's variant.
    pub rust_name: &'a str,
    /// Its type; `None` for a member of a union without a value.
    pub ty: Option<&'a Type>,
    /// The constraints on its value.
    pub limits: &'a Limits,
    /// True if the model says `@required`.
    pub required: bool,
    /// The default value that the service uses, where the model has one.
    pub default: Option<&'a Value>,
    /// Its documentation, as Markdown.
    pub docs: &'a Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<&'a Deprecation>,
    /// True if it is kept out of logs.
    pub sensitive: bool,
    /// True if a fresh token is sent where it is not set.
    pub idempotency_token: bool,
    /// Its location in the HTTP message.
    pub placement: &'a Placement,
    /// The field it is, unless it is a member of a union.
    pub field: Option<&'a Field>,
    /// The member of a union it is.
    pub variant: Option<&'a UnionVariant>,
    shapes: &'a Shapes<'a>,
    /// The structures and unions around it, from the outside in.
    around: Vec<&'a TypeRef>,
}

/// The members of an input or output.
pub(super) fn roots<'a>(shapes: &'a Shapes<'a>, root: &'a Structure) -> Vec<Member<'a>> {
    let fields = root.fields.iter();
    fields
        .map(|field| Member::of_field(shapes, "", &[&root.ty], field))
        .collect()
}

impl<'a> Member<'a> {
    fn of_field(
        shapes: &'a Shapes<'a>,
        above: &str,
        around: &[&'a TypeRef],
        field: &'a Field,
    ) -> Self {
        Self {
            path: path(above, &field.member, Some(&field.ty)),
            name: &field.member,
            wire_name: &field.wire_name,
            rust_name: field.name.ident.plain(),
            ty: Some(&field.ty),
            limits: &field.limits,
            required: field.required,
            default: field.default.as_ref(),
            docs: &field.docs,
            deprecated: field.deprecated.as_ref(),
            sensitive: field.sensitive,
            idempotency_token: field.idempotency_token,
            placement: &field.placement,
            field: Some(field),
            variant: None,
            shapes,
            around: around.to_vec(),
        }
    }

    fn of_variant(
        shapes: &'a Shapes<'a>,
        above: &str,
        around: &[&'a TypeRef],
        variant: &'a UnionVariant,
    ) -> Self {
        Self {
            path: path(above, &variant.member, variant.ty.as_ref()),
            name: &variant.member,
            wire_name: &variant.wire_name,
            rust_name: &variant.name,
            ty: variant.ty.as_ref(),
            limits: &variant.limits,
            required: false,
            default: None,
            docs: &variant.docs,
            deprecated: variant.deprecated.as_ref(),
            sensitive: variant.sensitive,
            idempotency_token: false,
            placement: &Placement::Body,
            field: None,
            variant: Some(variant),
            shapes,
            around: around.to_vec(),
        }
    }

    /// Its type inside of all lists and maps.
    pub fn kind(&self) -> Kind<'a> {
        let Some(ty) = self.ty else {
            return Kind::Unit;
        };
        match self.inside() {
            Inside::Structure(found) if self.around.contains(&&found.ty) => {
                Kind::Recursive(&found.ty)
            }
            Inside::Union(found) if self.around.contains(&&found.ty) => Kind::Recursive(&found.ty),
            Inside::Structure(found) => Kind::Structure(found),
            Inside::Union(found) => Kind::Union(found),
            Inside::Other => self.plain(innermost(ty)),
        }
    }

    fn plain(&self, ty: &'a Type) -> Kind<'a> {
        if let Type::Enumeration(name) = ty
            && let Some(found) = self.shapes.enumeration(name)
        {
            return Kind::Enumeration(found);
        }
        let mut limits = self.limits;
        while let Some(entries) = &limits.entries {
            limits = entries;
        }
        if limits.named.is_empty() {
            Kind::Scalar(ty)
        } else {
            Kind::Numbers(&limits.named)
        }
    }

    /// The lists and maps around what it holds, from the outside in; mostly none or one.
    pub fn collections(&self) -> Vec<Collection> {
        self.ty.map(collections).unwrap_or_default()
    }

    /// The members of the structure or union it holds, in model order (those of a union by Rust
    /// name); none where that would go on forever, see [`Kind::Recursive`].
    pub fn children(&self) -> Vec<Member<'a>> {
        match self.kind() {
            Kind::Structure(_) | Kind::Union(_) => self.members(),
            _ => Vec::new(),
        }
    }

    /// As [`children`](Self::children), one step into a recursion too.
    pub fn members(&self) -> Vec<Member<'a>> {
        let (shapes, above) = (self.shapes, self.path.as_str());
        let mut around = self.around.clone();
        match self.inside() {
            Inside::Structure(found) => {
                around.push(&found.ty);
                let fields = found.fields.iter();
                fields
                    .map(|field| Self::of_field(shapes, above, &around, field))
                    .collect()
            }
            Inside::Union(found) => {
                around.push(&found.ty);
                let variants = found.variants.iter();
                variants
                    .map(|variant| Self::of_variant(shapes, above, &around, variant))
                    .collect()
            }
            Inside::Other => Vec::new(),
        }
    }

    /// Every member below it, each before those below that, computed as they are asked for.
    pub fn every_member(&self) -> Walk<'a> {
        Walk::new(self.members())
    }

    fn inside(&self) -> Inside<'a> {
        let found = match self.ty.map(innermost) {
            Some(Type::Structure(name)) => self.shapes.structure(name).map(Inside::Structure),
            Some(Type::Events(events)) => self.shapes.union(&events.union).map(Inside::Union),
            Some(Type::Union(name)) => self.shapes.union(name).map(Inside::Union),
            _ => None,
        };
        found.unwrap_or(Inside::Other)
    }

    /// Its type in words, e.g. `list of strings`; `nothing` for a union's member without a value.
    pub fn type_words(&self) -> String {
        match self.ty {
            Some(ty) => words::type_words(ty),
            None => "nothing".to_owned(),
        }
    }

    /// The constraints on its value in words, e.g. `1 to 128 characters`. Being required is not
    /// among them.
    pub fn constraints(&self) -> Vec<String> {
        match self.ty {
            Some(ty) => words::constraints(ty, self.limits),
            None => Vec::new(),
        }
    }

    /// True if `name` is one of its names.
    pub fn is_called(&self, name: &str) -> bool {
        [self.name, self.wire_name, self.rust_name].contains(&name)
    }
}

enum Inside<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
    Other,
}

fn path(above: &str, name: &str, ty: Option<&Type>) -> String {
    let mut path = if above.is_empty() {
        name.to_owned()
    } else {
        format!("{above}.{name}")
    };
    for collection in ty.map(collections).unwrap_or_default() {
        path.push_str(match collection {
            Collection::List => "[]",
            Collection::Map => "{}",
        });
    }
    path
}

fn collections(mut ty: &Type) -> Vec<Collection> {
    let mut found = Vec::new();
    loop {
        ty = match ty {
            Type::Boxed(inner) => inner,
            Type::List { element, .. } => {
                found.push(Collection::List);
                element
            }
            Type::Map { value, .. } => {
                found.push(Collection::Map);
                value
            }
            _ => return found,
        };
    }
}

/// The type inside of all lists, maps and boxes.
fn innermost(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Boxed(inner) => inner,
            Type::List { element, .. } => element,
            Type::Map { value, .. } => value,
            other => return other,
        };
    }
}

/// A walk over a tree of members: see
/// [`Page::every_request_member`](super::Page::every_request_member).
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// The members that come next, the last first.
    next: Vec<Member<'a>>,
    /// True if members that are not required are left out, but for those of unions.
    required: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(members: Vec<Member<'a>>) -> Self {
        Self::of(members, false)
    }

    pub(super) fn required(members: Vec<Member<'a>>) -> Self {
        Self::of(members, true)
    }

    fn of(members: Vec<Member<'a>>, required: bool) -> Self {
        let mut walk = Self {
            next: Vec::new(),
            required,
        };
        walk.add(members);
        walk
    }

    fn add(&mut self, members: Vec<Member<'a>>) {
        let required = self.required;
        let wanted = |member: &Member<'_>| !required || member.required || member.variant.is_some();
        let members = members.into_iter().filter(wanted);
        self.next.extend(members.rev());
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let member = self.next.pop()?;
        self.add(member.children());
        Some(member)
    }
}
