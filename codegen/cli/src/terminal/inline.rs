//! The inline elements of Markdown: code, emphasis, links.

use anstyle::{Effects, Style};

use super::Word;
use crate::ui::{BOLD, CYAN, DIM};

/// The words of a paragraph. Without colours, code keeps its backticks. Links get a number, and
/// their addresses are added to `links`.
pub(super) fn words(text: &str, colour: bool, links: &mut Vec<String>) -> Vec<Word> {
    let mut reader = Reader {
        links,
        colour,
        bold: false,
        italic: false,
        link: false,
        words: vec![Word::default()],
    };
    reader.read(text);
    reader.words
}

struct Reader<'l> {
    links: &'l mut Vec<String>,
    colour: bool,
    bold: bool,
    italic: bool,
    link: bool,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn style(&self) -> Style {
        let mut effects = Effects::new();
        for (is_on, effect) in [
            (self.bold, Effects::BOLD),
            (self.italic, Effects::ITALIC),
            (self.link, Effects::UNDERLINE),
        ] {
            if is_on {
                effects |= effect;
            }
        }
        Style::new().effects(effects)
    }

    fn push(&mut self, style: Style, c: char) {
        match (c.is_whitespace(), self.words.last_mut()) {
            (false, Some(word)) => word.push(style, c),
            _ => self.words.push(Word::default()),
        }
    }

    fn plain(&mut self, text: &str) {
        let style = self.style();
        text.chars().for_each(|c| self.push(style, c));
    }

    fn read(&mut self, text: &str) {
        let mut rest = text;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            let behind = rest.get(c.len_utf8()..).unwrap_or_default();
            let next = behind.chars().next();
            rest = match c {
                '\\' if next == Some('\n') => {
                    self.end_line();
                    behind
                }
                '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                    self.plain(behind.get(..1).unwrap_or_default());
                    behind.get(1..).unwrap_or_default()
                }
                '`' => self.code(rest),
                '*' if before.is_whitespace() && next.is_none_or(char::is_whitespace) => {
                    self.plain("*");
                    behind
                }
                '*' => self.emphasis(rest),
                '[' => match self.link(behind) {
                    Some(rest) => rest,
                    None => {
                        self.plain("[");
                        behind
                    }
                },
                '<' => match behind.split_once('>') {
                    Some((address, behind)) if address.starts_with("http") => {
                        self.plain(address);
                        behind
                    }
                    _ => {
                        self.plain("<");
                        behind
                    }
                },
                c => {
                    let style = self.style();
                    self.push(style, c);
                    behind
                }
            };
            before = c;
        }
    }

    fn end_line(&mut self) {
        if let Some(word) = self.words.last_mut() {
            word.breaks = true;
        }
        self.words.push(Word::default());
    }

    /// Reads a code span at the start of the text.
    fn code<'t>(&mut self, text: &'t str) -> &'t str {
        let content = text.trim_start_matches('`');
        let fence = text.len() - content.len();
        let mut at = 0;
        while let Some(found) = content.get(at..).and_then(|rest| rest.find('`')) {
            let start = at + found;
            let run = content.get(start..).unwrap_or_default();
            let length = run.len() - run.trim_start_matches('`').len();
            if length == fence {
                let code = content.get(..start).unwrap_or_default();
                self.code_span(code);
                return content.get(start + length..).unwrap_or_default();
            }
            at = start + length;
        }
        self.plain("`");
        text.get(1..).unwrap_or_default()
    }

    fn code_span(&mut self, code: &str) {
        let padded = code.strip_prefix(' ').and_then(|c| c.strip_suffix(' '));
        let code = padded.filter(|code| code.contains('`')).unwrap_or(code);
        let mark = if self.colour { "" } else { "`" };
        let style = CYAN.effects(self.style().get_effects());
        for c in mark.chars().chain(code.chars()).chain(mark.chars()) {
            self.push(style, c);
        }
    }

    /// Reads one to three asterisks.
    fn emphasis<'t>(&mut self, text: &'t str) -> &'t str {
        let run = text.len() - text.trim_start_matches('*').len();
        let taken = run.min(3);
        self.italic ^= taken != 2;
        self.bold ^= taken >= 2;
        text.get(taken..).unwrap_or_default()
    }

    /// Reads the rest of a link, after its first bracket.
    fn link<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (label, rest) = text.split_once("](")?;
        let (address, rest) = rest.split_once(')')?;
        self.link = true;
        self.read(label);
        self.link = false;
        if label != address {
            let known = self.links.iter().position(|known| known == address);
            let number = known.unwrap_or(self.links.len()) + 1;
            if known.is_none() {
                self.links.push(address.to_owned());
            }
            self.push(Style::new(), ' ');
            let mark = format!("[{number}]");
            mark.chars().for_each(|c| self.push(DIM, c));
        }
        Some(rest)
    }
}

/// A heading.
pub(super) fn heading(text: &str, colour: bool, links: &mut Vec<String>) -> Vec<Word> {
    let mut words = words(text, colour, links);
    for (style, _) in words.iter_mut().flat_map(|word| &mut word.pieces) {
        *style = style.effects(style.get_effects() | BOLD.get_effects());
    }
    words
}
