//! Pages as text.

use anstyle::Style;
use hammersmith_codegen::diagnostic::visible_json;
use hammersmith_codegen::plan::docs::Deprecation;
use hammersmith_codegen::plan::http::{Placement, Segment};
use hammersmith_codegen::plan::operation::{Fault, Operation};
use hammersmith_codegen::plan::page::{Example, Kind, Member, Page, Retried, Walk};
use serde_json::Value;

use super::find::Part;
use crate::subject::Subject;
use crate::terminal::Paper;
use crate::ui::{BOLD, CYAN, DIM, GREEN, RED};

/// With more members than this, not all depths are shown.
const MANY: usize = 600;

/// The maximum number of members that are counted: shapes that contain each other have any number.
pub(super) const COUNTED: usize = 20_000;

/// The number of enum values per line.
const VALUES: usize = 12;

const PLAIN: Style = Style::new();

/// The page of an operation.
pub(super) fn whole(paper: &mut Paper, subject: &Subject, page: &Page<'_>) {
    let operation = page.operation;
    let service = format!(" ({})", subject.plan.service.title);
    paper.styled(0, &[(BOLD, &operation.name), (DIM, &service)]);
    paper.gap();
    paper.markdown(0, &operation.docs.text);
    deprecated(paper, 0, operation.deprecated.as_ref());
    paper.gap();
    let uri = format!("{} {}", operation.http.method, uri(operation));
    paper.styled(0, &[(DIM, "HTTP: "), (PLAIN, &uri)]);
    let module = format!("{}::operation::{}", subject.crate_name, operation.module);
    let call = format!("client.{}()", operation.method);
    paper.styled(
        0,
        &[
            (DIM, "Rust: "),
            (CYAN, &call),
            (DIM, " in "),
            (CYAN, &module),
        ],
    );
    tree(
        paper,
        "Request",
        &page.request(),
        page.every_request_member(),
    );
    tree(
        paper,
        "Response",
        &page.response(),
        page.every_response_member(),
    );
    if !page.errors().is_empty() {
        paper.heading("Errors");
        page.errors().iter().for_each(|fault| error(paper, fault));
    }
    examples(paper, &operation.examples);
    paper.heading("See also");
    let skeleton = "cargo hammersmith skeleton";
    paper.styled(
        2,
        &[(CYAN, skeleton), (PLAIN, " prints an input to start from")],
    );
    if !operation.links.is_empty() {
        for link in &operation.links {
            paper.styled(2, &[(PLAIN, &link.title), (PLAIN, ": "), (CYAN, &link.url)]);
        }
    }
}

/// The page of a member or error.
pub(super) fn part(paper: &mut Paper, page: &Page<'_>, part: &Part<'_>) {
    let operation = &page.operation.name;
    let (member, names, side) = match part {
        Part::Fault(fault) => {
            let of = format!(" (error of {operation})");
            paper.styled(0, &[(BOLD, &fault.code), (DIM, &of)]);
            paper.gap();
            paper.styled(0, &[(DIM, &consequences(fault))]);
            paper.gap();
            paper.markdown(0, &fault.docs.text);
            return deprecated(paper, 0, fault.deprecated.as_ref());
        }
        Part::Member(member, names, side) => (member, names, side.word()),
    };
    let of = format!(" ({side} of {operation})");
    paper.styled(0, &[(BOLD, &member.path), (DIM, &of)]);
    paper.gap();
    facts(paper, 0, "", member);
    paper.gap();
    paper.markdown(0, &member.docs.text);
    deprecated(paper, 0, member.deprecated);
    paper.gap();
    let rust = names.join(".");
    paper.styled(0, &[(DIM, "Rust: "), (CYAN, &rust)]);
    if let Some(place) = place(member) {
        paper.styled(0, &[(DIM, "HTTP: "), (PLAIN, &place)]);
    }
    if let Kind::Enumeration(item) = member.kind() {
        paper.heading("Values");
        for variant in &item.variants {
            paper.styled(2, &[(CYAN, &variant.value)]);
            paper.markdown(6, &variant.docs.text);
            deprecated(paper, 6, variant.deprecated.as_ref());
        }
    }
    let below = member.members();
    if !below.is_empty() {
        let title = match member.kind() {
            Kind::Union(_) => "Members, one of which is set",
            _ => "Members",
        };
        tree(paper, title, &below, member.every_member());
    }
}

/// Members and their members, each with the first sentence of its documentation.
fn tree(paper: &mut Paper, title: &str, members: &[Member<'_>], every: Walk<'_>) {
    let all = every.take(COUNTED + 1).count();
    paper.heading(title);
    if members.is_empty() {
        return paper.line(2, "nothing");
    }
    let depth = if all > MANY { 2 } else { usize::MAX };
    for member in members {
        branch(paper, 2, member, depth);
    }
    if all > MANY {
        paper.gap();
        let all = if all > COUNTED {
            format!("more than {COUNTED}")
        } else {
            all.to_string()
        };
        let hint = format!("There are {all} members at all depths; pass a PATH to see more.");
        paper.styled(2, &[(DIM, &hint)]);
    }
}

fn branch(paper: &mut Paper, indent: usize, member: &Member<'_>, depth: usize) {
    facts(paper, indent, member.name, member);
    paper.markdown(indent + 4, &member.docs.summary);
    deprecated(paper, indent + 4, member.deprecated);
    values(paper, indent + 4, member);
    if depth > 1 {
        for child in member.children() {
            branch(paper, indent + 2, &child, depth - 1);
        }
    }
}

/// The line for a member: its name, type and constraints.
fn facts(paper: &mut Paper, indent: usize, name: &str, member: &Member<'_>) {
    let words = member.type_words();
    let colon = if name.is_empty() { "" } else { ": " };
    let mut pieces = vec![(BOLD, name.to_owned()), (DIM, format!("{colon}{words}"))];
    if let Kind::Recursive(_) = member.kind() {
        pieces.push((DIM, ", as above".to_owned()));
    }
    if member.required {
        pieces.push((DIM, ", ".to_owned()));
        pieces.push((RED, "required".to_owned()));
    }
    for constraint in member.constraints() {
        pieces.push((DIM, format!(", {constraint}")));
    }
    if let Some(default) = member.default {
        pieces.push((DIM, format!(", {} if unset", short(default))));
    }
    if let Some(place) = place(member).filter(|_| !name.is_empty()) {
        pieces.push((DIM, format!(", {place}")));
    }
    if member.idempotency_token {
        pieces.push((DIM, ", generated if unset".to_owned()));
    }
    if member.sensitive {
        pieces.push((DIM, ", redacted in logs".to_owned()));
    }
    let pieces: Vec<(Style, &str)> = pieces.iter().map(|(s, text)| (*s, text.as_str())).collect();
    paper.styled(indent, &pieces);
}

fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The values of an enum, if they are not listed one by one.
fn values(paper: &mut Paper, indent: usize, member: &Member<'_>) {
    let Kind::Enumeration(item) = member.kind() else {
        return;
    };
    let shown: Vec<&str> = item
        .variants
        .iter()
        .map(|v| v.value.as_str())
        .take(VALUES)
        .collect();
    let mut pieces = vec![(DIM, "Values: ".to_owned()), (GREEN, shown.join(" | "))];
    if item.variants.len() > shown.len() {
        let more = item.variants.len() - shown.len();
        pieces.push((DIM, format!(" and {more} more")));
    }
    let pieces: Vec<(Style, &str)> = pieces.iter().map(|(s, text)| (*s, text.as_str())).collect();
    paper.styled(indent, &pieces);
}

fn deprecated(paper: &mut Paper, indent: usize, deprecation: Option<&Deprecation>) {
    let Some(deprecation) = deprecation else {
        return;
    };
    let since = deprecation.since.as_deref();
    let since = since
        .map(|since| format!(" since {since}"))
        .unwrap_or_default();
    let note = deprecation.note.as_deref();
    let note = note.map(|note| format!(": {note}")).unwrap_or_default();
    paper.styled(
        indent,
        &[(RED, "Deprecated"), (PLAIN, &since), (PLAIN, &note)],
    );
}

fn error(paper: &mut Paper, fault: &Fault) {
    let facts = format!(": {}", consequences(fault));
    paper.styled(2, &[(BOLD, &fault.code), (DIM, &facts)]);
    paper.markdown(6, &fault.docs.text);
    deprecated(paper, 6, fault.deprecated.as_ref());
}

/// The status of an error, and whether the client retries.
fn consequences(fault: &Fault) -> String {
    let mut facts = vec![format!("HTTP {}", fault.status)];
    facts.push(
        match fault.retried() {
            Some(Retried::Throttling) => "retried by the client after a delay",
            Some(Retried::Transient) => "retried by the client",
            None => "not retried",
        }
        .to_owned(),
    );
    facts.join(", ")
}

fn examples(paper: &mut Paper, examples: &[Example]) {
    if !examples.is_empty() {
        paper.heading("Examples");
    }
    for example in examples {
        paper.gap();
        paper.styled(2, &[(BOLD, &example.title)]);
        paper.markdown(4, &example.docs.text);
        let error = example.error.as_ref().map(|error| &error.content);
        for (what, content) in [
            ("Input", Some(&example.input)),
            ("Output", example.output.as_ref()),
            ("Error", error),
        ] {
            let Some(content) = content else { continue };
            paper.gap();
            paper.styled(4, &[(DIM, what)]);
            let json = visible_json(&format!("{:#}", Value::Object(content.clone())));
            json.lines().for_each(|line| paper.line(4, line));
        }
    }
}

/// The location of a member in the message, unless it is in the body under its own name.
fn place(member: &Member<'_>) -> Option<String> {
    let wire = member.wire_name;
    Some(match member.placement {
        Placement::Body if wire == member.name => return None,
        Placement::Body => format!("in the body as {wire}"),
        Placement::Label => "in the path".to_owned(),
        Placement::Query(name) => format!("query parameter {name}"),
        Placement::QueryParams => "query parameters".to_owned(),
        Placement::Header(name) => format!("header {name}"),
        Placement::PrefixHeaders(prefix) => format!("headers {prefix}*"),
        Placement::Payload => "the whole body".to_owned(),
        Placement::StatusCode => "the status".to_owned(),
    })
}

/// The path of requests, with its labels.
pub(super) fn uri(operation: &Operation) -> String {
    let segments = operation.http.path.iter().map(|segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Label { member, greedy } => {
            let greedy = if *greedy { "+" } else { "" };
            format!("/{{{member}{greedy}}}")
        }
    });
    let path: String = segments.collect();
    let query = operation
        .http
        .query
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!("{name}={value}"),
            None => name.clone(),
        });
    let query: Vec<String> = query.collect();
    let mark = if query.is_empty() { "" } else { "?" };
    if path.is_empty() {
        format!("/{mark}{}", query.join("&"))
    } else {
        format!("{path}{mark}{}", query.join("&"))
    }
}
