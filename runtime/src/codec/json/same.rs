//! The comparison of two documents by their values.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Error, Reader};
use crate::codec::decimal::Decimal;

/// True if two JSON documents have the same value: the order of members, spaces and the spelling of
/// strings and numbers aside. For tests of requests.
///
/// ```
/// use hammersmith::json::same;
///
/// assert!(same(r#"{"a": 1, "b": "\u0041"}"#, r#"{"b":"A","a":1.0}"#)?);
/// assert!(!same(r#"{"a": [1, 2]}"#, r#"{"a": [2, 1]}"#)?);
/// # Ok::<(), hammersmith::json::Error>(())
/// ```
///
/// # Errors
///
/// Fails if one of them is not JSON.
pub fn same(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> Result<bool, Error> {
    let (one, other) = (parse(one.as_ref())?, parse(other.as_ref())?);
    Ok(equal(&one, &other))
}

/// A JSON value whose numbers have all of their digits.
enum Json<'t> {
    Object(HashMap<Cow<'t, str>, Json<'t>>),
    List(Vec<Json<'t>>),
    String(Cow<'t, str>),
    Number(&'t str),
    Boolean(bool),
    Null,
}

fn parse(text: &[u8]) -> Result<Json<'_>, Error> {
    let mut reader = Reader::new(text)?;
    let value = value(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

fn value<'t>(from: &mut Reader<'t>) -> Result<Json<'t>, Error> {
    Ok(match from.next_byte() {
        Some(b'{') => {
            from.begin_object()?;
            let mut members = HashMap::new();
            while let Some(key) = from.next_raw_key()? {
                members.insert(from.unescape(key)?, value(from)?);
            }
            Json::Object(members)
        }
        Some(b'[') => {
            from.begin_list()?;
            let mut items = Vec::new();
            while from.next_item(items.is_empty())? {
                items.push(value(from)?);
            }
            Json::List(items)
        }
        Some(b'"') => {
            let text = from.raw_text("a string")?;
            Json::String(from.unescape(text)?)
        }
        Some(b't' | b'f') => Json::Boolean(from.truth()?.unwrap_or_default()),
        Some(b'n') => from.literal("null").map(|()| Json::Null)?,
        _ => {
            let start = from.start();
            from.number()?;
            Json::Number(from.since(start))
        }
    })
}

fn equal(one: &Json<'_>, other: &Json<'_>) -> bool {
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            let held =
                |(key, value): (_, &Json<'_>)| other.get(key).is_some_and(|it| equal(value, it));
            one.len() == other.len() && one.iter().all(held)
        }
        (Json::List(one), Json::List(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| equal(one, other))
        }
        (Json::String(one), Json::String(other)) => one == other,
        (Json::Number(one), Json::Number(other)) => same_number(one, other),
        (Json::Boolean(one), Json::Boolean(other)) => one == other,
        (Json::Null, Json::Null) => true,
        _ => false,
    }
}

fn same_number(one: &str, other: &str) -> bool {
    match (Decimal::parse(one), Decimal::parse(other)) {
        (Some(one), Some(other)) => one.compare(&other).is_eq(),
        _ => false,
    }
}
