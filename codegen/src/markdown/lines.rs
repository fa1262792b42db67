//! Text outside of HTML: the line structure of CommonMark.

use super::blocks::{Block, Blocks, Kind};
use super::inline::Dialect;

/// The position within the lines of the text.
#[derive(Debug)]
pub(super) struct Lines {
    /// True if only white space has been seen on this line.
    at_start: bool,
    /// True if the previous line was blank.
    after_blank: bool,
    fence: Option<Fence>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            at_start: true,
            after_blank: true,
            fence: None,
        }
    }
}

impl Lines {
    /// Records that the line contains something other than text.
    pub(super) fn within(&mut self) {
        (self.at_start, self.after_blank) = (false, false);
    }
}

/// A fenced block that is open.
#[derive(Debug)]
struct Fence {
    mark: String,
    content: String,
}

impl Lines {
    pub(super) fn in_fence(&self) -> bool {
        self.fence.is_some()
    }

    /// Closes a fenced block that is open.
    pub(super) fn end_fence(&mut self, blocks: &mut Blocks) {
        if let Some(fence) = self.fence.take() {
            blocks.add(Block::Code(fence.content));
        }
    }

    /// Text outside of any HTML block.
    pub(super) fn common_mark(&mut self, text: &str, blocks: &mut Blocks) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line(blocks);
            }
            self.line(line, blocks);
        }
    }

    fn end_line(&mut self, blocks: &mut Blocks) {
        if let Some(fence) = &mut self.fence {
            fence.content.push('\n');
        } else if self.at_start || blocks.heading.is_some() {
            blocks.flush();
            self.after_blank = true;
        } else {
            blocks.inline.text("\n", Dialect::CommonMark);
            self.after_blank = false;
        }
        self.at_start = true;
    }

    /// A line, or the rest of one.
    fn line(&mut self, line: &str, blocks: &mut Blocks) {
        let trimmed = line.trim_start();
        if let Some(fence) = &mut self.fence {
            if self.at_start && closes(trimmed.trim_end(), &fence.mark) {
                self.end_fence(blocks);
            } else {
                fence.content.push_str(line);
                self.at_start &= line.is_empty();
            }
            return;
        }
        if !self.at_start || trimmed.is_empty() {
            return blocks.inline.text(line, Dialect::CommonMark);
        }
        self.at_start = false;
        let column = line.chars().take_while(|c| c.is_whitespace()).count();
        if let Some((ordered, text)) = list_item(trimmed) {
            start_list_item(blocks, column, ordered);
            return blocks.inline.text(text, Dialect::CommonMark);
        }
        if self.after_blank {
            close_lists(blocks, column);
        }
        if let Some(mark) = opening_fence(trimmed) {
            blocks.flush();
            let (mark, content) = (mark.to_owned(), String::new());
            self.fence = Some(Fence { mark, content });
        } else if let Some((level, text)) = heading(trimmed) {
            blocks.flush();
            blocks.heading = Some(level);
            blocks.inline.text(text, Dialect::CommonMark);
        } else {
            blocks.inline.text(line, Dialect::CommonMark);
        }
    }
}

fn start_list_item(blocks: &mut Blocks, column: usize, ordered: bool) {
    blocks.flush();
    close_lists(blocks, column + 1);
    match innermost_list(blocks) {
        // Markers that are not quite below one another belong to one list.
        Some((
            at,
            Kind::List {
                ordered: same,
                column: Some(list),
            },
        )) if column < list + 2 => {
            if same == ordered {
                blocks.end_item();
            } else {
                blocks.close_down_to(at);
                blocks.push(Kind::List {
                    ordered,
                    column: Some(column),
                });
            }
        }
        _ => blocks.push(Kind::List {
            ordered,
            column: Some(column),
        }),
    }
    blocks.push(Kind::Item { defines: false });
}

/// Closes the lists that do not contain text in this column.
fn close_lists(blocks: &mut Blocks, column: usize) {
    while let Some((
        at,
        Kind::List {
            column: Some(list), ..
        },
    )) = innermost_list(blocks)
    {
        if column > list {
            return;
        }
        blocks.close_down_to(at);
    }
}

fn innermost_list(blocks: &Blocks) -> Option<(usize, Kind)> {
    let kinds = blocks.frames.iter().map(|frame| frame.kind).enumerate();
    kinds
        .rev()
        .find(|(_, kind)| matches!(kind, Kind::List { .. }))
}

fn opening_fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.find(|c| c != mark).unwrap_or(line.len());
    let (fence, info) = line.split_at_checked(length)?;
    (length >= 3 && !info.contains('`')).then_some(fence)
}

fn closes(line: &str, fence: &str) -> bool {
    line.starts_with(fence)
        && fence
            .chars()
            .next()
            .is_some_and(|mark| line.chars().all(|c| c == mark))
}

/// True if the list item is ordered, and its text.
fn list_item(line: &str) -> Option<(bool, &str)> {
    let (marker, text) = line.split_once(char::is_whitespace)?;
    if matches!(marker, "-" | "*" | "+") {
        return Some((false, text));
    }
    let number = marker.strip_suffix(['.', ')'])?;
    let is_number = (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    is_number.then_some((true, text))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let (marker, text) = line.split_once(char::is_whitespace)?;
    let level = marker.len();
    ((1..=6).contains(&level) && marker.chars().all(|c| c == '#')).then_some((level, text))
}
