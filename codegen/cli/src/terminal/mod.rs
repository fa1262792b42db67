//! Text for a terminal: wrapped, indented, and coloured if enabled.

mod inline;
mod markdown;

use anstyle::Style;
use hammersmith_codegen::diagnostic::visible;

use crate::ui::{BOLD, DIM, paint};

/// A word, in pieces of one style each. Its width counts only visible characters.
#[derive(Clone, Debug, Default, PartialEq)]
struct Word {
    pieces: Vec<(Style, String)>,
    /// True if the line ends after it.
    breaks: bool,
}

impl Word {
    fn width(&self) -> usize {
        let pieces = self.pieces.iter();
        pieces.map(|(_, text)| text.chars().count()).sum()
    }

    fn push(&mut self, style: Style, c: char) {
        let mut bytes = [0; 4];
        let shown = visible(c.encode_utf8(&mut bytes));
        match self.pieces.last_mut() {
            Some((last, text)) if *last == style => text.push_str(&shown),
            _ => self.pieces.push((style, shown.into_owned())),
        }
    }

    fn painted(&self, colour: bool) -> String {
        let pieces = self.pieces.iter();
        let painted = pieces.map(|(style, text)| {
            if *style == Style::new() {
                text.clone()
            } else {
                paint(colour, *style, text)
            }
        });
        painted.collect()
    }
}

/// A text that is built line by line.
pub(crate) struct Paper {
    text: String,
    width: usize,
    colour: bool,
    /// The addresses of links, which the text refers to by number, from 1.
    links: Vec<String>,
}

impl Paper {
    pub(crate) fn new(width: usize, colour: bool) -> Self {
        Self {
            text: String::new(),
            width,
            colour,
            links: Vec::new(),
        }
    }

    /// Returns the text, with the addresses of links at the end.
    pub(crate) fn finish(mut self) -> String {
        let links = std::mem::take(&mut self.links);
        if !links.is_empty() {
            self.gap();
        }
        for (at, link) in links.iter().enumerate() {
            let number = paint(self.colour, DIM, format!("[{}]", at + 1));
            self.line(0, &format!("{number} {link}"));
        }
        self.text
    }

    /// Adds an empty line, unless the text ends with one.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading, surrounded by empty lines.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        let heading = paint(self.colour, BOLD, text);
        self.line(0, &heading);
        self.gap();
    }

    /// Adds a line without wrapping.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let line = format!("{:indent$}{text}", "");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds pieces of text, each in its style, wrapped. All lines except the first are indented
    /// further.
    pub(crate) fn styled(&mut self, indent: usize, pieces: &[(Style, &str)]) {
        let mut words = vec![Word::default()];
        for (style, text) in pieces {
            for c in text.chars() {
                match (c.is_whitespace(), words.last_mut()) {
                    (false, Some(word)) => word.push(*style, c),
                    _ => words.push(Word::default()),
                }
            }
        }
        let lines = wrap(&words, self.width.saturating_sub(indent), 4, self.colour);
        for line in lines {
            self.line(indent, &line);
        }
    }

    /// Adds Markdown, as the generator makes it from documentation.
    pub(crate) fn markdown(&mut self, indent: usize, text: &str) {
        let width = self.width.saturating_sub(indent);
        for line in markdown::lines(text, width, self.colour, &mut self.links) {
            self.line(indent, &line);
        }
    }
}

/// Wraps words to a width. All lines except the first are indented by `hang`.
fn wrap(words: &[Word], width: usize, hang: usize, colour: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut is_new = true;
    for word in words.iter().filter(|word| word.breaks || word.width() > 0) {
        let space = usize::from(!is_new);
        if !is_new && used + space + word.width() > width {
            lines.push(std::mem::take(&mut line));
            line.extend(std::iter::repeat_n(' ', hang));
            (used, is_new) = (hang, true);
        }
        if word.width() > 0 {
            if !is_new {
                line.push(' ');
                used += 1;
            }
            line += &word.painted(colour);
            used += word.width();
            is_new = false;
        }
        if word.breaks {
            lines.push(std::mem::take(&mut line));
            line.extend(std::iter::repeat_n(' ', hang));
            (used, is_new) = (hang, true);
        }
    }
    if !is_new {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests;
