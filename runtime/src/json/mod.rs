//! JSON documents: how members of a request are written and those of a response read.
//!
//! The writers and the reader know nothing of any shape. Generated code says which members there are; see
//! [`object`] and [`Reader`] for what that looks like.

#[cfg(feature = "serde")]
mod collect;
#[cfg(feature = "serde")]
mod data;
mod envelope;
mod error;
mod output;
#[cfg(feature = "serde")]
mod path;
mod reader;
mod same;
mod scan;
mod skip;
mod text;
#[cfg(feature = "serde")]
mod transcode;
mod values;
mod writer;

#[cfg(feature = "serde")]
pub(crate) use collect::collect;
#[cfg(feature = "serde")]
pub(crate) use data::{Mode, data, read_data};
pub use envelope::error_metadata;
pub use error::Error;
pub use reader::Reader;
pub use same::same;
#[cfg(feature = "serde")]
pub(crate) use transcode::transcode;
pub use writer::{ObjectWriter, ValueWriter, document, object, value};

/// Reads a document that has to be an object; an empty one counts as an object without members.
///
/// # Errors
///
/// Fails as `parse` does, if the document is anything but an object, or if something comes after it.
#[inline]
pub fn read<'a, T>(
    document: &'a [u8],
    parse: impl FnOnce(&mut Reader<'a>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut reader = start(document)?;
    let value = parse(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

fn start(document: &[u8]) -> Result<Reader<'_>, Error> {
    let mut reader = Reader::new(or_empty(document))?;
    match reader.next_byte() {
        Some(b'{') => Ok(reader),
        _ => Err(reader.unexpected("an object")),
    }
}

/// Reads a document that holds one value; an empty one counts as no value.
///
/// # Errors
///
/// Fails as `parse` does, if the value is null, or if something comes after it.
#[inline]
pub fn read_payload<T>(
    document: &[u8],
    parse: fn(&mut Reader<'_>) -> Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    if document.is_empty() {
        return Ok(None);
    }
    let mut reader = Reader::new(document)?;
    let value = parse(&mut reader)?;
    reader.finish()?;
    match value {
        Some(value) => Ok(Some(value)),
        None => Err(reader.unexpected("a value other than null")),
    }
}

fn or_empty(document: &[u8]) -> &[u8] {
    if document.is_empty() { b"{}" } else { document }
}
