//! Markdown, as the generator writes it, in lines for a terminal.

use super::{inline, wrap};

/// A block of Markdown.
enum Block<'t> {
    Paragraph(String),
    Heading(&'t str),
    /// Code, unchanged.
    Code(Vec<&'t str>),
    /// The content after a marker: `-`, `1.` or `>`.
    Item(&'t str, String),
    Gap,
}

/// The lines of a text, wrapped to a width. The addresses of its links are added to `links`.
pub(super) fn lines(
    text: &str,
    width: usize,
    colour: bool,
    links: &mut Vec<String>,
) -> Vec<String> {
    // Deeply nested lists on a narrow terminal keep a minimum width.
    let width = width.max(20);
    let mut lines = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Gap => lines.push(String::new()),
            Block::Paragraph(text) => {
                lines.extend(wrap(&inline::words(&text, colour, links), width, 0, colour));
            }
            Block::Heading(text) => {
                lines.extend(wrap(
                    &inline::heading(text, colour, links),
                    width,
                    0,
                    colour,
                ));
            }
            Block::Code(code) => lines.extend(code.iter().map(|line| format!("    {line}"))),
            Block::Item(mark, text) => {
                let mark = match mark {
                    ">" => "|",
                    mark => mark,
                };
                let indent = mark.len() + 1;
                let inner = self::lines(&text, width.saturating_sub(indent), colour, links);
                for (at, line) in inner.iter().enumerate() {
                    let front = match (at, mark) {
                        (0, _) | (_, "|") => mark,
                        _ => "",
                    };
                    lines.push(format!("{front:<indent$}{line}").trim_end().to_owned());
                }
            }
        }
    }
    lines
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() {
            blocks.push(Block::Gap);
        } else if line.starts_with("```") || line.starts_with("~~~") {
            let fence = line.trim_end_matches(|c| c != '`' && c != '~');
            let code = lines.by_ref().take_while(|line| *line != fence);
            blocks.push(Block::Code(code.collect()));
        } else if let Some((marks, text)) = line.split_once(' ')
            && !marks.is_empty()
            && marks.len() <= 6
            && marks.chars().all(|c| c == '#')
        {
            blocks.push(Block::Heading(text));
        } else if let Some(mark) = mark(line) {
            let mut held = own(line, mark).to_owned();
            // Lines of the item are indented like its text, or have the marker as well.
            while let Some(more) = lines.next_if(|next| continues(next, mark)) {
                held.push('\n');
                held.push_str(own(more, mark));
            }
            blocks.push(Block::Item(mark, held.trim_end().to_owned()));
            if held.ends_with('\n') {
                blocks.push(Block::Gap);
            }
        } else {
            let mut paragraph = line.to_owned();
            while let Some(more) = lines.next_if(|next| !next.is_empty() && mark(next).is_none()) {
                paragraph.push('\n');
                paragraph.push_str(more);
            }
            blocks.push(Block::Paragraph(paragraph));
        }
    }
    blocks
}

/// The marker at the start of a line.
fn mark(line: &str) -> Option<&str> {
    if line == ">" || line == "-" {
        return Some(line);
    }
    let (mark, _) = line.split_once(' ')?;
    let number = mark.strip_suffix('.').unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    (is_number || mark == "-" || mark == ">").then_some(mark)
}

/// True if a line belongs to the item of the marker before it.
fn continues(line: &str, mark: &str) -> bool {
    match mark {
        ">" => line.starts_with('>'),
        _ => line.is_empty() || line.starts_with(&" ".repeat(mark.len() + 1)),
    }
}

/// A line without the marker, or without the indentation in its place.
fn own<'t>(line: &'t str, mark: &str) -> &'t str {
    line.get(mark.len() + 1..).unwrap_or_default()
}
