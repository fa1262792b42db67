//! The first steps with a client: dependencies, and a call.

use crate::config::OperationDocs;
use crate::emit::module_path::ModulePath;
use crate::emit::page::text::Text;
use crate::emit::page::{fence, fluent, link, request};
use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::plan::page::Page;
use crate::plan::shapes::Shapes;

/// The documentation of the crate that says how to begin; empty where the options leave it out.
pub(crate) fn crate_docs(plan: &Plan) -> String {
    let mut text = Text::default();
    if plan.client.is_some() && plan.docs != OperationDocs::Off {
        text.block("# Getting started");
        if plan.in_crate {
            text.code("toml", &dependencies(plan));
        }
        // Without links: neither target exists without the feature of the client.
        text.block(
            "`Client` has a method for each operation. It returns a builder, whose methods set the members\n\
             of the input; `send` sends the request.",
        );
        call(&mut text, plan);
        text.block(
            "Settings of this client alone are methods of `config::Builder`. The errors of all operations\n\
             become the [`Error`](enum@Error) of the crate by `?`.",
        );
        text.0.push('\n');
    }
    text.0
}

/// The documentation of `Client` beyond its first lines; empty where the options leave it out.
pub(crate) fn client_docs(plan: &Plan) -> String {
    let mut text = Text::default();
    if plan.docs != OperationDocs::Off {
        text.block("# Calls");
        text.block(
            "The method of an operation returns a builder, whose methods set the members of the input. `send`\n\
             sends the request, `customize` changes settings for it.",
        );
        call(&mut text, plan);
        text.block(
            "For settings of this client alone, use\n\
             `Client::from_conf(config::Builder::from(&config).region(region).build())`.",
        );
    }
    text.0
}

/// The documentation of the method of an operation beyond the words of the model. `at` is the
/// module of the client.
pub(crate) fn method_docs(plan: &Plan, at: &ModulePath, operation: &Operation) -> Option<String> {
    let error = at.path(&["operation", &operation.module], &operation.error());
    let module = at.path(&["operation"], &operation.module);
    (plan.docs != OperationDocs::Off).then(|| {
        format!(
            "`send` returns {} or [`{}`]({error}): see [`{2}`](mod@{module}).",
            link(at, &operation.output.ty),
            operation.error(),
            operation.module,
        )
    })
}

fn dependencies(plan: &Plan) -> Vec<String> {
    let package = &plan.package;
    vec![
        "[dependencies]".to_owned(),
        format!("{} = {:?}", package.name, package.version),
        "aws-config = { version = \"1\", features = [\"behavior-version-latest\"] }".to_owned(),
        "tokio = { version = \"1\", features = [\"full\"] }".to_owned(),
    ]
}

/// Writes a call of the operation that requires the least.
fn call(text: &mut Text, plan: &Plan) {
    let shapes = Shapes::of(plan);
    let cost = |page: &Page<'_>| {
        let required = page.every_required_member().take(request::WHOLE);
        (page.operation.deprecated.is_some(), required.count())
    };
    let pages = plan.operations.iter().map(|it| shapes.page(it));
    if let Some(page) = pages.min_by_key(cost) {
        text.code(&fence(plan, "no_run"), &fluent::call(plan, &page));
    }
}
