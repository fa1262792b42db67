//! The documentation of a model, which is HTML with some CommonMark, as the Markdown of rustdoc.
//!
//! The HTML of service models is not well-formed, and some of what looks like a tag is not one
//! (`arn:aws:s3:<region>`). For any input, the output has no HTML, no intra-doc links, no code that
//! rustdoc would compile, and nothing that its lints report.
//!
//! ```text
//! HTML ──reader──▶ blocks of words (inline, escape) ──layout──▶ lines
//! ```

mod blocks;
mod escape;
mod inline;
mod layout;
mod lines;
mod plain;
mod reader;
mod sentence;
mod tags;

pub(crate) use escape::{fence, link_target};
pub use plain::{code, plain};

use inline::Style;
use reader::read;

/// The documentation of a model as Markdown, without a final line end. Paragraphs are wrapped at
/// 100 columns.
///
/// ```
/// # use hammersmith_codegen::markdown::to_markdown;
/// let html = "<p>Lists <a>Jobs</a>.</p><note><p>See <a href=\"https://a.com\">A</a></p></note>";
/// let markdown = "Lists `Jobs`.\n\n> **Note:** See [A](https://a.com)";
/// assert_eq!(to_markdown(html), markdown);
/// ```
pub fn to_markdown(html: &str) -> String {
    layout::text(&read(html, Style::Full))
}

/// The first sentence of a model's documentation on one line, as Markdown without emphasis and
/// links. Empty if there is no text.
///
/// ```
/// # use hammersmith_codegen::markdown::summary;
/// assert_eq!(summary("<p>Lists <b>Jobs</b>, e.g. all. Or not.</p>"), "Lists Jobs, e.g. all.");
/// ```
pub fn summary(html: &str) -> String {
    sentence::first(&read(html, Style::Plain))
}

#[cfg(test)]
mod tests;
