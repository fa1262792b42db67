//! The rules of Amazon S3 that its model does not say.
//!
//! Those of S3 Control are here as well: the two share a name in signatures.

use crate::model::{Member, Shape};
use crate::name::{self, Kind};
use crate::plan::context::Context;
use crate::plan::docs::Docs;
use crate::plan::field::{Field, Presence, Role};
use crate::plan::http::{Placement, Segment};
use crate::plan::limits::Limits;
use crate::plan::row::Row;
use crate::plan::row_trait::RowTrait;
use crate::plan::ty::{TimestampFormat, Type};

/// The service shape of S3.
const S3: &str = "com.amazonaws.s3#AmazonS3";

/// The service shape of S3 Control.
const S3_CONTROL: &str = "com.amazonaws.s3control#AWSS3ControlServiceV20180820";

/// Outputs whose documents have another root than their models say.
const ANY_ROOT: [&str; 3] = [
    "com.amazonaws.s3#CreateSessionOutput",
    "com.amazonaws.s3#GetObjectAttributesOutput",
    "com.amazonaws.s3#ListDirectoryBucketsOutput",
];

/// The member whose value need not be a date in responses.
const EXPIRES: &str = "Expires";

/// True if the service is S3.
pub(crate) fn is_s3(service: &Shape) -> bool {
    service.id.as_str() == S3
}

/// True if the hash of the body stands in a header.
pub(crate) fn sends_hash(service: &Shape) -> bool {
    is_s3(service) || is_control(service)
}

fn is_control(service: &Shape) -> bool {
    service.id.as_str() == S3_CONTROL
}

/// Takes the bucket out of a path: the endpoint rules put it into the host or the path.
pub(crate) fn path(service: &Shape, path: &mut Vec<Segment>) {
    let is_bucket =
        |segment: &Segment| matches!(segment, Segment::Label { member, .. } if member == "Bucket");
    if is_s3(service) && path.first().is_some_and(is_bucket) {
        path.remove(0);
    }
}

/// True if the prefix of the host name is left to the endpoint rules.
pub(crate) fn leaves_host(service: &Shape) -> bool {
    is_control(service)
}

/// True if the root of the output's document is not checked.
pub(crate) fn has_any_root(output: &Shape) -> bool {
    ANY_ROOT.contains(&output.id.as_str())
}

/// The traits of an output whose only member is the root of the document.
pub(crate) fn unwrapped(output: &Shape) -> bool {
    output.traits.s3_unwrapped_xml_output()
}

/// Makes the expiry of objects a timestamp. In responses it may be anything else, which `expires_string` then has.
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
