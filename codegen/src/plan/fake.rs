//! The parts that fakes need: a row for each operation and for each error.

use crate::config::When;
use crate::plan::context::Context;
use crate::plan::http::{Http, Placement, Segment};
use crate::plan::operation::{Fault, Operation};
use crate::plan::service::Service;

/// The parts that fakes need.
#[derive(Clone, Debug)]
pub struct Fake {
    /// The condition for them to be compiled.
    pub when: When,
    /// The operations as requests call them.
    pub operations: Vec<Row>,
    /// The errors of all operations.
    pub errors: Vec<(String, Fault)>,
    /// The namespace of XML documents, if they have one.
    pub namespace: Option<String>,
}

/// An operation as a request calls it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The method.
    pub method: String,
    /// The path, the query parameters that are always there, and the members by which a request
    /// is known that does not name its operation.
    pub uri: String,
    /// The status of a success.
    pub status: u16,
}

pub(crate) fn plan(
    cx: &Context<'_>,
    operations: &[Operation],
    service: &Service,
    when: When,
) -> Fake {
    let id = &cx.service().id;
    let namespace = id.as_str().split('#').next().unwrap_or_default();
    let errors = service.errors.iter();
    let errors = errors.map(|fault| {
        let mut fault = fault.clone();
        // A response to `HEAD` has no body. Only the status identifies this error, and the model
        // has no status for it.
        if service.s3 && fault.shape_name == "NotFound" {
            fault.status = 404;
        }
        (format!("{namespace}#{}", fault.shape_name), fault)
    });
    let rows = operations.iter().map(|operation| Row {
        name: operation.name.clone(),
        method: operation.http.method.clone(),
        uri: uri(operation) + &required(operation),
        status: operation.http.code,
    });
    let xml = cx.service().traits.xml_namespace();
    let uses_xml = cx.protocol().uses_xml();
    Fake {
        when,
        operations: rows.collect(),
        errors: errors.collect(),
        namespace: xml.filter(|_| uses_xml).map(|xml| xml.uri.to_owned()),
    }
}

/// The URI of an operation. A label that clients put into the host, as the bucket of S3, comes
/// first.
fn uri(operation: &Operation) -> String {
    let http = &operation.http;
    let has = |name: &str| {
        http.path
            .iter()
            .any(|segment| matches!(segment, Segment::Label { member, .. } if member == name))
    };
    let mut fields = operation.input.fields.iter();
    let outside = fields.find(|field| field.placement == Placement::Label && !has(&field.member));
    let Some(field) = outside else {
        return http.uri();
    };
    let label = Segment::Label {
        member: field.member.clone(),
        greedy: false,
    };
    let path = [label].into_iter().chain(http.path.iter().cloned());
    let http = Http {
        path: path.collect(),
        ..http.clone()
    };
    http.uri()
}

/// The members that are required in the query and the headers, where operations of the same path
/// differ by a parameter that not all clients send.
fn required(operation: &Operation) -> String {
    if !operation.http.query.iter().any(|(name, _)| name == "x-id") {
        return String::new();
    }
    let required = operation.input.fields.iter().filter(|field| field.required);
    let parts = required.filter_map(|field| match &field.placement {
        Placement::Query(name) => Some(format!("&{name}={{}}")),
        Placement::Header(name) => Some(format!("&{{{name}}}")),
        _ => None,
    });
    parts.collect()
}
