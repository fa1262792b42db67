//! Where a member stands in the HTTP message, and what the message looks like.

use crate::model::{Shape, Traits, UriSegment};
use crate::plan::field::Field;
use crate::plan::ty::{TimestampFormat, Type};

/// The place of a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Placement {
    /// A member of the document in the body.
    Body,
    /// A label of the path.
    Label,
    /// A query parameter of this name.
    Query(String),
    /// A map of query parameters.
    QueryParams,
    /// A header of this name.
    Header(String),
    /// A map of headers that share this prefix.
    PrefixHeaders(String),
    /// The whole body.
    Payload,
    /// The status code of the response.
    StatusCode,
}

impl Placement {
    pub(crate) fn of(traits: &Traits) -> Self {
        if traits.http_label() {
            Placement::Label
        } else if let Some(name) = traits.http_query() {
            Placement::Query(name.to_owned())
        } else if traits.http_query_params() {
            Placement::QueryParams
        } else if let Some(name) = traits.http_header() {
            Placement::Header(name.to_ascii_lowercase())
        } else if let Some(prefix) = traits.http_prefix_headers() {
            Placement::PrefixHeaders(prefix.to_ascii_lowercase())
        } else if traits.http_payload() {
            Placement::Payload
        } else if traits.http_response_code() {
            Placement::StatusCode
        } else {
            Placement::Body
        }
    }

    /// Gives timestamps the format this place asks for, where the model asks for none.
    pub(crate) fn format_timestamps(&self, ty: &mut Type) {
        let format = match self {
            Placement::Header(_) | Placement::PrefixHeaders(_) => TimestampFormat::HttpDate,
            Placement::Label | Placement::Query(_) | Placement::QueryParams => {
                TimestampFormat::DateTime
            }
            _ => return,
        };
        match ty {
            Type::Timestamp(current) => *current = format,
            Type::List { element, .. } => self.format_timestamps(element),
            _ => {}
        }
    }
}

/// A piece of a request path.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Fixed text, with its slash.
    Literal(String),
    /// The value of the member of this name; a greedy one keeps its slashes.
    Label {
        /// The member, as modelled.
        member: String,
        /// Whether slashes in the value stay.
        greedy: bool,
    },
}

/// What the body of a message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A document of the members that are placed nowhere else.
    Document,
    /// The one member that is the payload, and its media type.
    Payload {
        /// The member, as modelled.
        member: String,
        /// The value of `content-type`.
        content_type: String,
    },
}

/// The HTTP binding of an operation.
#[derive(Clone, Debug)]
pub struct Http {
    /// The request method.
    pub method: String,
    /// The path.
    pub path: Vec<Segment>,
    /// Query parameters that are always sent.
    pub query: Vec<(String, Option<String>)>,
    /// The status of a success.
    pub code: u16,
    /// The body of the request.
    pub request: Body,
    /// The body of the response.
    pub response: Body,
}

impl Http {
    pub(crate) fn of(operation: &Shape, input: &[Field], output: &[Field]) -> Option<Self> {
        let http = operation.traits.http()?;
        let path = http.uri.segments.iter().map(segment).collect();
        let query = http.uri.query.iter();
        let query = query.map(|literal| (literal.name.clone(), literal.value.clone()));
        Some(Self {
            method: http.method.clone(),
            path,
            query: query.collect(),
            code: http.code,
            request: Body::of(input),
            response: Body::of(output),
        })
    }
}

fn segment(segment: &UriSegment) -> Segment {
    match segment {
        UriSegment::Literal(text) => Segment::Literal(format!("/{text}")),
        UriSegment::Label(member) => Segment::Label {
            member: member.clone(),
            greedy: false,
        },
        UriSegment::Greedy(member) => Segment::Label {
            member: member.clone(),
            greedy: true,
        },
    }
}

impl Body {
    pub(crate) fn of(fields: &[Field]) -> Self {
        if let Some(field) = fields.iter().find(|f| f.placement == Placement::Payload) {
            return Body::Payload {
                member: field.member.clone(),
                content_type: payload_type(field).to_owned(),
            };
        }
        match fields.iter().any(|f| f.placement == Placement::Body) {
            true => Body::Document,
            false => Body::Empty,
        }
    }
}

fn payload_type(field: &Field) -> &str {
    if let Some(media_type) = &field.media_type {
        return media_type;
    }
    match field.ty.unboxed() {
        Type::Blob => "application/octet-stream",
        Type::String | Type::Enumeration(_) => "text/plain",
        _ => "application/json",
    }
}
