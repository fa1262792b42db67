//! HTML becomes blocks of words.

use std::borrow::Cow;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};

use super::blocks::{Block, Blocks, Frame, Kind};
use super::escape::is_entity;
use super::inline::{Dialect, Mark, Style};
use super::lines::Lines;
use super::tags::{Role, role, survives_code};

/// Reads a text. Never fails: tags without an end are closed with the surrounding element, and
/// unknown tags are text.
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
                    TagKind::Start {
                        href,
                        empty: tag.self_closing,
                    },
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

/// Escapes entities without a semicolon (`&limit=`) and a tag without an end, so that HTML reads
/// them as text.
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

/// A start or end tag, with the target of a link.
enum TagKind {
    Start {
        href: Option<String>,
        /// True if the tag is self-closing.
        empty: bool,
    },
    End,
}

/// The state of reading a text.
struct Reader<'h> {
    html: &'h str,
    blocks: Blocks,
    /// True if an element is open whose text forms a paragraph.
    in_paragraph: bool,
    /// The preformatted text that is open.
    preformatted: Option<String>,
    /// The open element whose content is left out.
    skipped: Option<String>,
    lines: Lines,
}

impl<'h> Reader<'h> {
    fn new(html: &'h str, style: Style) -> Self {
        Self {
            html,
            blocks: Blocks::new(style),
            in_paragraph: false,
            preformatted: None,
            skipped: None,
            lines: Lines::default(),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_preformatted();
        self.lines.end_fence(&mut self.blocks);
        self.blocks.finish()
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if let Some(content) = &mut self.preformatted {
            content.push_str(text);
        } else if self.is_outside() && !self.blocks.inline.in_code() {
            self.lines.common_mark(text, &mut self.blocks);
        } else {
            self.blocks.inline.text(text, Dialect::Html);
        }
    }

    /// True if no HTML block is open, so that text is CommonMark.
    fn is_outside(&self) -> bool {
        let is_ours =
            |frame: &Frame| !matches!(frame.kind, Kind::List { column: None, .. } | Kind::Quote(_));
        !self.in_paragraph && self.blocks.frames.iter().all(is_ours)
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
        if self.lines.in_fence() {
            self.lines.common_mark(source, &mut self.blocks);
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
        if self.blocks.inline.in_code() && !survives_code(&name) {
            return self.blocks.inline.text(source, Dialect::Html);
        }
        match kind {
            TagKind::Start { href, empty } => {
                self.start_tag(role, &name, source, href.as_deref());
                if empty && role != Role::Unknown {
                    self.end_tag(role, &name, source);
                }
            }
            TagKind::End => self.end_tag(role, &name, source),
        }
    }

    fn start_tag(&mut self, role: Role, name: &str, source: &str, href: Option<&str>) {
        if self.blocks.inline.in_code() && role.is_inline() {
            return self.start_in_code(role);
        }
        if role.is_inline() {
            self.lines.within();
        } else if role != Role::Unknown && role != Role::Wrapper {
            self.boundary();
        }
        match role {
            Role::Paragraph => self.in_paragraph = true,
            Role::Heading(level) => (self.in_paragraph, self.blocks.heading) = (true, Some(level)),
            Role::List { ordered } => self.blocks.push(Kind::List {
                ordered,
                column: None,
            }),
            Role::Item => self.start_item(false),
            Role::Term => {
                self.start_item(true);
                self.blocks.inline.start(Mark::Strong);
            }
            Role::Note(label) => self.blocks.push(Kind::Quote(label)),
            Role::Preformatted => self.preformatted = Some(String::new()),
            Role::Skipped if self.is_closed(name) => self.skipped = Some(name.to_owned()),
            Role::Skipped | Role::Definition | Role::Rule | Role::Wrapper => {}
            Role::Code => self.blocks.inline.start_code(),
            Role::Strong => self.blocks.inline.start(Mark::Strong),
            Role::Emphasis => self.blocks.inline.start(Mark::Emphasis),
            Role::Link => match href {
                Some(href) => self.blocks.inline.start_link(href),
                None => self.blocks.inline.start_code(),
            },
            Role::Break => self.blocks.inline.line_break(),
            Role::Unknown => self.unknown(name, source),
        }
    }

    /// Markup within code is dropped, but may separate words.
    fn start_in_code(&mut self, role: Role) {
        match role {
            // A link that leads nowhere is code too, and all of them have an end.
            Role::Code | Role::Link => self.blocks.inline.start_code(),
            Role::Break => self.blocks.inline.text(" ", Dialect::Html),
            _ => {}
        }
    }

    fn end_tag(&mut self, role: Role, name: &str, source: &str) {
        match role {
            Role::Code => self.blocks.inline.end_code(),
            Role::Link if self.blocks.inline.in_code() => self.blocks.inline.end_code(),
            Role::Link => self
                .blocks
                .inline
                .end(|mark| matches!(mark, Mark::Link(_) | Mark::Nothing)),
            Role::Strong => self.blocks.inline.end(|mark| *mark == Mark::Strong),
            Role::Emphasis => self.blocks.inline.end(|mark| *mark == Mark::Emphasis),
            Role::Break | Role::Wrapper | Role::Skipped => {}
            Role::Unknown => self.unknown(name, source),
            Role::List { .. } => {
                self.boundary();
                self.blocks.close(|kind| matches!(kind, Kind::List { .. }));
            }
            Role::Note(_) => {
                self.boundary();
                self.blocks.close(|kind| matches!(kind, Kind::Quote(_)));
            }
            Role::Item => {
                self.boundary();
                self.blocks.end_item();
            }
            _ => self.boundary(),
        }
    }

    /// A tag that is not HTML is a placeholder, unless it has text within.
    fn unknown(&mut self, name: &str, source: &str) {
        let bare = source.trim_start_matches('<').trim_end_matches('>');
        if bare.starts_with("https://") || bare.starts_with("http://") {
            self.blocks.inline.text(bare, Dialect::Html);
        } else if !self.is_closed(name) {
            self.blocks.inline.text(source, Dialect::Html);
        }
    }

    fn is_closed(&self, name: &str) -> bool {
        self.html.match_indices("</").any(|(at, _)| {
            let rest = self.html.get(at + 2..).unwrap_or_default();
            let found = rest.split(['>', '/']).next().unwrap_or_default();
            found.trim_end().eq_ignore_ascii_case(name)
        })
    }

    fn start_item(&mut self, defines: bool) {
        self.blocks.end_item();
        if !self
            .blocks
            .frames
            .iter()
            .any(|frame| matches!(frame.kind, Kind::List { .. }))
        {
            self.blocks.push(Kind::List {
                ordered: false,
                column: None,
            });
        }
        self.blocks.push(Kind::Item { defines });
    }

    fn end_preformatted(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.blocks.add(Block::Code(code));
        }
    }

    /// Ends the paragraph and open CommonMark lists, before and after a block of HTML.
    fn boundary(&mut self) {
        self.blocks.flush();
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
        if let Some(list) = self.blocks.frames.iter().position(is_common_mark) {
            self.blocks.close_down_to(list);
        }
        self.lines = Lines::default();
    }
}
