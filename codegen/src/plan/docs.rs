//! Documentation and deprecation of items.

use crate::diagnostic::visible;
use crate::markdown;
use crate::model::Traits;

/// Documentation, as Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The whole text; empty where the model says nothing.
    pub text: String,
    /// The first sentence.
    pub summary: String,
}

impl Docs {
    /// The documentation of a shape.
    pub(crate) fn of(traits: &Traits) -> Self {
        traits.documentation().map(Self::html).unwrap_or_default()
    }

    /// The documentation of a member: its own, or that of the shape it targets.
    pub(crate) fn of_member(member: &Traits, target: &Traits) -> Self {
        match member.documentation() {
            Some(html) => Self::html(html),
            None => Self::of(target),
        }
    }

    /// Documentation of our own.
    pub(crate) fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            summary: text.to_owned(),
        }
    }

    fn html(html: &str) -> Self {
        Self {
            text: markdown::to_markdown(html),
            summary: markdown::summary(html),
        }
    }
}

/// That an item is deprecated, since when and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Deprecation {
    /// The replacement, as plain text on one line.
    pub note: Option<String>,
    /// The version or date it is deprecated since.
    pub since: Option<String>,
}

/// A text that is not Markdown on one line, without characters that do not show; none if nothing is
/// left.
fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = visible(&words.join(" ")).into_owned();
    (!text.is_empty()).then_some(text)
}

impl Deprecation {
    pub(crate) fn of(traits: &Traits) -> Option<Self> {
        traits.deprecated().map(|deprecated| Self {
            note: deprecated.message.and_then(line),
            since: deprecated.since.and_then(line),
        })
    }
}
