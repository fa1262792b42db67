//! The traits of rows.

use crate::plan::placement::Placement;
use crate::plan::ty::TimestampFormat;

/// One trait of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowTrait {
    /// The member has to be set.
    Required,
    /// The builder has a value for the member if it is unset.
    Default,
    /// The service takes a fresh token if the member is unset.
    IdempotencyToken,
    /// The member has this name in JSON documents.
    JsonName(String),
    /// Timestamps have this format.
    TimestampFormat(TimestampFormat),
    /// The number is a string in JSON documents.
    AsString,
    /// The content of the string or blob is of this media type.
    MediaType(String),
    /// The member is a header of the message that is an event.
    EventHeader,
    /// The member is the payload of the message that is an event.
    EventPayload,
    /// The member is part of the host name.
    HostLabel,
    /// The member does not stand in the document.
    Bound(Placement),
    /// A value in a response that cannot be read is left out.
    Lenient,
    /// The one member of the structure is the root of the document.
    Unwrapped,
    /// The value must not be shown.
    Sensitive,
    /// The least and the greatest length.
    Length(Option<u64>, Option<u64>),
    /// The least and the greatest number, as digits.
    Range(Option<String>, Option<String>),
    /// A regular expression.
    Pattern(String),
    /// The items of a list differ.
    UniqueItems,
    /// The integers that have a name.
    IntEnum(Vec<i64>),
    /// The element has this name in XML documents, and the parameter in forms.
    XmlName(String),
    /// The element declares a namespace: its URI and its prefix.
    XmlNamespace(String, Option<String>),
    /// The member is an attribute.
    XmlAttribute,
    /// The items stand in the structure itself, without an element around them.
    XmlFlattened,
    /// The type of the resource is left out of the ID where it stands in the path, as Route 53
    /// wants it.
    Route53Id,
    /// The member has this value in the path if it is unset or empty.
    OrElse(String),
    /// The parameter has this name in forms for EC2.
    Ec2QueryName(String),
}
