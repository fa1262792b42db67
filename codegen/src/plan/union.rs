//! Unions: one of several members.

use crate::model::{Member, Shape};
use crate::name;
use crate::plan::context::Context;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::events::{self, EventStream};
use crate::plan::limits::Limits;
use crate::plan::row::{Facts, Row, RowTrait};
use crate::plan::ty::{Type, TypeRef};
use crate::plan::xml;

/// One union.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name and place.
    pub ty: TypeRef,
    /// The name of its private module.
    pub module: String,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// True if all its data is secret.
    pub sensitive: bool,
    /// The name of the shape, as modelled.
    pub shape_name: String,
    /// Its variants, in order of Rust name.
    pub variants: Vec<UnionVariant>,
    /// The stream that its values are events of, if they are.
    pub events: Option<EventStream>,
    /// True if an input reaches it.
    pub serialized: bool,
    /// True if an output or error reaches it.
    pub parsed: bool,
}

impl Union {
    /// True if `Debug` has to be written by hand, so that it leaves secrets out.
    pub fn redacts(&self) -> bool {
        self.sensitive || self.variants.iter().any(|variant| variant.sensitive)
    }
}

/// One member of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The Rust name.
    pub name: String,
    /// The name of its methods after `is_` and `as_`.
    pub method: String,
    /// The member's name, as modelled.
    pub member: String,
    /// The name on the wire.
    pub wire_name: String,
    /// Its type; `None` for `Unit`.
    pub ty: Option<Type>,
    /// The constraints on its value.
    pub limits: Limits,
    /// Its row: name and traits.
    pub row: Row,
    /// True if `Debug` leaves it out.
    pub sensitive: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

pub(crate) fn plan(cx: &mut Context<'_>, shape: &Shape, members: &[Member], ty: TypeRef) -> Union {
    let events = events::plan(cx, shape);
    // The errors of a stream are an enum of their own.
    let is_variant = |member: &&Member| events.is_none() || !events::is_error(cx, member);
    let mut variants: Vec<UnionVariant> = members
        .iter()
        .filter(is_variant)
        .map(|m| variant(cx, m, cx.is_serialized(&shape.id), events.is_some()))
        .collect();
    cx.check_union(&shape.id, &variants);
    for (member, variant) in members.iter().zip(&variants) {
        if let Some(ty) = &variant.ty {
            cx.check_documents(&member.id, ty);
        }
    }
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    Union {
        module: cx.type_module(&ty),
        docs: Docs::of(&shape.traits),
        deprecated: Deprecation::of(&shape.traits),
        sensitive: shape.traits.sensitive(),
        shape_name: shape.id.name().to_owned(),
        variants,
        events,
        serialized: cx.is_serialized(&shape.id),
        parsed: cx.is_parsed(&shape.id),
        ty,
    }
}

fn variant(cx: &Context<'_>, member: &Member, checked: bool, is_event: bool) -> UnionVariant {
    let target = cx.target(member);
    let name = cx.union_variant_name(member);
    let unit = member.target == *"smithy.api#Unit";
    // `UnknownValue_` has stepped aside for `UnknownValue`, and so have its methods.
    let aside = if name.ends_with('_') { "_" } else { "" };
    let limits = Limits::of(cx, member);
    let sensitive = cx.rules.is_member_sensitive(member) || cx.is_sensitive(target);
    let facts = Facts {
        limits: &limits,
        sensitive,
        checked,
    };
    let mut row = Row::of(cx, member, facts);
    let wire_name = cx.wire_name(member).to_owned();
    if wire_name != member.name() {
        row.traits.insert(0, RowTrait::JsonName(wire_name.clone()));
    }
    if is_event && events::has_document(target) {
        row.traits.extend(xml::of_payload(cx, member, &row.traits));
    }
    UnionVariant {
        method: name::snake(&name) + aside,
        member: member.name().to_owned(),
        limits,
        row,
        wire_name,
        ty: (!unit).then(|| cx.member_type(member)),
        sensitive,
        docs: Docs::of_member(&member.traits, &target.traits),
        deprecated: Deprecation::of(&member.traits),
        name,
    }
}
