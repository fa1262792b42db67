//! The locations of members in the HTTP message, and the form of the message.

use crate::model::{Shape, ShapeKind, UriSegment};
use crate::plan::context::Context;
use crate::plan::field::Field;
use crate::plan::special::s3;
use crate::plan::ty::Type;

pub use crate::plan::placement::Placement;

/// A piece of a request path.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Fixed text, with its slash.
    Literal(String),
    /// The value of the member of this name; a greedy one keeps its slashes.
    Label {
        /// The member, as modelled.
        member: String,
        /// True if slashes in the value stay.
        greedy: bool,
    },
}

/// The content of the body of a message.
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
    /// The prefix of the host name, with labels as `{name}`; empty for most operations.
    pub host_prefix: String,
    /// False if the model has no input, and the protocol tells that from an empty one.
    pub has_input: bool,
    /// The body of the request.
    pub request: Body,
    /// The body of the response.
    pub response: Body,
}

impl Http {
    /// The binding by the trait `http`, for protocols that bind.
    pub(crate) fn of(
        cx: &Context<'_>,
        operation: &Shape,
        input: &[Field],
        output: &[Field],
    ) -> Option<Self> {
        let http = operation.traits.http()?;
        let mut path: Vec<Segment> = http.uri.segments.iter().map(segment).collect();
        let is_bucket = |segment: &Segment| match segment {
            Segment::Label { member, .. } => s3::is_bucket(cx.service(), member),
            Segment::Literal(_) => false,
        };
        path.retain(|segment| !is_bucket(segment));
        let query = http.uri.query.iter();
        let query = query.map(|literal| (literal.name.clone(), literal.value.clone()));
        Some(Self {
            method: http.method.clone(),
            path,
            query: query.collect(),
            code: http.code,
            host_prefix: if s3::leaves_host(cx.service()) {
                String::new()
            } else {
                host_prefix(operation)
            },
            has_input: true,
            request: Body::of(input),
            response: Body::of(output),
        })
    }

    /// One document to the root of the service, or to a path with its name, for protocols that do
    /// not bind.
    pub(crate) fn document(cx: &Context<'_>, operation: &Shape, output: &[Field]) -> Self {
        let (protocol, service) = (cx.protocol(), cx.service().id.name());
        let path = format!("/service/{service}/operation/{}", operation.id.name());
        let path = protocol.is_rpc().then_some(Segment::Literal(path));
        let is_modelled = match &operation.kind {
            ShapeKind::Operation(modelled) => modelled.input.is_some(),
            _ => false,
        };
        let has_input = is_modelled || !protocol.is_rpc();
        Self {
            method: "POST".to_owned(),
            path: path.into_iter().collect(),
            query: Vec::new(),
            code: 200,
            host_prefix: host_prefix(operation),
            has_input,
            request: if has_input {
                Body::Document
            } else {
                Body::Empty
            },
            response: Body::of(output),
        }
    }

    /// The path, with labels as `{name}` or `{name+}`, and the query parameters that are always
    /// there.
    pub fn uri(&self) -> String {
        let mut uri = String::new();
        for segment in &self.path {
            match segment {
                Segment::Literal(text) => uri.push_str(text),
                Segment::Label { member, greedy } => {
                    let greedy = if *greedy { "+" } else { "" };
                    uri.push_str(&format!("/{{{member}{greedy}}}"));
                }
            }
        }
        if uri.is_empty() {
            uri.push('/');
        }
        for (index, (name, value)) in self.query.iter().enumerate() {
            uri.push(if index == 0 { '?' } else { '&' });
            uri.push_str(name);
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                uri.push('=');
                uri.push_str(value);
            }
        }
        uri
    }
}

fn host_prefix(operation: &Shape) -> String {
    let endpoint = operation.traits.endpoint();
    endpoint.map_or(String::new(), |endpoint| endpoint.host_prefix.to_owned())
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
        if fields.iter().any(|f| f.placement == Placement::Body) {
            Body::Document
        } else {
            Body::Empty
        }
    }
}

fn payload_type(field: &Field) -> &str {
    if let Some(media_type) = &field.media_type {
        return media_type;
    }
    match field.ty.unboxed() {
        Type::Events(_) => "application/vnd.amazon.eventstream",
        Type::Blob | Type::Stream => "application/octet-stream",
        Type::String | Type::Enumeration(_) => "text/plain",
        _ => "application/json",
    }
}
