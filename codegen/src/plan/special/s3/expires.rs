//! The expiry of objects, which need not be a date in responses.

use super::is_s3;
use crate::model::Member;
use crate::plan::context::Context;
use crate::plan::field::{self, Field, Role};
use crate::plan::row_trait::RowTrait;
use crate::plan::ty::{TimestampFormat, Type};

/// The member whose value need not be a date in responses.
const EXPIRES: &str = "Expires";

/// The documentation of the member with the header as it stands in the response.
const EXPIRES_STRING: &str =
    "The header `Expires` as the service has sent it, which need not be a date.";

/// Makes the expiry of objects a timestamp. In responses it may be anything else, which
/// `expires_string` then has; both come after all other members.
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
    if place >= fields.len() {
        return;
    }
    let mut field = fields.remove(place);
    field.ty = Type::Timestamp(TimestampFormat::HttpDate);
    let is_format = |of: &RowTrait| matches!(of, RowTrait::TimestampFormat(_));
    if !field.row.traits.iter().any(is_format) {
        let format = RowTrait::TimestampFormat(TimestampFormat::HttpDate);
        field.row.traits.push(format);
    }
    if role == Role::Input {
        fields.insert(place, field);
        return;
    }
    field.row.traits.push(RowTrait::Lenient);
    let placement = field.placement.clone();
    fields.push(field);
    fields.push(field::added("ExpiresString", placement, EXPIRES_STRING));
}
