//! The errors of an operation, and what follows from each.

use crate::emit::module_path::ModulePath;
use crate::emit::page::text::{Text, breakable, cell};
use crate::plan::operation::Fault;
use crate::plan::page::{Page, Retried};

/// The section.
pub(super) fn section(text: &mut Text, at: &ModulePath, page: &Page<'_>, models_errors: bool) {
    text.block("# Errors");
    let error = page.operation.error();
    if !models_errors {
        text.block(&format!(
            "The service lists none. [`{error}`] has the code and message of the response in \
             [`meta`]({error}::meta())."
        ));
        return;
    }
    let intro = format!(
        "[`{error}`] has a variant for each. A code that is not among them, or a response that cannot \
         be read, is `Unhandled`; its code and message are in [`meta`]({error}::meta())."
    );
    text.block(&intro);
    table(text, at, &error, page);
}

/// A row for each error; `error` is the path of the enum. Two columns are what fits on a phone.
pub(super) fn table(text: &mut Text, at: &ModulePath, error: &str, page: &Page<'_>) {
    let faults = page.errors().iter();
    let rows: Vec<[String; 2]> = faults.map(|fault| row(at, error, fault)).collect();
    if !rows.is_empty() {
        text.table(["error", "HTTP status, whose fault, what follows"], &rows);
    }
}

fn row(at: &ModulePath, error: &str, fault: &Fault) -> [String; 2] {
    let name = &fault.ty.name;
    let mut said = vec![format!("**{}**", fault.status)];
    let blame = if fault.client { "client" } else { "server" };
    said.push(blame.to_owned());
    let retried = match fault.retried() {
        Some(Retried::Throttling) => "tried again, after a longer wait: too many requests",
        Some(Retried::Transient) => "tried again",
        None => "not tried again",
    };
    said.push(retried.to_owned());
    if fault.deprecated.is_some() {
        said.push("**deprecated**".to_owned());
    }
    let docs = cell(&fault.docs, &at.ty_path(&fault.ty));
    let gap = if docs.is_empty() { "" } else { "<br>" };
    [
        format!("[{}]({error}::{name})", breakable(name)),
        format!("{}{gap}{docs}", said.join(" · ")),
    ]
}
