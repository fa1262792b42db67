//! The types and limits of values: a view of the plan.

use hammersmith_codegen::plan::limits::Limits;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;
use hammersmith_codegen::plan::union::Union;

use hammersmith::document::wording::shown;

/// The type of a union's member without data: an empty object, whose content does not matter.
static UNIT: Type = Type::Document;

/// The type and limits of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'p> {
    /// The type of the value.
    pub(super) ty: &'p Type,
    /// Its limits, if it has any.
    pub(super) limits: Option<&'p Limits>,
    /// True if problems must not quote the value.
    pub(super) sensitive: bool,
}

impl<'p> Expected<'p> {
    /// The text of a value for a message, unless it is sensitive.
    pub(super) fn quoted(self, text: &str) -> Option<String> {
        (!self.sensitive).then(|| shown(text).into_owned())
    }

    /// An entry of this list or map, of type `ty`.
    pub(super) fn entry(self, ty: &'p Type) -> Self {
        let limits = self.limits.and_then(|limits| limits.entries.as_deref());
        Self { ty, limits, ..self }
    }

    /// A key of this map, if it is a plain string.
    pub(super) fn key(self) -> Self {
        let limits = self.limits.and_then(|limits| limits.keys.as_deref());
        let ty = &Type::String;
        Self { ty, limits, ..self }
    }
}

/// A member of a structure or union.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'p> {
    /// Its name in the model.
    pub(super) name: &'p str,
    wire_name: &'p str,
    /// True if it must be set.
    pub(super) required: bool,
    /// The type and limits of its value.
    pub(super) value: Expected<'p>,
}

impl<'p> Member<'p> {
    /// The members of a structure.
    pub(super) fn of_structure(structure: &'p Structure) -> Vec<Self> {
        let members = structure.fields.iter().map(|field| Self {
            name: &field.member,
            wire_name: &field.wire_name,
            // An idempotency token that is unset is filled in when the request is sent, and so are
            // some members of a path.
            required: field.required && !field.is_filled_in(),
            value: Expected {
                ty: &field.ty,
                limits: Some(&field.limits),
                sensitive: field.sensitive,
            },
        });
        members.collect()
    }

    /// The members of a union.
    pub(super) fn of_union(union: &'p Union) -> Vec<Self> {
        let members = union.variants.iter().map(|variant| Self {
            name: &variant.member,
            wire_name: &variant.wire_name,
            required: false,
            value: Expected {
                ty: variant.ty.as_ref().unwrap_or(&UNIT),
                limits: Some(&variant.limits),
                sensitive: variant.sensitive,
            },
        });
        members.collect()
    }

    /// True if documents may call it `name`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.wire_name == name
    }
}
