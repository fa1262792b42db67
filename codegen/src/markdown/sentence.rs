//! The first sentence of a text.

use super::blocks::Block;
use super::inline::Word;

/// Words that end in a full stop within a sentence.
const ABBREVIATIONS: [&str; 10] = [
    "e.g.", "i.e.", "etc.", "vs.", "cf.", "al.", "no.", "inc.", "approx.", "a.k.a.",
];

/// The first sentence of the first paragraph, on one line.
pub(super) fn first(blocks: &[Block]) -> String {
    let words: Vec<&str> = paragraph(blocks)
        .unwrap_or_default()
        .iter()
        .filter_map(text)
        .collect();
    let end = words.iter().enumerate().position(|(at, word)| {
        ends_sentence(word) && words.get(at + 1).is_none_or(|next| begins_sentence(next))
    });
    let sentence = words
        .get(..end.map_or(words.len(), |end| end + 1))
        .unwrap_or_default();
    sentence.join(" ")
}

fn text(word: &Word) -> Option<&str> {
    match word {
        Word::Text(text) => Some(text),
        Word::Break => None,
    }
}

/// The first paragraph, preferably at the top level.
fn paragraph(blocks: &[Block]) -> Option<&[Word]> {
    let top = blocks.iter().find_map(|block| match block {
        Block::Paragraph(words) => Some(words.as_slice()),
        _ => None,
    });
    top.or_else(|| {
        blocks.iter().find_map(|block| match block {
            Block::Heading(_, words) => Some(words.as_slice()),
            Block::List { items: inner, .. } | Block::Quote(inner) | Block::Item(inner) => {
                paragraph(inner)
            }
            Block::Paragraph(_) | Block::Code(_) => None,
        })
    })
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches([')', '"', '\'', '”', '’']);
    if word.ends_with(['!', '?']) {
        return true;
    }
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    let bare = word.trim_start_matches(['(', '"', '“']).to_lowercase();
    // Initials, as in `U.S.`.
    let is_initials = stem.contains('.') && stem.split('.').all(|part| part.chars().count() == 1);
    !ABBREVIATIONS.contains(&bare.as_str()) && !is_initials
}

fn begins_sentence(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}
