//! What can go wrong, and what then happens.

use crate::emit::at::At;
use crate::emit::page::text::{Text, cell};
use crate::plan::operation::Fault;
use crate::plan::page::{Page, Retried};

/// The section.
pub(super) fn section(text: &mut Text, at: &At, page: &Page<'_>) {
    text.block("# Errors");
    let error = page.operation.error();
    let intro = format!(
        "[`{error}`] has a variant for each. A code that is not among them, or a response that cannot \
         be read, is `Unhandled`; its code and message are in [`meta`]({error}::meta())."
    );
    text.block(&intro);
    table(text, at, &error, page);
}

/// A row for each error; `error` is the path of the enum.
pub(super) fn table(text: &mut Text, at: &At, error: &str, page: &Page<'_>) {
    let faults = page.errors().iter();
    let rows: Vec<[String; 3]> = faults.map(|fault| row(at, error, fault)).collect();
    if !rows.is_empty() {
        text.table(["error", "HTTP", "when"], &rows);
    }
}

fn row(at: &At, error: &str, fault: &Fault) -> [String; 3] {
    let name = &fault.ty.name;
    let status = fault.status.map(|status| status.to_string());
    let blame = if fault.client { "client" } else { "server" };
    let retried = match fault.retried() {
        Some(Retried::Throttling) => "Tried again after a longer wait: too many requests.",
        Some(Retried::Transient) => "Tried again.",
        None => "Not tried again.",
    };
    let structure = at.ty_path(&fault.ty);
    let docs = cell(&fault.docs, &structure);
    let gap = if docs.is_empty() { "" } else { "<br>" };
    let deprecated = if fault.deprecated.is_some() {
        "**Deprecated.** "
    } else {
        ""
    };
    [
        format!("[`{name}`]({error}::{name})"),
        format!("{}<br>{blame}", status.unwrap_or_default()),
        format!("{deprecated}{docs}{gap}{retried}"),
    ]
}
