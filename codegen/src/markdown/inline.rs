//! The words of a paragraph, with emphasis, code and links.

use super::escape::{Place, code_span, is_dropped, link_target, needs_escape, web_address};

/// The markup to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// All markup of Markdown.
    Full,
    /// Code only.
    Plain,
}

/// A piece of Markdown that stays on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Text(String),
    /// A line break.
    Break,
}

/// The markup around words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    /// A link, to an address that is fit for Markdown.
    Link(String),
    /// A tag without markup, but with an end.
    Nothing,
}

/// The dialect of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Text within HTML. Of Markdown, only code spans are recognised.
    Html,
    /// Text outside of any HTML element. Emphasis, escapes and links are recognised too.
    CommonMark,
}

/// A mark that has been opened.
#[derive(Debug)]
struct Open {
    mark: Mark,
    /// True once it is written. It is written with the first word, since no space may follow it.
    written: bool,
}

/// Builds the words of one paragraph.
#[derive(Debug)]
pub(super) struct Inline {
    style: Style,
    words: Vec<Word>,
    /// True if there was white space since the last word.
    gap: bool,
    open: Vec<Open>,
    /// The content of the code that is open.
    code: Option<String>,
    /// The number of open elements for code.
    code_depth: usize,
    /// True if emphasis was closed directly after punctuation, and nothing has followed yet.
    closed_at_punctuation: bool,
}

impl Inline {
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            words: Vec::new(),
            gap: false,
            open: Vec::new(),
            code: None,
            code_depth: 0,
            closed_at_punctuation: false,
        }
    }

    pub(super) fn in_code(&self) -> bool {
        self.code.is_some()
    }

    pub(super) fn start_code(&mut self) {
        self.code_depth += 1;
        self.code.get_or_insert_default();
    }

    pub(super) fn end_code(&mut self) {
        self.code_depth = self.code_depth.saturating_sub(1);
        if self.code_depth == 0 {
            self.finish_code();
        }
    }

    fn finish_code(&mut self) {
        self.code_depth = 0;
        if let Some(content) = self.code.take() {
            self.gap |= content.starts_with(char::is_whitespace);
            if let Some(span) = code_span(&content) {
                self.append(&span);
            }
            self.gap |= content.ends_with(char::is_whitespace);
        }
    }

    pub(super) fn start(&mut self, mark: Mark) {
        let is_link = |mark: &Mark| matches!(mark, Mark::Link(_));
        let inside = self
            .open
            .iter()
            .any(|open| open.mark == mark || (is_link(&open.mark) && is_link(&mark)));
        let mark = if inside || self.style == Style::Plain {
            Mark::Nothing
        } else {
            mark
        };
        self.open.push(Open {
            mark,
            written: false,
        });
    }

    /// Opens a link, if the target is valid.
    pub(super) fn start_link(&mut self, href: &str) {
        self.start(link_target(href).map_or(Mark::Nothing, Mark::Link));
    }

    /// Closes the innermost mark that satisfies `is_it`, and all marks in it.
    pub(super) fn end(&mut self, is_it: impl Fn(&Mark) -> bool) {
        if let Some(at) = self.open.iter().rposition(|open| is_it(&open.mark)) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(Open {
                mark,
                written: true,
            }) = self.open.pop()
            else {
                continue;
            };
            let Some(Word::Text(word)) = self.words.last_mut() else {
                continue;
            };
            self.closed_at_punctuation |= word.ends_with(|c: char| c.is_ascii_punctuation());
            match mark {
                Mark::Strong => word.push_str("**"),
                Mark::Emphasis => word.push('*'),
                Mark::Link(target) => {
                    self.closed_at_punctuation = false;
                    word.push_str(&format!("]({target})"));
                }
                Mark::Nothing => {}
            }
        }
    }

    /// Ends the line.
    pub(super) fn line_break(&mut self) {
        if matches!(self.words.last(), Some(Word::Text(_))) && self.code.is_none() {
            self.words.push(Word::Break);
            self.gap = true;
        }
    }

    /// Adds text in which entities are resolved.
    pub(super) fn text(&mut self, text: &str, dialect: Dialect) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let mut run = String::new();
        let mut before = None;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            let special = match c {
                '`' => in_backticks(rest).map(|(content, length)| (Special::Code(content), length)),
                'h' if !before.is_some_and(char::is_alphanumeric) => {
                    web_address(rest).map(|address| (Special::Address(address), address.len()))
                }
                '[' if dialect == Dialect::CommonMark => {
                    link(rest).map(|(text, target, length)| (Special::Link(text, target), length))
                }
                _ => None,
            };
            if let Some((special, length)) = special {
                self.append_run(&mut run);
                self.special(special);
                rest = rest.get(length..).unwrap_or_default();
                before = Some('`');
                continue;
            }
            if c.is_whitespace() {
                self.append_run(&mut run);
                self.gap = true;
            } else if dialect == Dialect::CommonMark && is_markup(c, before, after) {
                run.push(c);
            } else if !is_dropped(c) {
                let escaped = before == Some('\\') && dialect == Dialect::CommonMark;
                if !escaped && needs_escape(c, Place { before, after }) {
                    run.push('\\');
                }
                run.push(c);
            }
            before = Some(c);
            rest = after;
        }
        self.append_run(&mut run);
    }

    fn special(&mut self, special: Special) {
        match special {
            Special::Code(content) => {
                if let Some(span) = code_span(content) {
                    self.append(&span);
                }
            }
            Special::Address(address) if self.in_link() => self.append(address),
            Special::Address(address) => self.append(&format!("<{address}>")),
            Special::Link(text, target) => {
                self.start(Mark::Link(target));
                let at = self.open.len() - 1;
                self.text(text, Dialect::Html);
                self.close_down_to(at);
            }
        }
    }

    fn in_link(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open.mark, Mark::Link(_)))
    }

    fn append_run(&mut self, run: &mut String) {
        if !run.is_empty() {
            self.append(run);
            run.clear();
        }
    }

    /// Adds Markdown without significant white space: to the last word, unless there was a gap.
    fn append(&mut self, piece: &str) {
        let mut marks = String::new();
        for open in self.open.iter_mut().filter(|open| !open.written) {
            open.written = true;
            marks.push_str(match open.mark {
                Mark::Strong => "**",
                Mark::Emphasis => "*",
                Mark::Link(_) => "[",
                Mark::Nothing => "",
            });
        }
        let last = match self.words.last() {
            Some(Word::Text(word)) => word.chars().next_back(),
            _ => None,
        };
        let gap = self.gap || last.is_some_and(|last| self.must_part(last, &marks, piece));
        self.closed_at_punctuation = false;
        self.gap = false;
        match self.words.last_mut() {
            Some(Word::Text(word)) if !gap => {
                word.push_str(&marks);
                word.push_str(piece);
            }
            _ => self.words.push(Word::Text(marks + piece)),
        }
    }

    /// True if marks would not be recognised, or code spans would merge, without a space between
    /// the last character and the next piece.
    fn must_part(&self, last: char, marks: &str, piece: &str) -> bool {
        let next = piece.chars().next().unwrap_or(' ');
        let opens_emphasis = marks.contains('*');
        (self.closed_at_punctuation && next.is_alphanumeric())
            || (opens_emphasis && last.is_alphanumeric() && next.is_ascii_punctuation())
            || (opens_emphasis && last == '*')
            || (last == '`' && next == '`')
    }

    /// Closes all marks and returns the words.
    pub(super) fn finish(&mut self) -> Vec<Word> {
        self.finish_code();
        self.close_down_to(0);
        while self.words.last() == Some(&Word::Break) {
            self.words.pop();
        }
        self.gap = false;
        self.closed_at_punctuation = false;
        std::mem::take(&mut self.words)
    }
}

/// True if the character is markup of CommonMark. An asterisk between letters or digits is a
/// product, not emphasis.
fn is_markup(c: char, before: Option<char>, after: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '_' | '\\' => true,
        '*' => !(is_word(before) && is_word(after.chars().next())),
        _ => false,
    }
}

/// A part of a text that is not plain.
enum Special<'t> {
    Code(&'t str),
    Address(&'t str),
    Link(&'t str, String),
}

/// The content and the length of the code span at the start of a text.
fn in_backticks(text: &str) -> Option<(&str, usize)> {
    let fence = text.find(|c| c != '`')?;
    let inner = text.get(fence..)?;
    let mut from = 0;
    loop {
        let start = from + inner.get(from..)?.find('`')?;
        let run = inner.get(start..)?;
        let length = run.find(|c| c != '`').unwrap_or(run.len());
        if length == fence {
            let content = inner.get(..start)?;
            // Backticks around several paragraphs or around nothing are text.
            let is_code = !content.contains("\n\n") && !content.trim().is_empty();
            return is_code.then_some((content, fence + start + length));
        }
        from = start + length;
    }
}

/// The text, the target and the length of the link at the start of a text.
fn link(text: &str) -> Option<(&str, String, usize)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = rest.split_once(')')?;
    if inner.contains(['[', ']', '\n']) {
        return None;
    }
    let length = 1 + inner.len() + 2 + target.len() + 1;
    Some((inner, link_target(target)?, length))
}
