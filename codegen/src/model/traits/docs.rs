//! Traits for documentation.

use serde_json::Value;

use super::Traits;
use super::decode::{self, Decoded, Fields};

/// `smithy.api#deprecated`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deprecated<'a> {
    /// The reason, and what to use instead.
    pub message: Option<&'a str>,
    /// The version or date of the deprecation.
    pub since: Option<&'a str>,
}

/// One of `smithy.api#examples`.
#[derive(Clone, Debug, PartialEq)]
pub struct Example<'a> {
    /// The title.
    pub title: &'a str,
    /// The documentation.
    pub documentation: Option<&'a str>,
    /// The input, as a JSON value of the input shape.
    pub input: Option<&'a Value>,
    /// The output, if the call succeeds.
    pub output: Option<&'a Value>,
    /// The error, if the call fails.
    pub error: Option<ExampleError<'a>>,
    /// True if the input may violate constraints such as `length`.
    pub allow_constraint_errors: bool,
}

/// The error of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleError<'a> {
    /// The error shape.
    pub shape_id: super::ShapeId,
    /// Its members.
    pub content: Option<&'a Value>,
}

impl Traits {
    /// `smithy.api#documentation`: CommonMark, with HTML in AWS models.
    pub fn documentation(&self) -> Option<&str> {
        self.read("smithy.api#documentation", decode::text)
    }

    /// `smithy.api#externalDocumentation`: titles and their links.
    pub fn external_documentation(&self) -> Option<Vec<(&str, &str)>> {
        self.read("smithy.api#externalDocumentation", links)
    }

    /// `smithy.api#title`
    pub fn title(&self) -> Option<&str> {
        self.read("smithy.api#title", decode::text)
    }

    /// `smithy.api#since`
    pub fn since(&self) -> Option<&str> {
        self.read("smithy.api#since", decode::text)
    }

    /// `smithy.api#tags`; empty if there are none.
    pub fn tags(&self) -> Vec<&str> {
        self.read("smithy.api#tags", texts).unwrap_or_default()
    }

    /// `smithy.api#deprecated`
    pub fn deprecated(&self) -> Option<Deprecated<'_>> {
        self.read("smithy.api#deprecated", deprecated)
    }

    /// `smithy.api#examples`; empty if there are none.
    pub fn examples(&self) -> Vec<Example<'_>> {
        self.each_example().map(|(_, example)| example).collect()
    }

    /// The valid examples, each with its index in the list.
    pub(crate) fn each_example(&self) -> impl Iterator<Item = (usize, Example<'_>)> {
        let list = self.get("smithy.api#examples").and_then(Value::as_array);
        let list = list.into_iter().flatten().enumerate();
        list.filter_map(|(index, value)| Some((index, example(value).ok()?)))
    }

    /// `smithy.api#sensitive`: must not be logged or printed.
    pub fn sensitive(&self) -> bool {
        self.has("smithy.api#sensitive")
    }

    /// `smithy.api#internal`: not for the public.
    pub fn internal(&self) -> bool {
        self.has("smithy.api#internal")
    }

    /// `smithy.api#private`: not for other namespaces.
    pub fn private(&self) -> bool {
        self.has("smithy.api#private")
    }

    /// `smithy.api#unstable`: may change.
    pub fn unstable(&self) -> bool {
        self.has("smithy.api#unstable")
    }

    /// `smithy.api#recommended`: should be set, for the reason given.
    pub fn recommended(&self) -> Option<Option<&str>> {
        self.read("smithy.api#recommended", recommended)
    }
}

fn texts(value: &Value) -> Decoded<Vec<&str>> {
    decode::each(value, decode::text)
}

fn links(value: &Value) -> Decoded<Vec<(&str, &str)>> {
    decode::each_entry(value, |title, link| Ok((title, decode::text(link)?)))
}

fn deprecated(value: &Value) -> Decoded<Deprecated<'_>> {
    if !value.is_object() {
        return decode::marker(value).map(|()| Deprecated::default());
    }
    let fields = Fields::of(value);
    let deprecated = Deprecated {
        message: fields.text("message"),
        since: fields.text("since"),
    };
    fields.finish(deprecated)
}

fn recommended(value: &Value) -> Decoded<Option<&str>> {
    if !value.is_object() {
        return decode::marker(value).map(|()| None);
    }
    let fields = Fields::of(value);
    let reason = fields.text("reason");
    fields.finish(reason)
}

fn example(value: &Value) -> Decoded<Example<'_>> {
    let fields = Fields::of(value);
    let of_object = |name| fields.object(name).and_then(|_| fields.raw(name));
    let example = Example {
        title: fields.need("title", fields.text("title")),
        documentation: fields.text("documentation"),
        input: of_object("input"),
        output: of_object("output"),
        error: fields.with("error", example_error),
        allow_constraint_errors: fields.flag("allowConstraintErrors").unwrap_or_default(),
    };
    if example.output.is_some() && example.error.is_some() {
        fields.wrong(decode::Bad::new("has both `output` and `error`"));
    }
    fields.finish(example)
}

fn example_error(value: &Value) -> Decoded<ExampleError<'_>> {
    let fields = Fields::of(value);
    let shape_id = fields.with("shapeId", decode::shape_id);
    fields.need("shapeId", shape_id.as_ref().map(|_| ()));
    let content = fields.object("content").and_then(|_| fields.raw("content"));
    fields.finish(())?;
    // `need` has reported its absence, so `finish` has returned already.
    shape_id
        .map(|shape_id| ExampleError { shape_id, content })
        .ok_or_else(Vec::new)
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        "smithy.api#documentation" | "smithy.api#title" | "smithy.api#since" => {
            decode::text(value).map(drop)
        }
        "smithy.api#externalDocumentation" => links(value).map(drop),
        "smithy.api#tags" => texts(value).map(drop),
        "smithy.api#deprecated" => deprecated(value).map(drop),
        "smithy.api#recommended" => recommended(value).map(drop),
        "smithy.api#examples" => decode::each(value, example).map(drop),
        "smithy.api#sensitive"
        | "smithy.api#internal"
        | "smithy.api#private"
        | "smithy.api#unstable" => decode::marker(value),
        _ => return None,
    })
}
