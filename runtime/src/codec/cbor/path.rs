//! The path of a value in a document.

use super::Reader;
use super::head::{ARRAY, BREAK, KIND, MAP, TAG, TEXT};
use super::open::INDEFINITE;
use crate::codec::json::path::{Step, shown};
use crate::codec::json::text::escaped;

/// An open list or map.
struct Frame {
    /// The items or entries that are left, without the current one; [`INDEFINITE`] if that is not
    /// known.
    left: usize,
    step: Place,
}

/// A place in an open list or map.
enum Place {
    /// At an item.
    Item(usize),
    /// At a key, or behind the last entry.
    Key,
    /// At the value of the key, which is escaped as in JSON.
    Value(String),
}

/// The path of the value that holds the byte at `offset` of a document that is well-formed up to
/// there. That of a key is the map.
pub(super) fn path(document: &[u8], offset: usize) -> String {
    let mut reader = Reader::new(document);
    let mut frames = Vec::new();
    while step(&mut reader, &mut frames, offset).is_some() {}
    let steps = frames.iter().map(|frame: &Frame| match &frame.step {
        Place::Item(index) => Step::Item(*index),
        Place::Key => Step::Object,
        Place::Value(key) => Step::Member(key),
    });
    shown(&steps.collect::<Vec<_>>())
}

/// Moves over the next tag, head, key or scalar; `None` at the offset, and where the document
/// cannot be read.
fn step(reader: &mut Reader<'_>, frames: &mut Vec<Frame>, offset: usize) -> Option<()> {
    let byte = reader.peek()?;
    let is_there = |reader: &Reader<'_>| (reader.offset() <= offset).then_some(());
    if byte == BREAK {
        // A key without a value.
        if matches!(frames.last()?.step, Place::Value(_)) {
            return None;
        }
        reader.advance(1);
        frames.pop();
        is_there(reader)?;
        return value_ends(frames);
    }
    match byte & KIND {
        TAG => {
            reader.argument().ok()?;
            is_there(reader)
        }
        kind @ (MAP | ARRAY) => {
            let is_map = kind == MAP;
            let left = reader.count(if is_map { 2 } else { 1 }).ok()?;
            is_there(reader)?;
            let step = if is_map { Place::Key } else { Place::Item(0) };
            match left {
                0 => value_ends(frames),
                _ => {
                    let left = if left == INDEFINITE { left } else { left - 1 };
                    frames.push(Frame { left, step });
                    Some(())
                }
            }
        }
        kind => {
            if let Some(Frame { step, .. }) = frames.last_mut()
                && matches!(step, Place::Key)
                && kind == TEXT
            {
                let key = reader.text().ok()??;
                is_there(reader)?;
                *step = Place::Value(escaped(&key));
                return Some(());
            }
            reader.skip().ok()?;
            is_there(reader)?;
            value_ends(frames)
        }
    }
}

/// Moves on after a value; leaves what ends with it.
fn value_ends(frames: &mut Vec<Frame>) -> Option<()> {
    while let Some(frame) = frames.last_mut() {
        if frame.left == 0 {
            frames.pop();
            continue;
        }
        if frame.left != INDEFINITE {
            frame.left -= 1;
        }
        frame.step = match frame.step {
            Place::Item(index) => Place::Item(index + 1),
            _ => Place::Key,
        };
        return Some(());
    }
    None
}
