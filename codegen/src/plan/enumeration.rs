//! Enums, which stay open to values the model does not know.

use crate::model::{EnumMember, Shape};
use crate::plan::context::Context;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::ty::TypeRef;

/// One enum.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Its name and place.
    pub ty: TypeRef,
    /// The name of its private module.
    pub module: String,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// True if `Debug` leaves the value out.
    pub sensitive: bool,
    /// Its variants, ordered by value.
    pub variants: Vec<Variant>,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The Rust name.
    pub name: String,
    /// The text on the wire.
    pub value: String,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

pub(crate) fn plan(
    cx: &mut Context<'_>,
    shape: &Shape,
    members: &[EnumMember],
    ty: TypeRef,
) -> Enumeration {
    let mut variants: Vec<Variant> = members
        .iter()
        .map(|member| Variant {
            name: cx.variant_name(member),
            value: member.value.clone(),
            docs: Docs::of(&member.traits),
            deprecated: Deprecation::of(&member.traits),
        })
        .collect();
    variants.sort_by(|a, b| a.value.cmp(&b.value));
    cx.check_variants(&shape.id, members);
    Enumeration {
        module: cx.type_module(&ty),
        docs: Docs::of(&shape.traits),
        deprecated: Deprecation::of(&shape.traits),
        sensitive: shape.traits.sensitive(),
        variants,
        ty,
    }
}
