//! The documentation of a fluent builder: how the client is called, and what can go wrong.

use crate::config::When;
use crate::emit::module_path::ModulePath;
use crate::emit::page::code::{Builder, Expr};
use crate::emit::page::names::Names;
use crate::emit::page::text::Text;
use crate::emit::page::{errors, fence, request, root};
use crate::plan::Plan;
use crate::plan::page::Page;

/// A stand-in for `aws-config` where it is not a dependency.
const AWS_CONFIG: &str = "\
# mod aws_config {
#     pub async fn load_from_env() -> hammersmith::client::rt::SdkConfig {
#         unimplemented!()
#     }
# }";

/// The documentation beyond the words of the model; `at` is the module of the builder.
pub(super) fn text(plan: &Plan, at: &ModulePath, page: &Page<'_>) -> String {
    let operation = page.operation;
    let mut text = Text::default();
    text.block("# Call");
    text.block("With the members that are required; the others are set in the same way.");
    text.code(&fence(plan, "no_run"), &call(plan, page));
    text.block(&format!(
        "The [page of the operation](super) has every parameter, and examples. Without any I/O, it is \
         [`{0}`](struct@super::{0}).",
        operation.symbol
    ));
    text.block("# Errors");
    let error = at.path(&["operation", &operation.module], &operation.error());
    text.block(&format!(
        "[`send`](Self::send) returns an [`SdkError`](::hammersmith::client::error::SdkError). Where the \
         service has answered, a [`{}`]({error}) is in it.",
        operation.error()
    ));
    errors::table(&mut text, at, &error, page);
    text.0
}

/// A call with the members that are required.
pub(super) fn call(plan: &Plan, page: &Page<'_>) -> Vec<String> {
    let root = root(plan);
    let mut names = Names::new(&root, page.operation, page.shapes());
    let call = Expr::Builder(Builder {
        start: format!("client.{}()", page.operation.method),
        calls: request::required(page, &mut names),
        end: ".send().await?".to_owned(),
    });
    let call = call.lines("let output = ", ";");
    let mut lines = names.uses(&[], &call);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    if plan.in_crate {
        // Documentation outside the client also exists without it.
        let gate = (plan.client == Some(When::Feature)).then_some("# #[cfg(feature = \"client\")]");
        lines.extend(gate.map(str::to_owned));
        lines.extend(AWS_CONFIG.lines().map(str::to_owned));
        lines.extend(gate.map(str::to_owned));
        lines.push("# async fn call() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    }
    lines.push("let config = aws_config::load_from_env().await;".to_owned());
    lines.push(format!("let client = {root}::Client::new(&config);"));
    lines.extend(call);
    lines.push("println!(\"{output:?}\");".to_owned());
    if plan.in_crate {
        lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    }
    lines
}
