//! Examples of the model.

use serde_json::{Map, Value};

use crate::markdown;
use crate::model::Shape;
use crate::plan::context::Context;
use crate::plan::docs::Docs;
use crate::plan::ty::TypeRef;

/// One of `smithy.api#examples`: what goes in, and what comes back.
///
/// Members have their modelled names, and values the form they have in a model: blobs in base64,
/// timestamps as text or seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// A title in plain words.
    pub title: String,
    /// More about what it shows, as Markdown.
    pub docs: Docs,
    /// The input that is sent.
    pub input: Map<String, Value>,
    /// The output, if the call succeeds and the model has one.
    pub output: Option<Map<String, Value>>,
    /// The error, if the call fails.
    pub error: Option<ExampleError>,
    /// True if the input may break constraints.
    pub breaks_constraints: bool,
}

/// The error of an example whose call fails.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleError {
    /// The structure of the error, one of those of the operation.
    pub ty: TypeRef,
    /// Its members.
    pub content: Map<String, Value>,
}

/// The examples of an operation, in model order.
pub(crate) fn examples(cx: &Context<'_>, operation: &Shape) -> Vec<Example> {
    let examples = operation.traits.examples().into_iter();
    examples
        .map(|example| Example {
            title: example.title.trim().to_owned(),
            docs: match example.documentation {
                Some(html) => Docs {
                    text: markdown::to_markdown(html),
                    summary: markdown::summary(html),
                },
                None => Docs::default(),
            },
            input: object(example.input).unwrap_or_default(),
            output: object(example.output),
            error: example.error.and_then(|error| {
                Some(ExampleError {
                    ty: cx.named(&error.shape_id)?.clone(),
                    content: object(error.content).unwrap_or_default(),
                })
            }),
            breaks_constraints: example.allow_constraint_errors,
        })
        .collect()
}

fn object(value: Option<&Value>) -> Option<Map<String, Value>> {
    value.and_then(Value::as_object).cloned()
}
