//! Pages as JSON.

use hammersmith_codegen::plan::operation::Fault;
use hammersmith_codegen::plan::page::{Kind, Member, Page, Retried, Walk};
use serde_json::{Map, Value, json};

use super::find::Part;
use super::page::{COUNTED, uri};
use crate::subject::Subject;

/// The page of an operation.
pub(super) fn whole(subject: &Subject, page: &Page<'_>) -> Map<String, Value> {
    let operation = page.operation;
    let members = |members: Walk<'_>| {
        let members = members.take(COUNTED);
        members.map(|it| member(&it)).collect::<Value>()
    };
    let links = operation.links.iter();
    let links = links.map(|link| json!({"title": link.title, "url": link.url}));
    let examples = operation.examples.iter().map(|example| {
        let output = example.output.clone();
        json!({
            "title": example.title,
            "input": example.input,
            "output": output,
            "error": example.error.as_ref().map(|error| &error.content),
        })
    });
    object([
        ("operation", json!(operation.name)),
        ("service", json!(subject.plan.service.id)),
        ("docs", json!(operation.docs.text)),
        ("deprecated", json!(operation.deprecated.is_some())),
        ("method", json!(operation.http.method)),
        ("uri", json!(uri(operation))),
        ("status", json!(operation.http.code)),
        ("request", members(page.every_request_member())),
        ("response", members(page.every_response_member())),
        ("errors", page.errors().iter().map(fault).collect()),
        ("examples", examples.collect()),
        ("links", links.collect()),
    ])
}

/// The page of a member or error.
pub(super) fn part(page: &Page<'_>, part: &Part<'_>) -> Map<String, Value> {
    let operation = json!(page.operation.name);
    match part {
        Part::Fault(found) => object([("operation", operation), ("error", fault(found))]),
        Part::Member(found, ..) => {
            let below = found.members();
            object([
                ("operation", operation),
                ("member", member(found)),
                ("members", below.iter().map(member).collect()),
            ])
        }
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    let fields = fields.into_iter();
    fields.map(|(key, value)| (key.to_owned(), value)).collect()
}

fn member(member: &Member<'_>) -> Value {
    let values: Vec<Value> = match member.kind() {
        Kind::Enumeration(item) => item.variants.iter().map(|v| json!(v.value)).collect(),
        Kind::Numbers(numbers) => numbers.iter().map(|number| json!(number)).collect(),
        _ => Vec::new(),
    };
    json!({
        "path": member.path,
        "name": member.name,
        "wireName": member.wire_name,
        "rustName": member.rust_name,
        "type": member.type_words(),
        "required": member.required,
        "constraints": member.constraints(),
        "default": member.default,
        "values": values,
        "docs": member.docs.text,
        "deprecated": member.deprecated.is_some(),
    })
}

fn fault(fault: &Fault) -> Value {
    json!({
        "code": fault.code,
        "status": fault.status,
        "retried": fault.retried().map(|retried| match retried {
            Retried::Throttling => "throttling",
            Retried::Transient => "transient",
        }),
        "docs": fault.docs.text,
    })
}
