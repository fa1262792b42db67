//! Examples as they travel.

use serde_json::{Map, Value};

use super::value::{encoded, field, is_base64, text};
use super::xml::Element;
use super::{Example, form};
use crate::plan::http::{Body, Segment};
use crate::plan::operation::Operation;
use crate::plan::placement::Placement;
use crate::plan::protocol::Protocol;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::time;
use crate::plan::ty::{Type, integer};

/// The request or response of an example on the wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Path and query; empty for a response.
    pub uri: String,
    /// The headers that stand for members, in the order of their names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// None.
    #[default]
    Empty,
    /// A JSON document.
    Json(Value),
    /// An XML document.
    Xml(Element),
    /// The parameters of a form, each after an `&`, without those that name the operation.
    Form(String),
    /// Text, or bytes that are text.
    Text(String),
}

impl Example {
    /// The request. `None` if the example is not of the form its operation asks for, or if a value
    /// has more than one form on the wire.
    pub fn request(
        &self,
        shapes: &Shapes<'_>,
        protocol: Protocol,
        operation: &Operation,
    ) -> Option<Message> {
        if protocol.uses_forms() {
            let form = form::parameters(shapes, protocol, &operation.input, &self.input)?;
            return Some(Message {
                uri: "/".to_owned(),
                body: Content::Form(form),
                ..Message::default()
            });
        }
        let mut message = message(
            shapes,
            protocol,
            &operation.input,
            &operation.http.request,
            &self.input,
        )?;
        message.uri = uri(operation, &self.input)?;
        // Nobody reads CBOR in an example.
        if protocol.has_cbor() {
            message.body = Content::Empty;
        }
        Some(message)
    }

    /// The response of a call that succeeds. `None` as for [`request`](Self::request), where the
    /// example has none, and if it is CBOR.
    pub fn response(
        &self,
        shapes: &Shapes<'_>,
        protocol: Protocol,
        operation: &Operation,
    ) -> Option<Message> {
        let output = self.output.as_ref().filter(|_| !protocol.has_cbor())?;
        if protocol.uses_forms() && operation.http.response == Body::Document {
            let result = Element::result(shapes, protocol, operation, output)?;
            return Some(Message {
                body: Content::Xml(result),
                ..Message::default()
            });
        }
        let body = &operation.http.response;
        message(shapes, protocol, &operation.output, body, output)
    }

    /// The response of a call that fails. `None` as for [`request`](Self::request), and where the
    /// example has none.
    pub fn failure(
        &self,
        shapes: &Shapes<'_>,
        protocol: Protocol,
        operation: &Operation,
    ) -> Option<Message> {
        let error = self.error.as_ref().filter(|_| !protocol.has_cbor())?;
        let structure = shapes.structure(&error.ty)?;
        let body = Body::Document;
        if protocol.uses_xml() {
            let mut message = message(shapes, protocol, structure, &Body::Empty, &error.content)?;
            let fault = operation.errors.iter().find(|it| it.ty == error.ty)?;
            let error = Element::error(shapes, &fault.code, structure, &error.content)?;
            message.body = Content::Xml(error);
            return Some(message);
        }
        let mut message = message(shapes, protocol, structure, &body, &error.content)?;
        let code = (ERROR_CODE.to_owned(), structure.shape_name.clone());
        message.headers.insert(0, code);
        Some(message)
    }
}

/// The header that names an error.
const ERROR_CODE: &str = "x-amzn-errortype";

fn message(
    shapes: &Shapes<'_>,
    protocol: Protocol,
    structure: &Structure,
    body: &Body,
    members: &Map<String, Value>,
) -> Option<Message> {
    let mut headers = Vec::new();
    let mut document = Map::new();
    let mut content = Content::Empty;
    for (name, value) in members {
        let field = field(structure, name)?;
        match &field.placement {
            Placement::Body if protocol.uses_xml() => {}
            Placement::Body => {
                let value = json(shapes, &field.ty, value)?;
                document.insert(field.wire_name.clone(), value);
            }
            Placement::Header(header) => headers.push((header.clone(), text(&field.ty, value)?)),
            Placement::PrefixHeaders(prefix) => {
                for (key, value) in value.as_object()? {
                    headers.push((format!("{prefix}{key}"), value.as_str()?.to_owned()));
                }
            }
            Placement::Payload => {
                content = match (field.ty.unboxed(), value) {
                    (Type::Blob | Type::String | Type::Enumeration(_), Value::String(text)) => {
                        Content::Text(text.clone())
                    }
                    _ if protocol.uses_xml() => {
                        Content::Xml(Element::payload(shapes, field, value)?)
                    }
                    (ty, value) => Content::Json(json(shapes, ty, value)?),
                };
            }
            // In the URI, or the status line, which has no other form than the operation's.
            _ => {}
        }
    }
    // Spaces around a value are lost on the way.
    if headers.iter().any(|(_, value)| value.trim() != value) {
        return None;
    }
    headers.sort();
    if *body == Body::Document {
        content = match protocol {
            Protocol::RestXml => Content::Xml(Element::root(shapes, structure, members)?),
            Protocol::AwsQuery | Protocol::Ec2Query => return None,
            _ => Content::Json(Value::Object(document)),
        };
    }
    Some(Message {
        uri: String::new(),
        headers,
        body: content,
    })
}

/// The path and query; none if a member would be there twice or has no certain form.
fn uri(operation: &Operation, input: &Map<String, Value>) -> Option<String> {
    let member = |name: &str| {
        let field = field(&operation.input, name)?;
        text(&field.ty, input.get(name)?)
    };
    let mut uri = String::new();
    for segment in &operation.http.path {
        match segment {
            Segment::Literal(literal) => uri.push_str(literal),
            Segment::Label {
                member: name,
                greedy,
            } => {
                uri.push('/');
                let value = member(name).filter(|value| !value.is_empty())?;
                uri.push_str(&encoded(&value, *greedy));
            }
        }
    }
    if uri.is_empty() {
        uri.push('/');
    }
    let mut query: Vec<String> = Vec::new();
    for (name, value) in &operation.http.query {
        query.push(match value.as_deref() {
            Some(value) if !value.is_empty() => format!("{name}={value}"),
            _ => name.clone(),
        });
    }
    for field in &operation.input.fields {
        let Some(value) = input.get(&field.member) else {
            continue;
        };
        match (&field.placement, field.ty.unboxed()) {
            (Placement::Query(name), Type::List { element, .. }) => {
                for item in value.as_array()? {
                    query.push(format!("{name}={}", encoded(&text(element, item)?, false)));
                }
            }
            (Placement::Query(name), ty) => {
                query.push(format!("{name}={}", encoded(&text(ty, value)?, false)));
            }
            // A map has no order.
            (Placement::QueryParams, _) => return None,
            _ => {}
        }
    }
    if !query.is_empty() {
        uri.push('?');
        uri.push_str(&query.join("&"));
    }
    Some(uri)
}

/// A value in a document.
fn json(shapes: &Shapes<'_>, ty: &Type, value: &Value) -> Option<Value> {
    Some(match (ty, value) {
        (Type::Boxed(inner), value) => json(shapes, inner, value)?,
        (Type::Document, value) => value.clone(),
        (Type::Timestamp(format), value) => time::json(time::seconds(value)?, *format),
        (Type::Integer(width), value) => integer(*width, value)?.into(),
        (Type::Float | Type::Double, Value::Number(_))
        | (Type::Boolean, Value::Bool(_))
        | (Type::String | Type::Enumeration(_), Value::String(_)) => value.clone(),
        (Type::Blob, Value::String(text)) if is_base64(text) => value.clone(),
        (Type::List { element, sparse }, Value::Array(items)) => {
            let items = items
                .iter()
                .map(|item| held(shapes, element, *sparse, item));
            Value::Array(items.collect::<Option<_>>()?)
        }
        (
            Type::Map {
                value: held_type,
                sparse,
                ..
            },
            Value::Object(entries),
        ) => {
            let entry = |(key, value): (&String, &Value)| {
                Some((key.clone(), held(shapes, held_type, *sparse, value)?))
            };
            Value::Object(entries.iter().map(entry).collect::<Option<_>>()?)
        }
        (Type::Structure(name), Value::Object(members)) => {
            let structure = shapes.structure(name)?;
            let member = |(name, value): (&String, &Value)| {
                let field = field(structure, name)?;
                Some((field.wire_name.clone(), json(shapes, &field.ty, value)?))
            };
            Value::Object(members.iter().map(member).collect::<Option<_>>()?)
        }
        (Type::Union(name), Value::Object(members)) if members.len() == 1 => {
            let variants = &shapes.union(name)?.variants;
            let (name, value) = members.iter().next()?;
            let variant = variants.iter().find(|variant| variant.member == *name)?;
            let value = match &variant.ty {
                Some(ty) => json(shapes, ty, value)?,
                None => Value::Object(Map::new()),
            };
            Value::Object([(variant.wire_name.clone(), value)].into_iter().collect())
        }
        _ => return None,
    })
}

fn held(shapes: &Shapes<'_>, ty: &Type, sparse: bool, value: &Value) -> Option<Value> {
    match (sparse, value) {
        (true, Value::Null) => Some(Value::Null),
        _ => json(shapes, ty, value),
    }
}
