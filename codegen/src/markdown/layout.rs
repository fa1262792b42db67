//! Layout of blocks as lines.

use super::blocks::Block;
use super::escape::{at_line_start, fence, is_dropped};
use super::inline::Word;

/// The width at which paragraphs are wrapped.
const WIDTH: usize = 100;

/// The minimum width of deeply nested lists.
const LEAST_WIDTH: usize = 40;

/// The text of blocks, without a final line end.
pub(super) fn text(blocks: &[Block]) -> String {
    lines(blocks, WIDTH, false).join("\n")
}

fn lines(blocks: &[Block], width: usize, tight: bool) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        if !all.is_empty() && !tight {
            all.push(String::new());
        }
        match block {
            Block::Paragraph(words) => all.extend(wrap(words, width)),
            Block::Heading(level, words) => {
                all.push(format!(
                    "{} {}",
                    "#".repeat(*level),
                    wrap(words, usize::MAX).join(" ")
                ));
            }
            Block::List { ordered, items } => all.extend(list(*ordered, items, width)),
            Block::Quote(inner) => {
                let inner = lines(inner, narrower(width, 2), false);
                all.extend(
                    inner
                        .iter()
                        .map(|line| format!("> {line}").trim_end().to_owned()),
                );
            }
            Block::Code(code) => all.extend(code_block(code)),
            Block::Item(inner) => all.extend(lines(inner, width, tight)),
        }
    }
    all
}

fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(LEAST_WIDTH)
}

fn list(ordered: bool, items: &[Block], width: usize) -> Vec<String> {
    let tight = items.iter().all(is_tight);
    let mut all = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && !tight {
            all.push(String::new());
        }
        let marker = if ordered {
            format!("{}. ", at + 1)
        } else {
            "- ".to_owned()
        };
        let inner = lines(
            std::slice::from_ref(item),
            narrower(width, marker.len()),
            tight,
        );
        for (at, line) in inner.into_iter().enumerate() {
            all.push(match at {
                0 => format!("{marker}{line}"),
                _ if line.is_empty() => line,
                _ => format!("{}{line}", " ".repeat(marker.len())),
            });
        }
    }
    all
}

/// True if an item needs no blank lines: it has a paragraph and at most a list.
fn is_tight(item: &Block) -> bool {
    match item {
        Block::Item(inner) => match inner.as_slice() {
            [Block::Paragraph(_)] | [] => true,
            [Block::Paragraph(_), Block::List { items, .. }] => items.iter().all(is_tight),
            _ => false,
        },
        other => matches!(other, Block::Paragraph(_)),
    }
}

/// The lines of a paragraph.
fn wrap(words: &[Word], width: usize) -> Vec<String> {
    let mut all = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in words {
        let Word::Text(word) = word else {
            line.push('\\');
            all.push(std::mem::take(&mut line));
            length = 0;
            continue;
        };
        let more = word.chars().count();
        if length > 0 && length + 1 + more > width {
            all.push(std::mem::take(&mut line));
            length = 0;
        }
        if length == 0 {
            line.push_str(&at_line_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
        length = if length == 0 { more } else { length + 1 + more };
    }
    if !line.is_empty() {
        all.push(line);
    }
    all
}

/// Preformatted text in a fence with the language `text`, without its common indentation.
fn code_block(code: &str) -> Vec<String> {
    let visible = |line: &str| -> String {
        let line = line.replace('\t', "    ");
        line.trim_end()
            .chars()
            .filter(|c| !is_dropped(*c))
            .collect()
    };
    let all: Vec<String> = code.lines().map(visible).collect();
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let common = all
        .iter()
        .filter(|line| !line.is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let fence = fence('`', 3, code);
    let mut out = vec![format!("{fence}text")];
    let dedented = all
        .iter()
        .map(|line| line.get(common..).unwrap_or_default().to_owned());
    out.extend(dedented.skip_while(String::is_empty));
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.push(fence);
    out
}
