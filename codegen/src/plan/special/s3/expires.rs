//! The expiry of objects, which need not be a date in responses.

use super::is_s3;
use crate::model::Member;
use crate::name::{self, Kind};
use crate::plan::context::Context;
use crate::plan::docs::Docs;
use crate::plan::field::{Field, Presence, Role};
use crate::plan::limits::Limits;
use crate::plan::placement::Placement;
use crate::plan::row::Row;
use crate::plan::row_trait::RowTrait;
use crate::plan::ty::{TimestampFormat, Type};

/// The member whose value need not be a date in responses.
const EXPIRES: &str = "Expires";

/// Makes the expiry of objects a timestamp. In responses it may be anything else, which
/// `expires_string` then has.
pub(crate) fn expires(
    cx: &mut Context<'_>,
    members: &[Member],
    fields: &mut Vec<Field>,
    role: Role,
) {
    if !is_s3(cx.service()) || !matches!(role, Role::Input | Role::Output) {
        return;
    }
    let is_expires =
        |member: &Member| member.name() == EXPIRES && member.traits.http_header().is_some();
    let Some(place) = members.iter().position(is_expires) else {
        return;
    };
    let Some(field) = fields.get_mut(place) else {
        return;
    };
    field.ty = Type::Timestamp(TimestampFormat::HttpDate);
    let is_format = |of: &RowTrait| matches!(of, RowTrait::TimestampFormat(_));
    if !field.row.traits.iter().any(is_format) {
        let format = RowTrait::TimestampFormat(TimestampFormat::HttpDate);
        field.row.traits.push(format);
    }
    if role == Role::Output {
        field.row.traits.push(RowTrait::Lenient);
        let placement = field.placement.clone();
        fields.insert(place + 1, expires_string(placement));
    }
}

/// The header as it stands in the response.
fn expires_string(placement: Placement) -> Field {
    let name = "ExpiresString";
    Field {
        name: name::member(name, Kind::Plain),
        member: name.to_owned(),
        wire_name: name.to_owned(),
        ty: Type::String,
        presence: Presence::Optional,
        required: false,
        default: None,
        added_default: false,
        limits: Limits::default(),
        sensitive: false,
        sensitive_directly: false,
        row: Row {
            traits: vec![RowTrait::Bound(placement.clone())],
            ..Row::default()
        },
        placement,
        media_type: None,
        idempotency_token: false,
        docs: Docs::text(
            "The header `Expires` as the service has sent it, which need not be a date.",
        ),
        deprecated: None,
    }
}
