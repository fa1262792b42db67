//! A JSON document, passed to any serializer.

use aws_smithy_types::Number;
use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::data::MAX_DATA;
use super::reader::Mode;
use super::{Error as JsonError, Reader};

/// Gives the one value of a document to a serializer, members in the order they stand in.
pub(crate) fn transcode<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    value(&mut Reader::of(text, Mode::Data), 0, serializer)
}

/// The next value of a reader, which formats may request more than once.
struct Next<'a> {
    json: Reader<'a>,
    depth: usize,
}

impl Serialize for Next<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        value(&mut self.json.ahead(), self.depth, serializer)
    }
}

impl<'a> Next<'a> {
    /// The next value, and the reader behind it.
    fn of<E: Error>(json: &mut Reader<'a>, depth: usize) -> Result<Self, E> {
        let next = json.ahead();
        json.skip().map_err(E::custom)?;
        Ok(Self { json: next, depth })
    }
}

fn value<S: Serializer>(
    json: &mut Reader<'_>,
    depth: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let ok = |result: Result<(), JsonError>| result.map_err(S::Error::custom);
    match json.next_byte() {
        Some(b'{' | b'[') if depth >= MAX_DATA => {
            Err(S::Error::custom("values are nested too deeply"))
        }
        Some(b'{') => members(json, depth, serializer),
        Some(b'[') => items(json, depth, serializer),
        Some(b'"') => {
            let text = json
                .raw_text("a string")
                .and_then(|text| json.unescape(text));
            serializer.serialize_str(&text.map_err(S::Error::custom)?)
        }
        Some(b'n') => {
            ok(json.literal("null"))?;
            serializer.serialize_none()
        }
        Some(b't') => {
            ok(json.literal("true"))?;
            serializer.serialize_bool(true)
        }
        Some(b'f') => {
            ok(json.literal("false"))?;
            serializer.serialize_bool(false)
        }
        _ => match json.rounded().map_err(S::Error::custom)? {
            Number::PosInt(number) => match i64::try_from(number) {
                Ok(number) => serializer.serialize_i64(number),
                Err(_) => serializer.serialize_u64(number),
            },
            Number::NegInt(number) => serializer.serialize_i64(number),
            Number::Float(number) => serializer.serialize_f64(number),
        },
    }
}

fn members<S: Serializer>(
    json: &mut Reader<'_>,
    depth: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(count(json, true))?;
    let mut more = begins(json, b'}');
    while more {
        let key = json.key_and_colon().and_then(|key| json.unescape(key));
        map.serialize_key(&*key.map_err(S::Error::custom)?)?;
        map.serialize_value(&Next::of(json, depth + 1)?)?;
        more = goes_on(json);
    }
    map.end()
}

fn items<S: Serializer>(
    json: &mut Reader<'_>,
    depth: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(count(json, false))?;
    let mut more = begins(json, b']');
    while more {
        seq.serialize_element(&Next::of(json, depth + 1)?)?;
        more = goes_on(json);
    }
    seq.end()
}

/// Enters a list or object; whether there is anything in it.
fn begins(json: &mut Reader<'_>, closing: u8) -> bool {
    json.advance(1);
    let empty = json.next_byte() == Some(closing);
    json.advance(usize::from(empty));
    !empty
}

/// After a value: whether another one comes. The text is our own: anything but a comma closes.
fn goes_on(json: &mut Reader<'_>) -> bool {
    let comma = json.next_byte() == Some(b',');
    json.advance(1);
    comma
}

/// Counts the values of the list or object that starts here: some formats need the number first.
fn count(json: &Reader<'_>, is_object: bool) -> Option<usize> {
    let mut ahead = json.ahead();
    let mut count = 0;
    let mut more = begins(&mut ahead, if is_object { b'}' } else { b']' });
    while more {
        if is_object {
            ahead.key_and_colon().ok()?;
        }
        ahead.skip().ok()?;
        count += 1;
        more = goes_on(&mut ahead);
    }
    Some(count)
}
