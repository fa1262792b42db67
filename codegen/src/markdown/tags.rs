//! The tags that documentation uses.

/// The role of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading(usize),
    List {
        ordered: bool,
    },
    Item,
    /// The term of a definition list. The item ends with the next term.
    Term,
    Definition,
    /// A note, with its label.
    Note(&'static str),
    Preformatted,
    Rule,
    /// Left out, including its text.
    Skipped,
    /// Left out; its text is kept.
    Wrapper,
    Code,
    Strong,
    Emphasis,
    Link,
    Break,
    /// An unknown tag.
    Unknown,
}

impl Role {
    /// True if the element is part of a paragraph.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Code | Self::Strong | Self::Emphasis | Self::Link | Self::Break
        )
    }
}

/// The role of a tag, whose name is in lower case.
pub(super) fn role(name: &str) -> Role {
    match name {
        "p" | "para" | "simpara" | "div" | "section" | "blockquote" | "td" | "th" => {
            Role::Paragraph
        }
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "dl" | "table" => Role::List { ordered: false },
        "ol" => Role::List { ordered: true },
        "li" | "tr" => Role::Item,
        "dt" => Role::Term,
        "dd" => Role::Definition,
        "note" => Role::Note("Note"),
        "important" => Role::Note("Important"),
        "caution" => Role::Note("Caution"),
        "warning" => Role::Note("Warning"),
        "tip" => Role::Note("Tip"),
        "pre" | "programlisting" | "screen" => Role::Preformatted,
        "hr" => Role::Rule,
        "fullname" | "script" | "style" => Role::Skipped,
        "tbody" | "thead" | "tfoot" | "span" | "u" | "font" | "small" | "sub" | "sup"
        | "center" | "replaceable" | "filename" | "link" | "title" | "emphasis" => Role::Wrapper,
        "code" | "tt" | "kbd" | "samp" => Role::Code,
        "b" | "strong" => Role::Strong,
        "i" | "em" | "var" | "cite" => Role::Emphasis,
        "a" => Role::Link,
        "br" => Role::Break,
        _ => Role::Unknown,
    }
}

/// True if a tag within code is markup. Any other tag is part of the code, like the `<table>` of a
/// SQL statement; a paragraph or list means that the code was never closed.
pub(super) fn survives_code(name: &str) -> bool {
    let blocks = ["p", "ul", "ol", "li", "dl", "dt", "dd", "note", "important"];
    let wrappers = ["replaceable", "span", "u"];
    role(name).is_inline() || blocks.contains(&name) || wrappers.contains(&name)
}
