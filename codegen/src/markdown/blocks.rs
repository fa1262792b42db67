//! The blocks of a text, and the stack of open blocks.

use super::inline::{Inline, Style, Word};

/// The maximum nesting of blocks. Deeper blocks become part of the open one.
const DEEPEST: usize = 16;

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Word>),
    Heading(usize, Vec<Word>),
    List {
        ordered: bool,
        items: Vec<Block>,
    },
    /// An item of a list.
    Item(Vec<Block>),
    Quote(Vec<Block>),
    Code(String),
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
    /// A list. CommonMark lists have the column of their markers.
    List {
        ordered: bool,
        column: Option<usize>,
    },
    /// An item. Items of a definition list start with the defined term.
    Item {
        defines: bool,
    },
    /// A note, with its label.
    Quote(&'static str),
}

/// Builds blocks.
#[derive(Debug)]
pub(super) struct Blocks {
    style: Style,
    pub(super) frames: Vec<Frame>,
    /// The paragraph that is open.
    pub(super) inline: Inline,
    /// The level, if the paragraph is a heading.
    pub(super) heading: Option<usize>,
}

impl Blocks {
    pub(super) fn new(style: Style) -> Self {
        let root = Frame {
            kind: Kind::Root,
            blocks: Vec::new(),
        };
        Self {
            style,
            frames: vec![root],
            inline: Inline::new(style),
            heading: None,
        }
    }

    /// Closes all open blocks and returns them.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_down_to(1);
        self.flush();
        self.frames
            .pop()
            .map(|root| root.blocks)
            .unwrap_or_default()
    }

    pub(super) fn push(&mut self, kind: Kind) {
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame {
                kind,
                blocks: Vec::new(),
            });
        }
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

    /// Closes the innermost block of a kind and all blocks in it.
    pub(super) fn close(&mut self, is_it: impl Fn(&Kind) -> bool) {
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

/// The blocks, with the first two joined if both are paragraphs.
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
