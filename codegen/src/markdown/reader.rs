//! HTML becomes blocks of words.

use std::borrow::Cow;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};

use super::escape::is_entity;
use super::inline::{Dialect, Inline, Mark, Word};
use super::lines::Lines;
use super::tags::{Role, role, survives_code};

/// How deep blocks nest; deeper ones become part of the one that is open.
const DEEPEST: usize = 16;

/// How much of the markup is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// All that Markdown has.
    Full,
    /// Code only.
    Plain,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Word>),
    Heading(usize, Vec<Word>),
    List {
        ordered: bool,
        items: Vec<Block>,
    },
    /// What a list consists of.
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Code(String),
}

/// Reads a text. Never fails: tags that are not closed end where what is around them does, and those
/// that are not HTML are text.
pub(super) fn read(html: &str, style: Style) -> Vec<Block> {
    let html = guard(html);
    let mut reader = Reader::new(&html, style);
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for Ok(token) in Tokenizer::new_with_emitter(&*html, emitter) {
        match token {
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => {
                let href = tag.attributes.get(b"href".as_slice());
                let href = href.map(|href| String::from_utf8_lossy(href).into_owned());
                reader.tag(
                    &tag.name,
                    tag.span.start,
                    tag.span.end,
                    TagKind::Start(href),
                );
            }
            Token::EndTag(tag) => {
                reader.tag(&tag.name, tag.span.start, tag.span.end, TagKind::End);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

/// Makes text of what HTML would take for an entity though it does not end like one (`&limit=`), and
/// of a tag that never ends.
fn guard(html: &str) -> Cow<'_, str> {
    let open = html
        .rfind('<')
        .filter(|at| html.get(*at..).is_some_and(|rest| !rest.contains('>')));
    if open.is_none() && !html.contains('&') {
        return html.into();
    }
    let mut guarded = String::with_capacity(html.len() + 16);
    for (at, c) in html.char_indices() {
        let after = html.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '&' if !is_entity(after) => guarded.push_str("&amp;"),
            '<' if open == Some(at) => guarded.push_str("&lt;"),
            _ => guarded.push(c),
        }
    }
    guarded.into()
}

/// A tag's side, with the target of a link.
enum TagKind {
    Start(Option<String>),
    End,
}

/// A block that is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Root,
    /// A list; those that are CommonMark have the column of their markers.
    List {
        ordered: bool,
        column: Option<usize>,
    },
    /// An item; those of a list of definitions begin with what they define.
    Item {
        defines: bool,
    },
    /// A note, with what it is called.
    Quote(&'static str),
}

/// The text that has been read, and what is open at its end.
pub(super) struct Reader<'h> {
    html: &'h str,
    style: Style,
    pub(super) frames: Vec<Frame>,
    pub(super) inline: Inline,
    /// The level of the heading that is open.
    pub(super) heading: Option<usize>,
    /// Whether an element is open whose text is a paragraph's.
    in_paragraph: bool,
    /// The preformatted text that is open.
    preformatted: Option<String>,
    /// The element that is left out, while it is open.
    skipped: Option<String>,
    pub(super) lines: Lines,
}

impl<'h> Reader<'h> {
    fn new(html: &'h str, style: Style) -> Self {
        Self {
            html,
            style,
            frames: vec![Frame {
                kind: Kind::Root,
                blocks: Vec::new(),
            }],
            inline: Inline::new(style),
            heading: None,
            in_paragraph: false,
            preformatted: None,
            skipped: None,
            lines: Lines::default(),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_preformatted();
        self.end_fence();
        self.close_down_to(1);
        self.flush();
        self.frames
            .pop()
            .map(|root| root.blocks)
            .unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if let Some(content) = &mut self.preformatted {
            content.push_str(text);
        } else if self.is_outside() && !self.inline.in_code() {
            self.common_mark(text);
        } else {
            self.inline.text(text, Dialect::Html);
        }
    }

    /// Whether no HTML block is open, so that text is CommonMark.
    fn is_outside(&self) -> bool {
        let is_ours =
            |frame: &Frame| !matches!(frame.kind, Kind::List { column: None, .. } | Kind::Quote(_));
        !self.in_paragraph && self.frames.iter().all(is_ours)
    }

    fn tag(&mut self, name: &HtmlString, start: usize, end: usize, kind: TagKind) {
        let source = self.html.get(start..end).unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        if let Some(skipped) = &self.skipped {
            if *skipped == name && matches!(kind, TagKind::End) {
                self.skipped = None;
            }
            return;
        }
        if self.in_fence() {
            self.common_mark(source);
            return;
        }
        let role = role(&name);
        if let Some(content) = &mut self.preformatted {
            match (role, kind) {
                (Role::Preformatted, TagKind::End) => self.end_preformatted(),
                (Role::Unknown, _) => content.push_str(source),
                _ => {}
            }
            return;
        }
        if self.inline.in_code() && !survives_code(&name) {
            return self.inline.text(source, Dialect::Html);
        }
        match kind {
            TagKind::Start(href) => self.start_tag(role, &name, source, href.as_deref()),
            TagKind::End => self.end_tag(role, &name, source),
        }
    }

    fn start_tag(&mut self, role: Role, name: &str, source: &str, href: Option<&str>) {
        if self.inline.in_code() && role.is_inline() {
            return self.start_in_code(role);
        }
        if role.is_inline() {
            self.lines.within();
        } else if role != Role::Unknown && role != Role::Wrapper {
            self.boundary();
        }
        match role {
            Role::Paragraph => self.in_paragraph = true,
            Role::Heading(level) => (self.in_paragraph, self.heading) = (true, Some(level)),
            Role::List { ordered } => self.push(Kind::List {
                ordered,
                column: None,
            }),
            Role::Item => self.start_item(false),
            Role::Term => {
                self.start_item(true);
                self.inline.start(Mark::Strong);
            }
            Role::Note(label) => self.push(Kind::Quote(label)),
            Role::Preformatted => self.preformatted = Some(String::new()),
            Role::Skipped if self.is_closed(name) => self.skipped = Some(name.to_owned()),
            Role::Skipped | Role::Definition | Role::Rule | Role::Wrapper => {}
            Role::Code => self.inline.start_code(),
            Role::Strong => self.inline.start(Mark::Strong),
            Role::Emphasis => self.inline.start(Mark::Emphasis),
            Role::Link => match href {
                Some(href) => self.inline.start_link(href),
                None => self.inline.start_code(),
            },
            Role::Break => self.inline.line_break(),
            Role::Unknown => self.unknown(name, source),
        }
    }

    /// Markup within code has no place, but may part words.
    fn start_in_code(&mut self, role: Role) {
        match role {
            // A link that leads nowhere is code too, and all of them have an end.
            Role::Code | Role::Link => self.inline.start_code(),
            Role::Break => self.inline.text(" ", Dialect::Html),
            _ => {}
        }
    }

    fn end_tag(&mut self, role: Role, name: &str, source: &str) {
        match role {
            Role::Code => self.inline.end_code(),
            Role::Link if self.inline.in_code() => self.inline.end_code(),
            Role::Link => self
                .inline
                .end(|mark| matches!(mark, Mark::Link(_) | Mark::Nothing)),
            Role::Strong => self.inline.end(|mark| *mark == Mark::Strong),
            Role::Emphasis => self.inline.end(|mark| *mark == Mark::Emphasis),
            Role::Break | Role::Wrapper | Role::Skipped => {}
            Role::Unknown => self.unknown(name, source),
            Role::List { .. } => {
                self.boundary();
                self.close(|kind| matches!(kind, Kind::List { .. }));
            }
            Role::Note(_) => {
                self.boundary();
                self.close(|kind| matches!(kind, Kind::Quote(_)));
            }
            Role::Item => {
                self.boundary();
                self.end_item();
            }
            _ => self.boundary(),
        }
    }

    /// A tag that is not HTML is a placeholder, unless it has text within.
    fn unknown(&mut self, name: &str, source: &str) {
        let bare = source.trim_start_matches('<').trim_end_matches('>');
        if bare.starts_with("https://") || bare.starts_with("http://") {
            self.inline.text(bare, Dialect::Html);
        } else if !self.is_closed(name) {
            self.inline.text(source, Dialect::Html);
        }
    }

    fn is_closed(&self, name: &str) -> bool {
        let ends = self.html.match_indices("</");
        let names = ends.filter_map(|(at, _)| self.html.get(at + 2..at + 2 + name.len()));
        names
            .into_iter()
            .any(|found| found.eq_ignore_ascii_case(name))
    }

    fn start_item(&mut self, defines: bool) {
        self.end_item();
        if !self
            .frames
            .iter()
            .any(|frame| matches!(frame.kind, Kind::List { .. }))
        {
            self.push(Kind::List {
                ordered: false,
                column: None,
            });
        }
        self.push(Kind::Item { defines });
    }

    /// Closes the item of the innermost list.
    pub(super) fn end_item(&mut self) {
        let is_list = |frame: &Frame| matches!(frame.kind, Kind::List { .. });
        if let Some(list) = self.frames.iter().rposition(is_list) {
            let is_item = |frame: &Frame| matches!(frame.kind, Kind::Item { .. });
            let item = self.frames.iter().skip(list + 1).position(is_item);
            if let Some(item) = item {
                self.close_down_to(list + 1 + item);
            }
        }
    }

    fn end_preformatted(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.add(Block::Code(code));
        }
    }

    pub(super) fn push(&mut self, kind: Kind) {
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame {
                kind,
                blocks: Vec::new(),
            });
        }
    }

    /// Ends the paragraph, and what is CommonMark, before and after a block of HTML.
    fn boundary(&mut self) {
        self.flush();
        self.in_paragraph = false;
        let is_common_mark = |frame: &Frame| {
            matches!(
                frame.kind,
                Kind::List {
                    column: Some(_),
                    ..
                }
            )
        };
        if let Some(list) = self.frames.iter().position(is_common_mark) {
            self.close_down_to(list);
        }
        self.lines = Lines::default();
    }

    /// Ends the paragraph.
    pub(super) fn flush(&mut self) {
        let words = self.inline.finish();
        let heading = self.heading.take();
        if !words.is_empty() {
            self.add(match heading {
                Some(level) => Block::Heading(level, words),
                None => Block::Paragraph(words),
            });
        }
    }

    pub(super) fn add(&mut self, block: Block) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    /// Closes the innermost block of a kind and all that is open in it.
    fn close(&mut self, is_it: impl Fn(&Kind) -> bool) {
        if let Some(at) = self.frames.iter().rposition(|frame| is_it(&frame.kind)) {
            self.close_down_to(at);
        }
    }

    /// Closes blocks until `at` are left.
    pub(super) fn close_down_to(&mut self, at: usize) {
        while self.frames.len() > at.max(1) {
            self.flush();
            let Some(Frame { kind, blocks }) = self.frames.pop() else {
                return;
            };
            if blocks.is_empty() {
                continue;
            }
            self.add(match kind {
                Kind::Root => return,
                Kind::List { ordered, .. } => Block::List {
                    ordered,
                    items: blocks,
                },
                Kind::Item { defines: true } => Block::Item(joined(blocks, "—")),
                Kind::Item { defines: false } => Block::Item(blocks),
                Kind::Quote(label) => {
                    let label = match self.style {
                        Style::Full => format!("**{label}:**"),
                        Style::Plain => format!("{label}:"),
                    };
                    let label = Block::Paragraph(vec![Word::Text(label)]);
                    Block::Quote(joined(std::iter::once(label).chain(blocks).collect(), ""))
                }
            });
        }
    }
}

/// Blocks of which the first two are one paragraph, if they are paragraphs.
fn joined(blocks: Vec<Block>, between: &str) -> Vec<Block> {
    let mut rest = blocks.into_iter();
    let (first, second) = (rest.next(), rest.next());
    let mut all: Vec<Block> = match (first, second) {
        (Some(Block::Paragraph(mut words)), Some(Block::Paragraph(more))) => {
            if !between.is_empty() {
                words.push(Word::Text(between.to_owned()));
            }
            words.extend(more);
            vec![Block::Paragraph(words)]
        }
        (first, second) => first.into_iter().chain(second).collect(),
    };
    all.extend(rest);
    all
}
