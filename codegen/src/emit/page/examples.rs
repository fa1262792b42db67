//! The examples of the model, as code that builds the input, compares the request with the model's,
//! and reads the model's response.

use serde_json::{Map, Value};

use crate::config::Strict;
use crate::emit::fragment;
use crate::emit::page::code::{Call, Expr};
use crate::emit::page::names::Names;
use crate::emit::page::text::{Text, plain};
use crate::emit::page::{fence, root, values};
use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::{Body, Placement};
use crate::plan::page::{Content, Example, Message, Page, field};
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// The greatest width of JSON on one line.
const JSON_WIDTH: usize = 80;

/// The section, or nothing for an operation without examples.
pub(super) fn section(text: &mut Text, plan: &Plan, page: &Page<'_>) {
    if page.operation.examples.is_empty() {
        return;
    }
    text.block("# Examples");
    for example in &page.operation.examples {
        text.block(&format!("## {}", plain(&example.title)));
        text.block(&example.docs.text);
        match program(plan, page, example) {
            Some(lines) => {
                // The models' examples break constraints now and then.
                let run = plan.strict == Strict::Off && !example.breaks_constraints;
                text.code(&fence(plan, if run { "" } else { "no_run" }), &lines);
                let in_code = example
                    .response(page.shapes(), plan.service.protocol, page.operation)
                    .is_some();
                if !in_code {
                    json(text, "Received:", example.output.as_ref());
                }
                if plan.service.protocol.has_cbor() {
                    let error = example.error.as_ref();
                    json(text, "Received:", error.map(|error| &error.content));
                }
            }
            None => json_only(text, example),
        }
    }
}

/// An example whose code would not be certain to hold.
fn json_only(text: &mut Text, example: &Example) {
    json(text, "Sent:", Some(&example.input));
    json(text, "Received:", example.output.as_ref());
    let error = example.error.as_ref();
    json(text, "Received:", error.map(|error| &error.content));
}

fn json(text: &mut Text, what: &str, members: Option<&Map<String, Value>>) {
    if let Some(members) = members.filter(|members| !members.is_empty()) {
        text.block(what);
        text.code("json", &pretty(&Value::Object(members.clone())));
    }
}

/// JSON in lines, what is short on one.
fn pretty(value: &Value) -> Vec<String> {
    let mut lines = vec![String::new()];
    put(&mut lines, 0, value);
    lines
}

fn flat(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flat).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members = members.iter();
            let members = members
                .map(|(name, item)| format!("{}: {}", Value::from(name.as_str()), flat(item)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Appends a value to the last line, and what does not fit there in lines of its own.
fn put(lines: &mut Vec<String>, depth: usize, value: &Value) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        Value::Object(members) => {
            let key = |key: &String| format!("{}: ", Value::from(key.as_str()));
            members
                .iter()
                .map(|(name, item)| (key(name), item))
                .collect()
        }
        _ => Vec::new(),
    };
    let (open, close) = if value.is_array() {
        ("[", "]")
    } else {
        ("{", "}")
    };
    let flat = flat(value);
    let room = JSON_WIDTH.saturating_sub(lines.last().map_or(0, String::len));
    let append = |lines: &mut Vec<String>, text: &str| {
        if let Some(last) = lines.last_mut() {
            last.push_str(text);
        }
    };
    if entries.is_empty() || (depth > 0 && flat.len() <= room) {
        return append(lines, &flat);
    }
    append(lines, open);
    let last = entries.len() - 1;
    for (at, (key, item)) in entries.into_iter().enumerate() {
        lines.push(format!("{}{key}", "    ".repeat(depth + 1)));
        put(lines, depth + 1, item);
        append(lines, if at == last { "" } else { "," });
    }
    lines.push(format!("{}{close}", "    ".repeat(depth)));
}

fn program(plan: &Plan, page: &Page<'_>, example: &Example) -> Option<Vec<String>> {
    let (operation, shapes) = (page.operation, page.shapes());
    let protocol = plan.service.protocol;
    let request = example.request(shapes, protocol, operation)?;
    let root = root(plan);
    let mut names = Names::new(&root, operation, shapes);
    let mut lines = input(&mut names, page, example)?;
    let mut items = vec![operation.symbol.as_str(), operation.input.ty.name.as_str()];
    lines.push(String::new());
    lines.extend(sent(plan, page, &request));
    if let Some(response) = example.response(shapes, protocol, operation) {
        lines.push(String::new());
        lines.extend(received(&mut names, page, example, &response));
    } else if let Some(response) = example.failure(shapes, protocol, operation) {
        lines.push(String::new());
        lines.extend(failed(&mut names, page, example, &response)?);
    }
    let error = operation.error();
    if lines
        .iter()
        .any(|line| line.contains(&format!("{error}::")))
    {
        items.push(&error);
    }
    items.sort_unstable();
    let mut all = vec!["use hammersmith::Operation as _;".to_owned()];
    all.extend(names.uses(&items, &lines));
    all.push(String::new());
    all.extend(lines);
    all.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    Some(all)
}

fn input(names: &mut Names<'_>, page: &Page<'_>, example: &Example) -> Option<Vec<String>> {
    let (operation, mut members) = (page.operation, example.input.clone());
    let payload = payload(&operation.input, &operation.http.request, &mut members);
    let mut builder = values::builder(names, &operation.input, &members)?;
    if let Some((field, text)) = payload {
        builder.calls.push(Call {
            method: field.name.ident.doc(),
            value: Some(values::payload(field.ty.unboxed(), &text)?),
            ..Call::default()
        });
    }
    Some(Expr::Builder(builder).lines("let input = ", ";"))
}

/// Takes the text that is the whole body out of the members.
fn payload<'f>(
    structure: &'f Structure,
    body: &Body,
    members: &mut Map<String, Value>,
) -> Option<(&'f Field, String)> {
    let Body::Payload { member, .. } = body else {
        return None;
    };
    let field = field(structure, member)?;
    let is_text = matches!(field.ty.unboxed(), Type::Blob | Type::String);
    let text = members
        .get(member)
        .filter(|_| is_text)?
        .as_str()?
        .to_owned();
    members.shift_remove(member);
    Some((field, text))
}

/// Serializes the input and compares.
fn sent(plan: &Plan, page: &Page<'_>, request: &Message) -> Vec<String> {
    let operation = page.operation;
    let mut lines = vec![
        format!("let request = {}::serialize(&input)?;", operation.symbol),
        format!("assert_eq!(request.method, {:?});", operation.http.method),
        format!("assert_eq!(request.uri, {:?});", request.uri),
    ];
    for (name, value) in &request.headers {
        lines.push(format!(
            "assert!(request.headers.contains(&({name:?}.into(), {value:?}.into())));"
        ));
    }
    match &request.body {
        Content::Empty => {}
        Content::Text(text) => {
            lines.push(format!("assert_eq!(request.body, {text:?}.as_bytes());"))
        }
        Content::Form(parameters) => {
            let version = &plan.service.api_version;
            lines.extend(form(&format!(
                "Action={}&Version={version}{parameters}",
                operation.name
            )));
            lines.push("assert_eq!(request.body, body.as_bytes());".to_owned());
        }
        Content::Json(value) => {
            lines.extend(raw("let body = ", pretty(value), ";"));
            lines.push("assert!(hammersmith::json::same(&request.body, body)?);".to_owned());
        }
        Content::Xml(document) => {
            lines.extend(raw("let body = ", document.lines(), ";"));
            lines.push("assert!(hammersmith::xml::same(&request.body, body)?);".to_owned());
        }
    }
    lines
}

/// A form as a literal with a line for each parameter after the first two. What is encoded needs no
/// escapes.
fn form(text: &str) -> Vec<String> {
    let mut parameters = text.split('&');
    let first: Vec<&str> = parameters.by_ref().take(2).collect();
    let mut lines = vec![format!("let body = \"{}", first.join("&"))];
    for parameter in parameters {
        if let Some(last) = lines.last_mut() {
            last.push('\\');
        }
        lines.push(format!("    &{parameter}"));
    }
    if let Some(last) = lines.last_mut() {
        last.push_str("\";");
    }
    lines
}

/// A document as a literal over several lines.
fn raw(before: &str, mut lines: Vec<String>, after: &str) -> Vec<String> {
    let text = lines.join("\n");
    let Some(hashes) = fragment::hashes(&text) else {
        return vec![format!("{before}{text:?}{after}")];
    };
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, &format!("{before}r{hashes}\""));
    }
    if let Some(last) = lines.last_mut() {
        last.push_str(&format!("\"{hashes}{after}"));
    }
    lines
}

/// The lines that make a response.
fn response(status: u64, message: &Message) -> Vec<String> {
    let mut lines = match &message.body {
        Content::Empty | Content::Form(_) => vec!["let body = \"\";".to_owned()],
        Content::Text(text) => vec![format!("let body = {text:?};")],
        Content::Json(value) => raw("let body = ", pretty(value), ";"),
        Content::Xml(document) => raw("let body = ", document.lines(), ";"),
    };
    let mut headers = String::new();
    for (name, value) in &message.headers {
        headers.push_str(&format!(".with_header({name:?}, {value:?})"));
    }
    lines.push(format!(
        "let response = hammersmith::http::Response::new({status}, body){headers};"
    ));
    lines
}

/// Parses the response of a success, and compares what can be compared.
fn received(
    names: &mut Names<'_>,
    page: &Page<'_>,
    example: &Example,
    message: &Message,
) -> Vec<String> {
    let operation = page.operation;
    let mut members = example.output.clone().unwrap_or_default();
    let mut status = u64::from(operation.http.code);
    for field in &operation.output.fields {
        if field.placement == Placement::StatusCode
            && let Some(value) = members.get(&field.member).and_then(Value::as_u64)
        {
            status = value;
        }
    }
    let mut lines = response(status, message);
    lines.push(format!(
        "let output = {}::parse(&response)?;",
        operation.symbol
    ));
    let payload = payload(&operation.output, &operation.http.response, &mut members);
    // An empty body has no value.
    if let Some((field, text)) = payload.filter(|(_, text)| !text.is_empty())
        && let Some(value) = values::payload(field.ty.unboxed(), &text)
    {
        lines.extend(assertion("output", field, value));
    }
    for (name, value) in &members {
        lines.extend(comparison(names, "output", &operation.output, name, value));
    }
    lines
}

/// Parses the response of a failure, and compares what can be compared.
fn failed(
    names: &mut Names<'_>,
    page: &Page<'_>,
    example: &Example,
    message: &Message,
) -> Option<Vec<String>> {
    let operation = page.operation;
    let error = example.error.as_ref()?;
    let fault = operation.errors.iter().find(|fault| fault.ty == error.ty)?;
    let structure = page.shapes().structure(&error.ty)?;
    let mut lines = response(fault.status.into(), message);
    let (symbol, name) = (&operation.symbol, operation.error());
    lines.push(format!("match {symbol}::parse(&response) {{"));
    lines.push(format!("    Err({name}::{}(error)) => {{", fault.ty.name));
    for (name, value) in &error.content {
        let comparison = comparison(names, "error", structure, name, value);
        lines.extend(comparison.into_iter().map(|line| format!("        {line}")));
    }
    lines.push("    }".to_owned());
    lines.push("    other => panic!(\"{other:?}\"),".to_owned());
    lines.push("}".to_owned());
    Some(lines)
}

/// The lines that compare a member with its value; none where the value has no certain form.
fn comparison(
    names: &mut Names<'_>,
    owner: &str,
    structure: &Structure,
    name: &str,
    value: &Value,
) -> Vec<String> {
    let Some(field) = field(structure, name) else {
        return Vec::new();
    };
    let ty = field.ty.unboxed();
    let owned = !matches!(ty, Type::String | Type::List { .. });
    match values::expr(names, ty, value, owned) {
        Some(value) => assertion(owner, field, value),
        None => Vec::new(),
    }
}

fn assertion(owner: &str, field: &Field, value: Expr) -> Vec<String> {
    let ty = field.ty.unboxed();
    let reference = if ty.is_copy() || *ty == Type::String {
        ""
    } else {
        "&"
    };
    let getter = format!("{owner}.{}()", field.name.ident);
    let (before, after) = match (ty, field.is_optional()) {
        (Type::List { .. }, _) => (String::new(), ""),
        (_, true) => (format!("Some({reference}"), ")"),
        (_, false) => (reference.to_owned(), ""),
    };
    let value = Expr::wrapped(before, value, after);
    value.lines(&format!("assert_eq!({getter}, "), ");")
}
