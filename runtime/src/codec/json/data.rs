//! Documents that did not come over the wire and do not go there: what `serde` is given.
//!
//! People write them, so they are read with more patience than those of a service, and a failure
//! says where in the data it is.

use super::path::path;
use super::reader::Mode;
use super::{Error, Reader};

/// The maximum depth of a document.
pub(super) const MAX_DATA: usize = 256;

/// An error message with the path in front of it: `volumes[0].host: expected an object, found a
/// string`.
type Message = String;

/// Reads a document that holds one value, and not null.
pub(crate) fn read_data<T>(
    text: &str,
    mode: Mode,
    read: fn(&mut Reader<'_>) -> Result<Option<T>, Error>,
) -> Result<T, Message> {
    let mut reader = Reader::of(text, mode);
    match read(&mut reader) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err("expected an object, found null".to_owned()),
        Err(error) => Err(message(text, &error)),
    }
}

#[cold]
fn message(text: &str, error: &Error) -> Message {
    let offset = error.offset().unwrap_or(text.len());
    let mut message = match error.expected() {
        Some(expected) => {
            let expected = expected.trim_end_matches(" or null");
            format!("expected {expected}, found {}", kind(text, offset))
        }
        None => error.message().to_owned(),
    };
    if let Some(source) = std::error::Error::source(error) {
        message = format!("{message}: {source}");
    }
    match path(text, offset) {
        path if path.is_empty() => message,
        path => format!("{path}: {message}"),
    }
}

/// Returns the kind of the value that starts there.
fn kind(text: &str, offset: usize) -> &'static str {
    match text.as_bytes().get(offset) {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(_) => "a number",
        None => "nothing",
    }
}
