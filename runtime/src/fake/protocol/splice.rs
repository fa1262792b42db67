//! Documents with strings that are not members.

use crate::codec::WriteDocument;
use crate::error::BuildError;
use crate::shape::Row;

/// A map of strings.
fn map<W: WriteDocument>(strings: &[(&str, &str)]) -> Result<Vec<u8>, BuildError> {
    let (mut writer, row) = (W::start(), Row::nothing());
    writer.begin_map(row, strings.len());
    for (key, value) in strings {
        writer.key(row, key);
        writer.string(row, value);
    }
    writer.end_map();
    writer.finish()
}

/// A JSON object, with these strings in front.
pub(super) fn json<W: WriteDocument>(
    strings: &[(&str, &str)],
    object: &[u8],
) -> Result<Vec<u8>, BuildError> {
    if strings.is_empty() {
        return Ok(object.to_vec());
    }
    let mut spliced = map::<W>(strings)?;
    spliced.pop();
    match object.get(1..).unwrap_or_default() {
        b"}" => {}
        _ => spliced.push(b','),
    }
    spliced.extend_from_slice(object.get(1..).unwrap_or_default());
    Ok(spliced)
}

/// A CBOR map of indefinite length, with these strings in front. There are less than 24 of them, so
/// that their number is part of the first byte.
pub(super) fn cbor<W: WriteDocument>(
    strings: &[(&str, &str)],
    structure: &[u8],
) -> Result<Vec<u8>, BuildError> {
    let (start, rest) = structure.split_at_checked(1).unwrap_or_default();
    let strings = map::<W>(strings)?;
    Ok([start, strings.get(1..).unwrap_or_default(), rest].concat())
}
