//! The page of an operation, as the documentation of its module.

mod code;
mod errors;
mod examples;
mod fluent;
mod names;
mod parameters;
mod request;
mod response;
mod sample;
mod start;
mod text;
mod values;

use crate::config::OperationDocs;
use crate::emit::module_path::ModulePath;
use crate::name;
use crate::plan::Plan;
use crate::plan::http::Segment;
use crate::plan::operation::Operation;
use crate::plan::page::{Link, Page};
use crate::plan::shapes::Shapes;
use crate::plan::ty::TypeRef;

pub(crate) use start::{client_docs, crate_docs, method_docs};

use names::Names;
use text::{Text, code as code_span, links};

/// The page as Markdown: a summary unless the options ask for all of it.
pub(crate) fn page(plan: &Plan, shapes: &Shapes<'_>, operation: &Operation) -> String {
    let full = plan.docs == OperationDocs::Full;
    let page = shapes.page(operation);
    let at = ModulePath::module(&["operation", &operation.module]);
    let mut text = Text::default();
    intro(&mut text, plan, &at, operation);
    if full {
        request(&mut text, plan, &page);
        parameters::section(&mut text, &at, &page);
        response(&mut text, plan, &page);
    } else {
        names_only(&mut text, &at, &page);
    }
    errors::section(&mut text, &at, &page, plan.service.models_errors);
    if full {
        examples::section(&mut text, plan, &page);
    }
    text.0
}

/// The documentation of the fluent builder beyond the words of the model; empty where the
/// options leave it out. `at` is the module of the builder.
pub(crate) fn fluent(
    plan: &Plan,
    at: &ModulePath,
    shapes: &Shapes<'_>,
    operation: &Operation,
) -> Option<String> {
    let page = shapes.page(operation);
    (plan.docs != OperationDocs::Off).then(|| fluent::text(plan, at, &page))
}

/// Writes what the operation does, its method and path, and links.
fn intro(text: &mut Text, plan: &Plan, at: &ModulePath, operation: &Operation) {
    if operation.docs.text.is_empty() {
        text.block(&format!("The operation `{}`.", operation.name))
    } else {
        text.block(&operation.docs.text)
    }
    let client = match plan.client {
        Some(_) => format!("with the client as `client.{}()`, ", operation.method),
        None => String::new(),
    };
    text.block(&format!(
        "Takes {}, returns {} or [`{}`]: {client}without any I/O as [`{}`](struct@{}). On the wire: {}, \
         answered with {}.",
        link(at, &operation.input.ty),
        link(at, &operation.output.ty),
        operation.error(),
        operation.symbol,
        operation.symbol,
        code_span(&format!("{} {}", operation.http.method, path(operation))),
        operation.http.code,
    ));
    if let Some(links) = see_also(&operation.links) {
        text.block(&links);
    }
}

/// A line with links; none where there are none.
pub(crate) fn see_also(found: &[Link]) -> Option<String> {
    (!found.is_empty()).then(|| format!("See also: {}.", links(found).join(", ")))
}

/// A link to a type, by its name.
fn link(at: &ModulePath, ty: &TypeRef) -> String {
    let (name, path) = (&ty.name, at.ty_path(ty));
    if *name == path {
        format!("[`{name}`]")
    } else {
        format!("[`{name}`]({path})")
    }
}

fn path(operation: &Operation) -> String {
    let parts = operation.http.path.iter().map(|segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Label {
            member,
            greedy: false,
        } => format!("/{{{member}}}"),
        Segment::Label {
            member,
            greedy: true,
        } => format!("/{{{member}+}}"),
    });
    let path: String = parts.collect();
    if path.is_empty() {
        "/".to_owned()
    } else {
        path
    }
}

fn request(text: &mut Text, plan: &Plan, page: &Page<'_>) {
    let operation = page.operation;
    text.block("# Request syntax");
    text.block("Every member there is. Only those marked as required have to be set.");
    let root = root(plan);
    let mut names = Names::new(&root, operation, page.shapes());
    let syntax = request::syntax(page, &mut names);
    let mut lines = names.uses(&[&operation.input.ty.name], &syntax);
    lines.push(String::new());
    lines.extend(syntax);
    lines.push("# Ok::<(), hammersmith::error::BuildError>(())".to_owned());
    text.code(&fence(plan, "no_run"), &lines);
}

fn response(text: &mut Text, plan: &Plan, page: &Page<'_>) {
    let operation = page.operation;
    let root = root(plan);
    let mut names = Names::new(&root, operation, page.shapes());
    let syntax = response::syntax(page, &mut names);
    text.block("# Response syntax");
    if syntax.is_empty() {
        return text.block("The response has no members.");
    }
    let mut lines = names.uses(&[&operation.output.ty.name], &syntax);
    lines.push(String::new());
    lines.extend(syntax);
    text.code(&fence(plan, ""), &lines);
}

/// The parameters, by name.
fn names_only(text: &mut Text, at: &ModulePath, page: &Page<'_>) {
    let input = &page.operation.input;
    let builder = at.builder_path(&input.ty, &input.builder);
    let members = page.request();
    let names = members.iter().map(|member| {
        let name = member.rust_name;
        let required = if member.required { " (required)" } else { "" };
        format!("[`{name}`]({builder}::{name}()){required}")
    });
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        text.block("# Parameters");
        text.block(&names.join(", "));
    }
}

/// The name of what the code is in: of the crate, or of the module where it is mounted.
fn root(plan: &Plan) -> String {
    if plan.in_crate {
        name::lib_name(&plan.package.name)
    } else {
        name::service_slug(&plan.service.sdk_id).replace('-', "_")
    }
}

/// The language of code. Only in a crate, whose name is known, can it be compiled.
fn fence(plan: &Plan, how: &str) -> String {
    match (plan.in_crate, how) {
        (true, "") => "rust".to_owned(),
        (true, how) => format!("rust,{how}"),
        (false, _) => "rust,ignore".to_owned(),
    }
}
