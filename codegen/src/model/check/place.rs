//! The shapes and members to which traits may be applied.

use super::super::{Shape, ShapeType};

/// The shape or member to which a trait is applied.
#[derive(Clone, Copy)]
pub(super) enum Bearer<'m> {
    Shape(&'m Shape),
    Member {
        of: ShapeType,
        /// `None` if it is missing or if the member has no target.
        target: Option<&'m Shape>,
    },
}

impl Bearer<'_> {
    /// Its description for messages.
    pub(super) fn said(self) -> String {
        match self {
            Bearer::Shape(shape) => shape.shape_type().with_article(),
            Bearer::Member { of, target: None } => format!("a member of {}", of.with_article()),
            Bearer::Member {
                of,
                target: Some(target),
            } => format!(
                "a member of {} that targets {}",
                of.with_article(),
                target.shape_type().with_article()
            ),
        }
    }

    fn is_shape(self, wanted: impl Fn(ShapeType) -> bool) -> bool {
        matches!(self, Bearer::Shape(shape) if wanted(shape.shape_type()))
    }

    fn is_member_of(self, wanted: impl Fn(ShapeType) -> bool) -> bool {
        matches!(self, Bearer::Member { of, .. } if wanted(of))
    }

    /// True for a shape of the expected kind, or a member that targets one. A missing target is
    /// accepted, since it is reported elsewhere.
    fn is_or_targets(self, wanted: impl Fn(ShapeType) -> bool) -> bool {
        match self {
            Bearer::Shape(shape) => wanted(shape.shape_type()),
            Bearer::Member {
                of: ShapeType::Enum | ShapeType::IntEnum,
                ..
            } => false,
            Bearer::Member { target, .. } => target.is_none_or(|t| wanted(t.shape_type())),
        }
    }

    /// The same for the members of a structure only.
    fn is_field_of(self, wanted: impl Fn(ShapeType) -> bool) -> bool {
        self.is_member_of(is(ShapeType::Structure)) && self.is_or_targets(wanted)
    }
}

fn is(wanted: ShapeType) -> impl Fn(ShapeType) -> bool {
    move |found| found == wanted
}

/// Values that can be bound to a header or a path.
fn is_scalar(found: ShapeType) -> bool {
    found.is_number()
        || found.is_text()
        || matches!(found, ShapeType::Boolean | ShapeType::Timestamp)
}

/// Values that a header of a message in a stream of events has.
fn is_event_header(found: ShapeType) -> bool {
    let is_integer = matches!(
        found,
        ShapeType::Byte
            | ShapeType::Short
            | ShapeType::Integer
            | ShapeType::IntEnum
            | ShapeType::Long
    );
    let is_other = matches!(
        found,
        ShapeType::Blob | ShapeType::Boolean | ShapeType::Timestamp
    );
    is_integer || is_other || found.is_text()
}

fn is_scalar_or_list(found: ShapeType) -> bool {
    is_scalar(found) || found == ShapeType::List
}

/// The shapes to which a trait may be applied, if it is applied to others. `None` also for unknown
/// traits.
pub(super) fn misplaced(name: &str, bearer: Bearer<'_>) -> Option<&'static str> {
    let name = name.strip_prefix("smithy.api#")?;
    let (fits, belongs) = of_data(name, bearer)
        .or_else(|| of_formats(name, bearer))
        .or_else(|| of_http(name, bearer))
        .or_else(|| of_behaviour(name, bearer))?;
    (!fits).then_some(belongs)
}

type Answer = Option<(bool, &'static str)>;

/// Traits of values.
fn of_data(name: &str, bearer: Bearer<'_>) -> Answer {
    let structure = |t| t == ShapeType::Structure;
    Some(match name {
        "required" | "clientOptional" => {
            (bearer.is_member_of(structure), "the members of structures")
        }
        "sparse" => (
            bearer.is_shape(|t| matches!(t, ShapeType::List | ShapeType::Map)),
            "lists and maps",
        ),
        "uniqueItems" => (bearer.is_shape(is(ShapeType::List)), "lists"),
        "enum" => (bearer.is_shape(is(ShapeType::String)), "strings"),
        "enumValue" => (
            bearer.is_member_of(|t| matches!(t, ShapeType::Enum | ShapeType::IntEnum)),
            "the members of enums",
        ),
        "length" => (
            bearer.is_or_targets(|t| {
                t.is_text() || matches!(t, ShapeType::List | ShapeType::Map | ShapeType::Blob)
            }),
            "strings, blobs, lists and maps",
        ),
        "range" => (bearer.is_or_targets(ShapeType::is_number), "numbers"),
        "pattern" => (bearer.is_or_targets(ShapeType::is_text), "strings"),
        "mediaType" => (
            bearer.is_or_targets(|t| t.is_text() || t == ShapeType::Blob),
            "strings and blobs",
        ),
        "timestampFormat" => (bearer.is_or_targets(is(ShapeType::Timestamp)), "timestamps"),
        "jsonName" => (
            bearer.is_member_of(|t| matches!(t, ShapeType::Structure | ShapeType::Union)),
            "the members of structures and unions",
        ),
        "streaming" => (
            bearer.is_shape(|t| matches!(t, ShapeType::Blob | ShapeType::Union)),
            "blobs and unions",
        ),
        "idempotencyToken" => (
            bearer.is_field_of(ShapeType::is_text),
            "the members of structures that are strings",
        ),
        _ => return None,
    })
}

/// Traits of values in XML documents and in events.
fn of_formats(name: &str, bearer: Bearer<'_>) -> Answer {
    Some(match name {
        "xmlAttribute" => (
            bearer.is_field_of(is_scalar),
            "the members of structures that are strings, numbers, booleans or timestamps",
        ),
        "xmlFlattened" => {
            let holds = |t| matches!(t, ShapeType::Structure | ShapeType::Union);
            let is_collection = |t| matches!(t, ShapeType::List | ShapeType::Map);
            (
                bearer.is_member_of(holds) && bearer.is_or_targets(is_collection),
                "the members of structures and unions that are lists or maps",
            )
        }
        "eventHeader" => (
            bearer.is_field_of(is_event_header),
            "the members of structures that are strings, blobs, booleans, timestamps, or integers \
             of at most 64 bits",
        ),
        "eventPayload" => (
            bearer.is_field_of(|t| {
                t.is_text()
                    || matches!(t, ShapeType::Blob | ShapeType::Structure | ShapeType::Union)
            }),
            "the members of structures that are strings, blobs, structures or unions",
        ),
        _ => return None,
    })
}

/// Traits of HTTP messages.
fn of_http(name: &str, bearer: Bearer<'_>) -> Answer {
    Some(match name {
        "http" => (bearer.is_shape(is(ShapeType::Operation)), "operations"),
        "httpError" => (
            bearer.is_shape(is(ShapeType::Structure)),
            "structures that are errors",
        ),
        "httpLabel" => (
            bearer.is_field_of(is_scalar),
            "the members of structures that are strings, numbers, booleans or timestamps",
        ),
        "httpQuery" | "httpHeader" => (
            bearer.is_field_of(is_scalar_or_list),
            "the members of structures that are strings, numbers, booleans or timestamps, or \
             lists of them",
        ),
        "httpQueryParams" | "httpPrefixHeaders" => (
            bearer.is_field_of(is(ShapeType::Map)),
            "the members of structures that are maps",
        ),
        "httpPayload" => (
            bearer.is_member_of(is(ShapeType::Structure)),
            "the members of structures",
        ),
        "httpResponseCode" => (
            bearer.is_field_of(|t| matches!(t, ShapeType::Integer | ShapeType::IntEnum)),
            "the members of structures that are integers",
        ),
        "hostLabel" => (
            bearer.is_field_of(ShapeType::is_text),
            "the members of structures that are strings",
        ),
        "endpoint" | "httpChecksumRequired" | "requestCompression" => {
            (bearer.is_shape(is(ShapeType::Operation)), "operations")
        }
        "cors" | "httpApiKeyAuth" | "httpBasicAuth" | "httpBearerAuth" | "httpDigestAuth" => {
            (bearer.is_shape(is(ShapeType::Service)), "services")
        }
        _ => return None,
    })
}

/// Traits of the behaviour of operations.
fn of_behaviour(name: &str, bearer: Bearer<'_>) -> Answer {
    Some(match name {
        "error" | "retryable" | "input" | "output" => {
            (bearer.is_shape(is(ShapeType::Structure)), "structures")
        }
        "readonly" | "idempotent" | "examples" | "optionalAuth" => {
            (bearer.is_shape(is(ShapeType::Operation)), "operations")
        }
        "paginated" | "auth" => (
            bearer.is_shape(|t| matches!(t, ShapeType::Operation | ShapeType::Service)),
            "operations and services",
        ),
        _ => return None,
    })
}
